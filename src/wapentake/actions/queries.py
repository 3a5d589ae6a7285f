"""Reads of actions: the list and its filters, and one action with all that its page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from wapentake.accounts.models import Partnership
from wapentake.actions.models import LIVE, Action, ActionState, Owner, Report, ReportState
from wapentake.actions.rules import find_meant
from wapentake.contacts.models import Organisation, Person
from wapentake.contacts.queries import find_current_ids
from wapentake.kit.lists import match_words, within_days
from wapentake.meetings.models import Meeting
from wapentake.sources.models import SourceState
from wapentake.terms import MeetingState

_OWNERS = Prefetch(
    "owners", Owner.objects.select_related("person__joined_to", "organisation").order_by("position", "pk")
)
MEETINGS_OFFERED = 12
SHOWN = ("meeting", "item", "lead", "lead_body", "due_meeting", "closed_at")
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
    """Return the condition that nobody says any day, event or meeting by which an action is due."""
    return Q(due_on=None, due_event="", due_meeting=None)


def is_overdue(today: date) -> Q:
    """Return the condition that an action is still to do after its day, or after that which its lead promised."""
    return is_live() & (Q(due_on__lt=today) | Q(due_on=None, promised_on__lt=today))


def needs_lead(today: date) -> Q:
    """Return the condition that a live action has nobody to lead it, or somebody who has left.

    Means: what was given to each body is led there, so it needs none itself.
    """
    given_out = Q(Exists(Action.objects.filter(parent=OuterRef("pk"))))
    return is_live() & (Q(lead=None) | Q(lead__left_on__lte=today)) & ~given_out


def in_state(state: str, *, today: date) -> Q:
    """Return the condition of a filter's state; "open", and what narrows it down, is all that is still to do."""
    return {
        "open": is_live(),
        "overdue": is_overdue(today),
        "undated": is_live() & is_undated(),
        "unowned": is_live() & Q(owners_text=""),
        "leaderless": needs_lead(today),
        "progress": Q(state=ActionState.PROGRESS),
        "blocked": Q(state=ActionState.BLOCKED),
        "done": Q(state=ActionState.DONE),
        "closed": Q(state=ActionState.CLOSED),
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
    if led_by := wanted.get("led_by"):
        rows = rows.filter(lead_body=led_by)
    for word in str(wanted.get("words", "")).split():
        named = match_words(word, "person__name", "person__joined_to__name", "organisation__name")
        own = match_words(word, "text", "owners_text", "lead__name")
        rows = rows.filter(own | _with_owner(named))
    return _tell(rows)


def find_action(partnership: Partnership, pk: int) -> QuerySet[Action]:
    """Return one action, as a query, with what its page shows."""
    rows = Action.objects.filter(partnership=partnership, pk=pk)
    return _tell(rows).select_related(*SHOWN, "passage__document", "ended_by__document", "given_to")


def find_children_of(actions: Iterable[Action]) -> QuerySet[Action]:
    """Return what of these actions each body was given and has not closed yet, by the name of the body."""
    own = Action.objects.filter(parent__in=[one.pk for one in actions]).exclude(state=ActionState.CLOSED)
    return _tell(own).order_by("owners_text", "pk")


def find_children(action: Action) -> QuerySet[Action]:
    """Return the actions of the bodies to which one was given, by the name of the body."""
    return _tell(action.children.all()).order_by("owners_text", "pk")


@dataclass(frozen=True, slots=True)
class Unfanned:
    """What is left of giving an action to each body: those that have none of their own yet."""

    bodies: list[Organisation]


def find_unfanned(action: Action) -> Unfanned | None:
    """Return which bodies an action for all of them is still to be given to; None where it is for somebody.

    Means: a body that joined since is among them, and gets its own only when somebody says so.
    """
    first = next(iter(action.owners.all()), None)
    meant = find_meant(first.written) if first else ""
    if not meant or action.state == ActionState.CLOSED:
        return None
    there = action.children.values("lead_body")
    return Unfanned(list(find_meant_bodies(action.partnership_id, meant).exclude(pk__in=there)))


def find_meant_bodies(partnership_id: int, meant: str) -> QuerySet[Organisation]:
    """Return the bodies that "all partners" means, or "all responsible authorities" (`rules.find_meant`), by name."""
    own = Organisation.objects.filter(partnership=partnership_id).select_related("representative__joined_to")
    told = {"is_responsible": True} if meant == "responsible" else {"is_member": True}
    return own.filter(**told).order_by("name") if meant else own.none()


def find_actions_of(partnership: Partnership, people: Iterable[int]) -> QuerySet[Action]:
    """Return the actions that any of these people own or lead."""
    ids = list(people)
    return _tell(Action.objects.filter(_with_owner(Q(person__in=ids)) | Q(lead__in=ids), partnership=partnership))


def _tell(rows: QuerySet[Action]) -> QuerySet[Action]:
    """Return actions with what a list shows of them.

    Shape: `event` to sort by, empty where none is named; `bodies` counts those to which one was given,
    and `bodies_done` those of them that have nothing left to do.
    """
    own = Action.objects.filter(parent=OuterRef("pk")).order_by().values("parent").annotate(many=Count("pk"))
    told = rows.annotate(
        event=NullIf("due_event", Value("")),
        bodies=Coalesce(Subquery(own.values("many")), 0),
        bodies_done=Coalesce(Subquery(own.exclude(state__in=LIVE).values("many")), 0),
    )
    return told.select_related(*SHOWN).prefetch_related(_OWNERS)


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
    """Return the actions of earlier meetings of the same body that are not closed yet, those due first at the head.

    Means: those that are said to be done are among them, since the meeting closes them. What was given to each body is
    one, and the bodies' own follow from it (`find_children`).
    """
    own = Action.objects.filter(partnership=meeting.partnership_id, meeting__on__lt=meeting.on, parent=None)
    own = own.exclude(state=ActionState.CLOSED).filter(
        Q(meeting__series=meeting.series_id) if meeting.series_id else Q(meeting__body_key=meeting.body_key)
    )
    return _tell(own).order_by(F("due_on").asc(nulls_last=True), "pk")


def count_open_before(meeting: Meeting) -> int:
    """Return how many actions of earlier meetings of the same body are not closed yet."""
    return find_open_before(meeting).order_by().count()


def find_meetings_since(action: Action, *, today: date) -> list[Meeting]:
    """Return the meetings of the same body that were held since an action was given, the newest first."""
    given = action.meeting
    own = Meeting.objects.filter(partnership=action.partnership_id, on__gte=given.on, on__lte=today)
    own = own.filter(series=given.series_id) if given.series_id else own.filter(body_key=given.body_key)
    return list(own.exclude(state=MeetingState.CANCELLED).order_by("-on")[:MEETINGS_OFFERED])


def find_given_at(meeting: Meeting) -> QuerySet[Action]:
    """Return the actions that a meeting gave, in the order of its page; what was given to each body is one."""
    return _tell(meeting.actions.filter(parent=None)).order_by("passage__start", "pk")


def find_closed_at(meeting: Meeting) -> QuerySet[Action]:
    """Return the actions that were closed at a meeting; what was given to each body is one."""
    own = Action.objects.filter(closed_at=meeting).exclude(parent__closed_at=meeting)
    return _tell(own).order_by("meeting__on", "pk")


def find_unclosed(partnership: Partnership) -> QuerySet[Action]:
    """Return the actions that are not closed, each with its owners; what was given to each body is one."""
    own = Action.objects.filter(partnership=partnership, parent=None).exclude(state=ActionState.CLOSED)
    return _tell(own).order_by("meeting__on", "pk")


def find_reports(partnership: Partnership) -> QuerySet[Report]:
    """Return the reports that wait for somebody: of actions that are not closed, in pages that count."""
    rows = Report.objects.filter(partnership=partnership, state=ReportState.PROPOSED, document__current=True)
    rows = rows.exclude(action__state=ActionState.CLOSED).exclude(document__source__state=SourceState.WITHDRAWN)
    return rows.select_related("action__meeting", "action__lead", "document").defer("document__record")


def find_ending(action: Action) -> Report | None:
    """Return the report that closed an action, or the one for all bodies of which it is a part."""
    if action.state != ActionState.CLOSED:
        return None
    own = Report.objects.filter(action__in=[action.pk, action.parent_id or action.pk], state=ReportState.ACCEPTED)
    return own.select_related("document").defer("document__record").order_by("-decided_at").first()
