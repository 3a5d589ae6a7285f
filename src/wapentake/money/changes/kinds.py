"""What may happen to the money, each kind as its entry: awards, receipts, invoices, payments, virements, reversals."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.kit.changes import Actor
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Decision
from wapentake.money.changes.entries import Draft, enter, new_key
from wapentake.money.models import Commitment, Entry, EntryKind, Fund, Journal, Nature, Posting
from wapentake.money.rules import (
    Heading,
    Line,
    check_nature,
    make_accrual,
    make_award,
    make_brought,
    make_clawback,
    make_credit_note,
    make_invoice,
    make_payment,
    make_receipt,
    make_vat_recovered,
    make_virement,
    name_tactical_action,
    reverse_lines,
)
from wapentake.plans.models import TacticalAction

VAT_TOO_HIGH = "The VAT is more than the sum itself. Nothing was entered. Enter the sum with its VAT."
NO_DECISION = "A virement rests on a decision. Nothing was entered. Say who decided it and when."
NO_APPROVAL = "The funder of “{fund}” has to approve a virement. Nothing was entered. Say who approved it and when."
SAME_FUND = "Both funds are the same. Nothing was entered. Choose two, or two tactical actions within one."
BELOW_ZERO = "Enter a sum above zero. Nothing was entered."
NOT_SEALED = "This entry is a draft. Nothing was changed. Take the draft away, and enter it again."
REVERSED = "This entry was reversed before. Nothing was changed."
NOT_REVERSED = (
    "The opening and closing of a year are not reversed. Nothing was changed. Enter what differs in the new year."
)
OLD_YEAR = "The year {year} is closed. Nothing was changed. Enter what differs in the open year, as an earlier year's."
OTHER_FUND = "The commitment is in another fund. Nothing was entered. Choose the fund “{fund}”, or no commitment."

_SIMPLE = {
    EntryKind.AWARD: make_award,
    EntryKind.RECEIPT: make_receipt,
    EntryKind.PAYMENT: make_payment,
    EntryKind.VAT: make_vat_recovered,
    EntryKind.CLAW_BACK: make_clawback,
    EntryKind.BROUGHT: make_brought,
}
_COSTLY = (EntryKind.INVOICE, EntryKind.CREDIT_NOTE, EntryKind.ACCRUAL)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody tells of an event. Units: whole pence; `pence` with VAT. `to` is where a virement goes.

    `belongs_to` is the earlier financial year whose cost it is. `tactical_action` is what of the plan it is for, where
    none is named that of its commitment; of a virement, from which and (`to_tactical_action`) to which it moves. `more`
    holds `party`, `reference`, `decided` and `approval`.
    """

    kind: EntryKind
    fund: Fund
    on: date
    pence: int
    text: str
    vat: int = 0
    nature: Nature = Nature.REVENUE
    to: Fund | None = None
    belongs_to: int | None = None
    commitment: Commitment | None = None
    tactical_action: TacticalAction | None = None
    to_tactical_action: TacticalAction | None = None
    decision: Decision | None = None
    key: str = field(default_factory=new_key)
    more: dict[str, Any] = field(default_factory=dict)


def enter_event(journal: Journal, told: Told, *, by: Actor) -> Entry:
    """Enter what happened; it is sealed at once where whoever enters it may approve it. Raises Refused in words."""
    if told.pence <= 0 and told.kind != EntryKind.BROUGHT:
        raise Refused("below-zero", BELOW_ZERO)
    if told.commitment and told.commitment.fund_id != told.fund.pk:
        raise Refused("other-fund", OTHER_FUND.format(fund=told.commitment.fund))
    late = told.belongs_to if told.belongs_to and told.belongs_to < journal.start else None
    draft = Draft(
        kind=told.kind,
        on=told.on,
        text=told.text,
        lines=_make_lines(told, is_late=late is not None),
        key=told.key,
        commitment=told.commitment,
        decision=told.decision,
        more={**told.more, "belongs_to": late},
    )
    return enter(journal, draft, by=by)


