"""Spans to rows: what stands on one baseline, cut where a wide gap parts one column from the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from wapentake.reading.pdf.shapes import Rule
from wapentake.reading.pdf.spans import Span

WIDE = 1.2  # ems: a gap that may part two columns, and not only two words
_SAME_LINE = 0.3  # ems by which baselines of one row may differ
_SPACE = 0.2  # ems: a gap that is a space though none is written
_MOST_PAIRS = 10_000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL = 0.8  # raised and lowered letters are smaller than this part of the line's size


@dataclass
class Line:
    """Spans on one baseline with no wide gap between them.

    `right` is where the column ends that the line stands in (0 where nobody knows yet), `fresh` says that a block must
    begin here, `notes` are the margin notes beside it.
    """

    spans: list[Span]
    page: int
    y: float
    size: float
    right: float = 0.0
    fresh: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        return self.spans[-1].x1

    @cached_property
    def text(self) -> str:
        return "".join([words for words, _ in self.runs])

    @cached_property
    def runs(self) -> list[tuple[str, Span]]:
        """The words of each span, with a space before them where one stands on the page."""
        runs: list[tuple[str, Span]] = []
        before: Span | None = None
        for span in self.spans:
            runs.append((" " + span.text if before and _is_parted(before, span) else span.text, span))
            before = span
        return runs


Row = list[Line]


def _is_parted(before: Span, span: Span) -> bool:
    """Whether there is a space between two spans."""
    return span.spaced or span.x0 - before.x1 > _SPACE * max(before.size, span.size)


def make_rows(spans: Iterable[Span], page: int) -> list[Row]:
    """Return the rows that spans make, from the top of the page down."""
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (-span.y, span.x0)):
        if rows and rows[-1][0].y - span.y <= _SAME_LINE * max(rows[-1][0].size, span.size):
            rows[-1].append(span)
        else:
            rows.append([span])
    return [_cut_row(sorted(row, key=lambda span: span.x0), page) for row in _join_raised(rows)]


def _join_raised(rows: list[list[Span]]) -> list[list[Span]]:
    """Put raised and lowered letters into the row that they belong to."""
    joined: list[list[Span]] = []
    for row in rows:
        if joined and _belongs(row, joined[-1], 0.35):
            joined[-1] += row
        elif joined and _belongs(joined[-1], row, 0.6):
            joined[-1] = row + [_raise_number(span) for span in joined[-1]]
        else:
            joined.append(row)
    return joined


def _belongs(small: list[Span], row: list[Span], reach: float) -> bool:
    """Whether all spans of `small` are small letters that touch a word of `row`."""
    size = row[0].size
    if len(small) * len(row) > _MOST_PAIRS:
        return False
    if abs(small[0].y - row[0].y) > reach * size or max(span.size for span in small) > _SMALL * size:
        return False
    near = 0.35 * size
    return all(any(abs(span.x0 - word.x1) < near or abs(word.x0 - span.x1) < near for word in row) for span in small)


def _raise_number(span: Span) -> Span:
    """Write a raised number with raised digits: "October" and the mark of footnote 1 are no first of October."""
    return replace(span, text=span.text.translate(_RAISED), spaced=True) if span.text.isdigit() else span


def _cut_row(spans: list[Span], page: int) -> Row:
    """Cut the spans of one row, sorted from left to right, into lines at its wide gaps."""
    parts = [[spans[0]]]
    for before, span in pairwise(spans):
        if span.x0 - before.x1 > WIDE * max(before.size, span.size):
            parts.append([span])
        else:
            parts[-1].append(span)
    return [make_line(part, page) for part in parts]


def make_line(spans: list[Span], page: int) -> Line:
    """Return the line of some spans; its size and baseline are those of its longest span."""
    longest = max(spans, key=lambda span: len(span.text))
    return Line(spans, page, longest.y, longest.size)


def join_lines(lines: Row) -> Line:
    """Return one line of all lines of a row."""
    if len(lines) == 1:
        return lines[0]
    line = make_line([span for line in lines for span in line.spans], lines[0].page)
    line.notes = [note for part in lines for note in part.notes]
    return line


def mark_underlined(rows: Iterable[Row], across: list[Rule]) -> None:
    """Make slanted each span under which a ruled line runs that ends where the words end."""
    rules = sorted(across)
    for line in (line for row in rows for line in row):
        low, high = line.y - 0.35 * line.size, line.y + 0.05 * line.size
        under = rules[bisect_left(rules, (low,)) : bisect_right(rules, (high,))]
        left, right = line.x0 - line.size, line.x1 + line.size
        under = [rule for rule in under if rule[2] > left and rule[1] < right]
        if under and min(rule[1] for rule in under) > left and max(rule[2] for rule in under) < right:
            for span in line.spans:
                covered = sum(max(0.0, min(end, span.x1) - max(start, span.x0)) for _, start, end in under)
                span.slanted = span.slanted or covered > 0.9 * (span.x1 - span.x0)
