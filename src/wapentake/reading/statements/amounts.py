"""Sums of money with what each is for: a bid, a quote, an allocation, a budget, a balance, spend, cost or income."""

from __future__ import annotations

import re
from bisect import bisect_right

from wapentake.reading.blocks import Block
from wapentake.reading.money import Sum, find_sums
from wapentake.reading.outline import Outline
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.record import AmountMention
from wapentake.terms import AmountRole

_ROLES = {role: re.compile(rf"\b(?:{any_of('amounts', role)})\b", re.IGNORECASE) for role in load_phrases("amounts")}
_BREAK = re.compile(r"[.;]\s|\n")


def find(text: str, blocks: list[Block], outline: Outline) -> tuple[AmountMention, ...]:
    """Return every mention of a sum of money in the order of the page."""
    starts = [block.start for block in blocks]
    found = []
    for one in find_sums(text):
        at = max(0, bisect_right(starts, one.start) - 1)
        found.append(
            AmountMention(
                span=(one.start, one.end),
                value=str(one.amount),
                currency=one.amount.currency,
                role=_role_of(text, one).value,
                item=outline.item_of[at] if blocks else None,
            )
        )
    return tuple(found)


def _role_of(text: str, one: Sum) -> AmountRole:
    """Return the role of a sum: that of the nearest telling word in its sentence, words before it first."""
    left = text[max(0, one.start - 160) : one.start]
    right = text[one.end : one.end + 90]
    breaks = list(_BREAK.finditer(left))
    left = left[breaks[-1].end() :] if breaks else left
    stop = _BREAK.search(right)
    right = right[: stop.start()] if stop else right
    best, distance = AmountRole.OTHER, 10**6
    for role, pattern in _ROLES.items():
        for word in pattern.finditer(left):
            if len(left) - word.end() < distance:
                best, distance = AmountRole(role), len(left) - word.end()
        word_after = pattern.search(right)
        if word_after and word_after.start() * 2 + 12 < distance:
            best, distance = AmountRole(role), word_after.start() * 2 + 12
    return best
