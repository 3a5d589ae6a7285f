"""What is missing of a row, so that a gap is seen; and the order of references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

BETTER_OFF = "better off"
_PARTS = re.compile(r"\d+|\D+")


class Lack(StrEnum):
    """What may be missing of a row."""

    MEASURE = "measure"
    BASELINE = "baseline"
    LEAD = "lead"
    UPDATE = "update"


NOBODY_BETTER_OFF = "Missing: no measure says whether anyone is better off."
NO_BASELINE = "Missing: no baseline for {names}."


def find_gaps(measures: Iterable[tuple[str, str, bool]]) -> dict[Lack, str]:
    """Return what is missing of the measures of a row, in words. Shape: each its question, name, and has-baseline.

    Means: how much was done, and how well, say nothing of whether anybody is better off.
    """
    known = list(measures)
    gaps = {}
    if not any(question == BETTER_OFF for question, _, _ in known):
        gaps[Lack.MEASURE] = NOBODY_BETTER_OFF
    if bare := [name for _, name, has_baseline in known if not has_baseline]:
        gaps[Lack.BASELINE] = NO_BASELINE.format(names=", ".join(f"“{name}”" for name in bare))
    return gaps


def order_of(ref: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key by which references are put in order: "2.10" after "2.9"."""
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _PARTS.findall(ref))
