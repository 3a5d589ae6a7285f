"""What a meeting decides of a bid, in one transaction with the money that it promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.bids.changes.bids import hold_bid, move_bid
from wapentake.bids.changes.marking import refuse_unless
from wapentake.bids.models import Bid, BidState
from wapentake.bids.queries.bids import find_known
from wapentake.bids.queries.marking import find_tally
from wapentake.bids.rules import DECIDED, Award, check_award, check_step, find_own_share, say_percent
from wapentake.bids.rules.awards import BELOW
from wapentake.contacts.models import Person
from wapentake.kit.changes import Actor
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Decision, Meeting
from wapentake.money.changes import end_commitment, put_commitment
from wapentake.money.changes.entries import lock_funds
from wapentake.money.models import Commitment, CommitmentState, Fund
from wapentake.money.queries.position import find_headroom

NO_FUND = "Choose the fund that pays."
NO_CONDITION = "Say on what condition, or choose “Approved”."
NO_REASON = "Say why."
CONDITION = "“Approved” has no condition. Choose “Approved with conditions”, or take the condition away."
WHO = "Say where it was decided: choose a decision or a meeting, or say who decided it."


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What was decided of a bid, when and where. Units: whole pence.

    `budget` is what had been set aside; `beyond` who allows more than the fund has left; `because` why it was deferred
    or rejected, or is given money below the threshold or above its budget.
    """

    outcome: BidState
    on: date
    meeting: Meeting | None = None
    decision: Decision | None = None
    decided: str = ""
    fund: Fund | None = None
    given: int = 0
    budget: int | None = None
    condition: str = ""
    lapses_on: date | None = None
    owner: Person | None = None
    because: str = ""
    beyond: str = ""


@transaction.atomic
def decide_bid(bid: Bid, told: Decided, *, by: Actor) -> Bid:
    """Record what was decided: with a yes its money is committed, or held apart until the condition is met.

    Raises: Refused, and then nothing is written, where a step is missing, and beyond what the fund has left: of two
    who give its last pounds at once, one is refused.
    """
    bid = hold_bid(bid)
    today = timezone.localdate()
    known = find_known(bid, today=today, is_cited=told.decision is not None)
    refuse_unless(check_step("decide", known, words=bid.get_state_display()).reasons, "decide")
    refuse_unless(_find_missing(bid, told), "decide")
    values: dict[str, Any] = {
        "decided_on": told.on,
        "meeting": told.decision.meeting if told.decision else told.meeting,
        "decision": told.decision,
        "decided": told.decided,
        "because": told.because,
        "budget": told.budget,
    }
    if told.outcome in DECIDED and told.fund is not None:
        _let_go(bid, by=by)
        commitment = _commit(bid, told, told.fund, by=by)
        values |= {"fund": told.fund, "given": told.given, "commitment": commitment}
    elif told.outcome == BidState.DEFERRED:
        _let_go(bid, by=by)
        values |= {"deferrals": bid.deferrals + 1, "commitment": None, "given": None, "fund": None}
    else:
        _let_go(bid, by=by)
        values |= {"commitment": None, "given": None}
    move_bid(bid, told.outcome, by=by, verb=f"decided: {told.outcome.label.lower()}", **values)
    return bid


def _find_missing(bid: Bid, told: Decided) -> list[str]:
    """Return what a decision lacks, in words."""
    reasons = [] if told.decision or told.meeting or told.decided else [WHO]
    if told.outcome not in DECIDED:
        return reasons + ([] if told.because else [NO_REASON])
    is_open = told.outcome != BidState.APPROVED
    reasons += [NO_FUND] * (told.fund is None)
    reasons += [NO_CONDITION] * (is_open and not told.condition)
    reasons += [CONDITION] * (not is_open and bool(told.condition))
    tally = find_tally(bid)
    if tally.is_below and tally.scheme is not None and not told.because:
        reasons.append(BELOW.format(score=say_percent(tally.score), threshold=f"{tally.scheme.threshold} %"))
    return reasons


def _commit(bid: Bid, told: Decided, fund: Fund, *, by: Actor) -> Commitment:
    """Promise the money. The fund is held first, so that nobody else promises the same pounds meanwhile."""
    [fund] = lock_funds([fund.pk])
    shares = list(bid.shares.values_list("pence", flat=True))
    headroom = find_headroom([fund], today=told.on)[fund.pk]
    asked = find_own_share(bid.asked, shares)
    award = Award(given=told.given, asked=asked or told.given, budget=told.budget)
    verdict = check_award(
        award, headroom=headroom, is_beyond_allowed=bool(told.beyond), is_explained=bool(told.because)
    )
    refuse_unless(verdict.reasons, "award")
    values = {
        "title": bid.title,
        "supplier": bid.who[:200],
        "pence": told.given,
        "whole": told.given + sum(shares) if shares else None,
        "nature": bid.nature,
        "owner": told.owner,
        "tactical_action": bid.tactical_action,
        "agreed_on": told.on,
        "ends_on": bid.ends_on,
        "condition": told.condition,
        "lapses_on": told.lapses_on,
        "decision": told.decision,
        "decided": _say_where(told)[:300],
    }
    return put_commitment(fund, values, by=by)


def _say_where(told: Decided) -> str:
    """Return in words who decided it: what was typed, or the meeting; and who lets it go beyond the fund."""
    meeting = told.meeting if told.decision is None else None
    said = told.decided or (str(meeting) if meeting else "")
    return ". ".join(filter(None, (said, told.beyond)))


def _let_go(bid: Bid, *, by: Actor) -> None:
    """Release what was held for the bid under a condition that lapsed."""
    if bid.commitment is None:
        return
    if bid.commitment.state in (CommitmentState.CONDITIONAL, CommitmentState.COMMITTED):
        end_commitment(bid.commitment, CommitmentState.RELEASED, why="The bid was decided again.", by=by)


def refuse_live(bid: Bid) -> None:
    """Raise Refused where a bid has no commitment that costs anything."""
    if bid.commitment is None:
        raise Refused("no-commitment", "No money is promised for this bid. Nothing was changed.")
