"""By when an action is due: a day, or a meeting whose day it follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from wapentake.actions.changes.states import lock_action
from wapentake.actions.models import Action
from wapentake.actions.queries import is_live
from wapentake.actions.rules import find_named, is_called
from wapentake.kit.changes import Actor, log_change
from wapentake.meetings.models import Meeting, Series
from wapentake.meetings.rules import CALLED
from wapentake.reading.resolve import is_next_meeting
from wapentake.terms import MeetingState, fold_text, say_date

Due = tuple[date | None, str]


@transaction.atomic
def set_due(
    action: Action, *, day: date | None = None, meeting: Meeting | None = None, by: Actor, why: str = ""
) -> Action:
    """Say by when an action is due: a day, a meeting whose day it then follows, or neither. Pages change it no more.

    Means: of an action for all bodies, theirs that were due with it are due with it again.
    """
    action = lock_action(action)
    before, was = _tell(action), (action.due_on, action.due_meeting)
    action.due_on, action.due_meeting, action.due_event = (meeting.on if meeting else day), meeting, ""
    after = _tell(action)
    if action.due_given and before == after:
        return action
    action.due_given = True
    action.save(update_fields=["due_on", "due_event", "due_meeting", "due_given"])
    told = {**after, **({"why": why} if why else {})}
    log_change("due changed", action, partnership=action.partnership_id, by=by, before=before, after=told)
    for child in action.children.filter(is_live(), due_on=was[0], due_meeting=was[1]):
        set_due(child, day=day, meeting=meeting, by=by, why=why)
    return action


@transaction.atomic
def promise_day(action: Action, day: date | None, *, by: Actor, why: str = "") -> Action:
    """Keep the day by which its lead promises an action; the day that the minutes set stays beside it."""
    action = lock_action(action)
    if action.promised_on == day:
        return action
    before = {"promised_on": action.promised_on}
    action.promised_on = day
    action.save(update_fields=["promised_on"])
    after = {"promised_on": day, **({"why": why} if why else {})}
    log_change("promised", action, partnership=action.partnership_id, by=by, before=before, after=after)
    return action


class Calendar:
    """By when the actions of a meeting are due, as the calendar has it; the bodies are asked for once."""

    def __init__(self, meeting: Meeting) -> None:
        """Ask for nothing yet."""
        self._meeting = meeting
        self._bodies: list[Series] | None = None
        self._days: dict[int, list[Meeting]] = {}

    def resolve(self, due: Due) -> tuple[date | None, Meeting | None]:
        """Return the day by which an action is due, and the meeting of the calendar that its event names.

        Means: where the page itself names another day than the calendar has, its day stands.
        """
        day, event = due
        if event and self._bodies is None:
            self._bodies = list(Series.objects.filter(partnership=self._meeting.partnership_id))
        series = _find_series(event, self._meeting, self._bodies or ())
        at = _find_next(self._list_days(series), after=self._meeting.on) if series else None
        if at is None or at.state not in CALLED or (day and day not in (at.on, at.first_on)):
            return day, None
        return at.on, at

    def _list_days(self, series: Series) -> list[Meeting]:
        if series.pk not in self._days:
            self._days[series.pk] = list(series.meetings.order_by("on"))
        return self._days[series.pk]


def follow_next_meeting(series: Series, *, was: date | None, by: Actor) -> int:
    """Let live actions that are due at a meeting of a body have its day; return how many changed.

    Means: `was` is the day on which a meeting was to be held before it was moved or cancelled. An action whose day is
    another one was given it on purpose, and keeps it. One whose meeting nobody has planned keeps no day.
    """
    calendar = list(series.meetings.order_by("on"))
    bodies = list(Series.objects.filter(partnership=series.partnership_id))
    said = (Q(due_on=None) | Q(due_on=was)) if was else Q(due_on=None)
    said &= Q(due_given=False) & ~Q(due_event="")
    rows = Action.objects.filter(is_live(), said | Q(due_meeting__series=series), partnership=series.partnership_id)
    changed = 0
    for action in rows.select_related("meeting", "due_meeting").order_by("pk"):
        found = _follow(action, series, calendar, bodies)
        if found is None or found == (action.due_on, action.due_meeting):
            continue
        before = {"due_on": action.due_on}
        action.due_on, action.due_meeting = found
        action.save(update_fields=["due_on", "due_meeting"])
        told = {"due_on": action.due_on}
        log_change("followed", action, partnership=action.partnership_id, by=by, before=before, after=told)
        changed += 1
    return changed


def _follow(
    action: Action, series: Series, calendar: Sequence[Meeting], bodies: Sequence[Series]
) -> tuple[date | None, Meeting | None] | None:
    """Return the day and the meeting by which an action is due now, or None where they stay."""
    at = action.due_meeting
    if action.due_given and at is not None:
        if at.state != MeetingState.CANCELLED:
            return at.on, at
        after = _find_next(calendar, after=at.on)
        return (after.on, after) if after else (None, at)
    if _find_series(action.due_event, action.meeting, bodies) != series:
        return None
    following = _find_next(calendar, after=action.meeting.on)
    if following is not None and following.state not in CALLED:
        return None
    return (following.on, following) if following else (None, None)


def _find_next(calendar: Sequence[Meeting], *, after: date) -> Meeting | None:
    """Return the first meeting after a day that was not cancelled."""
    return next((one for one in calendar if one.on > after and one.state != MeetingState.CANCELLED), None)


def _find_series(event: str, meeting: Meeting, bodies: Sequence[Series]) -> Series | None:
    """Return the body whose next meeting an event names: that of the meeting itself, or the one it is called by."""
    if not event:
        return None
    if is_next_meeting(fold_text(event).removeprefix("the "), meeting.body):  # somebody may have typed "the"
        return next((one for one in bodies if one.pk == meeting.series_id), None)
    named = find_named(event)
    called = [one for one in bodies if is_called(one.name, named)]
    return called[0] if len(called) == 1 else None


def _tell(action: Action) -> dict[str, object]:
    at = f"{action.due_meeting.body}, {say_date(action.due_meeting.on)}" if action.due_meeting else ""
    return {"due_on": action.due_on, "due_event": action.due_event, "due_at": at}
