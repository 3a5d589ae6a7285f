"""Canonical text to blocks: headings, paragraphs, list items, table rows and margin notes, each with its span.

One pass over the lines. A block is what a person would see as one thing; lines that were only wrapped belong to one
block, and its span then holds the line ends between them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple, TypeAlias

from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.record import Span


class Kind(Enum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    MARGIN = "margin"


HEADING, PARAGRAPH, BULLET, ROW, MARGIN = Kind  # a name of its own is looked up ten times as fast


class Block(NamedTuple):
    """One block: `start`/`end` span its words without marker and marks; `words` are those words.

    `level` is the heading's level or the list's depth; `marker` the printed bullet, number or letter; `lead` the end of
    a bold or starred run at the start (`start` where there is none); `gap` the blank lines before it.
    """

    kind: Kind
    start: int
    end: int
    words: str
    level: int = 0
    marker: str = ""
    bold: bool = False
    lead: int = 0
    cells: tuple[Span, ...] = ()
    gap: int = 0

    @property
    def span(self) -> Span:
        """Return the span of the block's words."""
        return (self.start, self.end)


_Line: TypeAlias = tuple[int, str]  # where it begins, and its words
_MARKER = re.compile(
    r"""
    (?P<bullet>[-*•§·◦▪●■►➢–]|o(?=[ \t]+[A-Z]))[ \t]+
    |
    (?![A-Z]\.[ \t]+[A-Z][\w'’-]+(?:[ \t]*(?:$|[,(])|[ \t]+[–-]))      # a person: "J. Low", "J. Low (Clerk)"
    (?![A-Z]\.[ \t]+[A-Z][\w'’-]+[ \t]+(?:VERBS)\b)                   # "J. Low agreed"
    (?P<number>
        \(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]  # "1.", "2.3)", "(a)", "iv."
        |\d{1,3}(?:\.\d{1,3}){1,3}                                   # "2.3"
    )(?:[ \t]+|(?=\*\*))
    """.replace("VERBS", any_of("headings", "person_verbs")),
    re.VERBOSE,
)
_STARRED = re.compile(r"(\*{1,2})([^*\n]{1,200})\1")
_GAP_IN_LINE = re.compile(r"\t+ *| {3,}")
_OPEN_MARKS = (",", ";", "(", "–", "-")
_LABELLED = re.compile(rf"(?i:{any_of('headings', 'line_labels')})\b[^.]{{0,30}}?[:–-]|(?:RESOLVED|AGREED|NOTED)\b")
_NUMBER_CELL = re.compile(r"\W*\d{1,3}(?:[./]\d{1,4})*[a-z]?\W*")
_PEOPLE_HEADS = re.compile(  # above a list of people that was a table once: "Name Agency"
    rf"\s*(?:{any_of('attendance', 'name_columns')})\s+(?:{any_of('attendance', 'body_columns')})\s*", re.IGNORECASE
)
_LISTS = load_phrases("headings")
_OPEN_WORDS = frozenset(_LISTS["open_words"])
_OWNERS = frozenset(_LISTS["margin_columns"])
_MAIN = frozenset(_LISTS["main_columns"])
_DUES = frozenset(_LISTS["due_columns"])
_WRAPPED_FROM, _WRAPPED_TO = 50, 120  # characters in a line of a text that was wrapped
_MOST_CELLS = 100  # in a row; the last holds what is left


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a canonical text in the order of the page."""
    groups: list[tuple[list[_Line], int]] = []  # with the blank lines before each
    group: list[_Line] = []
    position = gap = width = 0
    for line in text.split("\n"):
        if not line or line.isspace():
            group = []
            gap += 1
        elif group:
            width = max(width, len(group[-1][1]))
            group.append((position, line))
        else:
            group = [(position, line)]
            groups.append((group, gap))
            gap = 0
        position += len(line) + 1
    return unfold_margins(text, [block for group, gap in groups for block in _blocks_of_group(group, gap, width)])


def unfold_margins(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks with each table of text beside a column of owners turned into paragraphs with margin notes."""
    if not any(block.cells for block in blocks):
        return blocks
    made: list[Block] = []
    main = -1
    for block in blocks:
        if block.kind is ROW and len(block.cells) > 1 and main < 0 and (only := _only_text(block)):
            made.append(_marked(PARAGRAPH, only, text[only[0] : only[1]], 0, "", block.gap))
            continue
        if block.kind is not ROW or len(block.cells) < 2:
            main = -1 if block.kind is not MARGIN else main
            made.append(block)
            continue
        labels = [text[a:b].strip(" *:.").casefold() for a, b in block.cells]
        if labels[-1] in _OWNERS and labels[-2] in _MAIN and not set(labels) & _DUES:
            main = len(labels) - 2
            continue
        made += _unfolded(text, block, main) if 0 <= main < len(block.cells) - 1 else [block]
    return made


