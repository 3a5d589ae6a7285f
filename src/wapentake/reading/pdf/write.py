"""Lines and tables of a PDF to the canonical text, with the place at which each printed page begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from wapentake.reading.pdf.flow import Measures, Strip, group_lines
from wapentake.reading.pdf.grids import Cell, Table
from wapentake.reading.pdf.hyphens import Hyphens, is_broken
from wapentake.reading.pdf.rows import Line
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED, Piece, tidy, write_pieces

PAGE_MARK = "\ue000"  # a private character that stands where a page begins, until the text is whole

_MOST_WORDS = 25  # of a heading
_STEP = 6.0  # points by which a nested list is indented at least


def write_text(elements: list[Line | Table], measures: Measures, count: int) -> tuple[str, tuple[int, ...]]:
    """Return the canonical text of lines and tables in reading order, and where each of `count` pages begins in it."""
    lines = [element for element in elements if isinstance(element, Line)]
    writer = _Writer(measures, Hyphens(lines))
    waiting: list[Line] = []
    for element in elements:
        if isinstance(element, Line):
            waiting.append(element)
        else:
            writer.add_lines(waiting)
            writer.add_table(element)
            waiting = []
    writer.add_lines(waiting)
    return _find_pages(write_pieces(writer.pieces), writer.marked, count)


class _Writer:
    """Makes pieces of lines and tables, and puts a mark where a page begins."""

    def __init__(self, measures: Measures, hyphens: Hyphens) -> None:
        self.pieces: list[Piece] = []
        self.marked: list[tuple[int, bool]] = []  # pages that begin at a mark, and whether a block begins there too
        self._measures, self._hyphens = measures, hyphens
        self._titled = False
        self._depths: list[float] = []  # where the open list items begin

    def add_lines(self, lines: list[Line]) -> None:
        """Add the blocks that lines make, each with its notes after it."""
        for block in group_lines(lines, self._measures):
            self.pieces.append(self._make_piece(block))
            self._add_notes(strip.line for strip in block)

    def add_table(self, table: Table) -> None:
        """Add the rows of a table; in one without rules, a row that is a label and its text is written as a line."""
        rows = [tuple(self._write_cell(cell) for cell in row) for row in table.rows]
        labelled = not table.edges and all(map(_is_labelled, rows))
        for row, cells, below in zip_longest(table.rows, rows, rows[1:]):
            if labelled and cells[0] and " / " not in cells[1] and (below is None or below[0]):
                self.pieces.append(Piece("paragraph", runs=[(" ".join(cells), PLAIN)]))
            else:
                self.pieces.append(Piece("row", cells=cells))
            self._add_notes(line for cell in row for line in cell.lines)
        self.pieces.append(Piece("gap"))

    def _add_notes(self, lines: Iterable[Line]) -> None:
        for note in (note for line in lines for note in line.notes):
            self.pieces.append(Piece("note", runs=[(note, PLAIN)]))

    def _mark_page(self, page: int, *, begins: bool) -> str:
        """Return the mark if a page begins here."""
        if self.marked and self.marked[-1][0] >= page:
            return ""
        self.marked.append((page, begins))
        return PAGE_MARK

    def _make_piece(self, block: list[Strip]) -> Piece:
        """Return the piece that a block is."""
        first = block[0]
        marker = first.marker
        runs = list(self._list_runs(block))
        if self._measures.is_large(first.line) and sum(len(text.split()) for text, _ in runs) <= _MOST_WORDS:
            level, self._titled = 2 if self._titled else 1, True
            return Piece("heading", level, runs=[(f"{marker.text} ", PLAIN), *runs] if marker else runs)
        self._titled = self._titled or len(block) > 1
        if not marker or first.bold:
            self._depths.clear()
        if not marker:
            return Piece("paragraph", runs=runs)
        return Piece("item", 0 if first.bold else self._find_depth(first.line.x0), marker.text, runs)

    def _find_depth(self, x: float) -> int:
        """Return how deep a list item is nested that begins at `x`."""
        while self._depths and self._depths[-1] > x + _STEP:
            self._depths.pop()
        if not self._depths or self._depths[-1] < x - _STEP:
            self._depths.append(x)
        return len(self._depths) - 1

    def _list_runs(self, block: list[Strip]) -> Iterator[tuple[str, int]]:
        """Yield the words of a block with their look, its lines joined and its marker left out."""
        above = ""
        for number, strip in enumerate(block):
            runs = _look_at(strip)
            if number == 0 and strip.marker:
                runs = _drop_letters(runs, strip.marker.taken)
            elif above:
                yield "" if is_broken(above) or _is_split_address(block[number - 1]) else " ", runs[0][1]
            if mark := self._mark_page(strip.line.page, begins=number == 0):
                yield mark, runs[0][1]
            above = strip.line.text
            if number + 1 < len(block) and self._drops_hyphen(above, block[number + 1].line.text):
                runs[-1] = (runs[-1][0][:-1], runs[-1][1])
            yield from runs

    def _drops_hyphen(self, above: str, below: str) -> bool:
        return is_broken(above) and not self._hyphens.keeps(above, below)

    def _write_cell(self, cell: Cell) -> str:
        """Return the words of a cell in one line, a slash between its blocks."""
        for line in cell.lines:
            line.right = cell.right
        parts = []
        for block in group_lines(cell.lines, self._measures):
            words = "".join(text for text, _ in self._list_runs(block))
            marker = block[0].marker
            parts.append(tidy(f"{marker.text} {words}" if marker and marker.text != "-" else words))
        return " / ".join(parts)


def _is_labelled(cells: tuple[str, ...]) -> bool:
    """Whether a row is a label and what belongs to it, or more of that."""
    return len(cells) == 2 and cells[0][-1:] in ("", ":") and cells[1][-1:] not in ("", ":")


def _is_split_address(strip: Strip) -> bool:
    """Whether a line ends inside a long web address, broken where the line was full."""
    words, line = strip.line.text.rpartition(" ")[2], strip.line
    return words.startswith(("http", "www.")) and line.x1 > line.right - line.size


def _look_at(strip: Strip) -> list[tuple[str, int]]:
    """Return the words of a line with their look; a number or mark between words looks as its neighbour does."""
    runs: list[tuple[str, int]] = []
    for words, span in reversed(strip.line.runs):
        look = BOLD if span.bold else SLANTED if span.slanted else PLAIN
        if runs and not any(map(str.isalpha, span.text)):
            look = runs[-1][1]
        runs.append((words, look))
    return runs[::-1]


def _drop_letters(runs: list[tuple[str, int]], count: int) -> list[tuple[str, int]]:
    """Drop the first letters of runs, and the space after them."""
    left: list[tuple[str, int]] = []
    for text, look in runs:
        taken = min(count, len(text))
        count -= taken
        text = text[taken:] if left else text[taken:].lstrip()
        if text:
            left.append((text, look))
    return left or [("", PLAIN)]


def _find_pages(text: str, marked: list[tuple[int, bool]], count: int) -> tuple[str, tuple[int, ...]]:
    """Take the page marks out of a text; return it and where each page begins."""
    parts = text.split(PAGE_MARK)
    begins: dict[int, int] = {}
    length = line = 0
    for (page, is_block), part in zip([(0, True), *marked], parts, strict=False):
        begins.setdefault(page, line if is_block else length)
        if "\n" in part:
            line = length + part.rfind("\n") + 1
        length += len(part)
    pages = [length] * count
    for page in reversed(range(count)):
        pages[page] = begins.get(page, pages[page + 1] if page + 1 < count else length)
    return "".join(parts), tuple(pages)
