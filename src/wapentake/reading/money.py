"""Sums of money in the words of minutes: where they stand, what they are, and their sign."""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.phrases import places_of
from wapentake.terms.amounts import Amount

_DIGITS = r"\d(?:[\d,]*\d)?(?:\.\d+)?"
_SUM = re.compile(
    rf"(?P<mark>[£$€]{{1,2}}|GBP ?) ?(?P<inner>-)?(?P<digits>{_DIGITS})"
    r"(?: ?(?P<times>k|K|m|M|bn|thousand|million|billion|trillion)\b(?<! [KM]))?"  # "£40 K Marsh" is £40
    rf"(?: ?(?:-|–|to) ?(?P<upto>{_DIGITS})(?: ?(?P<uptimes>k|K|m|M|bn|thousand|million|billion)\b))?"
)
_PENNY = re.compile(r"p\b(?<=\dp)")

_PENCE = re.compile(r"\d(?<![\w£.,/]\d)\d?p\b")
_POUNDS = re.compile(r"(?<![\w£.,])(?P<pounds>\d[\d,]*(?:\.\d+)?)(?: (?P<times>thousand|million))? pounds\b")
_SIGN = re.compile(r"(?:^|[ (|\t\n])([-−–]|minus )$")
_MOST_DIGITS = 30  # a longer run of figures is no sum
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
_MARKS = ("£", "$", "€", "GBP")


class Sum(NamedTuple):
    """A sum as written, with its span."""

    start: int
    end: int
    amount: Amount


def find_sums(text: str) -> list[Sum]:
    """Return every sum of money that `text` names, in its order. "£5-10k" names two."""
    found: list[Sum] = []
    at = 0
    for place in sorted(place for mark in _MARKS for place in places_of(mark, text)):
        if place >= at and (one := _SUM.match(text, place)):
            at = one.end()
            _add_marked(found, text, one)
    for pence in _PENCE.finditer(text) if _PENNY.search(text) else ():
        found.append(Sum(*pence.span(), Amount(int(pence[0][:-1]))))
    for said in _POUNDS.finditer(text) if " pounds" in text else ():
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
        _add_sum(found, (one.start("upto"), one.end("uptimes")), one["upto"], one["uptimes"], currency)


def _add_sum(found: list[Sum], span: tuple[int, int], digits: str, times: str | None, currency: str) -> None:
    if len(digits) > _MOST_DIGITS:
        return
    amount = Amount.from_text(digits, times=_TIMES[times.casefold()] if times else 1, currency=currency)
    if amount is not None:
        found.append(Sum(*span, amount))
