"""The words of one page of a PDF, with their places and looks.

A call into pdfium costs more than a line of Python, so words are read in spans (words of one font with no gap between
them), and only the left edge of each word is asked for. Places are in points, x to the right and y upwards, turned so
that most of the page's text runs from left to right.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdf

from wapentake.reading.document import clean_text
from wapentake.reading.pdf import calls
from wapentake.reading.pdf.fonts import Fonts

BULLETS = "•·▪▫●○◦■□➢➤❖◆‣\u2043∙\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf02d"
_GAP = 0.9  # a gap wider than this many ems ends a span

_WORD = re.compile(rf"[{BULLETS}]|[^\s\ufffe\x02]+[\ufffe\x02]?")
_SPACE = 0.25  # ems between two words
_NARROW = 0.42  # ems that a letter of a word takes at least, more or less: a wider step is measured
_LONGEST_WORD = 200
_ASIDE = 100_000.0  # how far below the page text is put that runs another way than the page's

Word = tuple[int, int]  # where it starts and stops in pdfium's text of the page


@dataclass(slots=True)
class Span:
    """Words of one font on one baseline. `lead` is the width of the first word, `spaced` whether a space is written
    before it, `slanted` whether it is italic or underlined."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    lead: float = 0.0
    spaced: bool = False
    bold: bool = False
    slanted: bool = False


@dataclass(slots=True)
class _Run:
    """What the words of one text object share; `turn` counts the quarter turns by which they run."""

    turn: int
    size: float
    y: float
    bold: bool
    slanted: bool


def read_spans(text: int) -> tuple[list[Span], int]:
    """Return the spans of the text page at the address `text`, and by how many quarter turns most of them run."""
    return _Reader(text).read()


