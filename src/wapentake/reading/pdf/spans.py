"""The words of one page of a PDF, with their places and fonts.

A call into pdfium costs far more than a line of Python, so words are read
in spans (words of one font with no gap between them), and only the left edge of each word is asked for. Places are
in points, x to the right and y upwards, turned so that most of the page's text runs from left to right.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import pypdfium2.raw as pdf

from wapentake.reading.document import clean_text

BULLETS = "•·▪▫●○◦■□➢➤❖◆‣\u2043∙\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf02d"
GAP = 0.9  # a gap wider than this many ems ends a span

_WORD = re.compile(rf"[{BULLETS}]|[^\s\ufffe\x02]+[\ufffe\x02]?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_PLAIN = re.compile(r"regular|roman|italic|oblique|light|medium|book|mt$|symbol|dings|arial|helvetica", re.IGNORECASE)
_NARROW = 0.42  # ems that a letter of a word takes at least, more or less: a wider step is measured
_LONGEST_WORD = 200
_LARGEST_FONT = 30_000_000
_ASIDE = 100_000.0  # how far below the page text is put that runs another way than the page's

Word = tuple[int, int]  # first and last character in pdfium's text of the page
Thing = Any  # a pointer to one of pdfium's objects


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


@dataclass(frozen=True, slots=True)
class _Run:
    """What the words of one text object share; `turn` counts the quarter turns by which they run."""

    turn: int
    size: float
    y: float
    bold: bool
    slanted: bool


class _Fonts:
    """Whether a font is bold or italic, asked once for each font of a page."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bool, bool]] = {}

    def read_style(self, thing: Thing) -> tuple[bool, bool]:
        """Return (bold, italic) of a text object; text that is filled and stroked is made bold that way."""
        font = pdf.FPDFTextObj_GetFont(thing)
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self._known:
            self._known[key] = _read_font(font)
        bold, italic = self._known[key]
        return bold or pdf.FPDFTextObj_GetTextRenderMode(thing) == pdf.FPDF_TEXTRENDERMODE_FILL_STROKE, italic


def _read_font(font: Thing) -> tuple[bool, bool]:
    """Return (bold, italic) of a font by its name; where the name says nothing, by its file or else its weight."""
    buffer = ctypes.create_string_buffer(256)
    pdf.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("latin-1")
    bold, italic = bool(_BOLD.search(name)), bool(_ITALIC.search(name))
    if bold or _PLAIN.search(name):
        return bold, italic
    style = _read_file_style(font)
    if style is None:
        return 600 <= pdf.FPDFFont_GetWeight(font) <= 900, italic
    return bool(style & 1), bool(style & 2)


def _read_file_style(font: Thing) -> int | None:
    """Return the style bits (1 bold, 2 italic) in the `head` table of an embedded TrueType font, None without one."""
    size = ctypes.c_size_t()
    if not pdf.FPDFFont_GetFontData(font, None, 0, size) or not 12 < size.value < _LARGEST_FONT:
        return None
    buffer = (ctypes.c_uint8 * size.value)()
    pdf.FPDFFont_GetFontData(font, buffer, size.value, size)
    view = memoryview(buffer).cast("B")
    for at in range(12, min(12 + 16 * (256 * view[4] + view[5]), len(view) - 15), 16):
        if bytes(view[at : at + 4]) == b"head":
            start = int.from_bytes(view[at + 8 : at + 12], "big") + 44
            return int.from_bytes(view[start : start + 2], "big")
    return None


def read_spans(text: Thing) -> tuple[list[Span], int]:
    """Return the spans of a page, of which `text` is the text page, and by how many quarter turns most of them run."""
    return _Reader(text).read()


