"""Where a page of an agenda system cuts the text of an item short: "View the full minutes text for item 54"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from wapentake.reading.blocks import Block
from wapentake.reading.outline.heads import Head

_CUT = re.compile(r"view the full [a-z ]{0,20}text for item (\d+)", re.IGNORECASE)
_CUT_AFTER = 3000  # characters after which such a page cuts


_MOST_SUBS = 3  # more heads shortly before one cut are items of a page that cuts sooner


class Cut(NamedTuple):
    """A block in which the page leaves out the rest of an item: its index, its offset, and the item's number."""

    block: int
    start: int
    number: int


def find_cuts(text: str, blocks: list[Block]) -> list[Cut]:
    """Return the places at which a page cuts the text of its items short."""
    if "the full" not in text:
        return []
    said = ((index, block, _CUT.search(block.words)) for index, block in enumerate(blocks) if "full" in block.words)
    return [Cut(index, block.start, int(found[1])) for index, block, found in said if found]


def drop_cut_subs(heads: list[Head], cuts: list[Cut]) -> list[Head]:
    """Return the heads without those that stand shortly before a cut, since they head a part of the item cut there."""
    if not cuts or any(head.number for head in heads):
        return heads
    near = [[head for head in heads if 0 < cut.start - head.span[0] < _CUT_AFTER // 2] for cut in cuts]
    subs = {head.block for close in near if len(close) <= _MOST_SUBS for head in close}
    kept = [head for head in heads if head.block not in subs]
    return heads if _counts_right(heads, cuts) and not _counts_right(kept, cuts) else kept


def _counts_right(heads: list[Head], cuts: list[Cut]) -> bool:
    """Whether as many heads stand between the cuts as their numbers say; with one cut nothing can be said."""
    places = [(sum(head.span[0] < cut.start for head in heads), cut.number) for cut in cuts]
    return len(places) > 1 and all(b[0] - a[0] == b[1] - a[1] for a, b in pairwise(places))