class _Reader:
    """Reads the words of one page; keeps what it must hand to pdfium again and again."""

    def __init__(self, text: int) -> None:
        self._text, self._fonts = text, Fonts()
        self._box, self._matrix = pdf.FS_RECTF(), pdf.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box_at, self._matrix_at = ctypes.addressof(self._box), ctypes.addressof(self._matrix)
        self._x_at, self._y_at = ctypes.addressof(self._x), ctypes.addressof(self._y)
        count = calls.count_chars(text)
        self._letters = _read_letters(text, count)
        self._shifted = len(self._letters) != count  # where some have no letter, each place must be looked up
        self._turned: dict[int, list[Span]] = {}

    def read(self) -> tuple[list[Span], int]:
        """Return the spans of the page, and by how many quarter turns most of its text runs."""
        start = 0
        while start < len(self._letters):
            end = self._letters.find("\n", start) % (len(self._letters) + 1)
            if words := [found.span() for found in _WORD.finditer(self._letters, start, end)]:
                self._read_line(words)
            start = end + 1
        turned = self._turned
        turn = max(turned, key=lambda key: sum(len(span.text) for span in turned[key]), default=0)
        spans = turned.pop(turn, [])
        for span in (span for others in turned.values() for span in others):
            span.y -= _ASIDE
            spans.append(span)
        return spans, turn

    def _read_line(self, line: list[Word]) -> None:
        """Read the words of a line, cut where the text object changes: one object has one font and one baseline.

        The characters of an object stand together, so two ends with the same object have no other between them.
        """
        if self._find_object(line[0][0]) == self._find_object(line[-1][1] - 1):
            self._read_run(line)
            return
        things = [*[self._find_object(start) for start, _ in line], 0]
        begin = 0
        for at, (thing, following) in enumerate(pairwise(things)):
            if thing == following:
                continue
            word = line[at]
            parts = [word] if thing == self._find_object(word[1] - 1) else self._cut_word(word)
            self._read_run([*line[begin:at], parts[0]])
            for part in parts[1:]:
                self._read_run([part])
            begin = at + 1

    def _cut_word(self, word: Word) -> list[Word]:
        """Cut a word where its font or its baseline changes, as before a raised "th"."""
        start, stop = word
        if stop - start > _LONGEST_WORD or self._look_of(start) == self._look_of(stop - 1):
            return [word]
        things = [self._find_object(at) for at in range(start, stop)]
        cuts = [start + at for at in range(1, len(things)) if things[at] != things[at - 1]]
        return list(pairwise([start, *cuts, stop]))

    def _look_of(self, at: int) -> object:
        """Return what tells a character from its neighbour in another object: its font and its baseline."""
        thing = self._find_object(at)
        calls.read_char_origin(self._text, self._place(at), self._x_at, self._y_at)
        return thing and self._fonts.read_style(thing), round(self._y.value, 1)

    def _read_run(self, words: list[Word]) -> None:
        """Read words of one text object into spans: one, or more where there are wide gaps between them."""
        first = self._place(words[0][0])
        thing = self._find_object(words[0][0])
        calls.read_char_origin(self._text, first, self._x_at, self._y_at)
        calls.read_char_matrix(self._text, first, self._matrix_at)
        matrix = self._matrix
        size = calls.read_font_size(self._text, first) * math.hypot(matrix.c, matrix.d)
        x, y = self._x.value, self._y.value
        quarters = round(math.atan2(matrix.b, matrix.a) / math.pi * 2, 1) if matrix.b or matrix.a < 0 else 0.0
        if not thing or quarters % 1 or not math.isfinite(x + y + size) or size <= 0:
            return  # a watermark across the page, or nonsense
        turn = int(quarters) % 4
        run = _Run(turn, size, (y, -x, -y, x)[turn], *self._fonts.read_style(thing))
        edges = self._find_edges([start for start, _ in words], turn)
        narrow, gap = _NARROW * size, _GAP * size
        steps = zip(words, edges, edges[1:], strict=False)
        wide = [at for at, (word, x, step) in enumerate(steps, 1) if step - x > gap + (word[1] - word[0]) * narrow]
        begin = 0
        for at in wide:
            if edges[at] - self._find_end(words[at - 1][1] - 1, turn) > gap:
                self._add_span(run, words[begin:at], edges[begin:at])
                begin = at
        self._add_span(run, words[begin:], edges[begin:])

    def _add_span(self, run: _Run, words: list[Word], edges: list[float]) -> None:
        """Add the span that the words make, with their left edges."""
        letters, start = self._letters, words[0][0]
        text = _clean_words(" ".join([letters[first:last] for first, last in words]))
        right = self._find_end(words[-1][1] - 1, run.turn)
        if not text or not math.isfinite(edges[0] + right):
            return
        lead = edges[1] - edges[0] - _SPACE * run.size if len(words) > 1 else right - edges[0]
        spaced = start > 0 and (letters[start - 1] in BULLETS or letters[start - 1] in " \t\xa0")
        span = Span(text, edges[0], max(right, edges[-1]), run.y, run.size, lead, spaced, run.bold, run.slanted)
        self._turned.setdefault(run.turn, []).append(span)

    def _find_edges(self, places: list[int], turn: int) -> list[float]:
        """Return where characters begin, along the way that the text runs."""
        edges: list[float] = []
        text, box, box_at, read = self._text, self._box, self._box_at, calls.read_char_box
        for at in map(self._place, places) if self._shifted else places:
            read(text, at, box_at)
            edges.append(box.left if turn == 0 else (box.left, box.bottom, -box.right, -box.top)[turn])
        return edges

    def _find_end(self, at: int, turn: int) -> float:
        """Return where a character ends."""
        box = self._box
        calls.read_char_box(self._text, self._place(at), self._box_at)
        return float((box.right, box.top, -box.left, -box.bottom)[turn])

    def _place(self, at: int) -> int:
        return int(calls.find_place(self._text, at)) if self._shifted else at

    def _find_object(self, at: int) -> int:
        """Return the address of the text object that a character belongs to, 0 where pdfium made it up."""
        return calls.find_text_object(self._text, self._place(at) if self._shifted else at) or 0


def _read_letters(text: int, count: int) -> str:
    """Return pdfium's text of a page, one character for each of its units."""
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = calls.read_text(text, 0, count, ctypes.addressof(buffer))
    return "".join(map(chr, buffer[: max(0, written - 1)]))


def _clean_words(text: str) -> str:
    """Return words as they stand in the canonical text; pdfium writes a hyphen at a line's end as U+FFFE."""
    if text.isascii() and text.isprintable():
        return text
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # puts pairs of units together
    return " ".join(clean_text(text.replace("\ufffe", "-").replace("\x02", "-")).split())
