"""An address of a person, or that they left, with what becomes of their links and of the letters that wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from wapentake.contacts import changes as contacts
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor
from wapentake.letters.changes import follow_address


@transaction.atomic
def put_person(person: Person, values: Mapping[str, Any], *, by: Actor) -> int:
    """Write the `email` of a person and the day on which they left (`left_on`); return how many links that ended."""
    was = _fresh(person).email
    if not contacts.put_person(person, values, by=by):
        return 0
    return follow_address(_fresh(person), was=was, by=by)


@transaction.atomic
def put_addresses(pairs: Iterable[tuple[Person, str]], *, by: Actor) -> int:
    """Write the e-mail addresses of many people, all or none; return how many changed."""
    held = [(_fresh(person), email) for person, email in pairs]
    changed = contacts.put_addresses(held, by=by)
    for person, _ in held:
        follow_address(_fresh(person), was=person.email, by=by)
    return changed


def _fresh(person: Person) -> Person:
    """Return a person as they stand now, under the name that was kept."""
    return Person.objects.get(pk=person.joined_to_id or person.pk)
