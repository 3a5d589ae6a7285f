"""What follows a decision: the condition that is met, the agreement, paying, reports, and the end of a bid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account
from wapentake.bids.changes.bids import attach_file, hold_bid, log_bid, move_bid
from wapentake.bids.changes.deciding import refuse_live
from wapentake.bids.changes.marking import refuse_unless
from wapentake.bids.models import Bid, BidState, FileKind, MonitoringReport, Share
from wapentake.bids.queries.bids import find_known
from wapentake.bids.rules import STEPS, check_step
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.money.changes import Told, add_pledge, end_commitment, enter_event
from wapentake.money.models import Commitment, CommitmentState, Entry, EntryKind, Journal, Nature
from wapentake.money.queries.sums import sum_spent
from wapentake.terms import Amount, say_date

PLAIN = ("score", "moderate", "meet", "pay", "monitor", "close")
"""The steps that need nothing but to be taken."""
VERBS = {
    "score": "marking finished",
    "moderate": "moderation finished",
    "meet": "condition met",
    "pay": "paying begun",
    "monitor": "monitoring begun",
    "close": "closed",
}
MORE_THAN_SPENT = "Only {spent} was spent on it, so {sum} cannot come back. Nothing was changed."
TWICE = "A report is asked for by {day} already. Nothing was changed. Choose another day."
CAME = "This report has come, so it stays. Nothing was changed."


def _check(name: str, bid: Bid) -> None:
    known = find_known(bid, today=timezone.localdate())
    refuse_unless(check_step(name, known, words=bid.get_state_display()).reasons, name)


@transaction.atomic
def take_step(bid: Bid, name: str, *, by: Actor) -> Bid:
    """Take a step of `PLAIN`. Raises Refused with all that it still needs."""
    bid = hold_bid(bid)
    _check(name, bid)
    move_bid(bid, BidState(STEPS[name].to), by=by, verb=VERBS[name])
    return bid


@transaction.atomic
def sign_agreement(bid: Bid, *, on: date, upload: Mapping[str, Any] | None = None, by: Account) -> Bid:
    """Write when the agreement was signed, with its file where there is one."""
    bid = hold_bid(bid)
    _check("sign", bid)
    if upload:
        attach_file(bid, upload, kind=FileKind.AGREEMENT, by=by)
    move_bid(bid, BidState.SIGNED, by=by, verb="agreement signed", signed_on=on)
    return bid


@transaction.atomic
def pledge_share(share: Share, *, pence: int, on: date, said: str, by: Actor) -> Commitment:
    """Write that a body that was asked to share a bid will pay: a pledge of its commitment."""
    bid = hold_bid(share.bid)
    refuse_live(bid)
    assert bid.commitment is not None  # noqa: S101 - refused above
    return add_pledge(bid.commitment, {"body": share.body, "pence": pence, "pledged_on": on, "said": said}, by=by)


@transaction.atomic
def withdraw_bid(bid: Bid, *, why: str, by: Actor) -> Bid:
    """Withdraw a bid; money that was held for it is free again."""
    bid = hold_bid(bid)
    _check("withdraw", bid)
    _end(bid.commitment, CommitmentState.RELEASED, why=f"The bid was withdrawn: {why}", by=by)
    move_bid(bid, BidState.WITHDRAWN, by=by, verb="withdrawn", because=why)
    return bid


def _end(commitment: Commitment | None, state: CommitmentState, *, why: str, by: Actor) -> None:
    if commitment is not None and commitment.is_live:
        end_commitment(commitment, state, why=why, by=by)


@transaction.atomic
def claw_back(bid: Bid, journal: Journal, *, pence: int, on: date, why: str, by: Actor) -> Entry:
    """Ask for money back that was spent on a bid: a credit note of its commitment, which ends.

    Means: the entry "paid back to the funder" is another thing, for money that leaves us. Raises: Refused for more than
    was spent. A second person may have to approve the entry, as with any other.
    """
    bid = hold_bid(bid)
    _check("claw-back", bid)
    refuse_live(bid)
    commitment = bid.commitment
    assert commitment is not None  # noqa: S101 - refused above
    spent = sum_spent([commitment.pk]).get(commitment.pk, 0)
    if pence > spent:
        words = MORE_THAN_SPENT.format(spent=Amount(spent).say(), sum=Amount(pence).say())
        raise Refused("more-than-spent", words)
    told = Told(
        kind=EntryKind.CREDIT_NOTE,
        fund=commitment.fund,
        on=on,
        pence=pence,
        text=f"Clawed back: {bid.title}"[:300],
        nature=Nature(commitment.nature),
        commitment=commitment,
        more={"party": bid.who[:200], "decided": why[:300]},
    )
    entry = enter_event(journal, told, by=by)
    _end(commitment, CommitmentState.ENDED, why=f"Clawed back: {why}", by=by)
    move_bid(bid, BidState.CLAWED_BACK, by=by, verb="clawed back", clawed_back=pence, because=why)
    return entry


# Monitoring


@transaction.atomic
def ask_report(bid: Bid, *, due_on: date, by: Actor) -> MonitoringReport:
    """Ask for a monitoring report by a day."""
    bid = hold_bid(bid)
    if bid.reports.filter(due_on=due_on).exists():
        raise Refused("report-twice", TWICE.format(day=say_date(due_on)))
    report = MonitoringReport.objects.create(bid=bid, due_on=due_on)
    log_change("report asked of", bid, partnership=bid.partnership_id, by=by, after={"due on": due_on})
    return report


@transaction.atomic
def receive_report(report: MonitoringReport, values: Mapping[str, Any], *, by: Actor) -> MonitoringReport:
    """Write what came: `received_on`, `text`, and `figures` by the words of each measure."""
    bid = hold_bid(report.bid)
    before = {"received_on": report.received_on, "report": report.text}
    for name, value in values.items():
        setattr(report, name, value)
    report.save(update_fields=list(values))
    told = {"received_on": report.received_on, "report": report.text}
    told |= {f"figure: {name}": value for name, value in report.figures.items()}
    log_bid("report came for", bid, by=by, before=before, after=told)
    return report


@transaction.atomic
def drop_report(report: MonitoringReport, *, by: Actor) -> None:
    """Ask for a report no more that has not come."""
    bid = hold_bid(report.bid)
    if report.received_on is not None:
        raise Refused("report-came", CAME)
    told = {"due on": report.due_on}
    report.delete()
    log_change("report not asked of", bid, partnership=bid.partnership_id, by=by, before=told)
