"""Tables without rules: rows whose parts begin at the same places, one below the other.

Attendance in two columns, names with their initials, accounts with their balances. A row whose words would not have
fitted into the row above carries its cells on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from itertools import pairwise

from wapentake.reading.pdf.endings import is_ended, is_open
from wapentake.reading.pdf.grids import Cell, Table
from wapentake.reading.pdf.markers import is_marker
from wapentake.reading.pdf.rows import Line, Row, join_lines, make_line

_ALIGNED = 3.0  # points
_BELOW = 3.2  # sizes: the farthest that the next row of a table may stand below
_TIGHT = 1.6  # sizes: the farthest that a wrapped line of a cell may stand below
_BROAD = 0.6  # a part broader than this share of the text is prose
_NARROW = 0.2  # ems: the least gap between two cells
_APART = 4.0  # ems: words so far apart on a row of their own are two things
_MOST_ROWS = 400
_LABEL = 30  # letters


def find_tables(rows: list[Row], right: float) -> Iterator[Line | Table]:
    """Yield the lines and the tables that the rows of a page make; `right` is where its text ends."""
    joined = [_join_marker(row) for row in rows]
    left = min((row[0].x0 for row in rows), default=0.0)
    at = 0
    while at < len(rows):
        end = _find_end(joined, at)
        run = _split_rows(joined[at:end])
        if len(run) > 1 and len(_list_columns(run)) > 1 and _is_table(run, right - left):
            yield _make_table(_split_rows(rows[at:end]), right)
        else:
            end = at + 1
            yield from _part_lines(joined[at])
        at = end


def _join_marker(row: Row) -> Row:
    """Join a number or bullet that stands apart with what it belongs to."""
    if len(row) > 1 and is_marker(row[0].text):
        return [join_lines(row[:2]), *row[2:]]
    return row


def _part_lines(row: Row) -> Row:
    """Return the lines of a row that stands alone: one, or several where they are far apart."""
    lines = [row[0]]
    for line in row[1:]:
        if line.x0 - lines[-1].x1 > _APART * line.size:
            line.fresh = True
            lines.append(line)
        else:
            lines[-1] = join_lines([lines[-1], line])
    return lines


def _find_end(rows: list[Row], at: int) -> int:
    """Return where the run of rows ends that share the places at which their parts begin or end."""
    starts = {_bin(line.x0) for line in rows[at][1:]}
    ends = {_bin(line.x1) for line in rows[at][1:]}
    second = min((line.x0 for line in rows[at][1:]), default=0.0)
    stop = at + 1
    for number in range(at + 1, min(len(rows), at + _MOST_ROWS) if starts else 0):
        row, above = rows[number], rows[number - 1]
        if above[0].y - row[0].y > _BELOW * row[0].size:
            break
        if any(_is_at(line.x0, starts) or _is_at(line.x1, ends) for line in row[1:]):
            starts.update(_bin(line.x0) for line in row[1:])
            ends.update(_bin(line.x1) for line in row[1:])
            second = min(second, row[1].x0)
            stop = number + 1
        elif len(row) == 1 and (_is_at(row[0].x0, starts) or _is_wrapped(above[0], row[0], second)):
            stop = number + 1
        elif len(row) > 1 or row[0].x1 > second - 0.5 * row[0].size:
            break
    return _add_trailing(rows, stop, second) if stop - at > 1 else stop


def _is_wrapped(above: Line, line: Line, second: float) -> bool:
    """Whether a line carries on the one above in the first column, which ends where the `second` begins."""
    below = above.y - line.y <= _TIGHT * line.size and abs(above.x0 - line.x0) <= _ALIGNED
    return below and line.x1 < second and line.text[0].islower() and not is_ended(above.text)


def _bin(x: float) -> int:
    return round(x / _ALIGNED)


def _is_at(x: float, bins: Container[int]) -> bool:
    """Whether a place is one of those whose bins are given, or close to it."""
    return any(_bin(x) + step in bins for step in (-1, 0, 1))


def _add_trailing(rows: list[Row], stop: int, second: float) -> int:
    """Return the end of a run with the rows below that fill only its first column, at the pitch of its last rows."""
    pitch = rows[stop - 2][0].y - rows[stop - 1][0].y
    while stop < len(rows) and len(rows[stop]) == 1:
        line, above = rows[stop][0], rows[stop - 1][0]
        even = abs(above.y - line.y - pitch) <= 0.15 * pitch and abs(line.x0 - above.x0) <= _ALIGNED
        if not even or line.x1 > second - 0.5 * line.size or line.text[-1] in ".:":
            break
        stop += 1
    return stop


def _split_rows(run: list[Row]) -> list[Row]:
    """Split parts that hold two cells with a narrow gap: where other parts of the run begin."""
    counts = Counter(_bin(line.x0) for row in run for line in row[1:])
    starts = {place for place in counts if sum(counts[place + step] for step in (-1, 0, 1)) > 1}
    return [[part for line in row for part in _split_line(line, starts)] for row in run] if len(run) > 1 else run


def _split_line(line: Line, starts: set[int]) -> Row:
    parts = [[line.spans[0]]]
    for before, span in pairwise(line.spans):
        if span.x0 - before.x1 > _NARROW * span.size and _is_at(span.x0, starts):
            parts.append([span])
        else:
            parts[-1].append(span)
    if len(parts) == 1:
        return [line]
    lines = [make_line(part, line.page) for part in parts]
    lines[0].notes = line.notes
    return lines


def _list_columns(run: list[Row]) -> list[tuple[float, float]]:
    """Return where the columns of a run begin and end: parts that overlap stand in one column."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((line.x0, line.x1) for row in run if len(row) > 1 for line in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _is_table(run: list[Row], width: float) -> bool:
    """Whether the rows of a run are a table and not prose with chance gaps."""
    parted = [row for row in run if len(row) > 1]
    if len(parted) == 1:
        return len(parted[0][0].text) <= _LABEL and parted[0][0].text.endswith(":")
    return len(parted) > 2 or all(line.x1 - line.x0 <= _BROAD * width for row in parted for line in row)


