"""Items that are listed in an agenda in a table (Item, Description, Lead) and have no heads of their own."""

from __future__ import annotations

import re

from wapentake.reading.blocks import ROW, Block
from wapentake.reading.outline.candidates import row_head
from wapentake.reading.outline.heads import Head, make_head
from wapentake.reading.outline.labels import AGENDA_COLUMNS, AGENDA_FIRST_COLUMNS, label_of

_PURPOSE = re.compile(
    r"\((?:for )?(?:approval|information|discussion|decision|noting|action|update)\)\s?:?$", re.IGNORECASE
)
_NOT_AGENDA = frozenset({"discussion", "action", "actions"})
_FEWEST_ROWS = 3


def find_agenda(text: str, blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the heads of the first table that is an agenda, or none."""
    for index, block in enumerate(blocks):
        if labels[index] == "agenda" if block.kind is not ROW else _heads_agenda(text, block):
            heads = _read_rows(text, blocks, index + 1)
            if len(heads) >= _FEWEST_ROWS:
                return heads
    return []


def _heads_agenda(text: str, block: Block) -> bool:
    """Whether a row holds the heads of an agenda's columns."""
    first, *others = (label_of(text[a:b]) for a, b in block.cells)
    return first in AGENDA_FIRST_COLUMNS and not AGENDA_COLUMNS.isdisjoint(others) and _NOT_AGENDA.isdisjoint(others)


def _read_rows(text: str, blocks: list[Block], at: int) -> list[Head]:
    """Return the heads of the rows from a block on, up to the first that is no row of an agenda."""
    heads = []
    while at < len(blocks) and len(blocks[at].cells) > 1 and (head := row_head(text, blocks[at], at)):
        title = _PURPOSE.sub("", head.title).rstrip(" :")
        heads.append(make_head(at, head.number, head.span[0], title, manner="agenda"))
        at += 1
    return heads
