"""How bids are marked: the weighted total of several markers, and where they are so far apart that they must agree.

A total is an exact fraction of 100 and never a float, so that 65 per cent is 65 per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wapentake.kit.errors import Verdict

Marks = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Criterion:
    """What bids are marked by: its number, what it asks, and how much it weighs beside the others."""

    key: int
    name: str
    weight: int


# What a partnership marks by until it says otherwise. Source: local practice.
DEFAULTS = (
    ("Need", "Does it show that there is a need, and where?", 25),
    ("Fit with the plan", "Does it serve an objective of the delivery plan?", 20),
    ("What it will change", "Is it clear what will be different, and how that will be seen?", 25),
    ("Value for money", "Are the sums reasonable, with quotes, and does anybody else pay a part?", 20),
    ("Can it be done", "Are people, time and safeguarding in place?", 10),
)


def check_marks(marks: Marks, *, criteria: Iterable[Criterion], most: int) -> Verdict:
    """Return whether somebody marked every criterion with a whole number from 0 to the most."""
    missing = [one.name for one in criteria if one.key not in marks]
    reasons = [f"Give a mark for {', '.join(missing)}."] if missing else []
    if any(not 0 <= mark <= most for mark in marks.values()):
        reasons.append(f"A mark is a whole number from 0 to {most}.")
    return Verdict(tuple(reasons))


def find_apart(criteria: Iterable[Criterion], sheets: Sequence[Marks], *, spread: int) -> list[Criterion]:
    """Return the criteria whose highest and lowest marks lie `spread` apart or more: there the markers must agree."""
    return [one for one in criteria if _reach(one, sheets) >= spread > 0]


def _reach(criterion: Criterion, sheets: Sequence[Marks]) -> int:
    given = [sheet[criterion.key] for sheet in sheets if criterion.key in sheet]
    return max(given) - min(given) if given else 0


def find_score(
    criteria: Sequence[Criterion], sheets: Sequence[Marks], *, most: int, agreed: Marks | None = None
) -> Fraction | None:
    """Return the weighted total in per cent, exactly: 0 where all marks are 0, 100 where all are the most.

    Means: of each criterion the mark that was agreed counts, or else the mean of the markers. None where a criterion
    has no mark at all, or nothing weighs anything.
    """
    weights = sum(one.weight for one in criteria)
    if not weights or most <= 0:
        return None
    total = Fraction(0)
    for one in criteria:
        given = [agreed[one.key]] if agreed and one.key in agreed else [s[one.key] for s in sheets if one.key in s]
        if not given:
            return None
        total += one.weight * Fraction(sum(given), len(given))
    return 100 * total / (weights * most)


def say_percent(score: Fraction | None) -> str:
    """Return a total as people read it: "64.9 %". It is cut and not rounded, so that it never looks like a pass."""
    if score is None:
        return ""
    tenths = score.numerator * 10 // score.denominator
    return f"{tenths // 10}.{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"
