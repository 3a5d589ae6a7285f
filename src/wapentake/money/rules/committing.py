"""What may be committed and sealed: headroom, capital and revenue, conditions that lapse, two pairs of eyes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from wapentake.kit.errors import Verdict
from wapentake.money.rules.entries import CAPITAL_FUND
from wapentake.terms import Amount

BEYOND = (
    "The fund has {headroom} left to commit, and this is {pence}. Nothing was changed. Commit less, choose another "
    "fund, or cite the decision that allows more."
)
BELOW_ZERO = "A commitment is a sum above zero."
OWN_EYES = (
    "You entered this, and it moves {size}: above {limit} somebody else approves. It stays a draft. Ask another "
    "coordinator or the chair."
)


def check_nature(*, is_capital_fund: bool, is_capital: bool) -> Verdict:
    """Return whether a fund may pay this: capital cannot pay revenue.

    Source: the rule of councils' capital finance that running costs are no capital expenditure.
    """
    return Verdict((CAPITAL_FUND,) if is_capital_fund and not is_capital else ())


def check_commitment(pence: int, *, headroom: int, is_cited: bool) -> Verdict:
    """Return whether so much may be committed: up to the headroom, or beyond it on a decision that is cited."""
    if pence <= 0:
        return Verdict((BELOW_ZERO,))
    if pence <= headroom or is_cited:
        return Verdict()
    said = BEYOND.format(headroom=Amount(headroom).say(), pence=Amount(pence).say())
    return Verdict((said,))


def ref_of(year: int, number: int | None = None) -> str:
    """Return how commitments of a financial year are numbered: "C2017-004"; without a number, how all of them begin."""
    return f"C{year}-{'' if number is None else f'{number:03}'}"


def check_seal(size: int, *, limit: int | None, is_own: bool) -> Verdict:
    """Return whether somebody may approve an entry: their own only up to the limit, where there is one."""
    if limit is None or not is_own or size <= limit:
        return Verdict()
    return Verdict((OWN_EYES.format(size=Amount(size).say(), limit=Amount(limit).say()),))


def find_limit(limits: Iterable[tuple[date, int | None]], on: date) -> int | None:
    """Return the limit of a day, or None where there is none. Shape: `limits` are (since, pence), the newest first."""
    return next((pence for since, pence in limits if since <= on), None)


def find_outstanding(pence: int, *, spent: int) -> int:
    """Return what of a commitment is still to come, after what was invoiced or accrued: never below zero."""
    return max(0, pence - spent)


def find_beyond(cost: int, *, left: int) -> int:
    """Return by how much a cost goes beyond what is left. An invoice that came is recorded all the same."""
    return max(0, cost - max(0, left))


def has_lapsed(lapses_on: date | None, *, today: date) -> bool:
    """Return whether a condition's last day has passed."""
    return lapses_on is not None and lapses_on < today


def is_swept(*, outstanding: int, agreed_on: date, swept_on: date) -> bool:
    """Return whether the sweep at the year's end asks about a commitment: agreed by then, with something to come."""
    return outstanding > 0 and agreed_on <= swept_on
