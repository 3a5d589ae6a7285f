"""Making links, ending them, and noting each use."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wapentake.contacts.models import Person
from wapentake.kit.changes import READER, Actor, log_changes, make_change
from wapentake.kit.errors import Refused
from wapentake.letters.models import Link, Use

AT_ONCE = 500
NO_ADDRESS = "There is no e-mail address for {name}. No link was made. Put the address on their page, then try again."


def make_link(person: Person, *, kind: str, days: int, by: Actor = READER) -> Link:
    """Make a link for one person to their own address, open for so many days. Raises Refused without an address."""
    return make_links([person], kind=kind, days=days, by=by)[0]


@transaction.atomic
def make_links(people: Iterable[Person], *, kind: str, days: int, by: Actor = READER) -> list[Link]:
    """Make a link for each of these people, in their order, all at once; else as `make_link`."""
    now = timezone.now()
    links = []
    for person in people:
        kept = person.joined_to or person
        email = getattr(kept, "email", "")
        if not email:
            raise Refused("no-address", NO_ADDRESS.format(name=kept.name))
        links.append(
            Link(
                partnership_id=kept.partnership_id,
                person=kept,
                email=email,
                kind=kind,
                nonce=secrets.token_urlsafe(12),
                made_at=now,
                expires_at=now + timedelta(days=days),
            )
        )
    Link.objects.bulk_create(links, batch_size=AT_ONCE)
    told = (("made", link, {"kind": kind, "expires": link.expires_at}) for link in links)
    log_changes(make_change(verb, one, partnership=one.partnership_id, by=by, after=a) for verb, one, a in told)
    return links


@transaction.atomic
def end_links(person: Person, *, by: Actor, because: str = "They left") -> int:
    """End all links of a person that still run, under each of their names; return how many there were."""
    kept = person.joined_to or person
    people = [kept.pk, *kept.joined.values_list("pk", flat=True)]
    links = list(Link.objects.select_for_update().filter(person__in=people, ended_at=None))
    now = timezone.now()
    Link.objects.filter(pk__in=[link.pk for link in links]).update(ended_at=now, ended_because=because[:200])
    log_changes(
        make_change("ended", link, partnership=link.partnership_id, by=by, after={"because": because}) for link in links
    )
    return len(links)


def note_use(link: Link, what: str) -> Use:
    """Keep that a link was used, and for what. The uses are a log of their own, which nobody edits."""
    return Use.objects.create(link=link, what=what[:200])
