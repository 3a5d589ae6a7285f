"""The right-hand column of minutes: who is to act, beside the paragraph that says what.

The column is known by its head ("Action"), which often stands on the first page only, or, where it has none, by several
sets of initials far to the right. Its entries leave the text and become notes of the line that they stand beside.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice, zip_longest
from statistics import median

from wapentake.reading.pdf.endings import is_ended, is_open
from wapentake.reading.pdf.markers import is_marker
from wapentake.reading.pdf.owners import is_head, is_initials, is_name
from wapentake.reading.pdf.rows import Line, Row, make_line

_FAR = 0.55  # a right-hand column begins in this part of the page's width or further
_REACH = 60.0  # points by which initials may begin left of the column's head
_PLACE = 8.0  # points by which the entries of a column may begin apart
_CLOSE = 0.5  # ems that part initials from the sentence before them, unless they alone are bold
_APART = 3.0  # ems that part a name from the text before it
_BROAD = 0.35  # share of the page's width that text takes at least
_MOST_HEADS = 20
_LEAST = 3  # sets of initials that make a column with no head
_LONGEST = 60  # letters of an entry
_BELOW = 1.6  # sizes from the first to the second line of one entry


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the column is: from height `y` of page `page` down, from `x` to the right.

    `head` is what stands at its top and `beside` what stands left of that. It is `clean` where no text of the minutes
    runs into it: then all that stands there belongs to it.
    """

    page: int
    y: float
    x: float
    head: str = ""
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
            add_notes([row[0] for row in rows], entries)


def add_notes(lines: list[Line], entries: list[Line]) -> None:
    """Give each entry to the line beside it; lines and entries stand in order from the top down."""
    for y, words in _merge_entries(entries):
        at = bisect_right(lines, -y, key=lambda line: -line.y)
        min(lines[max(0, at - 1) : at + 1], key=lambda line: abs(line.y - y)).notes.append(words)


def _measure_width(pages: list[list[Row]]) -> tuple[float, float]:
    """Return where text begins, and how far to the right a column for actions begins at least."""
    rows = [row for rows in pages for row in rows]
    left = min((row[0].x0 for row in rows), default=0.0)
    return left, left + _FAR * (max((row[-1].x1 for row in rows), default=0.0) - left)


def _find_headed(pages: list[list[Row]]) -> _Column | None:
    """Return the column whose head stands on a page, if something stands below it."""
    _, far = _measure_width(pages)
    places = ((number, at, row) for number, rows in enumerate(pages) for at, row in enumerate(rows))
    heads = ((number, at, row) for number, at, row in places if row[-1].x0 > far and is_head(row[-1].text))
    for number, at, row in islice(heads, _MOST_HEADS):
        last, below = row[-1], [pages[number][at + 1 :], *pages[number + 1 :]]
        beside, clean = _words_of(row[:-1]), _is_clean(last.x0, below)
        column = _Column(number, last.y, last.x0, _strip(last.text), beside, clean)
        if any(_part_page(rows, number + 1, column)[1] for rows in below):
            return column
    return None


def _find_bare(pages: list[list[Row]]) -> _Column | None:
    """Return the column without a head that several sets of initials make, beside text or between it."""
    left, far = _measure_width(pages)
    broad = _BROAD / _FAR * (far - left)
    found: list[tuple[int, Line]] = []
    for number, rows in enumerate(pages):
        for row in rows:
            text = row[1:-1] if is_marker(row[0].text) else row[:-1]
            beside_text = not text or (len(text) == 1 and text[0].x1 - text[0].x0 > broad)
            if beside_text and row[-1].x0 > far and is_initials(row[-1].text):
                found.append((number, row[-1]))
    middle = median(line.x0 for _, line in found) if found else 0.0
    found = [(number, line) for number, line in found if abs(line.x0 - middle) <= _REACH / 2]
    if len(found) < _LEAST:
        return None
    number, first = found[0]
    x = min(line.x0 for _, line in found)
    return _Column(number, first.y, x, clean=_is_clean(x, pages[number:]))