class _Reader:
    """Reads the words of one page; keeps what it must hand to pdfium again and again."""

    def __init__(self, text: Thing) -> None:
        self._text, self._fonts = text, _Fonts()
        self._box, self._matrix = pdf.FS_RECTF(), pdf.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._letters = _read_letters(text)
        # Where some characters have no letter, each place in the letters must be looked up.
        self._shifted = len(self._letters) != pdf.FPDFText_CountChars(text)
        self._turned: dict[int, list[Span]] = {}

    def read(self) -> tuple[list[Span], int]:
        """Return the spans of the page, and by how many quarter turns most of its text runs."""
        line: list[Word] = []
        end = 0
        for found in _WORD.finditer(self._letters):
            if line and "\n" in self._letters[end : found.start()]:
                self._read_line(line)
                line = []
            end = found.end()
            line.append((found.start(), end - 1))
        if line:
            self._read_line(line)
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
        if self._find_object(line[0][0]) == self._find_object(line[-1][1]):
            self._read_run(line)
            return
        starts = [*(self._find_object(first) for first, _ in line), 0]
        parts: list[tuple[int, Word]] = []
        for word, start, following in zip(line, starts, starts[1:], strict=False):
            if start == following:
                parts.append((start, word))
            else:
                parts += [(self._find_object(part[0]), part) for part in self._cut_word(word)]
        for _, run in groupby(parts, key=itemgetter(0)):
            self._read_run([word for _, word in run])

    def _cut_word(self, word: Word) -> list[Word]:
        """Cut a word where its font or its baseline changes, as before a raised "th"."""
        first, last = word
        if last - first > _LONGEST_WORD or self._look_of(first) == self._look_of(last):
            return [word]
        keys = [self._find_object(at) for at in range(first, last + 1)]
        cuts = [first + at for at in range(1, len(keys)) if keys[at] != keys[at - 1]]
        return [(start, end - 1) for start, end in pairwise([first, *cuts, last + 1])]

    def _look_of(self, at: int) -> object:
        """Return what tells a character from its neighbour in another object: its font and its baseline."""
        thing = pdf.FPDFText_GetTextObject(self._text, self._place(at))
        pdf.FPDFText_GetCharOrigin(self._text, self._place(at), self._x, self._y)
        return thing and self._fonts.read_style(thing), round(self._y.value, 1)

    def _read_run(self, words: list[Word]) -> None:
        """Read words of one text object into spans: one, or more where there are wide gaps between them."""
        first = self._place(words[0][0])
        thing = pdf.FPDFText_GetTextObject(self._text, first)
        pdf.FPDFText_GetCharOrigin(self._text, first, self._x, self._y)
        pdf.FPDFText_GetMatrix(self._text, first, self._matrix)
        matrix = self._matrix
        turn = round(math.atan2(matrix.b, matrix.a) / math.pi * 2, 1)
        size = pdf.FPDFText_GetFontSize(self._text, first) * math.hypot(matrix.c, matrix.d)
        x, y = self._x.value, self._y.value
        if not thing or turn % 1 or not all(map(math.isfinite, (x, y, size))) or size <= 0:
            return  # a watermark across the page, or nonsense
        turn = int(turn) % 4
        run = _Run(turn, size, (y, -x, -y, x)[turn], *self._fonts.read_style(thing))
        edges = [self._find_edge(word[0], turn) for word in words]
        start = 0
        for at in range(1, len(words)):
            length = words[at - 1][1] - words[at - 1][0] + 1
            if edges[at] - edges[at - 1] - length * _NARROW * size < GAP * size:
                continue
            if edges[at] - self._find_edge(words[at - 1][1], turn, end=True) > GAP * size:
                self._add_span(run, words[start:at], edges[start:at])
                start = at
        self._add_span(run, words[start:], edges[start:])

    def _add_span(self, run: _Run, words: list[Word], edges: list[float]) -> None:
        """Add the span that the words make, with their left edges."""
        first, last = words[0][0], words[-1][1]
        letters = self._letters
        text = letters[first : last + 1] if len(words) == 1 else " ".join(letters[a : b + 1] for a, b in words)
        text = _clean_words(text)
        if not text:
            return
        right = self._find_edge(last, run.turn, end=True)
        lead = edges[1] - edges[0] - 0.25 * run.size if len(words) > 1 else right - edges[0]
        spaced = first > 0 and (letters[first - 1] in BULLETS or letters[first - 1] in " \t\xa0")
        if not math.isfinite(edges[0] + right):
            return
        span = Span(text, edges[0], max(right, edges[-1]), run.y, run.size, lead, spaced, run.bold, run.slanted)
        self._turned.setdefault(run.turn, []).append(span)

    def _find_edge(self, at: int, turn: int, *, end: bool = False) -> float:
        """Return where a character begins or ends, along the way that the text runs."""
        box = self._box
        pdf.FPDFText_GetLooseCharBox(self._text, self._place(at), box)
        if turn == 0:
            return float(box.right if end else box.left)
        starts, ends = (box.left, box.bottom, -box.right, -box.top), (box.right, box.top, -box.left, -box.bottom)
        return float(ends[turn] if end else starts[turn])

    def _place(self, at: int) -> int:
        return pdf.FPDFText_GetCharIndexFromTextIndex(self._text, at) if self._shifted else at

    def _find_object(self, at: int) -> int:
        """Return the address of the text object that a character belongs to."""
        thing = pdf.FPDFText_GetTextObject(self._text, self._place(at))
        return ctypes.addressof(thing.contents) if thing else 0


def _read_letters(text: Thing) -> str:
    """Return pdfium's text of a page, one character for each of its units."""
    count = pdf.FPDFText_CountChars(text)
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdf.FPDFText_GetText(text, 0, count, buffer)
    return bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "surrogatepass")


def _clean_words(text: str) -> str:
    """Return words as they stand in the canonical text; pdfium writes a hyphen at a line's end as U+FFFE."""
    if text.isascii() and text.isprintable():
        return text
    return " ".join(clean_text(text.replace("\ufffe", "-").replace("\x02", "-")).split())
