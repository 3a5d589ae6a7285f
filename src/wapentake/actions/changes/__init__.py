"""Every write of `actions`: here what pages say; beside it what becomes of an action.

`states` how far it has come, `leads` who leads, `fanning` one for each body, `dues` by when, `notes` notes and files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from wapentake.actions.changes.dues import follow_next_meeting, promise_day, resolve_due, set_due
from wapentake.actions.changes.fanning import drop_untouched, fan_out, find_own_bodies, make_children
from wapentake.actions.changes.leads import find_lead, give_back, hand_over, let_page_lead, settle_leads, settle_owners
from wapentake.actions.changes.notes import add_note
from wapentake.actions.changes.states import close_action, set_action_state
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.contacts.models import Organisation, Person
from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.meetings.models import Item, Meeting
from wapentake.sources.models import Passage

__all__ = [
    "Named",
    "add_note",
    "close_action",
    "drop_action",
    "fan_out",
    "follow_next_meeting",
    "give_back",
    "hand_over",
    "let_page_lead",
    "promise_day",
    "put_action",
    "rest_on",
    "set_action_state",
    "set_due",
    "settle_leads",
    "settle_owners",
]

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
    """Write the action that a passage tells of: a new row, or the corrected one, whose state stays as it is.

    Means: a new one that is for all partners is given to each member body, where those are known. What a person said
    of its lead and its due day stays.
    """
    was = Action.objects.filter(passage=passage, parent=None).first()
    values: dict[str, Any] = {
        "partnership_id": meeting.partnership_id,
        "meeting": meeting,
        "item": item,
        "text": data["text"],
        "owners_text": ", ".join(written for written, _, _ in owners)[:300],
        "marked": bool(data.get("marked", True)),
    }
    if was is None or not was.due_given:
        day, at = resolve_due(meeting, due)
        values |= {"due_on": day, "due_event": due[1][:200], "due_meeting": at}
    rows = [
        Owner(position=position, written=written[:200], person=person, organisation=organisation)
        for position, (written, person, organisation) in enumerate(owners)
    ]
    if was is None or not was.lead_given:
        values["lead"], values["lead_body"] = find_lead(rows[0] if rows else None)
    action, made = put_row(Action, {"passage": passage, "parent": None}, values, **_ended(meeting, passage, data))
    if not made:
        action.owners.all().delete()
        _tell_children(action)
    for row in rows:
        row.action = action
    Owner.objects.bulk_create(rows)
    if not made:
        drop_untouched(action)
    elif action.is_live:
        make_children(action, find_own_bodies(action))
    return action


def _ended(meeting: Meeting, passage: Passage, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a new action begins: closed at the meeting whose page says that it is done, or open."""
    if not data.get("done"):
        return {}
    ended = {"closed_on": meeting.on, "closed_at": meeting, "ended_by": passage}
    return {"state": ActionState.CLOSED, "done_on": meeting.on, **ended}


def _tell_children(action: Action) -> None:
    """Let the actions of the bodies say what theirs says now."""
    own = action.children.all()
    own.update(text=action.text, item=action.item, meeting=action.meeting, passage=action.passage)
    due = {"due_on": action.due_on, "due_event": action.due_event, "due_meeting": action.due_meeting}
    own.filter(due_given=False).update(**due)


def drop_action(action: Action, *, by: Actor, batch: UUID | None) -> None:
    """Remove an action whose passage says it no longer, with those of the bodies; the log keeps what it was."""
    told: dict[str, Any] = {
        "words": action.text,
        "owners": action.owners_text,
        "state": action.state,
        "due_on": action.due_on,
    }
    if bodies := [str(one) for one in action.children.order_by("owners_text").values_list("owners_text", flat=True)]:
        told["bodies"] = bodies
    log_change("removed", action, partnership=action.partnership_id, by=by, before=told, batch=batch)
    action.delete()


def rest_on(action: Action, passage: Passage) -> None:
    """Let an action, and those of the bodies, rest on another passage that says the same."""
    action.passage = passage
    action.save(update_fields=["passage"])
    action.children.update(passage=passage)
