"""The days of what is asked of somebody as an iCalendar feed (RFC 5545): an all-day entry for each that has a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from wapentake.actions.models import Action, ActionState
from wapentake.chasing.queries.own import day_of
from wapentake.plans.models import TacticalAction
from wapentake.returns.models import Part
from wapentake.terms import say_date

_REFRESH = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due on a day; `uid` stays whatever becomes of the day, `since` is from when it is asked for."""

    uid: str
    day: date
    since: date
    summary: str
    words: str


def list_due(
    actions: Iterable[Action], parts: Iterable[Part] = (), rows: Iterable[TacticalAction] = ()
) -> Iterator[Due]:
    """Give what is due: actions that are not said to be done, parts that are missing, and updates of rows."""
    for action in actions:
        day, met_on = day_of(action), action.meeting.on
        if day is not None and action.state != ActionState.DONE:
            words = f"From the meeting of {action.meeting.body} on {say_date(met_on)}."
            yield Due(f"action-{action.pk}", day, met_on, f"Due: {action.text}", words)
    for part in parts:
        if part.is_missing:
            day = part.of.due_internal_on
            words = f"A part of the return “{part.of}” to {part.of.funder}."
            yield Due(f"part-{part.pk}", day, part.asked_on or day, f"Part of a return due: {part.title}", words)
    for row in rows:
        if row.update_due_on is not None:
            words = f"In “{row.plan}”: say how it stands, and why."
            since = row.updated_on or row.added_on
            yield Due(f"row-{row.pk}", row.update_due_on, since, f"Update due: {row}", words)


def make_calendar(due: Iterable[Due], *, name: str, host: str) -> bytes:
    """Return a calendar of what is due. Each keeps its UID whatever becomes of its day; the same give the same bytes.

    Means: what is said to be done or was answered is not in it any more, nor what has no day.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Wapentake//Actions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    for one in due:
        event = Event()
        event.add("uid", f"{one.uid}@{host}")
        event.add("dtstamp", datetime.combine(one.since, time(), UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.summary)
        event.add("description", one.words)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
