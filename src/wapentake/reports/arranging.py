"""The parts of a paper as a reader sees them: paragraphs, lists inside lists, tables, text beside its notes. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.reports.papers import Part

_NUMBER = re.compile(r"(\d{1,3})\.")
_LETTER = re.compile(r"([a-z])\.")
_NUMBERISH = re.compile(r"[\W\d_]*")
_LONGEST_HEAD = 60
_BULLETS = frozenset("-*•§·◦▪●■►➢–o")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with the bold words that it begins with."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below that of an item."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph; `marker` is a number that no list can count: "(a)", "2.3"."""

    lines: tuple[Line, ...]
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """An item of a list, and the lists below it."""

    line: Line
    number: int
    below: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `form` is "" for bullets, "1" or "a"."""

    form: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `has_head` says that its first row names the columns."""

    rows: tuple[tuple[str, ...], ...]
    has_head: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """Text with notes in its margin that say who is to act: rows of what stands there, and its notes."""

    rows: tuple[tuple[tuple[Shape, ...], tuple[str, ...]], ...]


Shape = Heading | Paragraph | Listing | Grid | Noted


def arrange(parts: Sequence[Part]) -> tuple[Shape, ...]:
    """Return parts as shapes, in their order; nothing is left out."""
    shapes: list[Shape] = []
    text: list[Part] = []
    rows: list[tuple[tuple[Shape, ...], tuple[str, ...]]] = []
    at = 0
    while at < len(parts):
        stop = at + 1
        while stop < len(parts) and parts[stop].kind == "note":
            stop += 1
        notes = tuple(note.text for note in parts[at + 1 : stop])
        if rows and not notes:
            shapes.append(Noted(tuple(rows)))
            rows = []
        if notes and text:
            shapes += _arrange(text)
            text = []
        if notes:
            rows.append((_arrange([parts[at]]), notes))
        else:
            text.append(parts[at])
        at = stop
    return (*shapes, *_arrange(text), *([Noted(tuple(rows))] if rows else ()))


def _arrange(parts: Sequence[Part]) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    at = 0
    while at < len(parts):
        kind, stop = parts[at].kind, at + 1
        if kind == "item" and form_of(parts[at].marker) is not None:
            stop = _end_of_list(parts, at)
            shapes += _nest(parts[at:stop])
        elif kind == "row":
            while stop < len(parts) and parts[stop].kind == "row" and parts[stop].joined:
                stop += 1
            shapes.append(_grid(parts[at:stop]))
        elif kind == "heading":
            shapes.append(Heading(parts[at].lead or parts[at].text))
        else:
            while kind == "paragraph" and stop < len(parts) and parts[stop].kind == kind and parts[stop].joined:
                stop += 1
            lines = tuple(Line(part.lead, part.text) for part in parts[at:stop])
            shapes.append(Paragraph(lines, parts[at].marker))
        at = stop
    return tuple(shapes)


def form_of(marker: str) -> str | None:
    """Return the form of the list that counts so, or None where no list does."""
    if marker in _BULLETS:
        return ""
    return "1" if _NUMBER.fullmatch(marker) else "a" if _LETTER.fullmatch(marker) else None


def _end_of_list(parts: Sequence[Part], at: int) -> int:
    stop = at
    while stop < len(parts) and parts[stop].kind == "item" and form_of(parts[stop].marker) is not None:
        stop += 1
    return stop


def _nest(parts: Sequence[Part]) -> list[Listing]:
    """Return the lists that a run of items makes: deeper ones below the item before them."""
    lists: list[Listing] = []
    at = 0
    level = min(part.level for part in parts)
    while at < len(parts):
        form = form_of(parts[at].marker) or ""
        points: list[Point] = []
        while at < len(parts) and (parts[at].level > level or (form_of(parts[at].marker) or "") == form):
            stop = at + 1
            while stop < len(parts) and parts[stop].level > level:
                stop += 1
            below = tuple(_nest(parts[at + 1 : stop])) if stop > at + 1 else ()
            points.append(Point(Line(parts[at].lead, parts[at].text), _number_of(parts[at].marker), below))
            at = stop
        lists.append(Listing(form, tuple(points)))
    return lists


def _number_of(marker: str) -> int:
    if found := _NUMBER.fullmatch(marker):
        return int(found[1])
    return ord(marker[0]) - ord("a") + 1 if _LETTER.fullmatch(marker) else 0


def _grid(parts: Sequence[Part]) -> Grid:
    width = max(len(part.cells) for part in parts)
    rows = tuple((*part.cells, *[""] * (width - len(part.cells))) for part in parts)
    filled = [cell for cell in rows[0] if cell]
    names = all(len(cell) <= _LONGEST_HEAD and not _NUMBERISH.fullmatch(cell) for cell in filled)
    return Grid(rows, has_head=len(rows) > 1 and len(filled) > 1 and names)
