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
_SIDE = 8.0  # points by which rules across may stick out beyond the outermost column
_PADDING = 5.0  # points between the words of a cell and the rule at its right
_MOST_CELLS = 4_000
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
    """Where columns part (`xs`, from left to right), where rows part (`ys`, from the top down), and the rules."""

    xs: list[float]
    ys: list[float]
    across: list[Rule]
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
    bands: list[list[Span]] = [[] for _ in grid.ys[1:]]
    for span in spans:
        bands[min(max(bisect_right(heights, -span.y - 0.3 * span.size) - 1, 0), len(bands) - 1)].append(span)
    ruled = _list_ruled(grid)
    words: dict[tuple[int, int], list[Span]] = {}
    rights: dict[tuple[int, int], float] = {}
    for band, found in enumerate(bands):
        edges = _list_edges(grid, band, found)
        for span in found:
            edge = min(max(bisect_right(edges, span.x0 + _NEAR) - 1, 0), len(edges) - 2)
            row, column = band, bisect_right(grid.xs, edges[edge] + _NEAR) - 1
            while row > 0 and (row, column) not in ruled:
                row -= 1
            words.setdefault((row, column), []).append(span)
            rights[row, column] = edges[edge + 1] - _PADDING
    rows: list[list[Cell]] = []
    for row in sorted({row for row, _ in words}):
        places = [(row, column) for column in range(len(grid.xs) - 1)]
        lines = [[join_lines(line) for line in make_rows(words.get(place, []), page)] for place in places]
        rows.append([Cell(cell, rights.get(place, 0.0)) for cell, place in zip(lines, places, strict=True)])
    return Table(page, grid.ys[0], grid.ys[-1], rows, tuple(round(x) for x in grid.xs))


def _list_edges(grid: _Grid, band: int, spans: list[Span]) -> list[float]:
    """Return where the cells of a band part: not where words run over the edge of a column and no rule stops them."""
    middle = (grid.ys[band] + grid.ys[band + 1]) / 2
    ruled = [x for x, low, high in grid.down if low <= middle <= high]
    edges = grid.xs[:1]
    for x in grid.xs[1:-1]:
        crossed = any(span.x0 < x - _NEAR and span.x1 > x + _NEAR for span in spans)
        if not crossed or any(abs(bar - x) <= _NEAR for bar in ruled):
            edges.append(x)
    return [*edges, grid.xs[-1]]


def _list_ruled(grid: _Grid) -> set[tuple[int, int]]:
    """Return the (row, column) of each cell that a rule parts from the one above it."""
    middles = [(left + right) / 2 for left, right in pairwise(grid.xs)]
    rows = {round(y): row for row, y in enumerate(grid.ys)}
    ruled: set[tuple[int, int]] = set()
    for y, start, end in grid.across:
        for step in (-1, 0, 1):
            if (row := rows.get(round(y) + step)) is not None:
                ruled.update((row, column) for column, middle in enumerate(middles) if start <= middle <= end)
    return ruled


def _find_grids(shapes: Shapes) -> list[_Grid]:
    """Return the grids of two or more columns that rules across and down make, from the top down."""
    across, down = _join_rules(shapes.across), _join_rules(shapes.down)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    grids = [_make_grid(*group) for group in _group_rules(across, down)]
    return sorted((grid for grid in grids if grid), key=lambda grid: -grid.ys[0])


def _make_grid(across: list[Rule], down: list[Rule]) -> _Grid | None:
    """Return the grid of rules that meet; a table that is open at its sides ends where its rules across end."""
    left, right = min(rule[1] for rule in across), max(rule[2] for rule in across)
    low, high = min(rule[0] for rule in across), max(rule[0] for rule in across)
    down = down + [(x, low, high) for x in (left, right) if all(abs(bar[0] - x) > _SIDE for bar in down)]
    xs, ys = _list_places(down), []
    for y in _list_places(across):
        ruled = sum(end - start for place, start, end in across if abs(place - y) <= _NEAR)
        if ruled >= _ACROSS * (xs[-1] - xs[0]):
            ys.append(y)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return _Grid(xs, ys[::-1], across, down)


def _list_places(rules: Iterable[Rule]) -> list[float]:
    """Return the places of rules, those that are nearly one taken once."""
    places: list[float] = []
    for place in sorted(rule[0] for rule in rules):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    return places


def _join_rules(rules: list[Rule]) -> list[Rule]:
    """Join the pieces of a rule: it is often drawn anew for each cell."""
    places = _list_places(rules)
    pieces = sorted((places[bisect_right(places, place) - 1], start, end) for place, start, end in rules)
    joined: list[Rule] = []
    for place, start, end in pieces:
        if joined and joined[-1][0] == place and start - joined[-1][2] <= _BROKEN:
            joined[-1] = (place, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((place, start, end))
    return joined


def _group_rules(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules that meet, directly or by way of others, as groups of (across, down)."""
    labels = list(range(len(down)))
    firsts: list[tuple[Rule, int]] = []
    for rule in across:
        meeting = [number for number, bar in enumerate(down) if _meet(rule, bar)]
        if meeting:
            firsts.append((rule, meeting[0]))
            joined = {labels[number] for number in meeting}
            labels = [min(joined) if label in joined else label for label in labels]
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for rule, number in firsts:
        groups.setdefault(labels[number], ([], []))[0].append(rule)
    for label, bar in zip(labels, down, strict=True):
        if label in groups:
            groups[label][1].append(bar)
    return list(groups.values())


def _meet(rule: Rule, bar: Rule) -> bool:
    y, start, end = rule
    x, low, high = bar
    return start - _BROKEN <= x <= end + _BROKEN and low - _BROKEN <= y <= high + _BROKEN
