"""Who was there, who sent apologies: from labels, lists, columns, matrices and sentences."""

from __future__ import annotations

from datetime import date

from wapentake.reading.blocks import Block
from wapentake.reading.outline import Head, Outline
from wapentake.reading.record import Attendee
from wapentake.reading.statements.attendance.beside import part_lists, part_pairs
from wapentake.reading.statements.attendance.labels import status_of
from wapentake.reading.statements.attendance.lists import read_block
from wapentake.reading.statements.attendance.roll import Roll, add_list
from wapentake.reading.statements.attendance.rows import read_row
from wapentake.reading.statements.attendance.sentences import read_sentences
from wapentake.terms import Presence
from wapentake.terms.names import key_of_name


def find(
    text: str, blocks: list[Block], outline: Outline, meeting: date | None
) -> tuple[tuple[Attendee, ...], frozenset[int]]:
    """Return who was there or sent apologies, and the indexes of the blocks that say only that."""
    roll = Roll(meeting)
    heads = {head.block: head for head in outline.heads}
    first = outline.first
    for index, block in enumerate(blocks):
        in_front = index < first
        if index in heads:
            _read_head(roll, block, heads[index])
        elif len(block.cells) < 2:
            read_block(roll, blocks, index, in_front=in_front)
        elif (in_front or roll.status or roll.columns) and read_row(roll, text, block):
            roll.used.add(index)
    return _drop_repeated(part_lists(part_pairs(roll.found))), frozenset(roll.used)


def _read_head(roll: Roll, block: Block, head: Head) -> None:
    """Read the heading of an item, which may hold the names too: "3. Apologies: A Smith, B Jones"."""
    roll.columns, roll.mark_column = [], None
    roll.status = status_of(head.label) or (Presence.APOLOGIES if "apolog" in head.label else None)
    colon = block.words.find(":") if roll.status else -1
    if roll.status and colon < 0 and head.span[1] < block.end and block.words[head.span[1] - block.start] == ".":
        colon = head.span[1] - block.start
    if colon > 0 and len(block.words) - colon > 4:
        add_list(roll, block.words[colon + 1 :], block.start + colon + 1)
    else:
        read_sentences(roll, block)


def _drop_repeated(found: list[Attendee]) -> tuple[Attendee, ...]:
    """Return everybody once; apologies and presence of one name are both kept, for somebody to look at."""
    kept: dict[tuple[str, bool], Attendee] = {}
    for one in found:
        kept.setdefault((key_of_name(one.name), one.status == Presence.APOLOGIES), one)
    return tuple(kept.values())
