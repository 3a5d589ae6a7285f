"""An action for all partners: one for each member body, the first stays as the parent of all."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wapentake.actions.changes.states import lock_action
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.actions.queries import find_meant_bodies
from wapentake.actions.rules import find_meant
from wapentake.contacts.models import Organisation
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused

NOT_ALL = "This action is not for all partners. Nothing was changed."
NO_BODIES = (
    "Nobody has said yet which bodies are members. Nothing was changed. Say it under Organisations, then come back."
)


def find_own_bodies(action: Action) -> list[Organisation]:
    """Return the bodies that an action for all partners is for; none where its first owner is not all of them."""
    return list(find_meant_bodies(action.partnership_id, _find_meant(action)))


def give_to_bodies(action: Action, first: Owner | None) -> None:
    """Give a new action to each of the bodies, where its first owner is all of them. Call it in a transaction."""
    if meant := find_meant(first.written) if first else "":
        make_children(action, list(find_meant_bodies(action.partnership_id, meant)))


@transaction.atomic
def fan_out(action: Action, *, by: Actor) -> list[Action]:
    """Give an action that is for all partners to each of the bodies; return the new actions.

    Means: a body that has its own already gets no second one. Raises: Refused where it is for somebody, is closed, or
    no bodies are known.
    """
    action = lock_action(action)
    if action.parent_id or not _find_meant(action):
        raise Refused("not-all", NOT_ALL)
    if action.state == ActionState.CLOSED:
        raise Refused("closed", "This action is closed. Nothing was changed. Open it again first.")
    bodies = find_own_bodies(action)
    if not bodies:
        raise Refused("no-bodies", NO_BODIES)
    children = make_children(action, bodies)
    if children:
        names = [one.owners_text for one in children]
        log_change("given to each body", action, partnership=action.partnership_id, by=by, after={"bodies": names})
    return children


def drop_untouched(action: Action) -> None:
    """Take back what each body was given where the words, put right, are not for all of them any more.

    Means: a body's own on which somebody worked stays. Call it in a transaction.
    """
    if action.children.exists() and not _find_meant(action):
        own = action.children.filter(state=ActionState.OPEN, lead_given=False, due_given=False, promised_on=None)
        own.filter(notes=None).delete()


def _find_meant(action: Action) -> str:
    first = action.owners.order_by("position", "pk").first()
    return find_meant(first.written) if first else ""


def make_children(action: Action, bodies: Sequence[Organisation]) -> list[Action]:
    """Write an action for each body that has none of this one yet. Call it in a transaction."""
    there = set(action.children.values_list("lead_body", flat=True))
    new = [body for body in bodies if body.pk not in there]
    copied: tuple[str, ...] = ("partnership_id", "meeting_id", "passage_id", "item_id", "text", "marked")
    copied += ("due_on", "due_event", "due_meeting_id", "due_given")
    values = {name: getattr(action, name) for name in copied}
    children = []
    for body in new:
        head = body.representative
        lead = (head.joined_to or head) if head else None
        child = Action(parent=action, lead=lead, lead_body=body, owners_text=body.name, **values)
        children.append(child)
    Action.objects.bulk_create(children)
    Owner.objects.bulk_create(
        Owner(action=child, position=0, written=body.name[:200], organisation=body)
        for child, body in zip(children, new, strict=True)
    )
    return children
