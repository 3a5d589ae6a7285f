"""Links by hand, new ones for those that expired, the calendar's own, and ending them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wapentake.chasing.changes.digests import KIND, path_of
from wapentake.chasing.models import ByAnswer
from wapentake.chasing.rules import LINK_DAYS
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor
from wapentake.letters import changes as letters
from wapentake.letters.models import Letter, Link

CALENDAR = "calendar"
CALENDAR_DAYS = 3650
NOT_ME = "Whoever opened it said that they are somebody else"
BY_HAND = "A coordinator ended it"


def end_own(link: Link) -> None:
    """End a link because somebody else holds it."""
    letters.end_link(link, by=ByAnswer(link.person, "link"), because=NOT_ME)


def renew(link: Link) -> Letter:
    """Write to the address of an expired link with a new one. Raises Refused where one was sent just before."""
    return letters.renew_link(link, path_of=path_of)


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
