"""Changes that touch two sibling rooms, each in one transaction: here initials, beside it the calendar and agendas."""

from __future__ import annotations

from django.db import transaction

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes import settle_owners
from wapentake.contacts import changes as contacts
from wapentake.contacts.models import Initials, Person


@transaction.atomic
def settle_initials(partnership: Partnership, initials: Initials, person: Person | None, *, by: Account) -> int:
    """Say whose initials these are, and give that person the actions they own; return how many owners changed."""
    initials = Initials.objects.select_for_update().get(pk=initials.pk, partnership=partnership)
    was = initials.person
    if was == person:
        return 0
    contacts.settle_initials(initials, person, by=by)
    return settle_owners(initials.written, person, partnership_id=partnership.pk, was=was, by=by)
