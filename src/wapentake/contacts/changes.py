"""Every write of `contacts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.contacts.models import Initials, Likeness, LikenessState, Organisation, Person, Post
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.terms import fold_text, key_of_name


def _write(thing: Organisation | Person, values: Mapping[str, Any], *, by: Actor) -> bool:
    """Write these values of a row and log those that differ; return whether any did."""
    before = {name: getattr(thing, name) for name in values}
    if before == dict(values):
        return False
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(values))
    told = [{name: _say(value) for name, value in each.items()} for each in (before, values)]
    log_change("changed", thing, partnership=thing.partnership_id, by=by, before=told[0], after=told[1])
    return True


def _say(value: Any) -> Any:
    return str(value) if isinstance(value, Person) else value


@transaction.atomic
def put_body(organisation: Organisation, values: Mapping[str, Any], *, by: Actor) -> bool:
    """Say of a body whether it is a member (`is_member`, `is_responsible`) and who represents it (`representative`).

    Means: the person is kept under the name that was kept. Returns whether anything changed.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    told = dict(values)
    if (head := told.get("representative")) is not None:
        told["representative"] = head.joined_to or head
    return _write(organisation, told, by=by)


@transaction.atomic
def add_person(
    partnership: Partnership, name: str, *, organisation: Organisation | None, email: str, by: Actor
) -> Person:
    """Add somebody who is in no list of attendance, and for whom they stand. Raises: Refused where they are known."""
    key = key_of_name(name)[:200] or fold_text(name)[:200]
    if Person.objects.filter(partnership=partnership, key=key).exists():
        words = f"{name} is known already. Nothing was changed. Look for them among the people."
        raise Refused("person-twice", words)
    person = Person.objects.create(partnership=partnership, name=name[:200], key=key, email=email, by_hand=True)
    if organisation is not None:
        Post.objects.create(person=person, organisation=organisation, by_hand=True)
    told = {"name": person.name, "organisation": str(organisation or ""), "email": email}
    log_change("added", person, partnership=partnership.pk, by=by, after=told)
    return person


@transaction.atomic
def put_person(person: Person, values: Mapping[str, Any], *, by: Actor) -> bool:
    """Write the `email` of a person and the day on which they left (`left_on`); return whether anything changed."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.joined_to_id or person.pk)
    return _write(person, values, by=by)


@transaction.atomic
def put_addresses(pairs: Iterable[tuple[Person, str]], *, by: Actor) -> int:
    """Write the e-mail addresses of many people, all or none; return how many changed."""
    return sum(put_person(person, {"email": email}, by=by) for person, email in pairs)


def meet_person(partnership: Partnership, name: str, *, known: dict[str, Person] | None = None) -> Person:
    """Return the person of that name, made where there is none; another spelling is another person.

    Means: `known` are the partnership's people by key, asked for once by who meets many; who is new is put there.
    """
    key = key_of_name(name)[:200] or fold_text(name)[:200]
    if known is not None and key in known:
        return known[key]
    person, _ = Person.objects.get_or_create(partnership=partnership, key=key, defaults={"name": name[:200]})
    if known is not None:
        known[key] = person
    return person


def meet_organisation(
    partnership: Partnership, name: str, *, known: dict[str, Organisation] | None = None
) -> Organisation:
    """Return the organisation of that name, made where there is none; `known` is as in `meet_person`."""
    key = fold_text(name)[:250]
    if known is not None and key in known:
        return known[key]
    found, _ = Organisation.objects.get_or_create(partnership=partnership, key=key, defaults={"name": name[:250]})
    if known is not None:
        known[key] = found
    return found


def hold_posts(stood: Iterable[tuple[Person, Organisation]], *, on: date) -> None:
    """Say that on that day each of these people stood for that organisation."""
    pairs = dict.fromkeys(stood)
    rows = Post.objects.filter(person__in={person.pk for person, _ in pairs})
    known = {(post.person_id, post.organisation_id): post for post in rows}
    new, longer = [], []
    for person, organisation in pairs:
        post = known.get((person.pk, organisation.pk))
        if post is None:
            new.append(Post(person=person, organisation=organisation, since=on, until=on))
            continue
        since, until = min(post.since or on, on), max(post.until or on, on)
        if (since, until) != (post.since, post.until):
            post.since, post.until = since, until
            longer.append(post)
    Post.objects.bulk_create(new)
    Post.objects.bulk_update(longer, ["since", "until"])


def note_initials(partnership: Partnership, written: str) -> Initials:
    """Put initials on the list of those that somebody should settle."""
    found, _ = Initials.objects.get_or_create(partnership=partnership, written=written[:12])
    return found


def settle_initials(initials: Initials, person: Person | None, *, by: Account) -> None:
    """Say whose initials these are, on all pages that do not explain them themselves."""
    before = initials.person
    initials.person, initials.settled_by = person, by
    initials.save(update_fields=["person", "settled_by"])
    log_change(
        "settled",
        initials,
        partnership=initials.partnership_id,
        by=by,
        before={"person": before.name if before else None},
        after={"person": person.name if person else None},
    )


def propose_likeness(one: Person, other: Person, *, reason: str) -> None:
    """Offer two names as perhaps one person; what was decided of them before stays."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    Likeness.objects.get_or_create(
        one=first, other=second, defaults={"partnership_id": first.partnership_id, "reason": reason[:300]}
    )


