"""What minutes tell of bids: who asks for how much and for what, and what the meeting made of it.

Pure: a record goes in, proposals come out. Only what names a sum is proposed; what a partnership itself asks of others
is no bid to it. Nothing becomes a bid here: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wapentake.reading.asked.begun import begin
from wapentake.reading.asked.settled import KINDS, find_gifts, settle
from wapentake.reading.asked.words import SETS_ASIDE, Bidden, list_of
from wapentake.reading.blocks import HEADING, MARGIN, ROW, Block, find_blocks
from wapentake.reading.record import AmountMention, Decision, Record
from wapentake.reading.sentences import Sentence, split_block
from wapentake.terms import AmountRole

__all__ = ["Bidden", "find_asked"]

REACH = 10  # sentences after an asking in which its sum and its decision may stand
TITLE_WORDS = 8  # a line of no more that ends in a colon heads what follows
_LATER = (AmountRole.COST, AmountRole.BID, AmountRole.SPEND)
_SEVERAL = re.compile(rf"\b{list_of('several')}\b", re.I)
_OF_MONEY = re.compile(rf"\b{list_of('of_money')}\b|£", re.I)
_CIRCULATES = re.compile(rf"\b{list_of('circulates')}\b[^.]{{0,60}}\b{list_of('bids')}\b", re.I)


@dataclass(slots=True)
class _Open:
    """A bid that is being read: what is known of it, and in which sentence it began."""

    bid: Bidden
    began: int


def find_asked(record: Record) -> tuple[Bidden, ...]:
    """Return what a page tells of bids, in the order of their words.

    Reads: minutes. Means: one for each asking that names a sum, with the decision that follows it under the same
    heading; and one where a meeting gives money for which nobody is said to have asked.
    """
    found = [one for sentences in _sections(record) for one in _Reading(record, sentences).find()]
    return tuple(sorted(found, key=lambda one: one.span))


def _sections(record: Record) -> Iterator[list[Sentence]]:
    """Yield the sentences under each heading: of an item of the agenda, or of a line that heads what follows."""
    starts = {item.body_span[0] for item in record.items}
    held: list[Sentence] = []
    several = False
    for index, block in enumerate(find_blocks(record.text)):
        is_item = any(block.start <= start < max(block.end, block.start + 1) for start in starts)
        if block.kind in (HEADING, MARGIN) or is_item or _is_title(block):
            yield held
            several = several and not (is_item or block.kind is HEADING)
            held = [_bids_follow(block, index)] if several else []
            continue
        if block.kind is ROW:
            continue
        held += split_block(block, index)
        several = several or any(_SEVERAL.search(one.words) for one in held)
    yield held


def _is_title(block: Block) -> bool:
    words = block.words.strip()
    return words.rstrip("*").endswith(":") and len(words.split()) <= TITLE_WORDS


def _bids_follow(block: Block, index: int) -> Sentence:
    """Return an empty sentence that says that what follows is one of several bids."""
    return Sentence(block.start, block.start, "bids", index, frozenset(("bids",)))


class _Reading:
    """Reads the sentences of one section."""

    def __init__(self, record: Record, sentences: Sequence[Sentence]) -> None:
        self.record, self.sentences = record, sentences
        self.open: _Open | None = None
        self.done: list[Bidden] = []

    def find(self) -> list[Bidden]:
        several = False
        for at, sentence in enumerate(self.sentences):
            sums = [one for one in self.record.amounts if sentence.start <= one.span[0] < sentence.end]
            several = several or bool(_SEVERAL.search(sentence.words))
            begun = begin(self.record, sentence, sums, several=several)
            if begun is not None:
                self._close()
                self.open = _Open(begun, at)
            elif self.open is not None and at - self.open.began <= REACH:
                self._add_sums(sentence, [] if self._decision_in(sentence) else sums)
            self._decide(sentence, sums, at)
        self._close()
        return self.done

    def _close(self) -> None:
        """End the bid that is being read; one without a sum is none."""
        if self.open is not None and (self.open.bid.asked or self.open.bid.given):
            self.done.append(self.open.bid)
        self.open = None

    def _add_sums(self, sentence: Sentence, sums: Sequence[AmountMention]) -> None:
        """Take the sum of a bid, or what was set aside for it, from a later sentence."""
        assert self.open is not None  # noqa: S101 - asked by who calls it
        bid = self.open.bid
        if bid.asked is None and (later := [one for one in sums if one.role in _LATER]):
            bid = replace(bid, asked=later[0].value, span=(sentence.start, sentence.end))
        if bid.budget is None and (aside := [one for one in sums if one.role in SETS_ASIDE]):
            bid = replace(bid, budget=aside[0].value)
        self.open.bid = bid

    def _decide(self, sentence: Sentence, sums: Sequence[AmountMention], at: int) -> None:
        """Take what a sentence settles for the bid that is open; or a gift that nobody is said to have asked for."""
        decision = self._decision_in(sentence)
        if decision is not None and self.open is not None and at - self.open.began <= REACH:
            self.open.bid = settle(self.record, self.open.bid, sentence, decision, sums)
            if self.open.bid.asked or self.open.bid.given:
                self._close()
        elif decision is not None and (gifts := list(find_gifts(self.record, sentence, decision, sums))):
            self.done += gifts
        elif self.open is not None and _CIRCULATES.search(sentence.words) and self.open.bid.kind == "asked":
            self.open.bid = replace(self.open.bid, kind="circulated", decided=(sentence.start, sentence.end))

    def _decision_in(self, sentence: Sentence) -> Decision | None:
        if not _OF_MONEY.search(sentence.words):
            return None
        near = (one for one in self.record.decisions if sentence.start <= one.span[0] < sentence.end)
        return next((one for one in near if one.kind in KINDS), None)
