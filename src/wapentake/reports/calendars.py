"""Meetings as an iCalendar feed (RFC 5545): the hour in London, what was moved, what is cancelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Event

from wapentake.meetings.models import Meeting
from wapentake.reports.queries import public_dial_in
from wapentake.terms import MeetingState

_LONDON = ZoneInfo("Europe/London")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")
_SURE = frozenset({MeetingState.PLANNED.value, MeetingState.AGENDA_DRAFT.value})
_YEAR_BEFORE, _YEAR_AFTER = 1, 2
_REFRESH = timedelta(hours=6)


def make_calendar(
    meetings: Iterable[Meeting], *, name: str, host: str, address_of: Callable[[Meeting], str], today: date
) -> bytes:
    """Return a calendar of meetings. The same meeting keeps its UID whatever becomes of it.

    `host` is that of this installation; `address_of` gives the page of a meeting. What is told of a meeting to come is
    stamped with today, so the same day gives the same bytes.
    """
    from icalendar import Calendar

    rows = list(meetings)
    calendar = Calendar()
    calendar.add("prodid", "-//Wapentake//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    for meeting in rows:
        calendar.add_component(_event(meeting, host=host, address=address_of(meeting), today=today))
    days = [one.on for one in rows if _HOUR.fullmatch(one.time)]
    if days:
        first = date(min(days).year - _YEAR_BEFORE, 1, 1)
        last = date(max(days).year + _YEAR_AFTER, 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, *, host: str, address: str, today: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{host}")
    event.add("dtstamp", datetime.combine(min(meeting.first_on or meeting.on, today), time(), UTC))
    event.add("sequence", meeting.sequence)
    event.add("summary", meeting.body)
    event.add("status", say_status(meeting.state))
    event.add("url", address)
    if place := ", ".join(filter(None, [meeting.room, meeting.venue])):
        event.add("location", place)
    joined = public_dial_in(meeting)
    said = [meeting.cancelled_because, f"Join by telephone or online: {joined}" if joined else ""]
    if words := "\n".join(filter(None, said)):
        event.add("description", words)
    if hour := _HOUR.fullmatch(meeting.time):
        begins = datetime.combine(meeting.on, time(int(hour[1]), int(hour[2])), _LONDON)
        event.add("dtstart", begins)
        event.add("duration", timedelta(minutes=meeting.duration_minutes or 60))
    else:
        event.add("dtstart", meeting.on)
        event.add("dtend", meeting.on + timedelta(days=1))
    return event


def say_status(state: str) -> str:
    """Return how calendars call a state: cancelled, not yet sure, or sure."""
    if state == MeetingState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if state in _SURE else "CONFIRMED"
