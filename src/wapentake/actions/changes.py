"""Every write of `actions`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from wapentake.accounts.models import Account
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.contacts.models import Organisation, Person
from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.meetings.models import Item, Meeting, Series
from wapentake.meetings.rules import CALLED
from wapentake.reading.resolve import is_next_meeting
from wapentake.sources.models import Passage
from wapentake.terms import MeetingState, fold_text

Named = tuple[str, Person | None, Organisation | None]


def put_action(
    meeting: Meeting,
    passage: Passage,
    data: Mapping[str, Any],
    *,
    item: Item | None,
    due: tuple[date | None, str],
    owners: Sequence[Named],
) -> Action:
    """Write the action that a passage tells of: a new row, or the corrected one, whose state stays as it is."""
    values = {
        "partnership_id": meeting.partnership_id,
        "meeting": meeting,
        "item": item,
        "text": data["text"],
        "owners_text": ", ".join(written for written, _, _ in owners)[:300],
        "due_on": due[0],
        "due_event": due[1][:200],
        "marked": bool(data.get("marked", True)),
    }
    first = {"state": ActionState.DONE, "done_on": meeting.on} if data.get("done") else {}
    action, made = put_row(Action, {"passage": passage}, values, **first)
    if not made:
        action.owners.all().delete()
    Owner.objects.bulk_create(
        Owner(action=action, position=position, written=written[:200], person=person, organisation=organisation)
        for position, (written, person, organisation) in enumerate(owners)
    )
    return action


def drop_action(action: Action, *, by: Actor, batch: UUID | None) -> None:
    """Remove an action whose passage says it no longer; the log keeps what it was."""
    told = {"words": action.text, "owners": action.owners_text, "state": action.state, "due_on": action.due_on}
    log_change("removed", action, partnership=action.partnership_id, by=by, before=told, batch=batch)
    action.delete()


def rest_on(action: Action, passage: Passage) -> None:
    """Let an action rest on another passage that says the same."""
    action.passage = passage
    action.save(update_fields=["passage"])


@transaction.atomic
def set_action_state(action: Action, state: ActionState, *, by: Account, on: date) -> None:
    """Say that an action is done, or open it again; the same said twice changes nothing."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    if action.state == state:
        return
    before = {"state": action.state, "done_on": action.done_on}
    action.state, action.done_on = state, on if state == ActionState.DONE else None
    action.save(update_fields=["state", "done_on"])
    after = {"state": action.state, "done_on": action.done_on}
    verb = "marked as done" if state == ActionState.DONE else "opened again"
    log_change(verb, action, partnership=action.partnership_id, by=by, before=before, after=after)


def settle_owners(written: str, person: Person | None, *, partnership_id: int, was: Person | None) -> int:
    """Give every action of these initials the person they were settled to; return how many owners changed.

    Means: an owner whom the page itself explains as somebody else stays.
    """
    owners = Owner.objects.filter(written=written, action__partnership_id=partnership_id, person=was)
    return owners.update(person=person)


def follow_next_meeting(series: Series, *, was: date | None, by: Actor) -> int:
    """Let open actions that are due at "the next meeting" of a body have its day; return how many changed.

    Means: `was` is the day on which that meeting was to be held before it was moved or cancelled. An action whose day
    is another one was given it on purpose, and keeps it. One whose meeting nobody has planned keeps no day.
    """
    meetings = series.meetings.exclude(state=MeetingState.CANCELLED).order_by("on")
    days = list(meetings.values_list("on", "state"))
    due = Q(due_on=None) if was is None else Q(due_on=None) | Q(due_on=was)
    rows = Action.objects.filter(due, meeting__series=series, state=ActionState.OPEN).exclude(due_event="")
    changed = 0
    for action in rows.select_related("meeting").order_by("pk"):
        after = ((on, state) for on, state in days if on > action.meeting.on)
        on, state = next(after, (None, ""))
        held = on is not None and state not in CALLED
        if held or on == action.due_on or not is_next_meeting(_bare(action.due_event), action.meeting.body):
            continue
        before, action.due_on = {"due_on": action.due_on}, on
        action.save(update_fields=["due_on"])
        told = {"due_on": on}
        log_change("followed", action, partnership=action.partnership_id, by=by, before=before, after=told)
        changed += 1
    return changed


def _bare(event: str) -> str:
    """Return an event without its article: somebody may have typed "the next meeting"."""
    return fold_text(event).removeprefix("the ")
