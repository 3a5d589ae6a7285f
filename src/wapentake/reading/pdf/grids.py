"""Ruled tables: cells from the lines that are drawn on the page, and the words inside each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from wapentake.reading.pdf.rows import Line, join_lines, make_rows
from wapentake.reading.pdf.shapes import Rule, Shapes
from wapentake.reading.pdf.spans import Span

_NEAR = 2.0  # points by which rules that meet or lie on each other may miss
_BROKEN = 4.0  # points of white space inside one rule
_MOST_CROSSINGS = 40_000
_ACROSS = 0.5  # part of the table's width that must be ruled for a row to end there


@dataclass(slots=True)
class Cell:
    """The lines of one cell, from the top down; `right` is where its column ends."""

    lines: list[Line] = field(default_factory=list)
    right: float = 0.0


@dataclass(slots=True)
class Table:
    """A table on the page from height `top` down to `bottom`; `edges` tell it from another table."""

    page: int
    top: float
    bottom: float
    rows: list[list[Cell]]
    edges: tuple[int, ...] = ()

    @property
    def y(self) -> float:
        return self.top


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where columns part (`xs`, from left to right) and rows part (`ys`, from the top down), and the rules down."""

    xs: list[float]
    ys: list[float]
    down: list[Rule]


def take_tables(spans: list[Span], shapes: Shapes, page: int) -> tuple[list[Table], list[Span]]:
    """Return the ruled tables of a page with their words, and the spans that stand in none."""
    tables: list[Table] = []
    for grid in _find_grids(shapes):
        inside = [span for span in spans if _is_inside(span, grid)]
        if inside:
            taken = set(map(id, inside))
            spans = [span for span in spans if id(span) not in taken]
            tables.append(_fill_table(grid, inside, page))
    return tables, spans


def _is_inside(span: Span, grid: _Grid) -> bool:
    middle = span.y + 0.3 * span.size
    return grid.xs[0] - _NEAR <= span.x0 <= grid.xs[-1] and grid.ys[-1] <= middle <= grid.ys[0]


def _fill_table(grid: _Grid, spans: list[Span], page: int) -> Table:
    """Put each span into its cell: the last column and row that begin before it."""
    heights = [-y for y in grid.ys]
    bars = [_list_bars(grid, (top + bottom) / 2) for top, bottom in pairwise(grid.ys)]
    words: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        row = min(max(bisect_right(heights, -span.y - 0.3 * span.size) - 1, 0), len(bars) - 1)
        column = max(bisect_right(bars[row], span.x0 + _NEAR) - 1, 0)
        place = row, bisect_right(grid.xs, bars[row][column] + _NEAR) - 1 if bars[row] else 0
        words.setdefault(place, []).append(span)
    rows = []
    for row in range(len(bars)):
        cells = [Cell(right=right) for right in grid.xs[1:]]
        for column, cell in enumerate(cells):
            found = words.get((row, column))
            if found:
                cell.lines = [join_lines(line) for line in make_rows(found, page)]
                cell.right = next((bar for bar in bars[row] if bar > grid.xs[column] + _NEAR), cell.right)
        if any(cell.lines for cell in cells):
            rows.append(cells)
    return Table(page, grid.ys[0], grid.ys[-1], _drop_empty(rows), tuple(round(x) for x in grid.xs))


def _drop_empty(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Drop columns in which no row has a word."""
    kept = [column for column in range(len(rows[0])) if any(row[column].lines for row in rows)]
    return [[row[column] for column in kept] for row in rows]


def _list_bars(grid: _Grid, y: float) -> list[float]:
    """Return where rules go down through height `y`: there cells part."""
    return sorted(x for x, low, high in grid.down if low <= y <= high)


def _find_grids(shapes: Shapes) -> list[_Grid]:
    """Return the grids of two or more columns that rules across and down make, from the top down."""
    across, down = _join_rules(shapes.across), _join_rules(shapes.down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    grids = [_make_grid(*group) for group in _group_rules(across, down)]
    return sorted((grid for grid in grids if grid), key=lambda grid: -grid.ys[0])


def _make_grid(across: list[Rule], down: list[Rule]) -> _Grid | None:
    xs = _list_places(down)
    if len(xs) < 3:
        return None
    width = xs[-1] - xs[0]
    lengths: dict[float, float] = {}
    ys = _list_places(across)
    for y, start, end in across:
        place = min(ys, key=lambda known: abs(known - y))
        lengths[place] = lengths.get(place, 0.0) + end - start
    ys = sorted((y for y in ys if lengths[y] >= _ACROSS * width), reverse=True)
    return _Grid(xs, ys, down) if len(ys) > 1 else None


def _list_places(rules: Iterable[Rule]) -> list[float]:
    """Return the places of rules, those that are nearly one taken once."""
    places: list[float] = []
    for place in sorted(rule[0] for rule in rules):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


def _join_rules(rules: list[Rule]) -> list[Rule]:
    """Join pieces of one rule: a rule is often drawn anew for each cell."""
    joined: list[Rule] = []
    for place in _list_places(rules):
        pieces = sorted((start, end) for at, start, end in rules if 0 <= at - place <= _NEAR)
        start, end = pieces[0]
        for first, last in pieces[1:]:
            if first - end > _BROKEN:
                joined.append((place, start, end))
                start, end = first, last
            end = max(end, last)
        joined.append((place, start, end))
    return joined


def _group_rules(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return rules that meet, directly or by way of others, as groups of (across, down)."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for rule in across:
        meeting = [bar for bar in down if _meet(rule, bar)]
        if not meeting:
            continue
        touched = [group for group in groups if any(bar in group[1] for bar in meeting)]
        merged = ([rule], list(meeting))
        for group in touched:
            merged[0].extend(group[0])
            merged[1].extend(bar for bar in group[1] if bar not in merged[1])
        groups = [group for group in groups if group not in touched] + [merged]
    return groups


def _meet(rule: Rule, bar: Rule) -> bool:
    y, start, end = rule
    x, low, high = bar
    return start - _BROKEN <= x <= end + _BROKEN and low - _BROKEN <= y <= high + _BROKEN
