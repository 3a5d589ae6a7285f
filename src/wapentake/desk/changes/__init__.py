"""Changes that touch two sibling rooms, each in one transaction: here who is who, beside it calendar and agendas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes import settle_owners
from wapentake.actions.changes.leads import follow_body, follow_people
from wapentake.contacts import changes as contacts
from wapentake.contacts.models import Initials, Likeness, LikenessState, Organisation, Person
from wapentake.letters.changes import end_links_of_leavers


@transaction.atomic
def settle_initials(partnership: Partnership, initials: Initials, person: Person | None, *, by: Account) -> int:
    """Say whose initials these are, and give that person the actions they own; return how many owners changed."""
    initials = Initials.objects.select_for_update().get(pk=initials.pk, partnership=partnership)
    was = initials.person
    if was == person:
        return 0
    contacts.settle_initials(initials, person, by=by)
    return settle_owners(initials.written, person, partnership_id=partnership.pk, was=was, by=by)


@transaction.atomic
def add_person(
    partnership: Partnership, values: Mapping[str, Any], *, initials: Initials | None, by: Account
) -> Person:
    """Add somebody who is in no list of attendance (`name`, `organisation`, `email`), and say whose initials are."""
    person = contacts.add_person(partnership, by=by, **values)
    if initials is not None:
        settle_initials(partnership, initials, person, by=by)
    return person


@transaction.atomic
def decide_likeness(likeness: Likeness, state: LikenessState, *, keep: Person | None, by: Account) -> int:
    """Say that two names are one person or two, or open it again; leads follow. Return how many actions changed."""
    contacts.decide_likeness(likeness, state, keep=keep, by=by)
    end_links_of_leavers(on=timezone.localdate(), by=by)
    return follow_people(likeness.partnership_id, [likeness.one_id, likeness.other_id], by=by)


@transaction.atomic
def put_bodies(partnership: Partnership, said: Iterable[tuple[Organisation, Mapping[str, Any]]], *, by: Account) -> int:
    """Say which bodies are members and who represents them, all or none; what a body leads follows its representative.

    Means: what is given to a body later is not added here: a body that joins gets no old actions unasked.
    """
    changed = 0
    for body, values in said:
        if contacts.put_body(Organisation.objects.get(pk=body.pk, partnership=partnership), values, by=by):
            changed += 1
            follow_body(body, by=by)
    return changed
