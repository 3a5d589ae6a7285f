"""Where a page of an agenda system cuts the text of an item short: "View the full minutes text for item 54"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from wapentake.reading.blocks import Block
from wapentake.reading.outline.heads import Head

_CUT = re.compile(r"view the full [a-z ]{0,20}text for item (\d+)", re.IGNORECASE)
_CUT_AFTER = 3000  # characters after which such a page cuts


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
    kept = [head for head in heads if not any(0 < cut.start - head.span[0] < _CUT_AFTER // 2 for cut in cuts)]
    return heads if _counts_right(heads, cuts) and not _counts_right(kept, cuts) else kept


def _counts_right(heads: list[Head], cuts: list[Cut]) -> bool:
    """Whether as many heads stand between the cuts as their numbers say; with one cut nothing can be said."""
    places = [(sum(head.span[0] < cut.start for head in heads), cut.number) for cut in cuts]
    return len(places) > 1 and all(b[0] - a[0] == b[1] - a[1] for a, b in pairwise(places))