def _only_text(block: Block) -> Span | None:
    """Return the one cell that holds text, where a row has no other and it is too long to be a head or a name."""
    filled = [span for span in block.cells if span[1] > span[0]]
    return filled[0] if len(filled) == 1 and filled[0][1] - filled[0][0] > 70 else None


def _unfolded(text: str, block: Block, main: int) -> list[Block]:
    """Return the paragraph and the notes that a row of such a table is; a number in a cell before is its marker."""
    number = next((text[a:b] for a, b in block.cells[:main] if _NUMBER_CELL.fullmatch(text[a:b])), "")
    cells = [span for span in block.cells[main:-1] if span[1] > span[0]]
    made = []
    for at, (a, b) in enumerate(cells):
        kind = BULLET if number and at == 0 else PARAGRAPH
        made.append(_marked(kind, (a, b), text[a:b], 0, number if at == 0 else "", block.gap))
    for a, b in cell_parts(text, block.cells[-1]):
        made.append(Block(MARGIN, a, b, text[a:b], lead=a))
    return made


def cell_parts(text: str, cell: Span) -> list[Span]:
    """Return the parts of a cell that " / " keeps apart, as several lines of one cell are written."""
    parts, at = [], cell[0]
    while at < cell[1]:
        stop = text.find(" / ", at, cell[1])
        stop = cell[1] if stop == -1 else stop
        if text[at:stop].strip():
            parts.append((at, stop))
        at = stop + 3
    return parts


def counts_anew(marker: str, block: Block) -> bool:
    """Whether a block has a number of its own, while the list that a marker began has letters."""
    return marker.strip("().").isalpha() and block.marker.strip("().").isdigit()


def _blocks_of_group(group: list[_Line], gap: int, width: int) -> list[Block]:
    """Return the blocks of lines that stand together, with no blank line between them.

    Units: `width` is the longest line of the page that another one follows: a page that wraps wraps there.
    """
    if len(group) == 1:
        return [_block_of_lines(group, gap)]
    width = max(width, len(group[-1][1]))
    columns = [_has_columns(line) for _, line in group]
    is_table = _PEOPLE_HEADS.fullmatch(group[0][1]) is not None
    made: list[Block] = []
    lines: list[_Line] = []
    for index, (start, line) in enumerate(group):
        alone = columns[index] and (columns[index - 1 : index] == [True] or columns[index + 1 : index + 2] == [True])
        if lines and not (alone or is_table) and _continues(lines[-1][1], line, width):
            lines.append((start, line))
            continue
        if lines:
            made.append(_block_of_lines(lines, gap))
            gap = 0
        if alone:
            made.append(_row(start, line, gap))
            lines = []
        else:
            lines = [(start, line)]
    if lines:
        made.append(_block_of_lines(lines, gap))
    return made


def _has_columns(line: str) -> bool:
    """Whether a plain line holds columns parted by tabs or wide gaps."""
    if ("\t" not in line and "   " not in line) or line[0] == "|":
        return False
    body = line.strip()
    marked = _MARKER.match(body)
    return len(_GAP_IN_LINE.split(body[marked.end() :] if marked else body)) > 1


