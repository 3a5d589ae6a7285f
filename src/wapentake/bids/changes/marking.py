"""Circulating a bid, marking it, agreeing where markers are far apart; and interests, which keep from marking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.bids.changes.bids import hold_bid, log_bid, move_bid
from wapentake.bids.models import Agreed, Bid, BidState, Criterion, Interest, Mark, Marker, Scheme
from wapentake.bids.queries.bids import find_known
from wapentake.bids.queries.marking import find_interests, find_scheme, find_tally
from wapentake.bids.rules import DEFAULTS, check_marks, check_step, say_percent
from wapentake.bids.rules import marking as rules
from wapentake.bids.words import summarise
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.letters.changes import Draft, make_links, write_letters
from wapentake.letters.links import full_address, sign
from wapentake.letters.models import Link
from wapentake.terms import say_date

LINK_KIND = "bid"
LINK_DAYS = 60
FIRST_DAY = date(2000, 1, 1)
NOBODY = "Nobody was chosen to mark it. Nothing was changed. Choose at least one person."
INTEREST = "{who} has an interest in this bid, and does not mark it. Nothing was changed."
ASK_FIRST = (
    "{who} stands for {body}, which asks for this money. Nothing was changed. Ask first whether that is an interest, "
    "and enter what is said."
)
NOT_MARKING = "This bid stands at “{state}”, so marks stay as they are. Nothing was changed."
NOT_APART = "The markers are not far apart there, so nothing is to be agreed. Nothing was changed."
SAY_WHY = "Say why the markers agree on this mark. Nothing was changed."
CHANGED = "Nothing was changed."


def refuse_unless(verdict_reasons: Sequence[str], code: str) -> None:
    """Raise Refused where something is missing, with all of it in words."""
    if verdict_reasons:
        raise Refused(code, " ".join((*verdict_reasons, CHANGED)))


@transaction.atomic
def circulate_bid(
    bid: Bid, people: Sequence[Person], *, due_on: date | None, text: str = "", by: Actor
) -> list[Person]:
    """Send a bid to those who mark it, each with its summary by e-mail; return who has no address.

    Means: a bid that comes back from a deferral is marked anew. Raises: Refused where it still needs something.
    """
    bid = hold_bid(bid)
    today = timezone.localdate()
    known = find_known(bid, today=today)
    refuse_unless(check_step("circulate", known, words=bid.get_state_display()).reasons, "circulate")
    if not people:
        raise Refused("nobody", NOBODY)
    _begin_anew(bid, by=by)
    interests = find_interests(bid, today=today)
    Marker.objects.bulk_create(
        Marker(bid=bid, person=one, excused="Has an interest" if interests.has_one(one.pk) else "") for one in people
    )
    scheme = hold_scheme(bid.partnership, on=today, by=by)
    move_bid(bid, BidState.CIRCULATED, by=by, verb="circulated", scheme=scheme, marks_due_on=due_on)
    log_bid("asked to mark", bid, by=by, before={}, after={"people": [str(one) for one in people]})
    summary = summarise(bid)
    reached = [one for one in people if (one.joined_to or one).email]
    links = make_links(reached, kind=LINK_KIND, days=LINK_DAYS, by=by)
    told = zip(reached, links, strict=True)
    write_letters([_write(bid, one, link, (summary, text), due_on) for one, link in told], by=by)
    return [one for one in people if one not in reached]


def _begin_anew(bid: Bid, *, by: Actor) -> None:
    """Take the marks of before away, which the log keeps as their total."""
    tally = find_tally(bid)
    if tally.score is not None:
        log_bid("took the marks off", bid, by=by, before={"total": say_percent(tally.score)}, after={"total": ""})
    Marker.objects.filter(bid=bid).delete()
    Agreed.objects.filter(bid=bid).delete()


def _write(bid: Bid, person: Person, link: Link, words: tuple[str, str], due_on: date | None) -> Draft:
    summary, text = words
    until = f" Please send us your marks by {say_date(due_on)}." if due_on else ""
    asked = f"Dear {person},\n\n{bid.partnership} asks you to mark this bid.{until}"
    address = full_address(reverse("by-link:bids", args=[sign(link)]))
    declare = "If you, or the body for which you stand, have an interest in it, say so there and do not mark it."
    where = (
        f"You need not sign in. This link is meant for you alone, and works until {say_date(link.expires_at.date())}:"
    )
    return Draft(
        partnership=bid.partnership,
        key=f"bid:{bid.pk}:{bid.deferrals}:{person.pk}",
        to=link.email,
        person=person,
        kind="bid",
        subject=f"Bid to mark: {bid.title}",
        text="\n\n".join(filter(None, (asked, text.strip(), where, address, declare, summary))) + "\n",
    )


def hold_scheme(partnership: Partnership, *, on: date, by: Actor) -> Scheme:
    """Return how bids are marked on a day; where the partnership has not said, by the criteria that come with us."""
    found = find_scheme(partnership, on=on)
    if found is not None:
        return found
    return put_scheme(partnership, {"since": FIRST_DAY}, DEFAULTS, by=by)


@transaction.atomic
def put_scheme(
    partnership: Partnership, values: Mapping[str, Any], criteria: Sequence[tuple[str, str, int]], *, by: Actor
) -> Scheme:
    """Say how bids are marked from a day on: `since`, `most`, `threshold`, `spread`, and criteria with their weights.

    Means: bids that are being marked keep the one by which they began.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    if Scheme.objects.filter(partnership=partnership, since=values["since"]).exists():
        raise Refused("scheme-twice", "There is one from that day already. Nothing was changed. Choose another day.")
    if not criteria:
        raise Refused("no-criteria", "Name at least one criterion with its weight. Nothing was changed.")
    scheme = Scheme.objects.create(partnership=partnership, **values)
    Criterion.objects.bulk_create(
        Criterion(scheme=scheme, position=position, name=name, asks=asks, weight=weight)
        for position, (name, asks, weight) in enumerate(criteria, 1)
    )
    told = {"criteria": [f"{name} {weight}" for name, _, weight in criteria], **values}
    log_change("set", scheme, partnership=partnership.pk, by=by, after=told)
    return scheme


