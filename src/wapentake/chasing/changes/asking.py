"""Asking leads for their parts of a return, and again for one that is sent back: one letter each, with a link."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.db import transaction

from wapentake.chasing.asked import Wanted, write_html, write_text
from wapentake.chasing.changes.digests import KIND, address_of
from wapentake.chasing.rules import LINK_DAYS
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor
from wapentake.kit.errors import Refused
from wapentake.letters import changes as letters
from wapentake.letters.models import Letter, Link
from wapentake.returns.changes import ask_parts
from wapentake.returns.changes.parts import send_back
from wapentake.returns.models import Part, Return

NO_ADDRESS = (
    "{names} cannot be written to: there is no e-mail address. Nobody was asked. Add the address, or another lead."
)


@transaction.atomic
def ask_return(of: Return, *, on: date, by: Actor) -> list[Letter]:
    """Ask each lead for the parts that they were not asked for yet, in one letter; return the letters.

    Raises: Refused where a part has no lead, or a lead no address; then nobody is asked.
    """
    parts = ask_parts(of, on=on, by=by)
    return _write(of, parts, by=by)


@transaction.atomic
def send_part_back(part: Part, why: str, *, by: Actor) -> Part:
    """Send a part back to its lead with the reason, by letter too where they can be reached."""
    part = send_back(part, why, by=by)
    if part.lead is not None and _kept(part.lead).email:
        _write(part.of, [part], by=by)
    return part


def _kept(person: Person) -> Person:
    return person.joined_to or person


def _write(of: Return, parts: Sequence[Part], *, by: Actor) -> list[Letter]:
    own: dict[Person, list[Part]] = {}
    for part in parts:
        if part.lead is not None:
            own.setdefault(_kept(part.lead), []).append(part)
    lacking = sorted(person.name for person in own if not person.email)
    if lacking:
        raise Refused("no-address", NO_ADDRESS.format(names=" and ".join(lacking)))
    links = letters.make_links(own, kind=KIND, days=LINK_DAYS, by=by)
    pairs = zip(own.items(), links, strict=True)
    return letters.write_letters([_draft(of, person, mine, link) for (person, mine), link in pairs], by=by)


def _draft(of: Return, person: Person, parts: Sequence[Part], link: Link) -> letters.Draft:
    wanted = Wanted(
        name=person.name,
        partnership=of.partnership.name,
        of=of.name,
        funder=of.funder,
        due=of.due_internal_on,
        titles=tuple((part.title, part.why) for part in parts),
        address=address_of(link),
        until=link.expires_at.date(),
    )
    mark = sha256(" ".join(f"{part.pk}.{part.version}.{part.asked_on}" for part in parts).encode()).hexdigest()
    return letters.Draft(
        partnership=of.partnership,
        key=f"return {of.pk} {person.pk} {mark}",
        to=link.email,
        person=person,
        kind=KIND,
        subject=wanted.subject,
        text=write_text(wanted),
        html=write_html(wanted),
    )
