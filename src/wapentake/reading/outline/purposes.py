"""Blocks that tell nothing of the meeting: what an item is for, above the label "Minutes:", and notices of filming."""

from __future__ import annotations

from wapentake.reading.blocks import Block
from wapentake.reading.outline.heads import Head
from wapentake.reading.outline.labels import NOTICES, SAID_BELOW
from wapentake.reading.phrases import has_any

_FEWEST = 2  # labels on a page that has several items


def find_purposes(text: str, blocks: list[Block], labels: list[str], heads: list[Head]) -> frozenset[int]:
    """Return the indexes of the blocks that stand on the agenda and were not said, and of those that are notices."""
    found = set[int]()
    if has_any(text, NOTICES):
        found.update(index for index, block in enumerate(blocks) if has_any(block.words, NOTICES))
    marks = [at for at, label in enumerate(labels) if label in SAID_BELOW and blocks[at].words.rstrip(" *")[-1:] == ":"]
    said = [at for at in marks if labels[at] == "minutes"]
    if not heads or len(said) < min(_FEWEST, len(heads)):
        return frozenset(found)
    ends = [head.block for head in heads[1:]] + [len(blocks)]
    for head, end in zip(heads, ends, strict=True):
        within = [at for at in marks if head.block < at < end]
        if not set(within).isdisjoint(said):
            found.update(range(head.block + 1, within[0]))
    return frozenset(found)