def _continues(before: str, line: str, width: int) -> bool:
    """Whether `line` only carries on the wrapped line before it."""
    if line[0] in "#|" or before[0] in "#|" or (before.startswith("**") and before.endswith("**")):
        return False
    body = line.lstrip()
    if _MARKER.match(body):
        return False
    if before.endswith(";") and _LABELLED.match(body):
        return False
    is_open = before.endswith(_OPEN_MARKS) and not before.endswith(":-")
    if body[0].islower() or is_open or before.rpartition(" ")[2].lstrip("(") in _OPEN_WORDS:
        return True
    if width > _WRAPPED_TO or len(before) < _WRAPPED_FROM:
        return False
    return len(before) >= 0.72 * width and not body.startswith(("**", "*A")) and not _LABELLED.match(body)


def _row(start: int, line: str, gap: int) -> Block:
    """Return a table row from a plain line with columns."""
    cells: list[Span] = []
    at = 0
    for parted in _GAP_IN_LINE.finditer(line):
        if parted.start() > at:
            cells.append((start + at, start + parted.start()))
        at = parted.end()
    if at < len(line):
        cells.append((start + at, start + len(line)))
    begin = cells[0][0]
    return Block(ROW, begin, start + len(line), line[begin - start :], lead=begin, cells=tuple(cells), gap=gap)


def _block_of_lines(lines: list[_Line], gap: int) -> Block:
    """Return the block that wrapped lines make."""
    start, first = lines[0]
    words = first if len(lines) == 1 else "\n".join([line for _, line in lines])
    end = start + len(words)
    if first[0] == "|":
        return _barred(start, first, gap)
    if first[0] == "#":
        level = len(first) - len(first.lstrip("#"))
        if level <= 6 and first[level : level + 1] == " ":
            return _marked(HEADING, (start + level + 1, end), words[level + 1 :], level, "", gap)
    indent = len(first) - len(first.lstrip())
    found = _MARKER.match(first, indent)
    if not found:
        return _marked(PARAGRAPH, (start + indent, end), words[indent:], 0, "", gap)
    marker = (found["bullet"] or found["number"]).strip()
    return _marked(BULLET, (start + found.end(), end), words[found.end() :], indent // 2, marker, gap)


def _barred(start: int, line: str, gap: int) -> Block:
    """Return the table row `| a | b |` or the margin note `|| GD` that a line is."""
    if line.startswith("||"):
        begin = 3 if line.startswith("|| ") else 2
        return Block(MARGIN, start + begin, start + len(line), line[begin:], lead=start + begin, gap=gap)
    cells: list[Span] = []
    at = 1
    while at < len(line):
        bar = line.find("|", at) if len(cells) < _MOST_CELLS - 1 else -1
        stop = bar if bar != -1 else len(line)
        words = line[at:stop]
        left = at + len(words) - len(words.lstrip())
        cells.append((start + left, start + max(left, stop - len(words) + len(words.rstrip()))))
        at = stop + 1
    if not cells:
        return Block(PARAGRAPH, start, start + len(line), line, lead=start, gap=gap)
    return Block(
        ROW,
        cells[0][0],
        cells[-1][1],
        line[cells[0][0] - start : cells[-1][1] - start],
        lead=cells[0][0],
        cells=tuple(cells),
        gap=gap,
    )


def _marked(kind: Kind, span: Span, words: str, level: int, marker: str, gap: int) -> Block:
    """Return a block whose words may begin with a bold or starred run, or be wholly bold."""
    start, end = span
    lead = start
    bold = False
    if words.startswith("*"):
        found = _STARRED.match(words)
        if found and found.end() >= len(words.rstrip(" .")):
            start, end = start + found.start(2), start + found.end(2)
            words, bold, lead = found[2], True, end
        elif found:
            lead = start + found.end()
    return Block(kind, start, end, words, level, marker, bold, lead, gap=gap)