def _strip(words: str) -> str:
    return words.strip(" :*")


def _words_of(lines: Row) -> str:
    return " ".join(line.text for line in lines)


def _is_clean(x: float, below: list[list[Row]]) -> bool:
    """Whether hardly any text that begins left of a column runs into it."""
    rows = [row for rows in below for row in rows]
    crossing = sum(span.x0 < x - 2 and span.x1 > x + 2 for row in rows for line in row for span in line.spans)
    return crossing <= len(rows) // 50


def _part_page(rows: list[Row], number: int, column: _Column) -> tuple[list[Row], list[Line]]:
    """Return the rows of a page without the column's entries, and those entries."""
    kept: list[Row] = []
    entries: list[Line] = []
    for row, below in zip_longest(rows, rows[1:]):
        above = number == column.page and row[0].y > column.y + 1
        rest, entry = (row, None) if above else _split_row(row, below, column)
        if entry is not None:
            is_head_again = _strip(entry.text) == column.head and (number, entry.y) != (column.page, column.y)
            if is_head_again and _words_of(rest) == column.beside:
                continue
            entries += [] if is_head_again else [entry]
        kept += [rest] if rest else []
    return kept, entries


def _split_row(row: Row, below: Row | None, column: _Column) -> tuple[Row, Line | None]:
    """Return a row without the entry at its end, and that entry if there is one."""
    last = row[-1]
    if last.x0 > column.x - _REACH and last.x1 > column.x - 10 and _is_entry(row, below, column):
        return row[:-1], last
    for at in range(1, len(last.spans)):
        span, before = last.spans[at], last.spans[at - 1]
        close = span.x0 - before.x1 <= _CLOSE * span.size and (before.bold or not span.bold)
        if close or span.x0 <= column.x - _REACH:
            continue
        entry = make_line(last.spans[at:], last.page)
        if _is_in_place(entry, column) or (is_initials(entry.text) and _ends_sentence(before.text, below)):
            return [*row[:-1], make_line(last.spans[:at], last.page)], entry
    return row, None


def _is_in_place(entry: Line, column: _Column) -> bool:
    return column.clean and abs(entry.x0 - column.x) <= _PLACE


def _ends_sentence(before: str, below: Row | None) -> bool:
    """Whether words close a sentence that the row below does not carry on."""
    return before[-1] in '.;:!?)”’"' and not (below and below[0].text[0].islower())


def _is_entry(row: Row, below: Row | None, column: _Column) -> bool:
    """Whether the last line of a row is an entry of the column."""
    last = row[-1]
    words = _strip(last.text)
    gap = last.x0 - row[-2].x1 if len(row) > 1 else _APART * last.size
    if is_initials(words):
        if _is_in_place(last, column) or gap >= _APART * last.size or _ends_sentence(row[-2].text, below):
            return True
        alone_bold = last.spans[0].bold and not row[-2].spans[-1].bold and last.x0 > column.x - _PLACE
        return alone_bold and not is_ended(row[-2].text)
    if last.x0 < column.x - _PLACE or len(words) > _LONGEST:
        return False
    return column.clean or (is_name(words) and gap >= _APART * last.size)


def _merge_entries(entries: list[Line]) -> list[tuple[float, str]]:
    """Return (height, words) of each entry; one that is broken over two lines is put together."""
    merged: list[tuple[float, str]] = []
    before: Line | None = None
    for entry in entries:
        words = _strip(entry.text)
        if before is not None and before.y - entry.y <= _BELOW * entry.size and _goes_on(merged[-1][1], words):
            merged[-1] = (merged[-1][0], f"{merged[-1][1]} {words}")
        elif words:
            merged.append((entry.y, words))
        before = entry
    return merged


def _goes_on(before: str, words: str) -> bool:
    """Whether an entry close below another is its second half, and not another person."""
    if is_initials(before) and not is_open(before):
        return words[:1] in "/&+"
    return is_open(before) or not words[:1].isupper() or " " not in before or not is_name(before)
