"""Cuts a canonical text into blocks and pieces, so that a page can show what was read in it and where.

Places count characters as Python does. The signs of the canonical form (`## `, `**`, `|| `) are left out of the
pieces; each piece says where it begins, so places stay right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_SIGN = re.compile(r"#{1,6} |\|\| ")
_TABLE = re.compile(r"(?:\| ?[^|\n].*\|(?:\n|$))+")


FOUND = "found"  # the kind of words that a search found: marked, and no card belongs to them


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked: its span, its kind ("action"), its id, and the number that its card shows."""

    start: int
    end: int
    kind: str
    passage: int | str
    number: int | str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that looks the same all through."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    """What covers it, the narrowest last."""
    begins: tuple[Mark, ...] = ()
    """Those of them that were not seen before."""
    ends: tuple[Mark, ...] = ()
    """Those of them that are not seen again."""
    anchors: tuple[int | str, ...] = ()
    """The passages that are met here first; one may have several marks."""
    bold: bool = False
    struck: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a note in the margin: one row of one cell. Or a table, with rows of cells."""

    kind: str
    rows: tuple[tuple[Cell, ...], ...]


def cut_blocks(text: str, marks: Iterable[Mark], struck: Iterable[tuple[int, int]] = ()) -> Iterator[Block]:
    """Give the blocks of the text in their order; a struck-out span becomes one piece that has no text."""
    cutter = _Cutter(text, marks, struck)
    for found in _BLOCK.finditer(text):
        if _TABLE.fullmatch(found[0]):
            spans = list(_find_cells(text, found.start(), found.end()))
            yield Block("table", tuple(tuple(cutter.cut(*span) for span in row) for row in spans))
            continue
        sign = _SIGN.match(found[0])
        kind = "paragraph" if not sign else "heading" if sign[0].startswith("#") else "margin"
        yield Block(kind, ((cutter.cut(found.start() + (sign.end() if sign else 0), found.end()),),))


def _find_cells(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Give the cells of each row of a table, as spans without the signs and spaces around them."""
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        inner = re.compile(r"(?<=\|) ?((?:(?! ?\|).)*) ?(?=\|)")
        yield [cell.span(1) for cell in inner.finditer(text, line.start(), line.end())]


class _Cutter:
    """Cuts one text; it remembers which marks it has met."""

    def __init__(self, text: str, marks: Iterable[Mark], struck: Iterable[tuple[int, int]]) -> None:
        self.text = text
        self.marks = sorted(marks, key=lambda mark: mark.start - mark.end)  # the widest first
        self.struck = sorted(struck)
        self.seen: set[Mark] = set()
        self.met: set[int | str] = set()

    def cut(self, start: int, end: int) -> Cell:
        """Return the pieces of a stretch of text."""
        marks = [mark for mark in self.marks if mark.start < end and mark.end > start]
        bars = [bar for bar in self.struck if bar[0] < end and bar[1] > start]
        signs = self._find_bold(start, end, bars)
        edges = {start, end, *signs, *(sign + 2 for sign in signs)}
        edges.update(place for mark in marks for place in (mark.start, mark.end))
        edges.update(place for bar in bars for place in bar)
        places = sorted(place for place in edges if start <= place <= end)
        pieces: list[Piece] = []
        shown: set[tuple[int, int]] = set()
        for first, last in pairwise(places):
            bar = next((bar for bar in bars if bar[0] <= first < bar[1]), None)
            if first in signs or bar in shown:
                continue
            if bar:
                shown.add(bar)
            over = tuple(mark for mark in marks if mark.start <= first and mark.end >= last)
            begins = tuple(mark for mark in over if mark not in self.seen)
            self.seen.update(begins)
            anchors = tuple(dict.fromkeys(mark.passage for mark in begins if mark.passage not in self.met))
            self.met.update(anchors)
            bold = sum(sign < first for sign in signs) % 2 == 1
            words = "" if bar else self.text[first:last]
            pieces.append(Piece(first, words, over, begins, anchors=anchors, bold=bold, struck=bar is not None))
        return _close(pieces, end)

    def _find_bold(self, start: int, end: int, bars: Sequence[tuple[int, int]]) -> list[int]:
        """Return the places of the signs for bold; odd ones, or with a bar on one, are plain characters."""
        places = [found.start() for found in re.compile(r"\*\*").finditer(self.text, start, end)]
        covered = any(first < place + 2 and last > place for first, last in bars for place in places)
        return [] if len(places) % 2 or covered else places


def _close(pieces: Sequence[Piece], end: int) -> Cell:
    """Say at which piece each mark ends, of those that end before `end`."""
    closed: set[Mark] = set()
    result: list[Piece] = []
    for piece in reversed(pieces):
        ends = tuple(mark for mark in piece.marks if mark.end <= end and mark not in closed)
        closed.update(ends)
        result.append(replace(piece, ends=ends))
    return tuple(reversed(result))
