"""Sums that minutes state, held against the ledger on that day: each agrees, differs, may be it, or is not there.

The rule is careful. A sum agrees where a figure of the right kind is the same to the penny and its words say the same
thing too, or where it is too odd a sum to be there by chance. It differs only where its words name the one figure that
is meant. All else is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wapentake.terms import Amount, AmountRole, FinancialYear

ROUND = 1000  # pence: a sum in whole tens of pounds may stand in two places by chance
_WORD = re.compile(r"[a-z]{4,}")
_YEAR = re.compile(r"\b(20\d\d)/\d\d\b")
_ENDS = (". ", "; ", "\n")
_EMPTY = frozenset({"fund", "funds", "grant", "money", "from", "with", "that", "this", "were", "have", "been", "year"})
_PARTS = ("half", "first", "second", "third", "quarter", "part", "further", "additional", "extra")
_CLOSING = ("clos", "year end", "year-end", "end of the year", "end of the financial year", "carried forward")


class Kind(StrEnum):
    """What a figure of the ledger is."""

    BALANCE = "balance"
    CLOSING = "closing balance"
    FREE = "free"
    FUND = "balance of a fund"
    BUDGET = "budget"
    AWARD = "award"
    SPENT = "spent"
    LATE = "earlier years"
    LINE = "budget line"
    ENTRY = "entry"
    COMMITMENT = "commitment"


class Verdict(StrEnum):
    """What became of a sum that was held against the ledger."""

    AGREES = "agrees"
    PERHAPS = "perhaps"
    DIFFERS = "differs"
    MISSING = "missing"


_STANDING = frozenset({Kind.BALANCE, Kind.CLOSING, Kind.FREE, Kind.FUND})
_NAMED: dict[str, Kind] = {
    AmountRole.ALLOCATION: Kind.AWARD,
    AmountRole.BUDGET: Kind.AWARD,
    AmountRole.BALANCE: Kind.FUND,
}
_PAID = frozenset({Kind.ENTRY, Kind.COMMITMENT, Kind.SPENT, Kind.LATE})
_GIVEN = frozenset({Kind.AWARD, Kind.LINE, Kind.BUDGET, Kind.ENTRY, Kind.COMMITMENT})
KINDS: dict[str, frozenset[Kind]] = {
    AmountRole.BALANCE: _STANDING,
    AmountRole.BUDGET: frozenset({Kind.BUDGET, Kind.AWARD, Kind.LINE}),
    AmountRole.ALLOCATION: _GIVEN,
    AmountRole.INCOME: frozenset({Kind.AWARD, Kind.ENTRY}),
    AmountRole.SPEND: _PAID,
    AmountRole.COST: _PAID,
    AmountRole.BID: frozenset({Kind.COMMITMENT, Kind.ENTRY, Kind.LINE}),
    AmountRole.QUOTE: frozenset({Kind.COMMITMENT, Kind.ENTRY}),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the ledger on a day. `says` is what it is in words, `names` what it is about; `pk` is its row."""

    kind: Kind
    pence: int
    says: str
    names: str = ""
    start: int | None = None
    pk: int | None = None
    is_same_page: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """A sum that minutes state, in whole pence. `sentence` is what they say of it, `lead` what of that goes before."""

    pence: int
    role: str
    sentence: str
    lead: str
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rule says of a sum: the figure it was held against, by how much they differ, and why."""

    verdict: Verdict
    why: str
    figure: Figure | None = None
    by: int = 0


def cut_sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the sentence, or the row of a table, in which characters of a text stand, and what stands before them."""
    before = max(found + len(mark) if (found := text.rfind(mark, 0, start)) != -1 else 0 for mark in _ENDS)
    after = min((found for mark in _ENDS if (found := text.find(mark, end)) != -1), default=len(text))
    return text[before:after].strip(), text[before:start].strip()


