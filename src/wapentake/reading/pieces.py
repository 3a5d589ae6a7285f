"""Pieces of a page and the one writer of the canonical text.

Every format reader walks its file and tells a `Sheet` what it meets: a heading, a paragraph, a list item, a table, and
the runs of text inside them. The sheet gathers pieces; `write_pieces` writes them in the dialect of canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from unicodedata import is_normalized

from wapentake.reading.document import clean_text

PLAIN, SLANTED, BOLD = 0, 1, 2  # how a run looks; slanted stands for underlined too
HARD, SOFT, APART = "\n", "\r", "\f"  # line breaks: asked for; where the text may merely wrap; where it does not wrap
BREAKS = (HARD, SOFT, APART)
FULL_LINE = 60  # a longer line may have filled its width, so that the next one carries it on
WIDEST_WRAP = 120  # where a line is longer, the text is not wrapped at all
SHORT_LINE = 45  # after a longer line, one that stands apart needs a blank line to be seen to do so
LONGEST_HEADING = 160  # what is longer is a paragraph that somebody styled as a heading
SLANTED_LINE = 100  # a wholly slanted line up to this length is a heading in the writer's mind

MARKER = re.compile(
    r"(?:-|\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}[.)]?|\((?:\d{1,3}|[a-z]{1,4})\)|[a-z][.)]|[ivx]{2,5}[.)])"
    r"[ \t]+(?=[^ \t])"
)
_BULLET = re.compile(r"[-•·●○◦▪▫■□◆◇►➢➤✓✔❖‣–—\uf0a7\uf0b7\uf0d8\uf0fc][ \t]+(?=[^ \t])")
_STARTS = re.compile(f"{MARKER.pattern}|{_BULLET.pattern}")
_RULE = re.compile(r"[-_=*~.\s]{3,}")

_Runs = list[tuple[str, int]]  # (text, look); a line break is a run of its own
_Line = tuple[str, _Runs]  # (the break before it, its runs)


@dataclass(slots=True)
class Piece:
    """One block: a "heading", "paragraph", "item", "note" or "row" of a table; a "gap" parts two tables."""

    kind: str
    level: int = 0
    marker: str = ""
    runs: _Runs = field(default_factory=list)
    cells: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """Its lines as plain words, the first with the marker; a bold name stands apart from the words after it."""
        if self.kind == "row":
            return [" / ".join(cell for cell in self.cells if cell)]
        lines: list[str] = []
        for _, runs in split_lines(self.runs):
            lead, rest = split_lead(runs)
            apart = lead[-1:].isalnum() and rest[:1].isspace() and rest.lstrip()[:1].isupper()
            lines += [lead, tidy(rest)] if apart else [tidy(join_runs(runs))]
        return [f"{self.marker} {lines[0]}", *lines[1:]] if lines and self.marker else lines


def tidy(text: str) -> str:
    """Return `text` clean, with each stretch of white space as one space (a tab if it has one), and none at its ends.

    A bar becomes a broken bar, since bars make tables.
    """
    text = _shrink_space(text).replace("|", "¦")
    if text.isprintable() and is_normalized("NFC", text):
        return text
    return _shrink_space(clean_text(text))


def _shrink_space(text: str) -> str:
    if "\t" not in text:
        return " ".join(text.split())
    return "\t".join(part for part in map(_shrink_space, text.split("\t")) if part)


def join_runs(runs: _Runs) -> str:
    """Return the text of `runs`."""
    return "".join([text for text, _ in runs])


def split_lines(runs: _Runs) -> list[_Line]:
    """Split runs at their line breaks; lines of mere space are dropped."""
    lines: list[_Line] = [(HARD, [])]
    for text, look in runs:
        if text in BREAKS:
            lines.append((text, []))
        else:
            lines[-1][1].append((text, look))
    return [line for line in lines if any(not text.isspace() for text, _ in line[1])]


def write_pieces(pieces: Iterable[Piece]) -> str:
    """Write `pieces` as canonical text."""
    parts: list[str] = []
    last = ""
    depths: list[int] = []
    for piece in pieces:
        for line in _write_piece(piece):
            kind = _kind_of_line(line)
            if kind == "item":
                line = "  " * _find_depth(depths, piece.level if piece.kind == "item" else 0) + line
            elif kind != "note":
                depths.clear()
            if parts:
                parts.append("\n" if kind == last and kind in ("item", "row") else "\n\n")
            parts.append(line)
            last = kind
        if piece.kind == "gap":
            last = ""
    return "".join([*parts, "\n"]) if parts else ""


def _kind_of_line(line: str) -> str:
    if line.startswith("|"):
        return "note" if line.startswith("||") else "row"
    return "item" if MARKER.match(line) else "text"


_DEEPEST = 12  # a list nested deeper is nonsense, and its indents would grow with the square of it


def _find_depth(depths: list[int], level: int) -> int:
    """Return how deep an item of `level` stands among the open items, whose levels are `depths`."""
    while depths and depths[-1] > level:
        depths.pop()
    if not depths or depths[-1] < level:
        depths.append(level)
    return min(len(depths) - 1, _DEEPEST)


def _write_piece(piece: Piece) -> Iterator[str]:
    """Yield the blocks of the canonical text (without indent) that `piece` makes: mostly one, none if it is empty."""
    if piece.kind == "row":
        yield f"| {' | '.join(piece.cells)} |"
    elif piece.kind == "note":
        yield from (f"|| {line}" for line in piece.lines)
    elif piece.kind == "heading":
        words = " ".join(piece.lines)
        if any(map(str.isalnum, words)):
            yield ("#" * min(max(piece.level, 1), 6) + " " if len(words) <= LONGEST_HEADING else "") + words
    elif piece.kind != "gap":
        yield from _write_lines(piece)


def _write_lines(piece: Piece) -> Iterator[str]:
    """Yield the blocks of a paragraph or list item: its lines joined where they belong together."""
    marker = f"{piece.marker} " if piece.marker else ""
    for runs in _settle_lines(split_lines(piece.runs)):
        text = "\n".join(line for line in map(write_runs, runs) if line)
        if not text or _RULE.fullmatch(text):
            continue
        bullet = None if marker else _BULLET.match(text)
        yield f"- {text[bullet.end() :]}" if bullet else marker + text
        marker = ""


def _settle_lines(lines: list[_Line]) -> list[list[_Runs]]:
    """Return the blocks of a piece, each a list of lines, so that reading the written lines again joins none of them.

    A line is joined to the one before if it carries it on. It begins a block of its own if it is a list item, or if the
    line before is so long that the two would be taken for one.
    """
    if len(lines) < 2:
        return [[runs] for _, runs in lines]
    words = [tidy(join_runs(runs)) for _, runs in lines]
    width = max(map(len, words))
    blocks: list[list[_Runs]] = [[lines[0][1]]]
    total = len(words[0])
    for (broken, runs), last, line in zip(lines[1:], words, words[1:], strict=False):
        if _STARTS.match(line) or _RULE.fullmatch(line):
            blocks.append([runs])
        elif broken != APART and _carries_on(last, line, width if broken == SOFT else 0):
            blocks[-1][-1] += [(" ", PLAIN), *runs]
            total += len(line) + 1
            continue
        elif total > SHORT_LINE or line[:1].islower():
            blocks.append([runs])
        else:
            blocks[-1].append(runs)
        total = len(line)
    return blocks


def _carries_on(last: str, line: str, width: int) -> bool:
    """Whether `line` carries on the line before it; `width` is that of the text, or 0 if the break was asked for.

    Where the text is wrapped, a break that no word forced was meant: the first word of `line` had room on `last`.
    """
    if width > WIDEST_WRAP:
        return False
    if line[:1].islower():
        return not last.endswith((":", ";") if width else (":", ";", ".", "!", "?"))
    return len(last) > FULL_LINE and len(last) + 1 + len(line.partition(" ")[0]) > width > 0


def write_runs(runs: _Runs) -> str:
    """Write one line: `**lead** rest` if its first words are bold, `**all**` if all of it is, else the words alone."""
    if not runs[0][1] and not runs[0][0].isspace():
        return tidy(join_runs(runs))
    lead, rest = split_lead(runs)
    words = tidy(join_runs(runs))
    if len(words) <= SLANTED_LINE and _can_be_bold(words) and all(look or text.isspace() for text, look in runs):
        return f"**{words}**"
    if lead and rest.startswith(":"):
        lead, rest = f"{lead}:", rest[1:]
    if not _can_be_bold(lead) or (rest[:1].isalnum() and lead[-1].isalnum()):
        return words
    return tidy(f"**{lead}**{rest}")


def split_lead(runs: _Runs) -> tuple[str, str]:
    """Return the bold words that a line begins with, and what follows them (with the space before it)."""
    count = 0
    for text, look in runs:
        if look != BOLD and not text.isspace():
            break
        count += 1
    lead = join_runs(runs[:count])
    gap = " " if lead[-1:].isspace() else ""
    return tidy(lead), gap + join_runs(runs[count:])


def _can_be_bold(words: str) -> bool:
    return "*" not in words and any(map(str.isalnum, words))