@transaction.atomic
def decide_likeness(likeness: Likeness, state: LikenessState, *, keep: Person | None, by: Account) -> None:
    """Say that two names are one person, who is then shown under the name of `keep`, or two people, or open it again.

    Means: both rows stay, so that opening it again takes all back. Raises: Refused where somebody else was first.
    """
    likeness = Likeness.objects.select_for_update(of=("self",)).get(pk=likeness.pk)
    before = likeness.state
    if state != LikenessState.OPEN and before not in (LikenessState.OPEN, state):
        who = likeness.decided_by or "Somebody"
        words = f"{who} decided before: {likeness.get_state_display().lower()}. Nothing was changed."
        raise Refused("decided-before", words)
    pair = (likeness.one, likeness.other)
    for person in pair:
        if person.joined_to in pair:
            _set_apart(person, person.joined_to)
    if state == LikenessState.SAME:
        kept = keep or likeness.one
        left = likeness.other if kept == likeness.one else likeness.one
        kept = kept.joined_to or kept
        left.joined_to = kept
        left.save(update_fields=["joined_to"])
        kept.email, kept.left_on = kept.email or left.email, kept.left_on or left.left_on
        kept.save(update_fields=["email", "left_on"])
        Person.objects.filter(joined_to=left).exclude(pk=kept.pk).update(joined_to=kept)
    likeness.state, likeness.decided_by, likeness.decided_at = state, by, timezone.now()
    likeness.save(update_fields=["state", "decided_by", "decided_at"])
    log_change(
        "decided",
        likeness,
        partnership=likeness.partnership_id,
        by=by,
        before={"state": before},
        after={"state": state.value},
    )


def _set_apart(person: Person, kept: Person) -> None:
    """Take a name away from the person to whom it was joined, with the address that came from it."""
    if kept.email == person.email or kept.left_on == person.left_on:
        kept.email = "" if kept.email == person.email else kept.email
        kept.left_on = None if kept.left_on == person.left_on else kept.left_on
        kept.save(update_fields=["email", "left_on"])
    person.joined_to = None
    person.save(update_fields=["joined_to"])


def keep_posts(partnership: Partnership, stood: Mapping[tuple[int, int], tuple[date, date]]) -> None:
    """Make posts last as the pages that count now say: by person and organisation, the first day and the last."""
    for post in Post.objects.filter(person__partnership=partnership):
        days = stood.get((post.person_id, post.organisation_id))
        if days is None and not post.by_hand:
            post.delete()
        elif (days or (None, None)) != (post.since, post.until):
            post.since, post.until = days or (None, None)
            post.save(update_fields=["since", "until"])


def drop_initials(partnership: Partnership, *, used: Iterable[str]) -> None:
    """Take initials that no action names any more, and that nobody settled, off the list."""
    unsettled = Initials.objects.filter(partnership=partnership, person=None, settled_by=None)
    unsettled.exclude(written__in=used).delete()


def forget_people(partnership: Partnership, is_meant: Callable[[str], bool]) -> list[str]:
    """Forget people by their names, with what was decided of them, where no page names them; return the names."""
    people = Person.objects.filter(partnership=partnership, attendances=None, owned=None)
    meant = [one for one in people if is_meant(one.name)]
    Person.objects.filter(pk__in=[one.pk for one in meant]).delete()
    return [one.name for one in meant]


def drop_unused(partnership: Partnership) -> None:
    """Forget people and organisations on which nothing rests any more, such as those of a step that was undone."""
    unused = Person.objects.filter(
        partnership=partnership, attendances=None, seats=None, owned=None, initials=None, joined=None, joined_to=None
    )
    unused = unused.filter(led=None, given=None, represents=None, email="", left_on=None, by_hand=False)
    decided = Likeness.objects.filter(partnership=partnership).exclude(state=LikenessState.OPEN)
    unused.exclude(pk__in=decided.values("one")).exclude(pk__in=decided.values("other")).delete()
    bodies = Organisation.objects.filter(partnership=partnership, is_member=False, is_responsible=False, led=None)
    bodies.filter(
        posts=None, attendances=None, seats=None, owned=None, representative=None, absence_letters=None
    ).delete()
