"""Sums of money with what each is for: a bid, a quote, an allocation, a budget, a balance, spend, cost or income."""

from __future__ import annotations

from bisect import bisect_right

from wapentake.reading.blocks import Block
from wapentake.reading.money import Sum, find_sums
from wapentake.reading.outline import Outline
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import AmountMention
from wapentake.terms import AmountRole

_WORDS = tuple((phrase, AmountRole(role)) for role, phrases in load_phrases("amounts").items() for phrase in phrases)


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
    left = text[max(0, one.start - 160) : one.start].lower()
    right = text[one.end : one.end + 90].lower()
    left = left[max(left.rfind(mark) for mark in (". ", "; ", "\n")) + 1 :]
    right = right[: min((at for mark in (". ", "; ", "\n") if (at := right.find(mark)) != -1), default=len(right))]
    best, distance = AmountRole.OTHER, 10**6
    for phrase, role in _WORDS:
        at = left.rfind(phrase)
        if at != -1 and len(left) - at - len(phrase) < distance and _is_whole(left, at, phrase):
            best, distance = role, len(left) - at - len(phrase)
        at = right.find(phrase)
        if at != -1 and at * 2 + 12 < distance and _is_whole(right, at, phrase):
            best, distance = role, at * 2 + 12
    return best


def _is_whole(words: str, at: int, phrase: str) -> bool:
    """Whether a phrase stands there as whole words."""
    after = at + len(phrase)
    return not (words[at - 1 : at].isalnum() or words[after : after + 1].isalnum())
