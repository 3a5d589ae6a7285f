"""Bars and a line as a picture without scripts or styles, with their table: plain values in, places to draw at out.

    told = Chart("By body", "…", heads=("Body", "Days"), bars=[Bar("Police", 41, "41 days", cells=("41",))])
    {% load kit_charts %}{% chart told "days" %}

Places across are percentages, and those downwards are in ems: so a picture is as wide as its page and as tall as its
text asks for, and words keep the size that somebody set. Bars lie, for then their names have room on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

LETTERS = 40  # of a line of words, which is what a telephone shows
LINE, BAR, GAP = 1.4, 1.0, 0.9  # ems


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of 0 or more; `said` is its value in words, `cells` what its row of the table has after its name.

    `low` and `high` are a spread, drawn across the bar; `line` is a point of the line that runs through all bars, such
    as what was planned. `hrefs` are where its cells lead, "" for nowhere. Where `is_weak` is set the bar is hatched,
    for it rests on too little to mean anything.
    """

    label: str
    value: float
    said: str
    low: float | None = None
    high: float | None = None
    line: float | None = None
    is_weak: bool = False
    cells: Sequence[str] = ()
    hrefs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with what the picture shows (`title`, `says`), the heads of its table, and words for each kind of mark."""

    title: str
    says: str
    heads: Sequence[str]
    bars: Sequence[Bar]
    spread: str = ""
    line: str = ""
    weak: str = ""

    def keys(self) -> list[tuple[str, str]]:
        """Return the marks that are drawn, each with its words."""
        drawn = {
            "spread": (self.spread, any(bar.low is not None for bar in self.bars)),
            "line": (self.line, any(bar.line is not None for bar in self.bars)),
            "weak": (self.weak, any(bar.is_weak for bar in self.bars)),
        }
        return [(name, words) for name, (words, is_drawn) in drawn.items() if words and is_drawn]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with its places: `lines` of words with how far down each is, and all else as it stands in the picture."""

    bar: Bar
    lines: tuple[tuple[str, str], ...]
    top: str
    middle: str
    width: str
    low: str
    high: str
    point: str


def draw(bars: Sequence[Bar]) -> tuple[list[Drawn], list[tuple[Drawn, Drawn]], str]:
    """Return the bars with their places, the pairs between which the line runs, and how tall the picture is."""
    told = [number for bar in bars for number in (bar.value, bar.low, bar.high, bar.line) if number is not None]
    most = max(told, default=0) or 1
    drawn = list(_place(bars, most))
    return drawn, list(pairwise(one for one in drawn if one.point)), f"{sum(map(_height, bars)):.2f}em"


def _place(bars: Sequence[Bar], most: float) -> Iterator[Drawn]:
    down = 0.0
    for bar in bars:
        words = _wrap(bar)
        top = down + LINE * len(words)
        yield Drawn(
            bar,
            tuple((line, f"{down + LINE * (at + 0.75):.2f}em") for at, line in enumerate(words)),
            f"{top:.2f}em",
            f"{top + BAR / 2:.2f}em",
            *(_share(number, most) for number in (bar.value, bar.low, bar.high, bar.line)),
        )
        down += _height(bar)


def _wrap(bar: Bar) -> list[str]:
    return wrap(f"{bar.label}: {bar.said}", LETTERS) or [""]


def _height(bar: Bar) -> float:
    return LINE * len(_wrap(bar)) + BAR + GAP


def _share(number: float | None, most: float) -> str:
    """Return how far across a number lies; a little room is left for the ends of lines."""
    return "" if number is None else f"{max(number, 0) / most * 98 + 0.5:.2f}%"
