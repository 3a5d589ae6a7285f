"""A block that heads an item, or that would head one if the page turned out to head its items in its manner."""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.outline.labels import label_of
from wapentake.reading.record import Span

_FIGURES = re.compile(r"\d+")


class Head(NamedTuple):
    """The block that heads an item: its number as printed, the span of its title in the text, and how it looks.

    `label` is the title as a label. `manner` is "item" (the word stands before the number), "heading 1" to "heading 6",
    "bold", "capitals", "lead" (a bold run that text follows), "row", "agenda" (a row of an agenda) or "plain".
    """

    block: int
    number: str | None
    span: Span
    title: str
    label: str
    manner: str

    @property
    def value(self) -> tuple[int, ...]:
        """Return the figures of the number: "18/19-3" gives (18, 19, 3)."""
        return tuple(int(part) for part in _FIGURES.findall(self.number or ""))


def make_head(block: int, number: str | None, start: int, title: str, *, manner: str) -> Head:
    """Return the head whose title stands in the text at `start`."""
    return Head(block, number, (start, start + len(title)), " ".join(title.split()), label_of(title), manner)
