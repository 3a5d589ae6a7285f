"""Reads of people, whose names they go by, and the organisations that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Max, Min, Prefetch, Q, QuerySet, When
from django.db.models.functions import Coalesce

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Initials, Likeness, LikenessState, Organisation, Person, Post
from wapentake.contacts.rules import Pasted
from wapentake.kit.lists import match_words
from wapentake.terms import initials_of


def find_people(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Person]:
    """Return the people, joined ones under the name that was kept, with posts, initials and other spellings."""
    posts = Prefetch("posts", Post.objects.select_related("organisation").order_by("since", "pk"))
    joined = Prefetch("joined", Person.objects.prefetch_related(posts, "initials").order_by("name"))
    people = Person.objects.filter(partnership=partnership, joined_to=None)
    if words := wanted.get("words"):
        named = Person.objects.filter(partnership=partnership).filter(
            match_words(words, "name", "posts__organisation__name", "initials__written")
        )
        people = people.filter(_is_or_has_joined(named))
    if body := wanted.get("body"):
        standing = Person.objects.filter(partnership=partnership, posts__organisation=body)
        people = people.filter(_is_or_has_joined(standing))
    return people.prefetch_related(posts, "initials", joined)


def _is_or_has_joined(people: QuerySet[Person]) -> Q:
    return Q(pk__in=people.values("pk")) | Q(pk__in=people.exclude(joined_to=None).values("joined_to"))


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person held under any of their names: the organisation, and from when to when pages say so."""

    organisation: str
    since: date | None
    until: date | None


def gather_posts(person: Person) -> list[Held]:
    """Return the posts of a person and of all joined to them, an organisation once, in the order of time.

    Shape: asks nothing of the database for a person of `find_people`.
    """
    found: dict[int, Held] = {}
    for one in (person, *person.joined.all()):
        for post in one.posts.all():
            before = found.get(post.organisation_id)
            since, until = (before.since, before.until) if before else (None, None)
            found[post.organisation_id] = Held(
                post.organisation.name,
                min(filter(None, (since, post.since)), default=None),
                max(filter(None, (until, post.until)), default=None),
            )
    return sorted(found.values(), key=lambda held: (held.since or date.max, held.organisation))


def gather_initials(person: Person) -> list[str]:
    """Return the initials that were settled to a person under any of their names."""
    return sorted(one.written for each in (person, *person.joined.all()) for one in each.initials.all())


def find_current_ids(partnership: Partnership, organisation: int) -> list[int]:
    """Return the ids of the people, joined ones too, whose latest post is with this organisation."""
    kept = Coalesce("person__joined_to", "person")
    posts = Post.objects.filter(person__partnership=partnership).annotate(kept=kept)
    latest: dict[int, int] = {}
    members: dict[int, set[int]] = {}
    rows = posts.order_by(F("until").asc(nulls_first=True), "pk").values_list("kept", "person", "organisation")
    for person, own, body in rows:
        latest[person] = body
        members.setdefault(person, {person}).add(own)
    there = {person for person, body in latest.items() if body == organisation}
    joined = Person.objects.filter(partnership=partnership, joined_to__in=there).values_list("pk", flat=True)
    return sorted({*joined, *(own for person in there for own in members[person])})


def find_here(partnership: Partnership, *, today: date) -> QuerySet[Person]:
    """Return the people who have not left, each under the name that was kept."""
    own = Person.objects.filter(partnership=partnership, joined_to=None)
    return own.exclude(left_on__lte=today).order_by("name")


def find_bodies_of(people: Iterable[int]) -> dict[int, Organisation]:
    """Return the organisations of the latest posts of people, each under the name that was kept."""
    kept = Coalesce("person__joined_to", "person")
    posts = Post.objects.annotate(kept=kept).filter(kept__in=list(people)).select_related("organisation")
    return {post.kept: post.organisation for post in posts.order_by(F("until").asc(nulls_first=True), "pk")}


def find_organisations(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Organisation]:
    """Return the organisations, with how many people stood for each, and from when to when."""
    found = Organisation.objects.filter(partnership=partnership)
    if words := wanted.get("words"):
        found = found.filter(match_words(words, "name"))
    people = Count(Coalesce("posts__person__joined_to", "posts__person"), distinct=True)
    found = found.select_related("representative__joined_to")
    return found.annotate(people=people, since=Min("posts__since"), until=Max("posts__until"))


@dataclass(frozen=True, slots=True)
class Meant:
    """A pasted line with the person it is about, where one is known, and whether their address changes."""

    line: Pasted
    person: Person | None = None

    @property
    def changes(self) -> bool:
        """Whether saving gives the person another address."""
        return self.person is not None and not self.line.problem and self.person.email != self.line.email


def find_meant(partnership: Partnership, lines: Iterable[Pasted]) -> list[Meant]:
    """Return whom pasted lines are about: the person of that name, under the name that was kept."""
    rows = Person.objects.filter(partnership=partnership).select_related("joined_to")
    known = {one.key: one.joined_to or one for one in rows}
    return [Meant(line, None if line.problem else known.get(line.key)) for line in lines]


def find_initials(partnership: Partnership) -> QuerySet[Initials]:
    """Return all initials, those that nobody settled first."""
    rows = Initials.objects.filter(partnership=partnership).select_related("person__joined_to", "settled_by")
    return rows.annotate(settled=Case(When(person=None, then=0), default=1)).order_by("settled", "written")


def sort_by_fit(written: str, people: Iterable[Person]) -> tuple[list[Person], list[Person]]:
    """Return the people whose names these initials fit, and all others, each in their order.

    Means: "MFl" fits "Maria Flood", for its capitals are the first letters of that name.
    """
    capitals = "".join(letter for letter in written if letter.isupper())
    fitting: list[Person] = []
    others: list[Person] = []
    for person in people:
        (fitting if initials_of(person.name) == capitals else others).append(person)
    return fitting, others


def find_likenesses(partnership: Partnership) -> QuerySet[Likeness]:
    """Return the pairs of names that may be one person, those to decide first."""
    posts = [f"{side}__posts__organisation" for side in ("one", "other")]
    to_decide = Case(When(state=LikenessState.OPEN, then=0), default=1)
    rows = Likeness.objects.filter(partnership=partnership).annotate(decided=to_decide)
    rows = rows.select_related("one__joined_to", "other__joined_to", "decided_by")
    return rows.prefetch_related(*posts).order_by("decided", "one__name", "other__name", "pk")
