"""Two counts of one thing in two periods of equal length: is the difference more than chance would give?"""

from __future__ import annotations

from math import exp, lgamma, log

_EXACT_UP_TO = 1_000_000


def chance_of_change(before: int, after: int) -> float:
    """Return the probability (0 to 1) of a difference at least this unlikely if nothing had changed.

    Means: the exact conditional test of two Poisson counts, both periods of equal length: given their sum, `after` is
    binomial with p = 1/2; two-sided by doubling the smaller tail. Above a million in all, the normal approximation.
    Raises: ValueError for a negative count.
    Source: Przyborowski and Wilenski (1940), the conditional test.
    """
    if before < 0 or after < 0:
        raise ValueError("a count cannot be negative")
    total, high = before + after, max(before, after)
    if total == 0 or before == after:
        return 1.0
    if total > _EXACT_UP_TO:
        return _normal_tail(high, total)
    term = lgamma(total + 1) - lgamma(high + 1) - lgamma(total - high + 1) - total * log(2)
    tail = share = exp(term)
    for k in range(high, total):
        share *= (total - k) / (k + 1)
        tail += share
        if share < tail * 1e-17:
            break
    return min(1.0, 2 * tail)


def _normal_tail(high: int, total: int) -> float:
    """Return the two-sided tail of the normal approximation with a correction of one half."""
    from math import erfc, sqrt

    return min(1.0, erfc((high - 0.5 - total / 2) / sqrt(total / 2)))
