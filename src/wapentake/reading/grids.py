"""Tables of the canonical text: rows that stand together, cell by cell, and the numbers in their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.reading.blocks import ROW, Block
from wapentake.reading.record import Span

_PLAIN = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows that stand together; `at` is the index of the first one's block."""

    at: int
    rows: tuple[tuple[Span, ...], ...]


def find_grids(blocks: list[Block]) -> list[Grid]:
    """Return the tables of a page that have two rows or more, in its order."""
    starts = [
        index
        for index, block in enumerate(blocks)
        if block.kind is ROW and (index == 0 or blocks[index - 1].kind is not ROW or block.gap)
    ]
    grids = []
    for start in starts:
        rows = [blocks[start].cells]
        for index in range(start + 1, len(blocks)):
            if blocks[index].kind is not ROW or blocks[index].gap:
                break
            rows.append(blocks[index].cells)
        if len(rows) > 1:
            grids.append(Grid(start, tuple(rows)))
    return grids


def plain_number(words: str) -> float | int | None:
    """Return the number that a cell holds and nothing else, or None: no money, no share, no day."""
    if not _PLAIN.fullmatch(words.strip()):
        return None
    digits = words.strip().replace(",", "")
    return float(digits) if "." in digits else int(digits)
