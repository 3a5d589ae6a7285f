"""Reads of bids: which are asked for, what is known of one where a step is looked at, and which wait for a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.bids.models import Bid, BidState
from wapentake.bids.queries.marking import find_tally
from wapentake.bids.rules import OPEN, Known
from wapentake.kit.lists import match_words
from wapentake.meetings.models import Meeting
from wapentake.money.queries.commitments import hold_spent, say_state

WAITING = OPEN
UNDER_WAY = ("approved", "with-conditions", "in-principle", "signed", "paying", "monitored")
OVER = ("rejected", "closed", "clawed-back", "withdrawn")
GROUPS = {"waiting": WAITING, "under-way": UNDER_WAY, "over": OVER}


def find_bids(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Bid]:
    """Return the bids that are asked for."""
    rows = Bid.objects.filter(partnership=partnership)
    state = wanted.get("state", "")
    if state in GROUPS:
        rows = rows.filter(state__in=GROUPS[state])
    elif state in BidState.values:
        rows = rows.filter(state=state)
    named = match_words(wanted.get("words", ""), "title", "applicant__name", "applicant_name", "objective", "need")
    return rows.filter(named).select_related("applicant", "tactical_action", "fund", "commitment")


def find_bid(partnership: Partnership) -> QuerySet[Bid]:
    """Return the bids of a partnership, each with all that its page shows of other rooms."""
    return Bid.objects.filter(partnership=partnership).select_related(
        "applicant",
        "contact",
        "tactical_action",
        "series",
        "scheme",
        "fund__journal",
        "commitment__fund__journal",
        "meeting",
        "decision__meeting",
        "decision__passage__document",
    )


def find_promise(bid: Bid, *, today: date) -> str:
    """Return how far the commitment of a bid has come: "lapsed" where its condition lapsed, "" where there is none."""
    return say_state(bid.commitment, today=today) if bid.commitment else ""


def find_known(bid: Bid, *, today: date, is_cited: bool = False) -> Known:
    """Return what is known of a bid where a step is looked at."""
    tally = find_tally(bid)
    spent = to_come = 0
    if bid.commitment is not None:
        held = hold_spent([bid.commitment.pk], today=today)
        spent, to_come = held.spent.get(bid.commitment.pk, 0), held.left_of(bid.commitment)
    received = list(bid.reports.values_list("received_on", flat=True))
    return Known(
        state=bid.state,
        title=bid.title,
        applicant=bid.who,
        need=bid.need,
        asked=bid.asked,
        marked=len(tally.sheets),
        to_mark=tuple(str(one) for one in tally.to_mark),
        apart=tuple(one.name for one in tally.unsettled),
        is_cited=is_cited,
        promise=find_promise(bid, today=today),
        invoiced=spent,
        to_come=to_come,
        received=sum(one is not None for one in received),
        outstanding=sum(one is None for one in received),
    )


def find_to_decide(meeting: Meeting) -> QuerySet[Bid]:
    """Return the bids that a meeting may be asked to decide: circulated or further, of its body or of no named one.

    Means: a draft is not ready, and what was deferred waits until it is circulated again.
    """
    return find_ready(meeting.partnership).filter(Q(series=meeting.series_id) | Q(series=None))


def find_ready(partnership: Partnership) -> QuerySet[Bid]:
    """Return the bids that wait for a decision and were circulated, the oldest first."""
    ready = (BidState.CIRCULATED, BidState.SCORED, BidState.MODERATED)
    rows = Bid.objects.filter(partnership=partnership, state__in=ready)
    return rows.select_related("applicant", "series").order_by("pk")