def weigh_sum(stated: Stated, figures: Sequence[Figure]) -> Outcome:
    """Return what becomes of a sum: whether a figure is the same, or is meant by the words and differs."""
    fitting = [one for one in figures if _is_same(stated, one) and (_may_be(stated, one) or _is_odd(stated.pence))]
    sure = [one for one in fitting if _is_odd(stated.pence) or one.is_same_page or _share_words(stated, one)]
    if sure:
        best = max(sure, key=lambda one: _rank(stated, one))
        return Outcome(Verdict.AGREES, f"It is {best.says}.", best)
    meant = _find_meant(stated, figures)
    if meant and _is_same(stated, meant):
        return Outcome(Verdict.AGREES, f"It is {meant.says}.", meant)
    if meant:
        by = stated.pence - meant.pence
        said = f"Its words name {meant.says}, which is {Amount(meant.pence).say()}: {Amount(abs(by)).say()}"
        return Outcome(Verdict.DIFFERS, f"{said} {'less' if by > 0 else 'more'} than said.", meant, by)
    if fitting:
        best = fitting[0]
        return Outcome(Verdict.PERHAPS, f"The same sum is {best.says}, but its words say nothing of it.", best)
    return Outcome(Verdict.MISSING, _say_missing(stated))


def _is_same(stated: Stated, figure: Figure) -> bool:
    """Return whether both are the same; minutes often say what is short without a sign."""
    short = figure.pence < 0 and any(word in stated.sentence.lower() for word in ("deficit", "overspen", "short"))
    return figure.pence == stated.pence or (short and -figure.pence == stated.pence)


def _may_be(stated: Stated, figure: Figure) -> bool:
    return stated.role not in KINDS or figure.kind in KINDS[stated.role]


def _is_odd(pence: int) -> bool:
    return pence % ROUND != 0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _EMPTY


def _share_words(stated: Stated, figure: Figure) -> bool:
    if figure.kind in (Kind.BALANCE, Kind.CLOSING, Kind.BUDGET):
        return figure.kind.value.split()[-1] in stated.sentence.lower() and _fits_year(stated, figure)
    return bool(_words(figure.names) & _words(stated.sentence))


def _fits_year(stated: Stated, figure: Figure) -> bool:
    years = {int(year) for year in _YEAR.findall(stated.sentence)}
    return not years or figure.start in years


def _rank(stated: Stated, figure: Figure) -> tuple[bool, bool, int]:
    return figure.is_same_page, _may_be(stated, figure), len(_words(figure.names) & _words(stated.sentence))


def _find_meant(stated: Stated, figures: Iterable[Figure]) -> Figure | None:
    """Return the one figure that the words name: a closing balance, the budget of a year, the award of a fund.

    Means: of a part of something, and of a sum that stands behind another, no words name the whole.
    """
    said, lead = stated.sentence.lower(), stated.lead.lower()
    years = {int(year) for year in _YEAR.findall(said)}
    own = FinancialYear.of(stated.on).start
    if len(years) > 1 or any(word in _words(said) for word in _PARTS):
        return None
    kind = _NAMED.get(stated.role)
    if said.count("£") == 1 and (named := [one for one in figures if one.kind == kind and _is_named(one, said)]):
        return _only(one for one in named if one.start == max(years, default=own))
    if stated.role == AmountRole.BALANCE and _is_next(lead, "balance") and any(word in said for word in _CLOSING):
        start = max(years, default=own - 1)
        return _only(one for one in figures if one.kind == Kind.CLOSING and one.start == start)
    if stated.role == AmountRole.BUDGET and _is_next(lead, "budget") and years:
        return _only(one for one in figures if one.kind == Kind.BUDGET and one.start in years)
    return None


def _is_next(lead: str, word: str) -> bool:
    """Return whether no other sum stands between a word and this one."""
    return word in lead and "£" not in lead.rpartition(word)[2]


def _is_named(figure: Figure, said: str) -> bool:
    """Return whether all telling words of a name stand in what was said."""
    words = _words(figure.names)
    return bool(words) and words <= _words(said)


def _only(figures: Iterable[Figure]) -> Figure | None:
    """Return the one figure, where there is just one sum to choose."""
    found = list(figures)
    return found[0] if len({one.pence for one in found}) == 1 else None


def _say_missing(stated: Stated) -> str:
    if stated.role in (AmountRole.BID, AmountRole.QUOTE):
        return "It was asked for or offered. It comes into the ledger once it is decided."
    return "Nothing in the ledger about that day comes to this sum."
