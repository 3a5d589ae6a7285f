"""Links by hand, new ones for those that expired, the calendar's own, and ending them."""

from __future__ import annotations

from datetime import date
from html import escape

from django.db import transaction
from django.utils import timezone

from wapentake.chasing.changes.digests import KIND, address_of
from wapentake.chasing.models import ByAnswer
from wapentake.chasing.rules import LINK_DAYS
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor
from wapentake.letters import changes as letters
from wapentake.letters.models import Letter, Link
from wapentake.terms import say_date

CALENDAR = "calendar"
CALENDAR_DAYS = 3650
NOT_ME = "Whoever opened it said that they are somebody else"
BY_HAND = "A coordinator ended it"
_TEXT = """Dear {name}

Somebody asked for a new link to your actions for {partnership}. Here it is:
{address}

The link is for you alone, so please do not pass it on. It works until {until}. You need no password.

If you did not ask for it, you can leave this e-mail alone.
"""


def end_own(link: Link) -> None:
    """End a link because somebody else holds it."""
    letters.end_link(link, by=ByAnswer(link.person, "link"), because=NOT_ME)


@transaction.atomic
def renew(link: Link, *, on: date) -> Letter:
    """Write to the address of an expired link with a new one; asked again on the same day, it gives the same letter."""
    key = f"link again {link.pk} {on.isoformat()}"
    Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    known = Letter.objects.filter(key=key).first()
    if known is not None:
        return known
    person = link.person.joined_to or link.person
    by = ByAnswer(person, "link")
    new = letters.make_link(person, kind=link.kind, days=LINK_DAYS, by=by)
    told = {
        "name": person.name,
        "partnership": link.partnership.name,
        "address": address_of(new),
        "until": say_date(timezone.localdate(new.expires_at)),
    }
    return letters.write_letter(
        link.partnership,
        by=by,
        key=key,
        to=new.email,
        person=person,
        kind="link",
        subject=f"Your new link for {link.partnership.name}"[:250],
        text=_TEXT.format(**told),
        html=_as_page(_TEXT.format(**told), told["address"]),
    )


def _as_page(text: str, address: str) -> str:
    paragraphs = "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in text.strip().split("\n\n"))
    linked = paragraphs.replace(escape(address), f'<a href="{escape(address)}">{escape(address)}</a>')
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"></head><body>{linked}</body></html>'


@transaction.atomic
def give_calendar(person: Person) -> Link:
    """Return the link of somebody's calendar, made where there is none that is open."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    now = timezone.now()
    for link in Link.objects.filter(person=person, kind=CALENDAR, ended_at=None).order_by("-pk"):
        if link.is_open(now):
            return link
    return letters.make_link(person, kind=CALENDAR, days=CALENDAR_DAYS, by=ByAnswer(person, "link"))


def make_by_hand(person: Person, *, by: Actor) -> Link:
    """Make a link that a coordinator gives to somebody. Raises Refused for somebody without an address."""
    return letters.make_link(person, kind=KIND, days=LINK_DAYS, by=by)


def end_by_hand(link: Link, *, by: Actor) -> bool:
    """End a link because a coordinator says so; return whether it still ran."""
    return letters.end_link(link, by=by, because=BY_HAND)
