"""Sums of money with what each is for: a bid, a quote, an allocation, a budget, a balance, spend, cost or income."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from wapentake.reading.blocks import Block
from wapentake.reading.money import Sum, find_sums
from wapentake.reading.outline import Outline
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import AmountMention
from wapentake.terms import AmountRole

_ROLES = tuple(AmountRole[key.upper()] for key in load_phrases("amounts"))
_WORD = re.compile(r"[a-z]+")
_ENDS = (". ", "; ", "\n")
BEFORE, AFTER = 160, 90  # characters on either side of a sum in which its role may be told


def _by_first_word() -> dict[str, list[tuple[str, int]]]:
    """Return the telling phrases with the ranks of their roles, under the first word of each."""
    phrases: dict[str, list[tuple[str, int]]] = {}
    for rank, listed in enumerate(load_phrases("amounts").values()):
        for phrase in listed:
            phrases.setdefault(_WORD.findall(phrase)[0], []).append((phrase, rank))
    return phrases


_PHRASES = _by_first_word()


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
    """Return the role of a sum: that of the nearest telling phrase in its sentence.

    A phrase after the sum counts as twice as far away, and a little more; of two that are as near, the role that is
    listed first wins.
    """
    left = text[max(0, one.start - BEFORE) : one.start].lower()
    right = text[one.end : one.end + AFTER].lower()
    left = left[max(left.rfind(mark) for mark in _ENDS) + 1 :]
    right = right[: min((at for mark in _ENDS if (at := right.find(mark)) != -1), default=len(right))]
    told = [(len(left) - end, rank) for _, end, rank in _telling_phrases(left)]
    told += [(begin * 2 + 12, rank) for begin, _, rank in _telling_phrases(right)]
    return _ROLES[min(told)[1]] if told else AmountRole.OTHER


def _telling_phrases(words: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each telling phrase in lower-case words begins and ends, with the rank of its role."""
    for word in _WORD.finditer(words):
        for phrase, rank in _PHRASES.get(word[0], ()):
            end = word.start() + len(phrase)
            if words.startswith(phrase, word.start()) and not words[end : end + 1].isalnum():
                yield word.start(), end, rank
