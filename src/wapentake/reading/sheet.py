"""The sheet that a format reader writes on: it gathers runs into pieces, and tables into rows or blocks.

A reader calls `start` and `add` as it meets things, and `text` at the end. Tables may stand inside cells to any depth:
each is settled when it closes, so that nothing here calls itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wapentake.reading.pieces import HARD, PLAIN, Piece, write_pieces
from wapentake.reading.tables import Cell, settle_table

WIDEST_ROW = 100  # columns; a cell may say that it covers any number
DEEPEST_TABLE = 8  # tables inside more tables than this are not weighed, only read


@dataclass(slots=True)
class _OpenTable:
    rows: list[list[Cell]] = field(default_factory=list)
    before: list[Piece] = field(default_factory=list)  # what stands in the table but in no cell
    outer: list[Piece] = field(default_factory=list)
    hanging: dict[int, int] = field(default_factory=dict)  # column -> rows that a cell from above still covers


class Sheet:
    """Gathers the pieces of one page, in reading order. Rows and cells outside a table are mere text."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []  # of the innermost open cell, or of the page
        self._open: Piece | None = None
        self._has_words = False  # the open piece
        self._tables: list[_OpenTable] = []

    def start(self, kind: str = "paragraph", *, level: int = 0, marker: str = "") -> None:
        """Begin a piece; the one that is open ends."""
        self.end()
        self._open = Piece(kind, level, marker)

    def end(self) -> None:
        """End the open piece, if there is one; an empty one is dropped."""
        if self._open is not None and self._has_words:
            self.pieces.append(self._open)
        self._open = None
        self._has_words = False

    def part(self) -> None:
        """End the open piece, unless it still waits for its first words."""
        if self._has_words:
            self.end()

    def add(self, text: str, look: int = PLAIN) -> None:
        """Add a run of text to the open piece, or to a new paragraph; space alone opens nothing."""
        if not text or text.isspace():
            if self._open is not None and self._has_words:
                self._open.runs.append(("\t" if "\t" in text else " ", look))
            return
        if self._open is None:
            self._open = Piece("paragraph")
        self._open.runs.append((text, look))
        self._has_words = True

    def break_line(self, kind: str = HARD) -> None:
        """Break the line inside the open piece."""
        if self._open is not None and self._has_words:
            self._open.runs.append((kind, PLAIN))

    def start_table(self) -> None:
        self.end()
        table = _OpenTable(outer=self.pieces)
        self._tables.append(table)
        self.pieces = table.before

    def start_row(self) -> None:
        self.end()
        if self._tables:
            self._tables[-1].rows.append([])

    def start_cell(self, *, across: int = 1, down: int = 1) -> None:
        """Begin a cell; `across` and `down` are the columns and rows that it covers."""
        self.end()
        if not self._tables:
            return
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        row = table.rows[-1]
        self._fill_hanging(table, row)
        cell = Cell()
        self.pieces = cell.pieces
        first = len(row)
        row.append(cell)
        row.extend(Cell() for _ in range(min(across, WIDEST_ROW - first) - 1))
        if down > 1:
            table.hanging.update(dict.fromkeys(range(first, min(len(row), WIDEST_ROW)), down - 1))

    def end_row(self) -> None:
        self.end()
        if not self._tables:
            return
        table = self._tables[-1]
        if table.rows:
            self._fill_hanging(table, table.rows[-1])
        self.pieces = table.before

    def end_table(self) -> None:
        self.end()
        if not self._tables:
            return
        table = self._tables.pop()
        self.pieces = table.outer
        self.pieces += table.before
        if len(self._tables) < DEEPEST_TABLE:
            self.pieces += settle_table(table.rows)
        else:
            self.pieces += [piece for row in table.rows for cell in row for piece in cell.pieces]

    @staticmethod
    def _fill_hanging(table: _OpenTable, row: list[Cell]) -> None:
        """Add empty cells to `row` where cells of the rows above reach down into it."""
        while table.hanging.get(len(row)):
            table.hanging[len(row)] -= 1
            row.append(Cell())

    def text(self) -> str:
        """Close what is open and return the canonical text."""
        while self._tables:
            self.end_table()
        self.end()
        return write_pieces(self.pieces)
