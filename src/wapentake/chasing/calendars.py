"""The days of one's actions as an iCalendar feed (RFC 5545): an all-day entry for each that has a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from wapentake.actions.models import Action, ActionState
from wapentake.chasing.queries.own import day_of
from wapentake.terms import say_date

_REFRESH = timedelta(hours=6)


def make_calendar(actions: Iterable[Action], *, name: str, host: str) -> bytes:
    """Return a calendar of actions. One keeps its UID whatever becomes of its day; the same rows give the same bytes.

    Means: what is said to be done is not in it any more, nor what has no day.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Wapentake//Actions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    for action in actions:
        day = day_of(action)
        if day is None or action.state == ActionState.DONE:
            continue
        event = Event()
        event.add("uid", f"action-{action.pk}@{host}")
        event.add("dtstamp", datetime.combine(action.meeting.on, time(), UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"Due: {action.text}")
        event.add("description", f"From the meeting of {action.meeting.body} on {say_date(action.meeting.on)}.")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
