"""The end of a year: what becomes of each commitment without an invoice, and closing, which fills the next year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.money.changes.commitments import hold_live
from wapentake.money.changes.entries import Draft, draft_entries, seal_closing
from wapentake.money.changes.funds import open_journal
from wapentake.money.changes.kinds import Told, enter_event
from wapentake.money.models import Commitment, Entry, EntryKind, Fund, FundKind, Journal, Nature
from wapentake.money.queries.sums import sum_spent
from wapentake.money.queries.year_end import Rest, count_drafts, find_live, find_rests, find_sweep
from wapentake.money.rules import Remainder, carry_over, find_outstanding, first_day, last_day
from wapentake.terms import Amount

CLOSED = "The year {year} is closed already. Nothing was changed."
EARLIER = "{year} is not closed yet. Nothing was changed. Close it first."
DRAFTS = "{count} of {year} wait to be approved. Nothing was changed. Approve them or take them away."
SWEEP = "{count} of {year} have no invoice. Nothing was changed. Accrue, release or keep each of them first."
NOTHING_LEFT = "Nothing of this commitment is still to come. Nothing was changed. End it."
KEPT = ("nature", "kind", "name", "funder", "organisation_id", "is_ring_fenced", "criteria", "carries", "claw_back")


@transaction.atomic
def accrue_commitment(commitment: Commitment, *, on: date, by: Actor) -> Entry:
    """Enter what is still to come of a commitment as had and not invoiced."""
    commitment = hold_live(commitment)
    spent = sum_spent([commitment.pk]).get(commitment.pk, 0)
    left = find_outstanding(commitment.pence, spent=spent)
    if not left:
        raise Refused("nothing-left", NOTHING_LEFT)
    told = Told(
        kind=EntryKind.ACCRUAL,
        fund=commitment.fund,
        on=on,
        pence=left,
        text=f"Accrued: {commitment.title}",
        nature=Nature(commitment.nature),
        commitment=commitment,
        decision=commitment.decision,
        key=f"accrues-{commitment.pk}-{commitment.fund.journal.start}-{spent}",
        more={"party": commitment.supplier, "decided": commitment.decided},
    )
    return enter_event(commitment.fund.journal, told, by=by)


@transaction.atomic
def keep_commitment(commitment: Commitment, *, by: Actor) -> Commitment:
    """Say at the end of a year that a commitment goes on: closing the year moves it to where the money goes."""
    commitment = hold_live(commitment)
    commitment.kept_after = commitment.fund.journal.start
    commitment.save(update_fields=["kept_after"])
    told: dict[str, Any] = {"after": {"goes on after": str(commitment.fund.journal)}}
    log_change("kept", commitment, partnership=commitment.partnership_id, by=by, **told)
    return commitment


@transaction.atomic
def close_year(journal: Journal, *, by: Actor) -> Journal:
    """Close a year for ever and fill the next one: ring-fenced and carried money apart, all else on one line.

    Means: live commitments go where the money of their fund goes. Raises Refused while drafts or the sweep are open.
    """
    journal = Journal.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=journal.pk)
    _refuse_open(journal)
    following = open_journal(journal.partnership, journal.start + 1, by=by)
    rests = find_rests(journal)
    live = list(find_live(journal).select_for_update(of=("self",)))
    promised = {one.fund_id for one in live}
    moved = [rest for rest in rests if rest.held or rest.fund.pk in promised]
    targets = {rest.fund.pk: _find_target(rest, journal, following, by=by) for rest in moved}
    remainders = [Remainder(rest.fund.pk, targets[rest.fund.pk].pk, rest.held) for rest in moved]
    closing, opening = carry_over(remainders)
    for book, kind, on, lines in (
        (journal, EntryKind.CLOSING, last_day(journal.start), closing),
        (following, EntryKind.OPENING, first_day(following.start), opening),
    ):
        if lines:
            text = f"{kind.label}: {journal} into {following}"
            draft = Draft(kind=kind, on=on, text=text, lines=lines, key=f"{kind}-{journal.pk}")
            seal_closing(draft_entries(book, [draft], by=by), by=by)
    _move_commitments(live, targets, by=by)
    journal.closed_at, journal.closed_by = timezone.now(), str(by)[:200]
    journal.save(update_fields=["closed_at", "closed_by"])
    whole = sum(rest.balance for rest in rests)
    told = {"year": str(journal), "balance": Amount(whole).say()}
    log_change("closed", journal, partnership=journal.partnership_id, by=by, after=told)
    return journal


def _refuse_open(journal: Journal) -> None:
    if journal.is_closed:
        raise Refused("closed", CLOSED.format(year=journal))
    earlier = Journal.objects.filter(
        partnership=journal.partnership_id, start__lt=journal.start, closed_at=None
    ).first()
    if earlier:
        raise Refused("earlier", EARLIER.format(year=earlier))
    if drafts := count_drafts(journal):
        raise Refused("drafts", DRAFTS.format(count=_count(drafts, "entry", "entries"), year=journal))
    if swept := find_sweep(journal):
        raise Refused("sweep", SWEEP.format(count=_count(len(swept), "commitment", "commitments"), year=journal))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _find_target(rest: Rest, journal: Journal, following: Journal, *, by: Actor) -> Fund:
    """Return the fund of the next year into which a rest goes; it is made where there is none."""
    if not rest.apart or rest.fund.kind == FundKind.BROUGHT:
        name = f"Brought forward from {journal}"
        fund = following.funds.filter(kind=FundKind.BROUGHT).first()
        return fund or _add(following, {"kind": FundKind.BROUGHT, "name": name, "carries": "automatic"}, by=by)
    fund = following.funds.filter(name__iexact=rest.fund.name).first()
    if fund is None:
        return _add(following, {name: getattr(rest.fund, name) for name in KEPT} | {"follows": rest.fund}, by=by)
    if fund.follows_id is None:
        fund.follows = rest.fund
        fund.save(update_fields=["follows"])
    return fund


def _add(journal: Journal, values: dict[str, Any], *, by: Actor) -> Fund:
    fund = Fund.objects.create(partnership_id=journal.partnership_id, journal=journal, **values)
    log_change("added", fund, partnership=fund.partnership_id, by=by, after={"name": fund.name, "year": str(journal)})
    return fund


def _move_commitments(live: list[Commitment], targets: dict[int, Fund], *, by: Actor) -> None:
    for one in live:
        before, one.fund = {"fund": f"{one.fund.journal}, {one.fund}"}, targets[one.fund_id]
        one.save(update_fields=["fund"])
        told = {"fund": f"{one.fund.journal}, {one.fund}"}
        log_change("carried forward", one, partnership=one.partnership_id, by=by, before=before, after=told)
