"""Sums of money in the words of minutes: where they stand, what they are, and their sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.terms.amounts import Amount

_SUM = re.compile(
    r"(?P<mark>[£$€]{1,2}|GBP ?) ?(?P<inner>-)?(?P<digits>\d(?:[\d,]*\d)?(?:\.\d+)?)"
    r"(?: ?(?P<times>k|K|m|M|bn|thousand|million|billion|trillion)\b)?"
    r"(?: ?(?:-|–|to) ?(?P<upto>\d(?:[\d,]*\d)?(?:\.\d+)?)(?: ?(?P<uptimes>k|K|m|M|bn|thousand|million|billion)\b))?"
)
_MARKS = re.compile(r"[£$€]|GBP")
_POUNDS = re.compile(r"(?<![\w£.,])(?P<pounds>\d[\d,]*(?:\.\d+)?)(?: (?P<times>thousand|million))? pounds\b")
_PENCE = re.compile(r"(?<![\w£.,/])(\d{1,2})p\b(?!\w)")
_SIGN = re.compile(r"(?:^|[ (|\t\n])([-−–]|minus )$")
_TIMES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
_CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR", "G": "GBP"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as written, with its span."""

    start: int
    end: int
    amount: Amount


def find_sums(text: str) -> list[Sum]:
    """Return every sum of money that `text` names, in its order. "£5-10k" names two."""
    found: list[Sum] = []
    at = 0
    while mark := _MARKS.search(text, at):
        one = _SUM.match(text, mark.start())
        at = one.end() if one else mark.end()
        if one:
            _add_marked(found, text, one)
    for pence in _PENCE.finditer(text) if "p " in text or "p." in text or "p," in text or "p)" in text else ():
        found.append(Sum(*pence.span(), Amount(int(pence[1]))))
    if " pounds" in text:
        for said in _POUNDS.finditer(text):
            _add_sum(found, said.span(), said["pounds"], said["times"], "GBP")
    return sorted(found, key=lambda one: one.start)


def _add_marked(found: list[Sum], text: str, one: re.Match[str]) -> None:
    """Add the one or two sums of a match that begins with a currency's mark."""
    currency = _CURRENCIES[one["mark"][0]]
    sign = _SIGN.search(text[max(0, one.start() - 7) : one.start()])
    start = one.start() - len(sign[1]) if sign else one.start()
    end = one.end("times") if one["times"] else one.end("digits")
    digits = ("-" if sign or one["inner"] else "") + one["digits"]
    _add_sum(found, (start, end), digits, one["times"] or (one["upto"] and one["uptimes"]), currency)
    if one["upto"]:
        _add_sum(found, one.span("upto"), one["upto"], one["uptimes"], currency)


def _add_sum(found: list[Sum], span: tuple[int, int], digits: str, times: str | None, currency: str) -> None:
    amount = Amount.from_text(digits, times=_TIMES[times.casefold()] if times else 1, currency=currency)
    if amount is not None:
        found.append(Sum(*span, amount))