@transaction.atomic
def put_marks(marker: Marker, marks: Mapping[int, int], *, note: str = "", by: Actor) -> None:
    """Write the marks of somebody, by the number of each criterion. Raises Refused for who has an interest."""
    bid = hold_bid(marker.bid)
    if bid.state != BidState.CIRCULATED or bid.scheme is None:
        raise Refused("not-marking", NOT_MARKING.format(state=bid.get_state_display()))
    interests = find_interests(bid, today=timezone.localdate())
    if interests.has_one(marker.person_id):
        raise Refused("interest", INTEREST.format(who=marker.person))
    if interests.is_to_ask(marker.person_id):
        raise Refused("ask-first", ASK_FIRST.format(who=marker.person, body=bid.applicant))
    criteria = {one.pk: one for one in bid.scheme.criteria.all()}
    plain = [rules.Criterion(one.pk, one.name, one.weight) for one in criteria.values()]
    refuse_unless(check_marks(marks, criteria=plain, most=bid.scheme.most).reasons, "marks")
    Mark.objects.filter(marker=marker).delete()
    Mark.objects.bulk_create(Mark(marker=marker, criterion=one, mark=marks[key]) for key, one in criteria.items())
    marker.note, marker.marked_at, marker.marked_by, marker.excused = note, timezone.now(), str(by)[:200], ""
    marker.save(update_fields=["note", "marked_at", "marked_by", "excused"])
    told = {"marker": str(marker.person), "marks": [f"{one.name} {marks[key]}" for key, one in criteria.items()]}
    log_bid("marked", bid, by=by, before={}, after=told)


@transaction.atomic
def excuse_marker(marker: Marker, *, why: str, by: Actor) -> None:
    """Say that somebody does not mark, and why; what they marked before counts no more."""
    bid = hold_bid(marker.bid)
    if bid.state != BidState.CIRCULATED:
        raise Refused("not-marking", NOT_MARKING.format(state=bid.get_state_display()))
    marker.excused = why[:300]
    marker.save(update_fields=["excused"])
    log_bid("excused", bid, by=by, before={}, after={"marker": str(marker.person), "why": why})


@transaction.atomic
def declare_interest(bid: Bid, person: Person, *, has_one: bool, words: str, on: date, by: Actor) -> Interest:
    """Write what somebody said of an interest in a bid. With one they do not mark, and their marks count no more."""
    bid = hold_bid(bid)
    values = {"has_one": has_one, "words": words, "said_on": on}
    interest, _ = Interest.objects.update_or_create(bid=bid, person=person, defaults=values)
    if has_one:
        Marker.objects.filter(bid=bid, person=person).update(excused="Has an interest")
    told = {"person": str(person), "interest": words or ("an interest" if has_one else "none")}
    log_bid("interest in", bid, by=by, before={}, after=told)
    return interest


@transaction.atomic
def agree_marks(bid: Bid, agreed: Mapping[int, tuple[int, str]], *, by: Actor) -> None:
    """Write the marks that markers agree on, each with why, by the number of its criterion."""
    bid = hold_bid(bid)
    if bid.state != BidState.SCORED or bid.scheme is None:
        raise Refused("not-moderating", NOT_MARKING.format(state=bid.get_state_display()))
    apart = {one.key: one for one in find_tally(bid).apart}
    if set(agreed) - set(apart):
        raise Refused("not-apart", NOT_APART)
    marks = {key: mark for key, (mark, _) in agreed.items()}
    plain = [apart[key] for key in agreed]
    refuse_unless(check_marks(marks, criteria=plain, most=bid.scheme.most).reasons, "marks")
    if not all(why.strip() for _, why in agreed.values()):
        raise Refused("say-why", SAY_WHY)
    Agreed.objects.filter(bid=bid, criterion__in=list(agreed)).delete()
    Agreed.objects.bulk_create(
        Agreed(bid=bid, criterion_id=key, mark=mark, why=why) for key, (mark, why) in agreed.items()
    )
    told = {"agreed": [f"{apart[key].name} {mark}: {why}" for key, (mark, why) in agreed.items()]}
    log_bid("agreed on", bid, by=by, before={}, after=told)