def _make_table(run: list[Row], right: float) -> Table:
    """Return the table that a run makes."""
    columns = _list_columns(run)
    lefts = [x0 for x0, _ in columns]
    rights = [*(x0 - 0.4 * run[0][0].size for x0 in lefts[1:]), max(right, columns[-1][1])]
    rows: list[list[Cell]] = []
    above = run[0][0].y
    for row in run:
        placed = [(max(bisect_right(lefts, line.x0 + _ALIGNED) - 1, 0), line) for line in row]
        tight = above - row[0].y <= _TIGHT * row[0].size
        carried = [_carries_on(rows[-1][column], line) for column, line in placed] if rows and tight else [False]
        broken = rows and tight and any(_breaks_sentence(rows[-1][column], line) for column, line in placed)
        if not broken and not all(carried):
            rows.append([Cell(right=edge) for edge in rights])
        for column, line in placed:
            rows[-1][column].lines.append(line)
        above = row[0].y
    return Table(run[0][0].page, run[0][0].y, run[-1][0].y, rows)


def _carries_on(cell: Cell, line: Line) -> bool:
    """Whether the first word of a line would not have fitted into the line above it in its cell."""
    return bool(cell.lines) and cell.lines[-1].x1 + 0.25 * line.size + line.spans[0].lead > cell.right


def _breaks_sentence(cell: Cell, line: Line) -> bool:
    """Whether a line plainly carries on what the line above it in its cell has left open."""
    if not cell.lines or is_ended(cell.lines[-1].text):
        return False
    above = cell.lines[-1]
    return cell.right - above.x1 < 0.4 * (cell.right - line.x0) and (line.text[0].islower() or is_open(above.text))
