"""The words, tags and fields of the templates. No database."""

import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from wapentake.kit.templatetags import kit
from wapentake.kit.widgets import DayField, KitRenderer
from wapentake.terms.amounts import Amount


def render(text, **context):
    return Template("{% load kit %}" + text).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2017, 7, 31), "31 July 2017"),
        (date(2017, 7, 1), "1 July 2017"),
        (datetime(2017, 7, 31, 9, 0), "31 July 2017"),  # noqa: DTZ001 - an instant of no zone is its own day
        (datetime(2017, 7, 31, 23, 30, tzinfo=UTC), "1 August 2017"),
        (datetime(2017, 12, 31, 23, 30, tzinfo=UTC), "31 December 2017"),
        (None, ""),
        ("", ""),
    ],
)
def test_date_words(value, words):
    assert kit.date_words(value) == words


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (154907, "£1,549.07"),
        (-154907, "-£1,549.07"),
        (0, "£0.00"),
        (5, "£0.05"),
        (100_000_000, "£1,000,000.00"),
        (Amount(2000), "£20.00"),
        (None, ""),
        ("", ""),
    ],
)
def test_money(pence, words):
    assert kit.money(pence) == words


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "action", "1 action"),
        (3, "action", "3 actions"),
        (0, "action", "0 actions"),
        (None, "action", "0 actions"),
        (1, "body,bodies", "1 body"),
        (2, "body,bodies", "2 bodies"),
        (1200, "word", "1,200 words"),
    ],
)
def test_count(number, noun, words):
    assert kit.count(number, noun) == words


@pytest.mark.parametrize(
    ("state", "colour", "words"),
    [
        ("open", "blue", "Open"),
        ("carried-forward", "yellow", "Carried forward"),
        ("due_soon", "yellow", "Due soon"),
        ("Overdue", "red", "Overdue"),
        ("no such state", "grey", "No such state"),
    ],
)
def test_state_tag_always_says_its_word(state, colour, words):
    assert kit.state_tag(state) == f'<strong class="govuk-tag govuk-tag--{colour}">{words}</strong>'


def test_no_state_has_two_colours():
    states = " ".join(kit.STATE_COLOURS.values()).split()
    assert len(states) == len(set(states))


def test_tags_escape_what_they_are_given():
    assert "<b>" not in kit.state_tag("<b>") + kit.button("<b>") + kit.button_link("<b>", '"><b>')


@pytest.mark.parametrize(
    ("kind", "styles"),
    [
        ("primary", "govuk-button"),
        ("secondary", "govuk-button govuk-button--secondary"),
        ("warning", "govuk-button govuk-button--warning"),
        ("link", "app-link-button"),
    ],
)
def test_button(kind, styles):
    assert f'<button type="submit" class="{styles}"' in kit.button("Save", kind=kind)


class ActionForm(forms.Form):
    default_renderer = KitRenderer()

    words = forms.CharField(label="What", help_text="As the minutes say it.")
    due = DayField(label="Due", required=False)
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect, choices=[("a", "Action"), ("b", "Decision")])
    sure = forms.BooleanField(label="I have read it", required=False)


def test_field_joins_label_hint_and_error_to_its_control():
    html = str(ActionForm({})["words"].as_field_group())
    assert '<label class="govuk-label govuk-label--s" for="id_words">What</label>' in html
    assert 'aria-describedby="id_words_helptext id_words_error"' in html
    assert 'class="govuk-input govuk-input--error"' in html
    assert 'id="id_words_helptext"' in html
    assert 'id="id_words_error"' in html


def test_radios_stand_in_a_fieldset():
    html = str(ActionForm({"kind": "b"})["kind"].as_field_group())
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Kind</legend>' in html
    assert 'value="b" id="id_kind_1" checked' in html


def test_optional_is_said_but_not_of_a_checkbox():
    form = ActionForm()
    assert "Due (optional)" in str(form["due"].as_field_group())
    assert "optional" not in str(form["sure"].as_field_group())


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("31", "7", "2017", date(2017, 7, 31)),
        ("1", "07", "2017", date(2017, 7, 1)),
        ("31", "July", "2017", date(2017, 7, 31)),
        ("31", "jul", "2017", date(2017, 7, 31)),
        ("", "", "", None),
    ],
)
def test_day_is_read(day, month, year, expected):
    form = ActionForm({"words": "x", "kind": "a", "due_day": day, "due_month": month, "due_year": year})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == expected


@pytest.mark.parametrize(
    ("day", "month", "year"), [("31", "2", "2017"), ("31", "x", "2017"), ("31", "7", "17"), ("", "7", "2017")]
)
def test_what_is_no_day_is_refused_and_shown_again(day, month, year):
    form = ActionForm({"words": "x", "kind": "a", "due_day": day, "due_month": month, "due_year": year})
    assert form.errors == {"due": ["Enter a real date, such as 31 7 2017"]}
    html = str(form["due"].as_field_group())
    for part, value in (("day", day), ("month", month), ("year", year)):
        assert f'id="id_due_{part}" name="due_{part}" type="text"' in html
        assert f'value="{value}"' in html


def test_error_summary_leads_to_the_controls():
    html = render("{% error_summary form %}", form=ActionForm({"due_day": "x"}))
    assert '<a href="#id_words">What: This field is required.</a>' in html
    assert '<a href="#id_due_day">' in html
    assert '<a href="#id_kind_0">' in html


class AskingForm(forms.Form):
    why = forms.CharField(label="Why?", error_messages={"required": "Say why"})


def test_error_summary_puts_no_colon_after_a_question():
    assert ">Why? Say why</a>" in render("{% error_summary form %}", form=AskingForm({}))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("red", "green", "Lamp: red →became green"),
        ("", "green", "Lamp: green"),
        ("red", "", "Lamp: red →became nothing"),
    ],
)
def test_what_differs_names_only_what_there_was(before, after, words):
    html = render('{% include "kit/differences.html" %}', differences=[("lamp", before, after)])
    assert re.sub("<[^>]*>", "", html).strip() == words


def test_error_summary_of_a_good_form_is_nothing():
    assert render("{% error_summary form %}", form=ActionForm({"words": "x", "kind": "a"})) == ""


def test_pagination_keeps_the_rest_of_the_address():
    request = RequestFactory().get("/actions/", {"state": "open", "page": "2"})
    html = render("{% pagination page %}", request=request, page=Paginator(range(50), 10).page(2))
    assert 'href="?state=open&amp;page=3"' in html
    assert 'rel="next"' in html
    assert 'aria-label="Page 2" aria-current="page"' in html


def test_one_page_has_no_pagination():
    request = RequestFactory().get("/actions/")
    assert render("{% pagination page %}", request=request, page=Paginator(range(5), 10).page(1)) == ""


@pytest.mark.parametrize(
    ("query", "order", "href"),
    [
        ({}, "none", "?sort=due"),
        ({"sort": "due", "page": "3"}, "ascending", "?sort=-due"),
        ({"sort": "-due", "state": "open"}, "descending", "?sort=due&amp;state=open"),
    ],
)
def test_sort_header(query, order, href):
    html = render('{% sort_header "Due" "due" %}', request=RequestFactory().get("/", query))
    assert f'aria-sort="{order}"' in html
    assert f'href="{href}"' in html
