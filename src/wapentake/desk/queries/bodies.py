"""Bodies as lists of attendance show them: how often each stood there, be it with apologies, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef
from django.db.models.functions import Coalesce

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, Owner
from wapentake.actions.queries import is_live
from wapentake.actions.rules import find_meant
from wapentake.contacts.models import Organisation, Person
from wapentake.meetings.models import Attendance

LOOKED_AT = timedelta(days=365)  # before the newest list of attendance


@dataclass(slots=True)
class Stood:
    """A body, in how many lists of attendance of the last year it stood, and how often each of its people did."""

    body: Organisation
    meetings: int = 0
    last: date | None = None
    people: list[tuple[Person, int]] = field(default_factory=list)

    @property
    def proposed(self) -> Person | None:
        """Who represents it, or else who stood there most often and has not left."""
        return self.body.head or next((one for one, times in self.people if times and not one.left_on), None)


def find_stood(partnership: Partnership, *, only: int | None = None) -> tuple[list[Stood], int]:
    """Return the bodies, those that stood there most often first, and of how many lists of the last year that is."""
    bodies = Organisation.objects.filter(partnership=partnership).select_related("representative__joined_to")
    if only is not None:
        bodies = bodies.filter(pk=only)
    stood = {body.pk: Stood(body) for body in bodies}
    rows = Attendance.objects.filter(meeting__partnership=partnership).exclude(organisation=None)
    newest = rows.aggregate(newest=Max("meeting__on"))["newest"]
    if newest is None:
        return sorted(stood.values(), key=lambda one: one.body.name), 0
    recent = rows.filter(meeting__on__gt=newest - LOOKED_AT)
    came: dict[int, Counter[int]] = {pk: Counter() for pk in stood}
    seen: dict[int, set[int]] = {pk: set() for pk in stood}
    kept = Coalesce("person__joined_to", "person")
    told = rows.annotate(kept=kept).values_list("organisation", "kept", "meeting", "meeting__on")
    for body, person, meeting, on in told.distinct():
        if body not in stood:
            continue
        stood[body].last = max(filter(None, (stood[body].last, on)))
        if on > newest - LOOKED_AT:
            seen[body].add(meeting)
        if person is not None:
            came[body][person] += on > newest - LOOKED_AT
    _put_people(stood, came)
    for pk, one in stood.items():
        one.meetings = len(seen[pk])
    order = sorted(stood.values(), key=lambda one: (-one.meetings, one.body.name))
    return order, recent.values("meeting").distinct().count()


def _put_people(stood: Mapping[int, Stood], came: Mapping[int, Counter[int]]) -> None:
    """Put the people who ever stood for each body, those who stood there most often of late first."""
    wanted = {person for times in came.values() for person in times}
    people = Person.objects.in_bulk(wanted)
    for pk, times in came.items():
        known = [(people[person], many) for person, many in times.items()]
        stood[pk].people = sorted(known, key=lambda pair: (-pair[1], pair[0].name))


def find_waiting_for_all(partnership: Partnership) -> list[Action]:
    """Return the live actions that are for all partners and were given to no body yet."""
    given = Exists(Action.objects.filter(parent=OuterRef("pk")))
    rows = Action.objects.filter(is_live(), ~given, partnership=partnership, parent=None).only("pk", "text")
    actions = list(rows.order_by("meeting__on", "pk"))
    firsts = _find_firsts(actions)
    return [action for action in actions if find_meant(firsts.get(action.pk, ""))]


def _find_firsts(rows: Iterable[Action]) -> dict[int, str]:
    owners = Owner.objects.filter(action__in=[one.pk for one in rows]).order_by("-position", "-pk")
    return dict(owners.values_list("action", "written"))
