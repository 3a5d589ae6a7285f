"""The bullet, number or letter that a line of a PDF begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.reading.pdf.rows import Line
from wapentake.reading.pdf.spans import BULLETS

_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,3}){1,3}[.)]?)(?=\s+(?!(?:am|pm|per|million|%)\b)\S)"
)
_BARE = re.compile(r"\d{1,3}(?=\s+\S)")
_DASHES = "-–—*"
_SYMBOLS = "o§Øüvqn¨"  # letters that a font of symbols shows as bullets
_OPENERS = "‘“\"'([{<£$€&@#+~"  # marks that may begin a sentence; any other mark that stands alone is a bullet
_TAB = 0.45  # ems that part a marker from its text, where a tab stands between them


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker: `text` as it is written ("-" for every bullet), the letters that it takes, where its text begins, and
    whether it is `sure` (a bullet, or parted from its text by a tab)."""

    text: str
    taken: int
    x: float
    sure: bool


def find_marker(line: Line) -> Marker | None:
    """Return the marker of a line. A bare number ("1 Police report") is none: it stays with its words."""
    text, first = line.text, line.spans[0]
    parted = len(line.spans) > 1 and line.spans[1].x0 - first.x1 > _TAB * line.size
    x = line.spans[1].x0 if len(line.spans) > 1 else first.x1
    if text[0] in BULLETS and len(text) > 1:
        if len(first.text) > 1:
            x = first.x0 + first.lead + 0.25 * line.size
        return Marker("-", 1, x, sure=True)
    if text[0] in _DASHES and text[1:2] == " ":
        return Marker("-", 1, x if len(first.text) == 1 else first.x0 + line.size, sure=parted and len(first.text) == 1)
    mark = first.text if len(first.text) == 1 and parted else "a"
    if mark in _SYMBOLS or not (mark.isalnum() or mark in _OPENERS):
        return Marker("-", 1, x, sure=True)
    found = _NUMBER.match(text)
    if not found:
        return None
    if first.text != found[0]:
        return Marker(found[0], found.end(), first.x0 + first.lead + 0.25 * line.size, sure=False)
    return Marker(found[0], found.end(), x, sure=parted)


def is_marker(text: str) -> bool:
    """Whether words are nothing but a marker, or a bare number."""
    if len(text) == 1 and text in BULLETS + _DASHES + _SYMBOLS:
        return True
    found = _NUMBER.match(text + " x") or _BARE.match(text + " x")
    return found is not None and found[0] == text
