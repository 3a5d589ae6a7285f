"""Tables: which ones hold data and become rows, and which only lay a page out and become blocks.

Minutes are often typed into a table whose last column, headed "Action", holds initials. Its text is read as ordinary
blocks, and each cell of that column becomes a margin note after the block that it stands beside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from wapentake.reading.phrases import load_phrases
from wapentake.reading.pieces import MARKER, PLAIN, Piece

LONG_CELL = 300  # characters; a longer cell is text, not data
LONG_BLOCKS = 150  # as long as this is enough if it is several paragraphs
SHORT_NOTE = 40
WORDY_CELL = 60  # a column of names stands beside text, if the text has this length on average

_MARGIN_HEAD = re.compile(
    r"actions?|actions? (?:by|required|points?|owner|lead)|(?:by )?whom?|lead|owner|lead officer|responsible",
    re.IGNORECASE,
)
_TASK_HEAD = re.compile(r"(?:agreed |outstanding )?actions?(?: (?:points?|required|agreed))?|tasks?", re.IGNORECASE)
_LOG_HEAD = re.compile(
    r"(?:by )?when|who|(?:by )?whom|owner|lead|due|due date|date|deadline|target date|timescale|status|progress|update|"
    r"(?:latest )?position|comments?|outcome|responsible|raised|ref|reference|no\.?|number|actions?|task|what",
    re.IGNORECASE,
)
_MAIN_COLUMNS = frozenset(load_phrases("headings")["main_columns"])
_MARGIN_COLUMNS = frozenset(load_phrases("headings")["margin_columns"])
_NUMBER_CELL = re.compile(r"(?:item )?(?:\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-z]{1,4}[.)])", re.IGNORECASE)


@dataclass
class Cell:
    """A cell with the pieces inside it."""

    pieces: list[Piece] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its words in one line, a slash between its blocks and lines; for a cell that is complete."""
        return " / ".join(line for piece in self.pieces for line in piece.lines)

    @property
    def is_long(self) -> bool:
        """Whether it holds text that somebody reads, rather than data; so many blocks need not be so long."""
        size = len(self.text)
        return size > LONG_CELL or (len(self.pieces) > 1 and size > LONG_BLOCKS)


def settle_table(rows: list[list[Cell]]) -> list[Piece]:
    """Return the pieces of a table: its rows if it holds data, else the blocks inside its cells with margin notes."""
    rows = _drop_empty(rows)
    if not rows:
        return []
    width = len(rows[0])
    margin = _has_margin(rows)
    if width > 1 and not _is_layout(rows):
        table = [Piece("row", cells=tuple(cell.text for cell in row)) for row in rows]
        return [Piece("gap"), *table, Piece("gap")]
    pieces: list[Piece] = []
    for row in rows[1:] if margin and width > 1 and _only_heads(rows[0]) else rows:
        main, side = (row[:-1], row[-1]) if margin and width > 1 else (row, None)
        pieces += _join_number(main)
        if side is not None:
            pieces += [Piece("note", runs=[(words, PLAIN)]) for piece in side.pieces for words in piece.lines]
    return pieces


def _drop_empty(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Make all rows equally wide, and drop rows and columns without a word."""
    width = max(map(len, rows), default=0)
    rows = [row + [Cell() for _ in range(width - len(row))] for row in rows if any(cell.pieces for cell in row)]
    kept = [column for column in range(width) if any(row[column].pieces for row in rows)]
    return [[row[column] for column in kept] for row in rows]


def _is_layout(rows: list[list[Cell]]) -> bool:
    """Whether a table only lays text out: it has long cells, and is no list of tasks with what came of them."""
    heads = [cell.text.rstrip(": ") for cell in rows[0]]
    sizes = [sum(len(row[column].text) for row in rows) for column in range(len(heads))]
    if any(map(_TASK_HEAD.fullmatch, heads[: sizes.index(max(sizes)) + 1])):
        return False
    if len(heads) > 2 and sum(bool(_LOG_HEAD.fullmatch(head)) for head in heads) > 1 and not _has_margin(rows):
        return False
    return any(cell.is_long for row in rows for cell in row)


def _has_margin(rows: list[list[Cell]]) -> bool:
    """Whether the last column holds who is to act, rather than text."""
    column = [row[-1].text for row in rows if row[-1].pieces]
    if _MARGIN_HEAD.fullmatch(column[0].rstrip(": ")):
        return True
    beside = sum(len(cell.text) for row in rows for cell in row[:-1] if row[-1].pieces)
    return len(rows) > 2 and beside > WORDY_CELL * len(column) and all(_is_owner(words) for words in column)


def _only_heads(row: list[Cell]) -> bool:
    """Whether a row only says that text stands in one column and who is to act in the last."""
    *main, side = (cell.text.rstrip(": ").casefold() for cell in row)
    return side in _MARGIN_COLUMNS and all(words in _MAIN_COLUMNS or not words for words in main) and any(main)


def _is_owner(words: str) -> bool:
    """Whether a cell is short and made of initials or capitalised names only."""
    names = re.findall(r"[^\W\d_]+", words[: SHORT_NOTE + 1])
    return 0 < len(words) <= SHORT_NOTE and all(name[0].isupper() or name in ("and", "all") for name in names)


def _join_number(cells: list[Cell]) -> list[Piece]:
    """Return the pieces of a row's cells, with a cell that holds only a number put before the words of the next one."""
    pieces: list[Piece] = []
    marker = ""
    for cell in cells:
        if not marker and _NUMBER_CELL.fullmatch(cell.text):
            marker = f"{cell.text}." if cell.text.isalnum() else cell.text
            continue
        if marker and cell.pieces and not cell.pieces[0].marker and cell.pieces[0].kind != "row":
            if MARKER.match(f"{marker} a"):
                cell.pieces[0].marker = marker
            else:  # "No." above the numbers
                cell.pieces[0].runs.insert(0, (f"{marker} ", PLAIN))
            marker = ""
        elif marker and cell.pieces:
            pieces.append(Piece("paragraph", runs=[(marker, PLAIN)]))
            marker = ""
        pieces += cell.pieces
    return pieces + ([Piece("paragraph", runs=[(marker, PLAIN)])] if marker else [])
