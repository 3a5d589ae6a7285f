"""Reads of actions: the list and its filters, and one action with all that its page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from wapentake.accounts.models import Partnership
from wapentake.actions.models import LIVE, Action, ActionState, Owner
from wapentake.contacts.models import Person
from wapentake.contacts.queries import find_current_ids
from wapentake.kit.lists import match_words, within_days
from wapentake.meetings.models import Meeting

_OWNERS = Prefetch(
    "owners", Owner.objects.select_related("person__joined_to", "organisation").order_by("position", "pk")
)
LIVE_FIRST = Case(When(state__in=LIVE, then=0), default=1)
"""To sort by: what is still to do before what is not."""


def is_live() -> Q:
    """Return the condition that somebody still has something to do: open, in progress, blocked."""
    return Q(state__in=LIVE)


def find_led_by(people: Iterable[int]) -> QuerySet[Action]:
    """Return the live actions that any of these people lead, those due first at the head."""
    own = Action.objects.filter(is_live(), lead__in=list(people))
    return _tell(own).order_by(F("due_on").asc(nulls_last=True), "pk")


def is_undated() -> Q:
    """Return the condition that the minutes say no day and no event by which an action is due."""
    return Q(due_on=None, due_event="")


def in_state(state: str, *, today: date) -> Q:
    """Return the condition of a filter's state: open; overdue, undated or unowned, and open; done; all."""
    still_open = is_live()
    return {
        "open": still_open,
        "overdue": still_open & Q(due_on__lt=today),
        "undated": still_open & is_undated(),
        "unowned": still_open & Q(owners_text=""),
        "done": Q(state=ActionState.DONE),
    }.get(state, Q())


def find_actions(partnership: Partnership, wanted: Mapping[str, Any], *, today: date) -> QuerySet[Action]:
    """Return the actions that are asked for, each with its meeting, item and owners."""
    rows = Action.objects.filter(partnership=partnership).filter(in_state(wanted.get("state", ""), today=today))
    rows = rows.filter(within_days("meeting__on", wanted))
    if owner := wanted.get("owner"):
        rows = rows.filter(_with_owner(_is_owner(owner)))
    if body := wanted.get("body"):
        standing = find_current_ids(partnership, int(body))
        rows = rows.filter(_with_owner(Q(organisation=body) | Q(person__in=standing)))
    for word in str(wanted.get("words", "")).split():
        named = match_words(word, "person__name", "person__joined_to__name", "organisation__name")
        rows = rows.filter(match_words(word, "text", "owners_text") | _with_owner(named))
    return _tell(rows)


def find_action(partnership: Partnership, pk: int) -> QuerySet[Action]:
    """Return one action, as a query, with what its page shows."""
    rows = Action.objects.filter(partnership=partnership, pk=pk)
    return rows.select_related("meeting", "item", "passage__document").prefetch_related(_OWNERS)


def find_actions_of(partnership: Partnership, people: Iterable[int]) -> QuerySet[Action]:
    """Return the actions that any of these people own."""
    return _tell(Action.objects.filter(_with_owner(Q(person__in=list(people))), partnership=partnership))


def _tell(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Return actions with what a list shows of them, and `event` to sort by: empty where none is named."""
    told = rows.annotate(event=NullIf("due_event", Value("")))
    return told.select_related("meeting", "item").prefetch_related(_OWNERS)


def _with_owner(condition: Q) -> Exists:
    return Exists(Owner.objects.filter(condition, action=OuterRef("pk")))


def _is_owner(chosen: str) -> Q:
    """Return the condition of a choice of `list_owners`."""
    kind, _, value = chosen.partition(":")
    if kind == "person":
        return Q(person=value) | Q(person__joined_to=value)
    return Q(written=value, person=None)


def list_owners(partnership: Partnership) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return who owns actions, as choices: the people who are known, and the names that nobody is known for."""
    owners = Owner.objects.filter(action__partnership=partnership)
    kept = owners.exclude(person=None).annotate(kept=Coalesce("person__joined_to", "person")).values("kept")
    people = Person.objects.filter(partnership=partnership, pk__in=kept).order_by("name").values_list("pk", "name")
    written = owners.filter(person=None).order_by("written").values_list("written", flat=True).distinct()
    return [(f"person:{pk}", name) for pk, name in people], [(f"written:{one}", one) for one in written]


def find_open_before(meeting: Meeting) -> QuerySet[Action]:
    """Return the actions of earlier meetings of the same body that are still open, those due first at the head."""
    own = Action.objects.filter(is_live(), partnership=meeting.partnership_id, meeting__on__lt=meeting.on)
    own = own.filter(
        Q(meeting__series=meeting.series_id) if meeting.series_id else Q(meeting__body_key=meeting.body_key)
    )
    return _tell(own).order_by(F("due_on").asc(nulls_last=True), "pk")


def count_open_before(meeting: Meeting) -> int:
    """Return how many actions of earlier meetings of the same body are still open."""
    return find_open_before(meeting).order_by().count()
