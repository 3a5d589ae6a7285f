"""Bodies in the calendar: made, changed, proposed from what is known; their meetings planned, moved and cancelled."""

from datetime import date

import pytest

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
from wapentake.meetings.models import Meeting, NoticeRule
from wapentake.meetings.queries import find_bodies, find_called, find_next, find_notice_rules, find_previous

JUNE, AUGUST, OCTOBER = date(2026, 6, 8), date(2026, 8, 10), date(2026, 10, 12)
PLACE = {"time": "14:00", "venue": "Corn Hall", "room": ""}
STANDING = {"title": "Crime figures", "purpose": "discussion", "duration_minutes": 15, "rota": "Ann\nBob"}


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
