"""Which lines of two extracts are the same: by day, sum, reference and text, counted within a file.

A file may hold the same line twice, because the same was paid twice; both are genuine. Of another file that overlaps
with it, only what goes beyond that count is new. So the order in which files come, and how often, makes no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from wapentake.extracts.rules.columns import Line
from wapentake.terms.names import fold_text


@dataclass(frozen=True, slots=True)
class Told:
    """A line with its identity, and which of the equal ones it is: 1 for the first."""

    line: Line
    identity: str
    nth: int


def identify(line: Line) -> str:
    """Return what two extracts have in common of one line. Capitals and spaces make no difference."""
    words = (line.on.isoformat(), str(line.pence), fold_text(line.reference), fold_text(line.text))
    return sha256("\x1f".join(words).encode()).hexdigest()


def count_lines(lines: Iterable[Line]) -> list[Told]:
    """Return each line with its identity, counted within its file."""
    seen: Counter[str] = Counter()
    told = []
    for line in lines:
        identity = identify(line)
        seen[identity] += 1
        told.append(Told(line, identity, seen[identity]))
    return told


def part_known(told: Iterable[Told], known: Mapping[str, int]) -> tuple[list[Told], list[Told]]:
    """Return which lines are new, and which are known. Shape: `known` counts the lines that are there, by identity."""
    new: list[Told] = []
    old: list[Told] = []
    for one in told:
        (old if one.nth <= known.get(one.identity, 0) else new).append(one)
    return new, old


def seal_of(new: Iterable[Told]) -> str:
    """Return by what a page knows that just these lines come in, which somebody saw."""
    return sha256("".join(f"{one.identity}{one.nth}" for one in new).encode()).hexdigest()
