"""How far an action has come, and closing it. What its bodies do moves an action that is for all of them."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wapentake.actions.models import Action, ActionState
from wapentake.actions.rules import VERBS, may_follow
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.sources.models import Passage
from wapentake.terms import say_date

WHY = "An action is closed at a meeting, by the words of a page, or with a reason. Nothing was changed. Say why."
EACH = "Each body’s own action is closed."


def lock_action(action: Action) -> Action:
    """Return an action, held for this transaction; the one that it was given out from is held first."""
    if action.parent_id:
        Action.objects.select_for_update(of=("self",)).get(pk=action.parent_id)
    return Action.objects.select_for_update(of=("self",)).get(pk=action.pk)


@transaction.atomic
def set_action_state(action: Action, state: ActionState, *, by: Actor, on: date, why: str = "") -> Action:
    """Say how far an action has come, or open it again; the same said twice changes nothing.

    Raises: Refused where that step may not follow, such as anything but opening it again after it was closed.
    """
    if state == ActionState.CLOSED:
        return close_action(action, by=by, on=on, why=why)
    action = lock_action(action)
    if action.state == state:
        return action
    _check(action, state)
    before = _tell(action)
    action.state, action.done_on = state, on if state == ActionState.DONE else None
    action.closed_on = action.closed_at = action.ended_by = None
    _keep(action, before, by=by, why=why)
    if action.parent is not None and action.parent.state == ActionState.CLOSED:
        _open_parent(action.parent, by=by)
    return action


@transaction.atomic
def close_action(
    action: Action, *, by: Actor, on: date, at: Meeting | None = None, words: Passage | None = None, why: str = ""
) -> Action:
    """Close an action: at a meeting, by the words of a page that report it, or outside of a meeting with a reason.

    Means: one that is for all bodies closes those of all of them; and when all of them are closed it is closed itself.
    """
    action = lock_action(action)
    if action.state == ActionState.CLOSED:
        return action
    if at is None and words is None and not why:
        raise Refused("close-why", WHY)
    _close(action, by=by, on=on, at=at, words=words, why=why)
    for child in action.children.select_for_update(of=("self",)).exclude(state=ActionState.CLOSED).order_by("pk"):
        _close(child, by=by, on=on, at=at, words=words, why=why)
    parent = action.parent
    if parent is not None and parent.state != ActionState.CLOSED:
        _close_with_last(parent, by=by, on=on, at=at, words=words)
    return action


def _close_with_last(parent: Action, *, by: Actor, on: date, at: Meeting | None, words: Passage | None) -> None:
    """Close what is for all bodies once each of theirs is closed."""
    if not parent.children.exclude(state=ActionState.CLOSED).exists():
        _close(parent, by=by, on=on, at=at, words=words, why=EACH)


def _close(action: Action, *, by: Actor, on: date, at: Meeting | None, words: Passage | None, why: str) -> None:
    before = _tell(action)
    action.state, action.closed_on = ActionState.CLOSED, on
    action.closed_at, action.ended_by = at, words
    _keep(action, before, by=by, why=why)


def _open_parent(parent: Action, *, by: Actor) -> None:
    before = _tell(parent)
    parent.state = ActionState.OPEN
    parent.done_on = parent.closed_on = parent.closed_at = parent.ended_by = None
    _keep(parent, before, by=by, why="")


def _check(action: Action, state: ActionState) -> None:
    verdict = may_follow(state, action.state, is_parent=action.children.exists())
    if not verdict.ok:
        raise Refused("step", " ".join(verdict.reasons))


def _tell(action: Action) -> dict[str, object]:
    at = f"{action.closed_at.body}, {say_date(action.closed_at.on)}" if action.closed_at else None
    return {"state": action.state, "done_on": action.done_on, "closed_on": action.closed_on, "closed_at": at}


def _keep(action: Action, before: dict[str, object], *, by: Actor, why: str) -> None:
    action.save(update_fields=["state", "done_on", "closed_on", "closed_at", "ended_by"])
    after = {**_tell(action), **({"why": why} if why else {})}
    log_change(VERBS[action.state], action, partnership=action.partnership_id, by=by, before=before, after=after)
