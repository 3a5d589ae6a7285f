"""Items that an agenda lists in a table (Item, Description, Lead) or in a list, and that have no heads of their own."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, ROW, Block
from wapentake.reading.outline.candidates import row_head
from wapentake.reading.outline.heads import Head, make_head
from wapentake.reading.outline.labels import AGENDA_COLUMNS, AGENDA_FIRST_COLUMNS, label_of

_PURPOSE = re.compile(
    r"\((?:for )?(?:approval|information|discussion|decision|noting|action|update)\)\s?:?$", re.IGNORECASE
)
_BREAK = re.compile(r"\W*(?:break|lunch|coffee|tea|comfort break)\b", re.IGNORECASE)
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


def find_agenda_list(candidates: list[Head], blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the heads of the first list "1, 2, 3 …" right below "Agenda", or none.

    What it lists below a number passes, and so do the heads of columns that stood above them ("Item", "Description").
    """
    numbered = {head.block: head for head in candidates if head.number}
    for index, label in enumerate(labels):
        if label != "agenda" or blocks[index].kind is ROW:
            continue
        at, heads = index + 1, list[Head]()
        while at < len(blocks) and labels[at] in AGENDA_COLUMNS:
            at += 1
        while at < len(blocks) and (head := numbered.get(at)) and head.value == (len(heads) + 1,):
            heads.append(_of_agenda(head))
            at += 1
            while at < len(blocks) and blocks[at].kind is BULLET and at not in numbered:
                at += 1
        if len(heads) >= _FEWEST_ROWS:
            return heads
    return []


def _of_agenda(head: Head) -> Head:
    """Return a head as one of an agenda: without what the item is for ("for approval")."""
    title = _PURPOSE.sub("", head.title).rstrip(" :")
    return make_head(head.block, head.number, head.span[0], title, manner="agenda")


def _heads_agenda(text: str, block: Block) -> bool:
    """Whether a row holds the heads of an agenda's columns."""
    first, *others = (label_of(text[a:b]) for a, b in block.cells)
    return first in AGENDA_FIRST_COLUMNS and not AGENDA_COLUMNS.isdisjoint(others) and _NOT_AGENDA.isdisjoint(others)


def _read_rows(text: str, blocks: list[Block], at: int) -> list[Head]:
    """Return the heads of the rows from a block on, up to the first that is no row of an agenda."""
    heads = []
    while at < len(blocks) and len(blocks[at].cells) > 1:
        if head := row_head(text, blocks[at], at):
            heads.append(_of_agenda(head))
        elif not _BREAK.match(blocks[at].words):
            break
        at += 1
    return heads
