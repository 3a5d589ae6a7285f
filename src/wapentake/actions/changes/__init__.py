"""Every write of `actions`: here what pages say; beside it what becomes of an action.

`states` how far it has come, `leads` who leads, `fanning` one for each body, `dues` by when, `notes` notes and files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wapentake.actions.changes.dues import Calendar, Due, follow_next_meeting, promise_day, set_due
from wapentake.actions.changes.fanning import drop_untouched, fan_out, give_to_bodies
from wapentake.actions.changes.leads import (
    Lead,
    find_leads,
    give_back,
    hand_over,
    let_page_lead,
    settle_leads,
    settle_owners,
)
from wapentake.actions.changes.notes import add_note
from wapentake.actions.changes.states import close_action, set_action_state
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.contacts.models import Organisation, Person
from wapentake.kit.changes import Actor, log_change, put_rows
from wapentake.meetings.models import Item, Meeting
from wapentake.sources.models import Passage

__all__ = [
    "Named",
    "Told",
    "add_note",
    "close_action",
    "drop_action",
    "fan_out",
    "follow_next_meeting",
    "give_back",
    "hand_over",
    "let_page_lead",
    "promise_day",
    "put_actions",
    "rest_on",
    "set_action_state",
    "set_due",
    "settle_leads",
    "settle_owners",
]

Named = tuple[str, Person | None, Organisation | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a passage tells of an action: under which item it stands, by when it is due, and its owners."""

    passage: Passage
    item: Item | None
    due: Due
    owners: Sequence[Named]


def put_actions(meeting: Meeting, told: Iterable[Told]) -> None:
    """Write the actions that passages tell of: new rows, or the corrected ones, whose state stays as it is.

    Means: a new one that is for all partners is given to each member body, where those are known. What a person said
    of its lead and its due day stays.
    """
    asked = {one.passage.pk: one for one in told}
    was = {one.passage_id: one for one in Action.objects.filter(passage__in=list(asked), parent=None)}
    owners = {pk: _make_owners(one.owners) for pk, one in asked.items()}
    leads = find_leads([own[0] if own else None for own in owners.values()])
    calendar = Calendar(meeting)
    wanted = {
        pk: _say(meeting, one) | _lead_and_day(was.get(pk), lead, one.due, calendar)
        for (pk, one), lead in zip(asked.items(), leads, strict=True)
    }
    for pk in wanted.keys() - was.keys():
        wanted[pk] |= _ended(meeting, asked[pk].passage)
    actions = put_rows(Action, "passage_id", wanted, there=was)
    _put_owners(actions, owners, was)
    for pk, action in actions.items():
        if pk in was:
            _tell_children(action)
            drop_untouched(action)
        elif action.is_live:
            give_to_bodies(action, owners[pk][0] if owners[pk] else None)


def _lead_and_day(was: Action | None, lead: Lead, due: Due, calendar: Calendar) -> dict[str, Any]:
    """Return who leads and by when, as the page has it; what a person said of either is not among it."""
    values: dict[str, Any] = {}
    if was is None or not was.due_given:
        day, at = calendar.resolve(due)
        values |= {"due_on": day, "due_event": due[1][:200], "due_meeting": at}
    if was is None or not was.lead_given:
        values["lead"], values["lead_body"] = lead
    return values


def _put_owners(
    actions: Mapping[int, Action], owners: Mapping[int, Sequence[Owner]], was: Mapping[int, Action]
) -> None:
    if was:
        Owner.objects.filter(action__in=[one.pk for one in was.values()]).delete()
    for pk, own in owners.items():
        for row in own:
            row.action = actions[pk]
    Owner.objects.bulk_create(row for own in owners.values() for row in own)


def _say(meeting: Meeting, told: Told) -> dict[str, Any]:
    return {
        "partnership_id": meeting.partnership_id,
        "meeting": meeting,
        "item": told.item,
        "text": told.passage.data["text"],
        "owners_text": ", ".join(written for written, _, _ in told.owners)[:300],
        "marked": bool(told.passage.data.get("marked", True)),
    }


def _make_owners(owners: Sequence[Named]) -> list[Owner]:
    return [
        Owner(position=position, written=written[:200], person=person, organisation=organisation)
        for position, (written, person, organisation) in enumerate(owners)
    ]


def _ended(meeting: Meeting, passage: Passage) -> dict[str, Any]:
    """Return how a new action begins: closed at the meeting whose page says that it is done, or open."""
    if not passage.data.get("done"):
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
