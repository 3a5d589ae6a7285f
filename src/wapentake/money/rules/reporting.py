"""The figures of a line of the treasurer's report, and the even profile against which spending is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wapentake.kit.errors import Verdict
from wapentake.money.rules.entries import Heading
from wapentake.terms import Amount

MONTHS_OF_YEAR = 12
SPLIT = (
    "You split {split} over tactical actions, and the fund has {available}. Nothing was changed. Take {over} off them, "
    "or enter the award first."
)
BELOW_ZERO = "A budget is never below zero. Nothing was changed. Leave it empty where there is none."


@dataclass(frozen=True, slots=True)
class Figures:
    """What a part of a fund has and costs. Units: whole pence; costs stand above zero.

    `expected` is what whoever leads it expects to spend beyond what is spent and committed. The costs of earlier years
    are not among `actual`: they stand apart.
    """

    original: int = 0
    virements: int = 0
    actual: int = 0
    committed: int = 0
    conditional: int = 0
    expected: int = 0

    @property
    def current(self) -> int:
        """The budget as it stands, after virements."""
        return self.original + self.virements

    @property
    def uncommitted(self) -> int:
        """What of the budget is neither spent nor spoken for, below zero where it is overspent."""
        return self.current - self.actual - self.committed - self.conditional

    @property
    def forecast(self) -> int:
        """What the year will cost: spent, committed, and what is expected beyond; what is conditional is not in it."""
        return self.actual + self.committed + self.expected

    @property
    def variance(self) -> int:
        """What of the budget the forecast leaves over, below zero where it is more than the budget."""
        return self.current - self.forecast

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report."""
        parts = (self.original, self.virements, self.actual, self.committed, self.conditional, self.expected)
        return not any(parts)

    def __add__(self, other: Figures) -> Figures:
        """Return both together."""
        return Figures(
            self.original + other.original,
            self.virements + other.virements,
            self.actual + other.actual,
            self.committed + other.committed,
            self.conditional + other.conditional,
            self.expected + other.expected,
        )


def find_figures(sums: Mapping[Heading, int], *, split: int, held: tuple[int, int], expected: int) -> Figures:
    """Return the figures of a part of a fund.

    Shape: `sums` are what stands under each heading, a debit above zero; `split` is what the original budget adds to
    this part (or takes from it, where it went to tactical actions); `held` is what is committed and conditional.
    """
    given = -sums.get(Heading.GRANT, 0) - sums.get(Heading.OPENING, 0)
    return Figures(
        original=given + split,
        virements=-sums.get(Heading.VIREMENT, 0),
        actual=sums.get(Heading.SPEND, 0) + sums.get(Heading.CAPITAL, 0),
        committed=held[0],
        conditional=held[1],
        expected=expected,
    )


def check_budget(split: Iterable[int], *, available: int) -> Verdict:
    """Return whether what a fund has may be split so over tactical actions: not more than there is."""
    told = list(split)
    if any(pence < 0 for pence in told):
        return Verdict((BELOW_ZERO,))
    if (over := sum(told) - available) <= 0:
        return Verdict()
    words = {"split": sum(told), "available": available, "over": over}
    return Verdict((SPLIT.format(**{name: Amount(pence).say() for name, pence in words.items()}),))


def spread_evenly(pence: int) -> list[int]:
    """Return what would be spent by the end of each of twelve months, were a budget spent evenly; the last is all."""
    return [pence * month // MONTHS_OF_YEAR for month in range(1, MONTHS_OF_YEAR + 1)]
