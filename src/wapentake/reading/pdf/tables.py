"""What becomes of a table: rows of data stay rows; a table that only lays the page out gives back its lines.

Minutes are often typed into a ruled table. Its long cells are read as text, and what stands in its last column, headed
"Action", becomes notes of the lines beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wapentake.reading.pdf.grids import Cell, Table
from wapentake.reading.pdf.margin import add_notes
from wapentake.reading.pdf.markers import is_marker
from wapentake.reading.pdf.owners import is_head, is_initials
from wapentake.reading.pdf.rows import Line, make_line

_LONG = 300  # letters; a longer cell is text, not data
_LOG_HEAD = re.compile(
    r"(?:by )?when|who|(?:by )?whom|owner|lead|due|due date|date|deadline|target date|timescale|status|progress|update|"
    r"comments?|outcome|responsible|raised|ref|reference|no\.?|number|actions?|task|what",
    re.IGNORECASE,
)


def settle_tables(elements: Iterable[Line | Table]) -> Iterator[Line | Table]:
    """Yield lines and tables of data; a table that goes on over a page is one, and one that lays out is its lines."""
    open_table: Table | None = None
    for element in elements:
        if isinstance(element, Table) and open_table and _goes_on(open_table, element):
            rows = element.rows
            same_head = _list_words(rows[0]) == _list_words(open_table.rows[0])
            open_table.rows += rows[1:] if same_head else rows
            open_table.page = element.page
            continue
        if open_table:
            yield from _settle_table(open_table)
        open_table = element if isinstance(element, Table) else None
        if not isinstance(element, Table):
            yield element
    if open_table:
        yield from _settle_table(open_table)


def _goes_on(table: Table, below: Table) -> bool:
    """Whether a table is the one above carried on over a page break."""
    return bool(table.edges) and table.edges == below.edges and below.page == table.page + 1


def _list_words(row: list[Cell]) -> list[str]:
    return [join_words(cell) for cell in row]


def join_words(cell: Cell) -> str:
    """Return the words of a cell in one line."""
    return " ".join(line.text for line in cell.lines)


def _settle_table(table: Table) -> Iterator[Line | Table]:
    _drop_empty(table)
    if not _is_layout(table):
        yield table
        return
    has_margin = _has_margin(table)
    page: int | None = None
    for row in table.rows:
        main = row[:-1] if has_margin else row
        lines = _list_lines(main)
        if has_margin and lines:
            add_notes(sorted(lines, key=lambda line: -line.y), row[-1].lines)
        elif has_margin:
            lines = row[-1].lines
        if lines and page not in (None, lines[0].page):
            lines[0].fresh = sum(bool(cell.lines) for cell in main) > 1  # else the row above may go on here
        page = lines[0].page if lines else page
        yield from lines


def _drop_empty(table: Table) -> None:
    """Drop columns in which no row has a word."""
    kept = [column for column in range(len(table.rows[0])) if any(row[column].lines for row in table.rows)]
    table.rows = [[row[column] for column in kept] for row in table.rows]


def _is_layout(table: Table) -> bool:
    heads = [join_words(cell).strip(" :") for cell in table.rows[0]]
    if len(heads) > 2 and sum(bool(_LOG_HEAD.fullmatch(head)) for head in heads) > 1 and not _has_margin(table):
        return False
    return len(heads) < 2 or any(len(join_words(cell)) > _LONG for row in table.rows for cell in row)


def _has_margin(table: Table) -> bool:
    """Whether the last column holds who is to act, rather than text."""
    column = [words for row in table.rows if (words := join_words(row[-1]))]
    return is_head(column[0]) or (len(column) > 2 and all(map(is_initials, column)))


def _list_lines(cells: list[Cell]) -> list[Line]:
    """Return the lines of a row's cells, one after the other; a cell with a mere number joins the next cell."""
    lines: list[Line] = []
    number: Line | None = None
    for cell in cells:
        if not cell.lines:
            continue
        first = cell.lines[0]
        if number is None and len(cell.lines) == 1 and is_marker(first.text):
            number = first
            continue
        if number is not None:
            first, number = make_line(number.spans + first.spans, first.page), None
        first.fresh = True
        for line in [first, *cell.lines[1:]]:
            line.right = cell.right
            lines.append(line)
    return lines if number is None else [*lines, number]
