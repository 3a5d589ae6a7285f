"""Making links, ending them, and noting each use."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change, log_changes, make_change
from wapentake.kit.errors import Refused
from wapentake.letters.changes.letters import write_letter
from wapentake.letters.links import full_address, sign
from wapentake.letters.models import Letter, Link, Use
from wapentake.letters.postman import POSTMAN
from wapentake.letters.rules import check_renewal
from wapentake.terms import say_date

AT_ONCE = 500
RENEWAL = "new link"
LEFT = "They left"
MOVED = "Their address was changed"
NO_ADDRESS = "There is no e-mail address for {name}. No link was made. Put the address on their page, then try again."

NEW_LINK = """\
Dear {name},

You asked for a new link, since the one that you had is too old. This one works until {day}:

{address}

It is meant for you alone. Whoever has it can answer in your name, so please do not pass it on.
If you did not ask for it, you need not do anything.

{of}
"""


def make_link(person: Person, *, kind: str, days: int, by: Actor = POSTMAN) -> Link:
    """Make a link for one person to their own address, open for so many days. Raises Refused without an address."""
    return make_links([person], kind=kind, days=days, by=by)[0]


@transaction.atomic
def make_links(people: Iterable[Person], *, kind: str, days: int, by: Actor = POSTMAN) -> list[Link]:
    """Make a link for each of these people, in their order, all at once; else as `make_link`."""
    now = timezone.now()
    links = []
    for person in people:
        kept = person.joined_to or person
        if not kept.email:
            raise Refused("no-address", NO_ADDRESS.format(name=kept.name))
        links.append(_make(kept, kept.email, kind, now=now, lasting=timedelta(days=days)))
    Link.objects.bulk_create(links, batch_size=AT_ONCE)
    told = (("made", link, {"kind": kind, "expires": link.expires_at}) for link in links)
    log_changes(make_change(verb, one, partnership=one.partnership_id, by=by, after=a) for verb, one, a in told)
    return links


def _make(person: Person, email: str, kind: str, *, now: datetime, lasting: timedelta) -> Link:
    return Link(
        partnership_id=person.partnership_id,
        person=person,
        email=email,
        kind=kind,
        nonce=secrets.token_urlsafe(12),
        made_at=now,
        expires_at=now + lasting,
    )


@transaction.atomic
def end_links(person: Person, *, by: Actor, because: str = LEFT) -> int:
    """End all links of a person that still run, under each of their names; return how many there were."""
    kept = person.joined_to or person
    people = [kept.pk, *kept.joined.values_list("pk", flat=True)]
    return _end(Link.objects.filter(person__in=people, ended_at=None), by=by, because=because)


@transaction.atomic
def end_links_of_leavers(*, on: date, by: Actor = POSTMAN) -> int:
    """End the links of everybody who has left by a day; return how many still ran.

    Means: such a link opens nothing from that day on, ended or not; this is how it is written down.
    """
    left = Q(person__joined_to=None, person__left_on__lte=on) | Q(person__joined_to__left_on__lte=on)
    return _end(Link.objects.filter(left, ended_at=None), by=by, because=LEFT)


@transaction.atomic
def follow_person(person: Person, *, by: Actor) -> int:
    """End the links of a person that should open nothing now; return how many there were.

    Means: all of them where they have left, and else those that went to an address that is not theirs any more.
    """
    kept = person.joined_to or person
    if kept.left_on is not None and kept.left_on <= timezone.localdate():
        return end_links(kept, by=by)
    people = [kept.pk, *kept.joined.values_list("pk", flat=True)]
    running = Link.objects.filter(person__in=people, ended_at=None, expires_at__gt=timezone.now())
    return _end(running.exclude(email__iexact=kept.email), by=by, because=MOVED)


def _end(links: QuerySet[Link], *, by: Actor, because: str) -> int:
    """End these links, each with its line of the log; return how many there were."""
    held = list(links.select_for_update(of=("self",)))
    Link.objects.filter(pk__in=[link.pk for link in held]).update(ended_at=timezone.now(), ended_because=because[:200])
    log_changes(
        make_change("ended", link, partnership=link.partnership_id, by=by, after={"because": because}) for link in held
    )
    return len(held)


def replace_link(link: Link, *, email: str, by: Actor) -> Link:
    """End a link that went to another address, and return a new one to this address for the same purpose."""
    end_link(link, by=by, because=MOVED)
    lasting = link.expires_at - link.made_at
    new = _make(link.person.joined_to or link.person, email, link.kind, now=timezone.now(), lasting=lasting)
    new.save(force_insert=True)
    log_change("made", new, partnership=new.partnership_id, by=by, after={"kind": new.kind, "in place of": link.pk})
    return new


@transaction.atomic
def end_link(link: Link, *, by: Actor, because: str) -> bool:
    """End one link; return whether it still ran."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.ended_at is not None:
        return False
    link.ended_at, link.ended_because = timezone.now(), because[:200]
    link.save(update_fields=["ended_at", "ended_because"])
    log_change("ended", link, partnership=link.partnership_id, by=by, after={"because": because})
    return True


@transaction.atomic
def renew_link(link: Link, *, path_of: Callable[[str], str]) -> Letter:
    """Make a new link in place of one that expired, and write it to the same address; return that letter.

    Means: `path_of` gives the path of the page that a token opens. The new link runs as long as the old one did.
    Raises: Refused where the old one was ended or still works, or where one was sent to the address just before.
    """
    now = timezone.now()
    # Whoever asks for the same address at the same time waits here.
    Link.objects.select_for_update(of=("self",)).filter(email=link.email).order_by("pk").first()
    last = Letter.objects.filter(to=link.email, kind=RENEWAL).order_by("-made_at").first()
    verdict = check_renewal(
        ended=link.ended_at is not None,
        left=link.has_left,
        expired=link.expires_at <= now,
        last_at=last.made_at if last else None,
        now=now,
    )
    if not verdict.ok:
        raise Refused("no-renewal", " ".join(verdict.reasons))
    new = _make(link.person, link.email, link.kind, now=now, lasting=link.expires_at - link.made_at)
    new.save(force_insert=True)
    log_change(
        "made", new, partnership=new.partnership_id, by=POSTMAN, after={"kind": new.kind, "in place of": link.pk}
    )
    day = say_date(timezone.localdate(new.expires_at))
    address = full_address(path_of(sign(new)))
    return write_letter(
        link.partnership,
        key=f"new link:{new.pk}",
        to=link.email,
        person=link.person,
        kind=RENEWAL,
        subject=f"Your new link for {link.partnership.name}",
        text=NEW_LINK.format(name=link.person.name, address=address, day=day, of=link.partnership),
    )


def note_use(link: Link, what: str) -> Use:
    """Keep that a link was used, and for what. The uses are a log of their own, which nobody edits."""
    return Use.objects.create(link=link, what=what[:200])
