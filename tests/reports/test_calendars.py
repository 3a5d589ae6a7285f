"""Calendars, read by libraries that did not write them: vobject the events, dateutil the hours of London."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
import vobject
from dateutil import tz
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.made import AGENDA, make_meeting
from wapentake.meetings.models import Meeting, Series
from wapentake.reports.calendars import make_calendar, say_status
from wapentake.reports.changes import publish
from wapentake.terms import MeetingKind, MeetingState


def fetch(name: str = "calendar", *told) -> str:
    answer = Client().get(reverse(f"public:{name}", args=["harrowmere", *told]))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    text = answer.content.decode()
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    return text


def events_of(text: str) -> dict[str, vobject.base.Component]:
    calendar = vobject.readOne(text, validate=True)
    assert calendar.version.value == "2.0"
    return {one.uid.value: one for one in getattr(calendar, "vevent_list", [])}


def only(text: str) -> vobject.base.Component:
    (event,) = events_of(text).values()
    return event


@pytest.mark.parametrize(
    ("on", "time", "utc"),
    [
        (date(2024, 7, 9), "10:00", datetime(2024, 7, 9, 9, tzinfo=UTC)),
        (date(2024, 12, 9), "10:00", datetime(2024, 12, 9, 10, tzinfo=UTC)),
        (date(2031, 3, 31), "18:30", datetime(2031, 3, 31, 17, 30, tzinfo=UTC)),
        (date(2030, 10, 28), "09:15", datetime(2030, 10, 28, 9, 15, tzinfo=UTC)),
    ],
)
def test_hour_is_that_of_london_in_summer_and_winter(partnership, on, time, utc):
    meeting = make_meeting(partnership, on=on, time=time, duration_minutes=90, room="Room 2")
    text = fetch()
    event = only(text)
    assert event.dtstart.value.astimezone(UTC) == utc
    assert "DTSTART;TZID=Europe/London:" in text
    assert event.duration.value == timedelta(minutes=90)
    assert event.location.value == "Room 2, Corn Hall, Harrowmere"
    assert event.summary.value == meeting.body
    assert event.url.value.endswith(f"/public/harrowmere/meetings/{meeting.pk}/")
    zone = tz.tzical(StringIO(text)).get("Europe/London")
    hour, minute = map(int, time.split(":"))
    assert datetime(on.year, on.month, on.day, hour, minute, tzinfo=zone).astimezone(UTC) == utc


def test_meeting_without_an_hour_takes_the_day(partnership):
    make_meeting(partnership, time="")
    event = only(fetch())
    assert (event.dtstart.value, event.dtend.value) == (date(2024, 7, 9), date(2024, 7, 10))


def test_meeting_that_is_moved_and_then_cancelled_is_the_same_event(partnership):
    meeting = make_meeting(partnership)
    first = only(fetch())
    Meeting.objects.filter(pk=meeting.pk).update(on=date(2024, 7, 16), first_on=meeting.on, sequence=1)
    moved = only(fetch())
    told = {"state": MeetingState.CANCELLED, "cancelled_because": "Snow; roads are shut, all of them.", "sequence": 2}
    Meeting.objects.filter(pk=meeting.pk).update(**told)
    gone = only(fetch())
    assert first.uid.value == moved.uid.value == gone.uid.value
    assert [one.sequence.value for one in (first, moved, gone)] == ["0", "1", "2"]
    assert moved.dtstart.value.date() == date(2024, 7, 16)
    assert [one.status.value for one in (first, moved, gone)] == ["TENTATIVE", "TENTATIVE", "CANCELLED"]
    assert gone.description.value == "Snow; roads are shut, all of them."


@pytest.mark.parametrize("state", [one for one in MeetingState if one != MeetingState.RECORDED])
def test_every_state_has_a_status_that_the_standard_knows(state):
    assert say_status(state) in ("TENTATIVE", "CONFIRMED", "CANCELLED")
    assert (say_status(state) == "CANCELLED") == (state == MeetingState.CANCELLED)


def test_a_bodys_feed_has_its_own_meetings_alone(partnership, coordinator):
    own = make_meeting(partnership)
    jag = make_meeting(partnership, body="Harrowmere JAG", kind=MeetingKind.JAG)
    make_meeting(partnership, body="Harrowmere JAG", kind=MeetingKind.JAG, on=date(2024, 8, 1))
    publish(jag, "agenda", AGENDA, by=coordinator)
    assert set(events_of(fetch())) == {f"meeting-{own.pk}@testserver", f"meeting-{jag.pk}@testserver"}
    assert set(events_of(fetch("body-calendar", jag.series_id))) == {f"meeting-{jag.pk}@testserver"}


def test_calendar_with_nothing_in_it_can_be_read(partnership):
    assert events_of(fetch()) == {}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200)


@given(body=WORDS, venue=WORDS, on=st.dates(date(1990, 1, 1), date(2090, 1, 1)), hour=st.times())
def test_whatever_a_meeting_is_called_the_calendar_says_it_back(body, venue, on, hour):
    meeting = Meeting(pk=7, body=f"x{body}x", venue=f"x{venue}x", on=on, time=f"{hour:%H:%M}", series=Series(pk=1))
    data = make_calendar(
        [meeting], name="All", host="example.org", address_of=lambda one: "https://example.org/7", today=meeting.on
    )
    event = only(data.decode())
    assert (event.summary.value, event.location.value) == (meeting.body, meeting.venue)
    begins = event.dtstart.value
    assert (begins.date(), begins.time().replace(tzinfo=None)) == (on, time(hour.hour, hour.minute))
