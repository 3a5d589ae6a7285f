"""The pages of the calendar: what is to come, bodies proposed and changed, standing items and notice."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import BODY, add_document, add_meeting, add_series
from wapentake.meetings.models import NoticeRule, Series, StandingItem

JUNE, AUGUST = date(2026, 6, 8), date(2026, 8, 10)
QUERIES = 7  # session, account, partnership; called meetings, notice, bodies, and those not in the calendar
STANDING = {"title": "Crime figures", "purpose": "discussion", "duration_minutes": 15, "rota": "Ann\nBob"}


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("wapentake.meetings.views.timezone.localdate", lambda: date(2026, 5, 1))


@pytest.fixture
def series(partnership):
    return add_series(partnership)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows, client_in, partnership, today, django_assert_num_queries):
    for number in range(rows):
        series = add_series(partnership, f"Body {number}")
        add_meeting(series, JUNE)
        add_meeting(series, AUGUST)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(reverse("calendar:list", args=[partnership.slug]))
    assert len(answer.context["bodies"]) == rows


def test_calendar_says_how_many_days_are_left(client_in, partnership, series, today):
    NoticeRule.objects.create(partnership=partnership, since=date(2020, 1, 1), clear_days=5)
    add_meeting(series, JUNE)
    add_meeting(series, date(2026, 5, 5))
    add_meeting(series, AUGUST, "agenda published")
    text = client_in.get(reverse("calendar:list", args=[partnership.slug])).content.decode()
    assert "29 May 2026<br>in 28 days" in text
    assert "Late</strong> 7 days ago" in text  # 24 April: 4 May is a bank holiday
    assert "31 July 2026</td>" in text  # it is published, so no days are left


def test_nothing_of_another_partnership(client_in, partnership, other_partnership, today):
    alien = add_series(other_partnership, "Alien Body")
    add_meeting(alien, JUNE)
    add_document(other_partnership)
    text = client_in.get(reverse("calendar:list", args=[partnership.slug])).content.decode()
    assert "Alien" not in text
    assert "has met" not in text


def test_one_click_puts_a_body_in_the_calendar(client_in, partnership, today):
    for month, day in ((1, 8), (3, 11), (5, 13)):
        add_document(partnership, on=date(2024, month, day))
    page = client_in.get(reverse("calendar:list", args=[partnership.slug])).content.decode()
    assert f"{BODY} has met 3 times, mostly on the second Monday of odd months." in page
    where = reverse("calendar:propose", args=[partnership.slug])
    answer = client_in.post(where, {"body": BODY.lower()}, follow=True)
    series = Series.objects.get()
    assert (series.name, series.kind, series.meetings.count()) == (BODY, "ordinary", 3)
    assert "On the second Monday of odd months" in answer.content.decode()
    again = client_in.post(where, {"body": BODY.lower()}, follow=True)
    assert "in the calendar already" in again.content.decode()
    assert Series.objects.count() == 1


FORM = {
    "name": "Harrowmere JAG",
    "kind": "joint action group",
    "week": "-1",
    "weekday": "3",
    "months": ["3", "9"],
    "time": "2.30pm",
    "duration_minutes": "60",
    "quorum": "3",
    "year_month": "0",
}


def test_a_body_by_hand(client_in, partnership):
    client_in.post(reverse("calendar:add-series", args=[partnership.slug]), FORM)
    series = Series.objects.get()
    assert (series.rule, series.time) == ("FREQ=MONTHLY;BYMONTH=3,9;BYDAY=-1TH", "14:30")
    where = reverse("calendar:edit-series", args=[partnership.slug, series.pk])
    form = client_in.get(where).context["form"]
    assert (form["week"].value(), form["weekday"].value(), form["months"].value()) == (-1, 3, (3, 9))
    client_in.post(where, FORM | {"week": "", "months": []})
    series.refresh_from_db()
    assert series.rule == ""


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Enter the name"),
        ({"months": []}, "Choose the months"),
        ({"time": "noon"}, "Enter an hour, such as 2pm or 14:00"),
        ({"quorum": "few"}, "Enter a whole number"),
        ({"duration_minutes": "601"}, "Enter 600 or less"),
    ],
)
def test_what_is_wrong_is_said(wrong, words, client_in, partnership):
    answer = client_in.post(reverse("calendar:add-series", args=[partnership.slug]), FORM | wrong)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Series.objects.exists()


def test_standing_items_by_form(client_in, partnership, series, today):
    add = reverse("calendar:add-standing", args=[partnership.slug, series.pk])
    for title in ("Figures", "Funds"):
        client_in.post(add, STANDING | {"title": title})
    first, second = StandingItem.objects.all()
    client_in.post(reverse("calendar:standing", args=[partnership.slug, first.pk]), STANDING | {"title": "Crime"})
    client_in.post(reverse("calendar:arrange-standing", args=[partnership.slug, second.pk]), {"do": "up"})
    assert [one.title for one in series.standing_items.all()] == ["Funds", "Crime"]
    page = client_in.get(reverse("calendar:series", args=[partnership.slug, series.pk])).content.decode()
    assert "In turn: Ann, Bob" in page
    client_in.post(reverse("calendar:arrange-standing", args=[partnership.slug, second.pk]), {"do": "remove"})
    assert [one.title for one in series.standing_items.all()] == ["Crime"]


@pytest.mark.parametrize(("profile", "days"), [("5", 5), ("3", 3), ("none", None)])
def test_notice_by_form(profile, days, client_in, partnership):
    where = reverse("calendar:notice", args=[partnership.slug])
    assert "Choose one of the three" in client_in.post(where, {}).content.decode()
    client_in.post(where, {"profile": profile, "since": "2026-04-01"})
    rule = NoticeRule.objects.get()
    assert (rule.since, rule.clear_days) == (date(2026, 4, 1), days)
    assert "From 1 April 2026" in client_in.get(where).content.decode()
