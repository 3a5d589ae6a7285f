"""Changes of the calendar with all that hangs from a day: the forward plan, previous minutes, and actions.

Each is one transaction, so that nothing is left behind on the old day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.actions.changes import follow_next_meeting
from wapentake.agendas.changes import lay_drafted, lock_agenda, relink_previous
from wapentake.agendas.changes.plan import carry_forward, place_waiting
from wapentake.desk.queries import draft_items
from wapentake.kit.errors import Refused
from wapentake.meetings.changes import calendar, take_step
from wapentake.meetings.models import Meeting, Series
from wapentake.terms import MeetingState

PUBLISHED = "This agenda is published. Nothing was changed. Add a late item with the chair’s reason instead."


@transaction.atomic
def plan_meetings(series: Series, days: Iterable[date], *, by: Account) -> list[Meeting]:
    """Put meetings in the calendar, and give their day to what waits for "the next meeting"."""
    planned = calendar.plan_meetings(series, days, by=by)
    _follow(series, planned, was=None, by=by)
    return planned


@transaction.atomic
def add_planned_meeting(series: Series, values: Mapping[str, Any], *, by: Account) -> Meeting:
    """Put one meeting in the calendar by hand, and give its day to what waits for it."""
    meeting = calendar.add_planned_meeting(series, values, by=by)
    _follow(series, [meeting], was=None, by=by)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, values: Mapping[str, Any], *, by: Account) -> tuple[Meeting, int]:
    """Move a meeting with all that hangs from its day; return it, and how many actions got another day."""
    was = meeting.on
    meeting = calendar.move_meeting(meeting, values, by=by)
    followed = _follow(meeting.series, [], was=was, by=by) if meeting.series else 0
    return meeting, followed


@transaction.atomic
def cancel_meeting(meeting: Meeting, because: str, *, by: Account) -> tuple[int, int]:
    """Cancel a meeting; return how many items of the forward plan and how many actions go to the next one."""
    meeting = calendar.cancel_meeting(meeting, because, by=by)
    carried = carry_forward(meeting, by=by)
    followed = _follow(meeting.series, [], was=meeting.on, by=by) if meeting.series else 0
    return carried, followed


def _follow(series: Series, planned: Iterable[Meeting], *, was: date | None, by: Account) -> int:
    place_waiting(series, planned, by=by)
    relink_previous(series, by=by)
    return follow_next_meeting(series, was=was, by=by)


@transaction.atomic
def build_agenda(meeting: Meeting, *, by: Account) -> int:
    """Build an agenda of what the register knows, or add what is new since; return how many items were added."""
    meeting = lock_agenda(meeting)
    if meeting.state == MeetingState.AGENDA_PUBLISHED:
        raise Refused("agenda-published", PUBLISHED)
    drafted = draft_items(meeting)
    if meeting.state == MeetingState.PLANNED:
        meeting = take_step(meeting, "draft-agenda", by=by)
    return lay_drafted(meeting, drafted, by=by)
