"""Which blocks head the items of the agenda, and to which item each other block belongs.

Minutes head their items in one manner each: numbered, as headings, in bold, in capitals, in an agenda table, or by mere
short lines. Every manner that a page shows is weighed, and the best one is taken; the rest are sub-headings.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from wapentake.reading.blocks import Block
from wapentake.reading.outline.agenda import find_agenda, find_agenda_list
from wapentake.reading.outline.candidates import find_candidates
from wapentake.reading.outline.cuts import Cut, drop_cut_subs, find_cuts
from wapentake.reading.outline.heads import Head
from wapentake.reading.outline.labels import (
    ACTION_LISTS,
    ATTENDANCE,
    DECISION_LISTS,
    ITEM_COLUMN,
    META_LABELS,
    STANDING,
    begins_tasks,
    heads_people,
    label_of,
)
from wapentake.reading.outline.numbers import SAID
from wapentake.reading.outline.purposes import find_purposes
from wapentake.reading.outline.runs import find_numbered, find_restarted
from wapentake.reading.outline.single import ISSUE, find_single
from wapentake.reading.outline.unnumbered import find_unnumbered

__all__ = [
    "ACTION_LISTS",
    "ATTENDANCE",
    "DECISION_LISTS",
    "ISSUE",
    "ITEM_COLUMN",
    "META_LABELS",
    "SAID",
    "STANDING",
    "Head",
    "Outline",
    "begins_tasks",
    "heads_people",
    "label_of",
    "make_outline",
]
_LISTED_MANNERS = ("plain", "lead")  # in these a list inside one item may be numbered too
_WEAK_MANNERS = ("plain", "row", "lead")  # an agenda in a table goes before a run of numbers in these


@dataclass(frozen=True, slots=True)
class Outline:
    """The heads in order, and for each block the index of its item (None before the first).

    `sub_heads` are the blocks that look like a head and are none; `cuts` the places where the page leaves text out;
    `purposes` the blocks in which nothing is told: what an item is for, and notices of filming.
    """

    heads: tuple[Head, ...]
    item_of: tuple[int | None, ...]
    sub_heads: frozenset[int]
    cuts: tuple[Cut, ...] = ()
    purposes: frozenset[int] = frozenset()

    @property
    def first(self) -> int:
        """Return the index of the block that heads the first item, or the number of blocks where there is none."""
        return self.heads[0].block if self.heads else len(self.item_of)


def make_outline(text: str, blocks: list[Block]) -> Outline:
    """Return the outline of a page."""
    labels = [label_of(block.words) for block in blocks]
    candidates = find_candidates(text, blocks, labels)
    heads = find_single(blocks, labels) or _find_heads(text, blocks, labels, candidates)
    cuts = find_cuts(text, blocks)
    heads = drop_cut_subs(sorted(heads, key=lambda head: head.block), cuts)
    starts = [head.block for head in heads]
    item_of = tuple((at - 1 if (at := bisect_right(starts, index)) else None) for index in range(len(blocks)))
    subs = frozenset(head.block for head in candidates) - set(starts)
    return Outline(tuple(heads), item_of, subs, tuple(cuts), find_purposes(text, blocks, labels, heads))


def _find_heads(text: str, blocks: list[Block], labels: list[str], candidates: list[Head]) -> list[Head]:
    """Return the heads in the manner of the page that looks most like its agenda."""
    heads = find_numbered(candidates, blocks)
    if not heads or heads[0].manner in _WEAK_MANNERS:
        heads = find_agenda(text, blocks, labels) or heads
    if heads and heads[0].manner in _LISTED_MANNERS and 2 * (heads[-1].block - heads[0].block) < len(blocks):
        heads = _unless_within(heads, find_unnumbered(candidates, blocks, labels))
    heads = heads or find_agenda_list(candidates, blocks, labels) or find_restarted(candidates, blocks)
    return heads or find_unnumbered(candidates, blocks, labels)


def _unless_within(run: list[Head], heads: list[Head]) -> list[Head]:
    """Return a run of numbers, but the unnumbered heads where the run is a list in the text of one of several."""
    places = [head.block for head in run if head.number]
    before = sum(head.block < places[0] for head in heads)
    inside = sum(places[0] < head.block < places[-1] for head in heads)
    strong = heads and heads[0].manner != "plain"
    return heads if strong and before and not inside and before < len(heads) and len(heads) > 2 else run