def _make_lines(told: Told, *, is_late: bool) -> list[Line]:
    if told.kind == EntryKind.VIREMENT:
        return _move(told)
    if told.kind not in _COSTLY:
        return _SIMPLE[told.kind](told.fund.pk, told.pence)
    is_capital = told.nature == Nature.CAPITAL
    verdict = check_nature(is_capital_fund=told.fund.is_capital, is_capital=is_capital)
    if not verdict.ok:
        raise Refused("capital", " ".join((*verdict.reasons, "Nothing was entered.")))
    if not 0 <= told.vat <= told.pence:
        raise Refused("vat", VAT_TOO_HIGH)
    heading = Heading.PRIOR if is_late else Heading.CAPITAL if is_capital else Heading.SPEND
    if told.kind == EntryKind.ACCRUAL:
        lines = make_accrual(told.fund.pk, told.pence, heading)
    else:
        make = make_invoice if told.kind == EntryKind.INVOICE else make_credit_note
        lines = make(told.fund.pk, told.pence, told.vat, heading)
    promised = told.commitment.tactical_action_id if told.commitment else None
    return name_tactical_action(lines, told.tactical_action.pk if told.tactical_action else promised)


def _move(told: Told) -> list[Line]:
    """Return the lines of a virement. Raises Refused without a decision, or an approval that a funder asks for."""
    left, joined = (one.pk if one else None for one in (told.tactical_action, told.to_tactical_action))
    if told.to is None or (told.to.pk == told.fund.pk and left == joined):
        raise Refused("same-fund", SAME_FUND)
    if not (told.decision or told.more.get("decided")):
        raise Refused("no-decision", NO_DECISION)
    strict = next((one for one in (told.fund, told.to) if one.asks_funder), None)
    if strict and not told.more.get("approval"):
        raise Refused("no-approval", NO_APPROVAL.format(fund=strict))
    return make_virement(told.fund.pk, told.to.pk, told.pence, left=left, joined=joined)


@transaction.atomic
def reverse_entry(entry: Entry, *, on: date, why: str, journal: Journal, by: Actor) -> Entry:
    """Take a sealed entry back by one that is its opposite; an accrual of a closed year, in the funds that follow.

    Raises: Refused for a draft, for what was reversed before, and for another entry of a closed year.
    """
    entry = Entry.objects.select_for_update(of=("self",)).select_related("journal", "commitment").get(pk=entry.pk)
    if not entry.is_sealed:
        raise Refused("draft", NOT_SEALED)
    if entry.kind in (EntryKind.OPENING, EntryKind.CLOSING):
        raise Refused("year-end", NOT_REVERSED)
    if Entry.objects.filter(reverses=entry).exists():
        raise Refused("reversed", REVERSED)
    lines = [
        Line(Heading(one.heading), one.fund_id, one.pence, one.tactical_action_id)
        for one in entry.postings.order_by("pk")
    ]
    if entry.journal_id != journal.pk:
        if entry.kind != EntryKind.ACCRUAL:
            raise Refused("closed", OLD_YEAR.format(year=entry.journal))
        lines = _follow(entry, lines, journal)
    draft = Draft(
        kind=EntryKind.REVERSAL,
        on=on,
        text=f"{why}: {entry.text}"[:300],
        lines=reverse_lines(lines),
        key=f"reverses-{entry.pk}",
        commitment=entry.commitment,
        more={"reverses": entry, "party": entry.party, "belongs_to": entry.belongs_to},
    )
    return enter(journal, draft, by=by)


def _follow(entry: Entry, lines: list[Line], journal: Journal) -> list[Line]:
    """Return lines in the funds of the year that hold what is left of theirs."""
    funds = set(Posting.objects.filter(entry=entry).values_list("fund", flat=True))
    targets = dict(Fund.objects.filter(journal=journal, follows__in=funds).values_list("follows", "pk"))
    rest = journal.funds.filter(kind="brought").values_list("pk", flat=True).first()
    if any(targets.get(line.fund, rest) is None for line in lines):
        raise Refused("closed", OLD_YEAR.format(year=entry.journal))
    return [replace(line, fund=targets.get(line.fund) or rest or 0) for line in lines]
