"""Entries of the journal: the headings of its accounts, and which lines each kind of event makes.

A line is a debit where its pence are above zero, a credit where they are below. An entry balances within every fund,
and so as a whole. The balance of a fund is what it holds (`HELD`), and by that law also what it was given less what it
cost (`RESULT`, with the sign turned).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wapentake.kit.errors import Verdict


class Heading(StrEnum):
    """What a line of an entry is about."""

    BANK = "bank"  # at the accountable body
    DUE = "due"  # awarded, and not yet drawn down
    VAT = "vat"  # paid, and to be recovered by the accountable body
    CREDITORS = "creditors"  # invoices that came and are not paid
    ACCRUALS = "accruals"  # had, and not yet invoiced
    GRANT = "grant"  # what a funder awarded
    SPEND = "spend"  # of this year, revenue
    CAPITAL = "capital"  # of this year, capital
    PRIOR = "prior-year"  # what belongs to an earlier year, and came too late for it
    VIREMENT = "virement"  # moved between funds
    OPENING = "brought-forward"
    CLOSING = "carried-forward"


HELD = frozenset({Heading.BANK, Heading.DUE, Heading.VAT, Heading.CREDITORS, Heading.ACCRUALS})
COSTS = frozenset({Heading.SPEND, Heading.CAPITAL, Heading.PRIOR})
RESULT = COSTS | {Heading.GRANT, Heading.VIREMENT, Heading.OPENING}

EMPTY = "It has no lines. Enter what it moves."
ZERO = "A line of it moves nothing. Leave that line out."
UNBALANCED = "Its debits and credits in one fund differ by {pence} pence. Enter it again."
CAPITAL_FUND = "The fund is for capital only, and this is revenue: a running cost. Choose a fund for revenue."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an entry. Units: whole pence, a debit above zero. Shape: `fund` and `tactical_action` are numbers."""

    heading: Heading
    fund: int
    pence: int
    tactical_action: int | None = None


def check_lines(lines: Sequence[Line], *, capital_funds: Iterable[int] = ()) -> Verdict:
    """Return whether these lines make an entry: none is empty, each fund balances, and capital pays for capital."""
    sums: dict[int, int] = defaultdict(int)
    for line in lines:
        sums[line.fund] += line.pence
    only_capital = set(capital_funds)
    reasons = [] if lines else [EMPTY]
    reasons += [ZERO] if any(line.pence == 0 for line in lines) else []
    reasons += [UNBALANCED.format(pence=abs(pence)) for pence in sums.values() if pence]
    reasons += [CAPITAL_FUND] if any(one.heading == Heading.SPEND and one.fund in only_capital for one in lines) else []
    return Verdict(tuple(reasons))


def find_size(lines: Iterable[Line]) -> int:
    """Return the sum that an entry moves: its debits."""
    return sum(line.pence for line in lines if line.pence > 0)


def find_cost(lines: Iterable[Line]) -> int:
    """Return what an entry costs its funds: a credit note costs less than nothing."""
    return sum(line.pence for line in lines if line.heading in COSTS)


def reverse_lines(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that take an entry back."""
    return [replace(line, pence=-line.pence) for line in lines]


def _pair(debit: Heading, credit: Heading, fund: int, pence: int) -> list[Line]:
    return [Line(debit, fund, pence), Line(credit, fund, -pence)]


def make_award(fund: int, pence: int) -> list[Line]:
    """Return the lines of an award: the funder owes it until it is drawn down."""
    return _pair(Heading.DUE, Heading.GRANT, fund, pence)


def make_receipt(fund: int, pence: int) -> list[Line]:
    """Return the lines of money that a funder paid."""
    return _pair(Heading.BANK, Heading.DUE, fund, pence)


def make_clawback(fund: int, pence: int) -> list[Line]:
    """Return the lines of money that goes back to a funder."""
    return _pair(Heading.GRANT, Heading.BANK, fund, pence)


def make_brought(fund: int, pence: int) -> list[Line]:
    """Return the lines of what a fund had before its journal began; below zero, what it was short of."""
    return _pair(Heading.BANK, Heading.OPENING, fund, pence)


def make_invoice(fund: int, gross: int, vat: int, heading: Heading) -> list[Line]:
    """Return the lines of an invoice that came: the cost without VAT, the VAT that is recovered, and what is owed."""
    lines = [
        Line(heading, fund, gross - vat),
        Line(Heading.VAT, fund, vat),
        Line(Heading.CREDITORS, fund, -gross),
    ]
    return [line for line in lines if line.pence]


def make_credit_note(fund: int, gross: int, vat: int, heading: Heading) -> list[Line]:
    """Return the lines of a credit note: an invoice the other way round."""
    return reverse_lines(make_invoice(fund, gross, vat, heading))


def make_payment(fund: int, pence: int) -> list[Line]:
    """Return the lines of paying what is owed, all of it or a part."""
    return _pair(Heading.CREDITORS, Heading.BANK, fund, pence)


def make_accrual(fund: int, pence: int, heading: Heading) -> list[Line]:
    """Return the lines of a cost that was had and has no invoice yet."""
    return _pair(heading, Heading.ACCRUALS, fund, pence)


def make_vat_recovered(fund: int, pence: int) -> list[Line]:
    """Return the lines of VAT that the accountable body recovered."""
    return _pair(Heading.BANK, Heading.VAT, fund, pence)


def make_virement(
    source: int, target: int, pence: int, *, left: int | None = None, joined: int | None = None
) -> list[Line]:
    """Return the lines that move money, each fund balancing by itself: between funds, or within one.

    Shape: `left` and `joined` are the tactical actions from which and to which it moves. Within one fund nothing moves
    at the bank.
    """
    out, back = Line(Heading.VIREMENT, source, pence, left), Line(Heading.VIREMENT, target, -pence, joined)
    if source == target:
        return [out, back]
    return [out, Line(Heading.BANK, source, -pence), Line(Heading.BANK, target, pence), back]


def name_tactical_action(lines: Iterable[Line], tactical_action: int | None) -> list[Line]:
    """Return lines whose costs are for a tactical action; what a fund holds is for none."""
    return [replace(one, tactical_action=tactical_action) if one.heading in COSTS else one for one in lines]
