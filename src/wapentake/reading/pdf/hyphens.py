"""Words broken at the end of a line: which hyphens are the word's own."""

from __future__ import annotations

import re
from itertools import pairwise

from wapentake.reading.pdf.rows import Line

_WORD = re.compile(r"\w+(?:-\w+)*")
_BROKEN = re.compile(r"\w-$")


class Hyphens:
    """Tells by how the document writes a word elsewhere whether a hyphen at a line's end belongs to it."""

    def __init__(self, lines: list[Line]) -> None:
        broken = [(above.text, line.text) for above, line in pairwise(lines) if is_broken(above.text)]
        self._words = set(_WORD.findall(" ".join([line.text for line in lines]).casefold())) if broken else set()
        # A document that breaks one word that it writes whole elsewhere was hyphenated by machine.
        halves = [_find_halves(above, below) for above, below in broken if below[0].islower()]
        self._by_machine = any(first + rest in self._words for first, rest in halves)

    def keeps(self, above: str, below: str) -> bool:
        """Whether the hyphen at the end of the line `above` stays when the line `below` is joined to it."""
        if not below[0].islower():
            return True
        first, rest = _find_halves(above, below)
        return not self._by_machine or f"{first}-{rest}" in self._words


def is_broken(text: str) -> bool:
    """Whether a line ends in a hyphen that stands close to a word."""
    return bool(_BROKEN.search(text[-2:]))


def _find_halves(above: str, below: str) -> tuple[str, str]:
    return _WORD.findall(above.casefold())[-1], _WORD.findall(below.casefold())[0]
