"""What somebody leads, as their own page shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, ActionState
from wapentake.actions.queries import is_live
from wapentake.chasing.rules import Group, group_of
from wapentake.chasing.words import HEADINGS
from wapentake.contacts.models import Person
from wapentake.contacts.queries import find_bodies_of, find_current_ids
from wapentake.terms import say_date, say_day

MOST_COLLEAGUES = 60


@dataclass(frozen=True, slots=True)
class Own:
    """An action as its lead sees it."""

    action: Action
    group: Group
    due: str
    state: str
    mark: str


def find_own(partnership_id: int, person_id: int) -> QuerySet[Action]:
    """Return the actions that somebody leads and that are not closed, with what their page shows of them."""
    rows = Action.objects.filter(
        is_live() | Q(state=ActionState.DONE),
        ~Exists(Action.objects.filter(parent=OuterRef("pk"))),
        partnership=partnership_id,
        lead=person_id,
    )
    return rows.select_related("meeting", "item").order_by("meeting__on", "pk")


def mark_of(action: Action) -> str:
    """Return a mark of how an action stands: who leads it, how far it is and by when it is due."""
    told = (str(action.state), action.lead_id, action.due_on, action.promised_on)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def day_of(action: Action) -> date | None:
    """Return the day by which an action is asked for: that which its lead promised, or else the due day."""
    return action.promised_on or action.due_on


def tell_own(action: Action, *, on: date) -> Own:
    """Return an action with its day in words."""
    day = day_of(action)
    group = group_of(day, on=on)
    if day is None:
        due = f"By the {action.due_event.removeprefix('the ')}" if action.due_event else "No day was set"
    elif action.promised_on:
        due = f"You said by {say_day(day)}"
    else:
        due = f"{'Was due' if group == Group.LATE else 'Due'} on {say_day(day)}"
    state = f"You said on {say_date(action.done_on)} that it is done" if action.done_on else ""
    return Own(action, group, due, state, mark_of(action))


def group_own(actions: Iterable[Action], *, on: date) -> list[tuple[str, list[Own]]]:
    """Return live actions under their headings, in the order of a letter: late, today, soon, no day."""
    order = {group: place for place, group in enumerate(Group)}
    live = [tell_own(one, on=on) for one in actions if one.is_live]
    live.sort(key=lambda own: (order[own.group], day_of(own.action) or date.max, own.action.pk))
    return [(HEADINGS[group], list(rows)) for group, rows in groupby(live, key=lambda own: own.group)]


def find_colleagues(partnership: Partnership, person: Person) -> list[Person]:
    """Return the people who stand for the same body now, by name; nobody where the body is not known."""
    body = find_bodies_of([person.pk]).get(person.pk)
    if body is None:
        return []
    rows = Person.objects.filter(pk__in=find_current_ids(partnership, body.pk), joined_to=None, left_on=None)
    return list(rows.exclude(pk=person.pk).order_by("name")[:MOST_COLLEAGUES])
