"""Bodies in the calendar: made, changed, proposed from what is known; their meetings planned, moved and cancelled."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import BODY, add_document, add_meeting, add_series
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings import changes as facts
from wapentake.meetings.changes.calendar import (
    add_planned_meeting,
    cancel_meeting,
    drop_standing_item,
    move_meeting,
    move_standing_item,
    plan_meetings,
    put_notice,
    put_series,
    put_standing_item,
)
from wapentake.meetings.models import Meeting, NoticeRule, Series, StandingItem
from wapentake.meetings.queries import find_bodies, find_called, find_next, find_notice_rules, find_previous

JUNE, AUGUST, OCTOBER = date(2026, 6, 8), date(2026, 8, 10), date(2026, 10, 12)
PLACE = {"time": "14:00", "venue": "Corn Hall", "room": ""}
CALENDAR = 6  # session, account, partnership; called meetings, notice, bodies; and bodies not in the calendar: 7
STANDING = {"title": "Crime figures", "purpose": "discussion", "duration_minutes": 15, "rota": "Ann\nBob"}


@pytest.fixture
def today(monkeypatch):
    for room in ("meetings.views", "desk.views.calendar"):
        monkeypatch.setattr(f"wapentake.{room}.timezone.localdate", lambda: date(2026, 5, 1))


@pytest.fixture
def series(partnership):
    return add_series(partnership)


# Changes


def test_what_is_known_from_pages_is_joined(partnership, other_partnership, coordinator):
    ours, theirs = (add_document(one) for one in (partnership, other_partnership))
    series = put_series(partnership, {"name": f"The {BODY}"}, by=coordinator)
    assert [one.on for one in series.meetings.all()] == [ours.on]
    assert Meeting.objects.get(pages__document=theirs).series is None


def test_what_becomes_known_later_is_joined_too(partnership, series):
    meeting, made = facts.add_meeting(partnership, body=BODY, on=JUNE, time="", venue="", passage=None)
    assert (made, meeting.series) == (True, series)


def test_minutes_of_a_planned_meeting_are_of_it(partnership, series):
    planned = add_meeting(series, JUNE)
    meeting, made = facts.add_meeting(partnership, body=BODY, on=JUNE, time="", venue="", passage=None)
    assert (made, meeting) == (False, planned)


def test_a_body_is_in_the_calendar_once(partnership, series, coordinator):
    with pytest.raises(Refused, match="in the calendar already"):
        put_series(partnership, {"name": BODY.upper()}, by=coordinator)
    assert put_series(partnership, {"name": BODY, "quorum": 3}, by=coordinator, series=series).quorum == 3


def test_meetings_to_come_bear_the_new_name_and_those_held_their_own(partnership, series, coordinator):
    held, called = add_meeting(series, JUNE, "held"), add_meeting(series, AUGUST)
    put_series(partnership, {"name": "Harrowmere Safer Partnership"}, by=coordinator, series=series)
    held.refresh_from_db()
    called.refresh_from_db()
    assert (held.body, called.body) == (BODY, "Harrowmere Safer Partnership")
    assert called.body_key == "harrowmere safer partnership"


def test_planning_twice_plans_once(series, coordinator):
    add_meeting(series, JUNE, "recorded")
    planned = plan_meetings(series, [AUGUST, JUNE, OCTOBER, AUGUST], by=coordinator)
    assert [one.on for one in planned] == [AUGUST, OCTOBER]
    assert {(one.state, one.time, one.venue) for one in planned} == {("planned", "14:00", "Corn Hall")}
    assert plan_meetings(series, [AUGUST, OCTOBER], by=coordinator) == []
    assert Change.objects.filter(verb="planned").count() == 2


def test_a_meeting_by_hand(series, coordinator):
    meeting = add_planned_meeting(series, {"on": JUNE, "kind": "public", "room": "Annexe"}, by=coordinator)
    assert (meeting.kind, meeting.venue, meeting.room) == ("public", "Corn Hall", "Annexe")
    with pytest.raises(Refused, match="meets on 8 June 2026 already"):
        add_planned_meeting(series, {"on": JUNE}, by=coordinator)


def test_moving_keeps_the_first_day_and_tells_calendars(series, coordinator):
    meeting = add_meeting(series, JUNE)
    meeting = move_meeting(meeting, {**PLACE, "on": AUGUST}, by=coordinator)
    assert (meeting.on, meeting.first_on, meeting.sequence) == (AUGUST, JUNE, 1)
    meeting = move_meeting(meeting, {**PLACE, "on": OCTOBER, "room": "Annexe"}, by=coordinator)
    assert (meeting.on, meeting.first_on, meeting.sequence, meeting.room) == (OCTOBER, JUNE, 2, "Annexe")
    assert move_meeting(meeting, {**PLACE, "on": OCTOBER, "room": "Annexe"}, by=coordinator).sequence == 2


def test_another_room_is_no_other_day(series, coordinator):
    meeting = move_meeting(add_meeting(series, JUNE), {**PLACE, "on": JUNE, "room": "Annexe"}, by=coordinator)
    assert (meeting.first_on, meeting.sequence) == (None, 1)


@pytest.mark.parametrize("state", ["held", "confirmed", "cancelled", "from a page"])
def test_what_was_held_is_not_moved(state, series, coordinator):
    meeting = add_meeting(series, JUNE, state)
    with pytest.raises(Refused, match="cannot be moved any more"):
        move_meeting(meeting, {**PLACE, "on": AUGUST}, by=coordinator)
    with pytest.raises(Refused, match="Nothing was changed"):
        cancel_meeting(meeting, "Snow", by=coordinator)
    meeting.refresh_from_db()
    assert (meeting.on, meeting.state, meeting.sequence) == (JUNE, state, 0)


@pytest.mark.parametrize(("state", "words"), [("planned", "already"), ("cancelled", "was cancelled")])
def test_no_two_meetings_on_a_day(state, words, series, coordinator):
    add_meeting(series, AUGUST, state)
    with pytest.raises(Refused, match=words):
        move_meeting(add_meeting(series, JUNE), {**PLACE, "on": AUGUST}, by=coordinator)


def test_cancelling_says_why_and_tells_calendars(series, coordinator):
    meeting = cancel_meeting(add_meeting(series, JUNE), "The hall is flooded", by=coordinator)
    assert (meeting.state, meeting.cancelled_because, meeting.sequence) == ("cancelled", "The hall is flooded", 1)
    assert Change.objects.get(verb="cancel").after["because"] == "The hall is flooded"


def test_standing_items_in_their_order(series, coordinator):
    items = [put_standing_item(series, {**STANDING, "title": title}, by=coordinator) for title in "ABC"]
    move_standing_item(items[2], up=True, by=coordinator)
    move_standing_item(items[0], up=True, by=coordinator)  # the first stays
    assert [one.title for one in series.standing_items.all()] == ["A", "C", "B"]
    drop_standing_item(items[0], by=coordinator)
    put_standing_item(series, {**STANDING, "title": "D"}, by=coordinator)
    assert [one.title for one in series.standing_items.all()] == ["C", "B", "D"]


def test_the_same_day_of_notice_is_changed(partnership, coordinator):
    for days in (5, None, None):
        put_notice(partnership, since=JUNE, clear_days=days, by=coordinator)
    assert NoticeRule.objects.get().clear_days is None
    assert [one.verb for one in Change.objects.order_by("pk")] == ["added", "changed"]


# Reads


def test_the_one_before_and_the_one_after(series):
    first = add_meeting(series, JUNE, "recorded")
    add_meeting(series, AUGUST, "cancelled")
    last = add_meeting(series, OCTOBER)
    assert find_previous(last) == first
    assert find_previous(first) is None
    assert find_next(series, after=JUNE) == last
    assert find_next(series, after=OCTOBER) is None


def test_a_planned_meeting_whose_minutes_came_as_a_page_was_held(partnership, series):
    document = add_document(partnership, on=JUNE)
    Meeting.objects.update(state="planned")
    assert list(find_called(partnership)) == []
    document.kind = "agenda"
    document.save()
    assert [one.on for one in find_called(partnership)] == [JUNE]


def test_bodies_that_are_not_in_the_calendar(partnership):
    for month in (1, 3, 5, 7):
        add_document(partnership, on=date(2024, month, 8 if month in (1, 7) else 11 if month == 3 else 13))
    Meeting.objects.update(time="10:00", venue="Corn Hall")
    (body,) = find_bodies(partnership)
    assert (body.name, body.met, body.time, body.venue) == (BODY, 4, "10:00", "Corn Hall")
    assert str(body.guess.pattern) == "the second Monday of odd months"
    add_series(partnership)
    assert find_bodies(partnership) == []


def test_publish_by_with_the_rule_in_force(partnership):
    NoticeRule.objects.create(partnership=partnership, since=date(2017, 1, 1), clear_days=5)
    NoticeRule.objects.create(partnership=partnership, since=date(2018, 1, 1), clear_days=None)
    notice = find_notice_rules(partnership, [date(2017, 7, 31)])
    assert notice.publish_by(date(2017, 7, 31)) == date(2017, 7, 21)
    assert notice.publish_by(date(2018, 7, 31)) is None
    assert notice.publish_by(date(2016, 7, 29)) is None


# Pages


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows, client_in, partnership, today, django_assert_num_queries):
    for number in range(rows):
        series = add_series(partnership, f"Body {number}")
        add_meeting(series, JUNE)
        add_meeting(series, AUGUST)
    with django_assert_num_queries(CALENDAR + 1):
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
