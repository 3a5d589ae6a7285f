"""What may be given: no more than was asked of us, and beyond what the fund has left only on words that allow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.kit.errors import Verdict
from wapentake.terms import Amount

NOTHING = "Say how much is given: a sum above zero."
TOO_MUCH = "{given} is more than was asked of us, which is {asked}."
OVER_BUDGET = "{given} is more than the {budget} that was set aside for it. Say why that is right."
BEYOND = (
    "The fund has {left} left, and {given} is given here. Give less, choose another fund, or say who decided that it "
    "may go beyond."
)
BELOW = "The markers gave it {score}, and {threshold} is asked for. Say why it is given money all the same."


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What is given, and what that is held against. Units: whole pence. `budget` is what was set aside, where known."""

    given: int
    asked: int
    budget: int | None = None

    @property
    def left(self) -> int | None:
        """What is left of what was set aside."""
        return None if self.budget is None else self.budget - self.given


def find_own_share(asked: int, shares: Iterable[int]) -> int:
    """Return what is asked of us: all of it, less what other bodies are asked for; never below zero."""
    return max(0, asked - sum(shares))


def check_award(award: Award, *, headroom: int, is_beyond_allowed: bool, is_explained: bool) -> Verdict:
    """Return whether so much may be given from a fund with this headroom.

    Means: that a meeting decided is no leave to overspend a fund; who lets it go beyond has to be said of itself.
    """
    if award.given <= 0:
        return Verdict((NOTHING,))
    given = Amount(award.given).say()
    reasons = []
    if award.given > award.asked:
        reasons.append(TOO_MUCH.format(given=given, asked=Amount(award.asked).say()))
    if (award.left or 0) < 0 and not is_explained:
        reasons.append(OVER_BUDGET.format(given=given, budget=Amount(award.budget or 0).say()))
    if award.given > headroom and not is_beyond_allowed:
        reasons.append(BEYOND.format(left=Amount(headroom).say(), given=given))
    return Verdict(tuple(reasons))
