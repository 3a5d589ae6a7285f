"""Reads of marking: the marks of a bid with what they add up to, and who has, or may have, an interest in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from wapentake.accounts.models import Partnership
from wapentake.bids.models import Agreed, Bid, Criterion, Interest, Marker, Scheme
from wapentake.bids.rules import find_apart, find_score
from wapentake.bids.rules import marking as rules
from wapentake.contacts.models import Person
from wapentake.contacts.queries import find_bodies_of, find_here


@dataclass(frozen=True, slots=True)
class Tally:
    """The marks of a bid: its criteria, who marks, their sheets, what was agreed, and what all that adds up to."""

    scheme: Scheme | None = None
    criteria: list[Criterion] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    sheets: dict[int, dict[int, int]] = field(default_factory=dict)
    agreed: dict[int, Agreed] = field(default_factory=dict)
    score: Fraction | None = None
    apart: list[rules.Criterion] = field(default_factory=list)

    @property
    def to_mark(self) -> list[Marker]:
        """Who has still to mark."""
        return [one for one in self.markers if not one.excused and one.pk not in self.sheets]

    @property
    def unsettled(self) -> list[rules.Criterion]:
        """Where the markers are far apart and nothing is agreed yet."""
        return [one for one in self.apart if one.key not in self.agreed]

    @property
    def is_below(self) -> bool:
        """Whether the total is below what is asked for."""
        return self.score is not None and self.scheme is not None and self.score < self.scheme.threshold


def find_tally(bid: Bid) -> Tally:
    """Return the marks of a bid, in four queries; of who is excused none count."""
    if bid.scheme is None:
        return Tally()
    criteria = list(bid.scheme.criteria.all())
    markers = list(bid.markers.select_related("person").prefetch_related("marks").order_by("person__name", "pk"))
    sheets = {
        one.pk: {mark.criterion_id: mark.mark for mark in one.marks.all()}
        for one in markers
        if not one.excused and one.marks.all()
    }
    agreed = {one.criterion_id: one for one in bid.agreed.all()}
    plain = [rules.Criterion(one.pk, one.name, one.weight) for one in criteria]
    given = list(sheets.values())
    held = {key: one.mark for key, one in agreed.items()}
    score = find_score(plain, given, most=bid.scheme.most, agreed=held) if given else None
    apart = find_apart(plain, given, spread=bid.scheme.spread)
    return Tally(bid.scheme, criteria, markers, sheets, agreed, score, apart)


def find_scheme(partnership: Partnership, *, on: date) -> Scheme | None:
    """Return how bids are marked on a day, or None where the partnership has not said."""
    rows = Scheme.objects.filter(partnership=partnership, since__lte=on)
    return rows.prefetch_related("criteria").order_by("-since").first()


@dataclass(frozen=True, slots=True)
class Interests:
    """Who has an interest in a bid, who said that they have none, and who stands for the applicant and is silent."""

    declared: list[Interest]
    none: list[Interest]
    to_ask: list[Person]

    def has_one(self, person: int) -> bool:
        """Return whether somebody declared an interest."""
        return any(one.person_id == person for one in self.declared)

    def is_to_ask(self, person: int) -> bool:
        """Return whether somebody stands for the applicant, and has not said whether that is an interest."""
        return any(one.pk == person for one in self.to_ask)


def find_interests(bid: Bid, *, today: date) -> Interests:
    """Return the interests in a bid. Members fund themselves, so who stands for the applicant is asked."""
    return find_interests_of([bid], today=today)[bid.pk]


def find_interests_of(bids: Iterable[Bid], *, today: date) -> dict[int, Interests]:
    """Return the interests in bids of one partnership, in three queries however many they are."""
    known = list(bids)
    said: dict[int, list[Interest]] = {one.pk: [] for one in known}
    if not known:
        return {}
    rows = Interest.objects.filter(bid__in=said).select_related("person").order_by("person__name")
    for one in rows:
        said[one.bid_id].append(one)
    people = list(find_here(known[0].partnership, today=today))
    bodies = find_bodies_of(one.pk for one in people)
    found = {}
    for bid in known:
        own = said[bid.pk]
        heard = {one.person_id for one in own}
        stand = [one for one in people if bid.applicant_id and getattr(bodies.get(one.pk), "pk", 0) == bid.applicant_id]
        silent = [one for one in stand if one.pk not in heard]
        found[bid.pk] = Interests([one for one in own if one.has_one], [one for one in own if not one.has_one], silent)
    return found
