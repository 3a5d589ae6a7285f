"""Lists: their order, their filters in the address, and cells that hold no one's markup."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from wapentake.kit.columns import Column, order_by, say_value
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.terms import Amount

COLUMNS = (
    Column[str](title="Task", value=lambda row: row, key="text", order=("text",)),
    Column[str](title="Due", value=lambda row: row, key="due", order=("due_on", "due_event")),
)


class Filter(FilterForm):
    defaults = {"state": "open"}  # noqa: RUF012 - read only
    words = forms.CharField(label="Words", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=[("open", "Open"), ("all", "All")])
    who = forms.ChoiceField(label="Who", required=False, choices=[("", "Anybody"), ("Known", [("1", "Tom")])])
    since = DayField(label="From", required=False)


@pytest.mark.parametrize(
    ("sort", "fields", "falls"),
    [
        ("text", ["text", "pk"], False),
        ("-text", ["text", "pk"], True),
        ("", ["due_on", "due_event", "pk"], False),
        ("no-such", ["due_on", "due_event", "pk"], False),
        ("-", ["due_on", "due_event", "pk"], False),
    ],
)
def test_order(sort, fields, falls):
    ordered = order_by(COLUMNS, sort, "due")
    assert [one.expression.name for one in ordered] == fields
    assert {one.descending for one in ordered} == {falls}
    assert all(one.nulls_last for one in ordered[:-1])


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (1234, "1,234"), (date(2017, 7, 31), "31 July 2017"), (Amount(-154907), "-£1,549.07"), ("a", "a")],
)
def test_values_in_words(value, words):
    assert say_value(value) == words


def test_a_cell_is_escaped():
    assert COLUMNS[0].render("<script>") == "&lt;script&gt;"


def test_the_default_holds_where_the_address_is_silent():
    form = Filter(QueryDict(""))
    assert form.wanted == {"state": "open"}
    assert form.chosen == []


def test_what_is_chosen_can_be_dropped_one_by_one():
    form = Filter(QueryDict("words=a+b&who=1&since_day=3&since_month=May&since_year=2024&sort=due&page=2"))
    assert form.wanted["since"] == date(2024, 5, 3)
    assert [one["text"] for one in form.chosen] == ["Words: a b", "Who: Tom", "From: 3 May 2024"]
    assert form.chosen[2]["href"] == "?words=a+b&who=1&sort=due"
    assert "words" not in form.chosen[0]["href"]


def test_what_cannot_be_read_is_left_out_and_said():
    form = Filter(QueryDict("since_day=31&since_month=2&since_year=2024&who=99&words=x"))
    assert form.wanted == {"state": "open", "words": "x"}
    assert set(form.errors) == {"since", "who"}


def test_all_is_what_the_default_is_not():
    form = Filter(QueryDict("state=all"))
    assert [one["text"] for one in form.chosen] == ["State: All"]
