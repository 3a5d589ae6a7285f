"""Going through the open actions at a meeting: each is closed there, kept open by another day, or left; all or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.actions.changes import close_action, set_action_state, set_due
from wapentake.actions.models import Action, ActionState
from wapentake.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of an action at a meeting: that it is closed, or by when it is kept open, and why.

    `was` is what the page showed of it (`sign_action`), so that nothing that somebody else said is written over.
    """

    action: Action
    was: str
    closed: bool = False
    day: date | None = None
    meeting: Meeting | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """What came of it: how many were closed and kept open, and those that somebody else had changed meanwhile."""

    closed: int
    kept: int
    left: tuple[Action, ...] = ()


def sign_action(action: Action) -> str:
    """Return what a page shows of an action that going through it may change."""
    return "|".join(str(one or "") for one in (action.state, action.due_on, action.due_meeting_id, action.due_event))


@transaction.atomic
def go_through(meeting: Meeting, said: Iterable[Said], *, by: Account) -> Gone:
    """Write what a meeting said of its actions.

    Means: what somebody else changed since the page was shown is left as it is, and told. Those of bodies come before
    the one that was given to all of them, so that each keeps its own reason.
    """
    closed = kept = 0
    left: list[Action] = []
    own = Action.objects.filter(partnership=meeting.partnership_id)
    for one in sorted(said, key=lambda one: (one.action.parent_id is None, one.action.pk)):
        action = own.select_for_update(of=("self",)).get(pk=one.action.pk)
        if sign_action(action) != one.was and not (one.closed and action.state == ActionState.CLOSED):
            left.append(action)
        elif one.closed:
            close_action(action, by=by, on=meeting.on, at=meeting, why=one.why)
            closed += 1
        else:
            _keep_open(action, one, by=by, on=meeting.on)
            kept += 1
    return Gone(closed, kept, tuple(left))


def _keep_open(action: Action, said: Said, *, by: Account, on: date) -> None:
    """Keep an action open with a new due; one that was said to be done is not."""
    if action.state == ActionState.DONE:
        action = set_action_state(action, ActionState.OPEN, by=by, on=on, why=said.why)
    set_due(action, day=said.day, meeting=said.meeting, by=by, why=said.why)
