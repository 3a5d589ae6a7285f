"""Pages of an agenda system that hold one item only: "Agenda item", or "Meeting: 04/05/2020 - Board (Item 7)"."""

from __future__ import annotations

import re

from wapentake.reading.blocks import Block
from wapentake.reading.outline.candidates import bare_title
from wapentake.reading.outline.heads import Head, make_head

ISSUE = re.compile(r"Meeting: \d\d/\d\d/\d{4} [-–] (?P<body>.+) \(Item (?P<number>[\w./-]+)\)\s*$")
_STARTS = ("Meeting: ", "Agenda item")
_ITEM_LABEL = "agenda item"
_LONGEST_TITLE = 250
_WITHIN = 8  # blocks from the top, or below the line that names the item's number


def find_single(blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the head of the one item that such a page is of, one for each meeting that had it; none on other pages."""
    found: list[Head] = []
    for index, block in enumerate(blocks):
        if index >= _WITHIN and not found:
            break
        if not block.words.startswith(_STARTS):
            continue
        if issue := ISSUE.match(block.words):
            found += _numbered_below(blocks, index, issue["number"])
        elif labels[index] == _ITEM_LABEL and index + 1 < len(blocks) and not found and _may_title(blocks[index + 1]):
            return [_head(blocks[index + 1], index + 1, None, 0)]
    return found


def _may_title(block: Block) -> bool:
    """Whether a block may be a title: what the item is for is none ("To agree the minutes")."""
    return not block.words.startswith("To ") and len(block.words) < _LONGEST_TITLE


def _numbered_below(blocks: list[Block], index: int, number: str) -> list[Head]:
    """Return the head that prints a number right below the line that names it, in a list of one or none."""
    for at, block in enumerate(blocks[index + 1 : index + _WITHIN], index + 1):
        if block.marker.strip("().") == number:
            return [_head(block, at, number, 0)]
        if block.words.startswith(f"{number} "):
            return [_head(block, at, number, len(number) + 1)]
    return []


def _head(block: Block, at: int, number: str | None, skip: int) -> Head:
    """Return the head that a block is from a place on."""
    title = bare_title(block.words[skip:])
    start = block.start + skip + block.words[skip:].find(title)
    return make_head(at, number, start, title, manner="item")
