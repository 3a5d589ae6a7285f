"""The right-hand column of minutes: who is to act, beside the paragraph that says what.

The column is known by its head ("Action"), which often stands on the first page only, or, where it has none, by several
sets of initials far to the right. Its entries leave the text and become notes of the line that they stand beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from statistics import median

from wapentake.reading.pdf.rows import WIDE, Line, Row, make_line

_HEAD = re.compile(
    r"actions?|actioned by|(?:for )?action(?: by)?(?: whom)?|actions? (?:required|points?|owner|lead|agreed|for)|"
    r"(?:by )?whom?|lead|lead officer|owner|responsible|responsibility|action/owner|owner/action",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s/,&+]+")
_FAR = 0.55  # a right-hand column begins in this part of the page's width or further
_REACH = 60.0  # points by which initials may begin left of the column's head
_PLACE = 6.0  # points by which the entries of a column may begin apart
_CLOSE = 0.5  # ems that part initials from the sentence before them
_APART = 3.0  # ems that part a name from the text before it
_LEAST = 3  # sets of initials that make a column with no head
_LONGEST = 60  # letters of an entry


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the column is: below height `y` of page `page`, from `x` to the right; `head` are the words at its top.

    It is `clean` where no text of the minutes runs into it: then all that stands there belongs to it.
    """

    page: int
    y: float
    x: float
    head: str
    beside: str = ""
    clean: bool = False


def pull_notes(pages: list[list[Row]]) -> None:
    """Take the entries of a right-hand column out of the rows, and give each as a note to the line beside it."""
    column = _find_headed(pages) or _find_bare(pages)
    if column is None:
        return
    for number in range(column.page, len(pages)):
        rows, entries = _part_page(pages[number], number, column)
        if rows:
            pages[number] = rows
            for y, words in merge_entries(entries):
                find_nearest([row[0] for row in rows], y).notes.append(words)


def _measure_width(pages: list[list[Row]]) -> tuple[float, float]:
    """Return where text begins and ends, across all pages."""
    rows = [row for rows in pages for row in rows]
    return min((row[0].x0 for row in rows), default=0.0), max((row[-1].x1 for row in rows), default=0.0)


def _find_headed(pages: list[list[Row]]) -> _Column | None:
    """Return the column whose head stands on a page, if something stands below it."""
    left, right = _measure_width(pages)
    for number, rows in enumerate(pages):
        for at, row in enumerate(rows):
            last = row[-1]
            if last.x0 > left + _FAR * (right - left) and is_head(last.text):
                below = [rows[at + 1 :], *pages[number + 1 :]]
                clean = _is_clean(last.x0, below)
                column = _Column(number, last.y, last.x0, _strip(last.text), _words_of(row[:-1]), clean)
                if any(_split_row(row, column)[1] for rows in below for row in rows):
                    return column
    return None


def _find_bare(pages: list[list[Row]]) -> _Column | None:
    """Return the column without a head that several sets of initials make, beside text or between it."""
    left, right = _measure_width(pages)
    found: list[tuple[int, Line]] = []
    for number, rows in enumerate(pages):
        for row in rows:
            beside = len(row) == 1 or (len(row) == 2 and row[0].x1 - row[0].x0 > 0.35 * (right - left))
            if beside and row[-1].x0 > left + _FAR * (right - left) and is_initials(row[-1].text):
                found.append((number, row[-1]))
    if len(found) < _LEAST:
        return None
    x = median(line.x0 for _, line in found)
    near = [(number, line) for number, line in found if abs(line.x0 - x) <= _REACH / 2]
    if len(near) < _LEAST:
        return None
    x = min(line.x0 for _, line in near)
    return _Column(near[0][0], near[0][1].y + 1, x, "", clean=_is_clean(x, pages[near[0][0] :]))


def is_head(words: str) -> bool:
    """Whether words head a column of those who are to act."""
    return bool(_HEAD.fullmatch(_strip(words)))


def _strip(words: str) -> str:
    return words.strip(" :*")


def _words_of(lines: Row) -> str:
    return " ".join(line.text for line in lines)


def _is_clean(x: float, below: list[list[Row]]) -> bool:
    """Whether hardly any text that begins left of a column runs into it."""
    rows = [row for rows in below for row in rows]
    crossing = sum(line.x0 < x - _REACH and line.x1 > x + 2 for row in rows for line in row)
    return crossing <= len(rows) // 50


def _part_page(rows: list[Row], number: int, column: _Column) -> tuple[list[Row], list[Line]]:
    """Return the rows of a page without the column's entries, and those entries."""
    kept: list[Row] = []
    entries: list[Line] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        rest, entry = (row, None) if number == column.page and row[0].y > column.y + 1 else _split_row(row, column)
        if entry is None and rest is not None:
            rest, entry = _split_tail(row, below, column)
        if entry is None:
            kept.append(row)
            continue
        first = number == column.page and entry.y == column.y
        if first or _strip(entry.text) != column.head:
            entries.append(entry)
        elif _words_of(rest) == column.beside:
            continue
        if rest:
            kept.append(rest)
    return kept, entries
def _is_entry(row: Row, column: _Column) -> bool:
    """Whether the last line of a row is an entry of the column."""
    last = row[-1]
    words = _strip(last.text)
    if is_initials(words):
        return True
    if last.x0 < column.x - 12 or len(words) > _LONGEST:
        return False
    gap = last.x0 - row[-2].x1 if len(row) > 1 else last.size * _APART
    return column.clean or (is_name(words) and gap >= _APART * last.size)


def is_initials(words: str) -> bool:
    """Whether words are one or more sets of initials: "GD", "MCa", "RB/JS", "All"."""
    parts = [part for part in _PARTS.split(words.strip(" .*:")) if part != "and"]
    return sum(map(len, parts)) > 1 and all(_is_set(part) for part in parts)


def _is_set(part: str) -> bool:
    capitals = sum(map(str.isupper, part))
    return part.isalpha() and part[0].isupper() and (part.lower() == "all" or (len(part) <= 5 and 2 * capitals >= len(part)))


def is_name(words: str) -> bool:
    """Whether words may be the name of a person, a post or a group: short, each word with a capital."""
    parts = [part for part in _PARTS.split(words) if part not in ("and", "of", "the", "for")]
    return 0 < len(parts) <= 6 and len(words) <= 40 and all(part[0].isupper() and not part.isdigit() for part in parts)


def merge_entries(entries: list[Line]) -> list[tuple[float, str]]:
    """Return (height, words) of each entry; one that is broken over two lines is put together."""
    merged: list[tuple[float, str]] = []
    before: Line | None = None
    for entry in entries:
        words = _strip(entry.text)
        if before is not None and before.y - entry.y <= 1.35 * WIDE * entry.size and _goes_on(merged[-1][1], words):
            merged[-1] = (merged[-1][0], f"{merged[-1][1]} {words}")
        else:
            merged.append((entry.y, words))
        before = entry
    return merged


def find_nearest(lines: list[Line], y: float) -> Line:
    """Return the line whose baseline is nearest to a height; the lines stand in order from the top down."""
    at = bisect_left(lines, -y, key=lambda line: -line.y)
    return min(lines[max(0, at - 1) : at + 1], key=lambda line: abs(line.y - y))


def _goes_on(before: str, words: str) -> bool:
    """Whether an entry close below another is its second half, and not another person."""
    if words[0].islower() or before[-1] in "/,&-+" or words[0] in "/&+":
        return True
    return not is_initials(before) and " " not in before and (is_initials(words) or is_name(words))
