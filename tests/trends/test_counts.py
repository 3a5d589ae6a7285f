"""Is a change between two counts more than chance gives? Held against whole numbers and, for large counts, scipy."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from wapentake.trends import chance_of_change

COUNTS = st.integers(0, 2000)


def ask_scipy(before: int, after: int) -> float:
    """The same by another library, which is quick where counts are large."""
    total, high = before + after, max(before, after)
    return min(1.0, 2 * binomtest(high, total, 0.5, alternative="greater").pvalue)


def ask_whole_numbers(before: int, after: int) -> float:
    """The smaller tail of the binomial, doubled, reckoned in whole numbers, which never underflow."""
    total, high = before + after, max(before, after)
    term = tail = comb(total, high)
    for k in range(high, total):
        term = term * (total - k) // (k + 1)
        tail += term
    return min(1.0, float(Fraction(2 * tail, 2**total))) if total else 1.0


@pytest.mark.parametrize(
    ("before", "after", "chance"),
    [
        (324, 332, True),
        (71, 131, False),
        (340, 322, True),
        (0, 0, True),
        (5, 5, True),
        (0, 5, True),
        (0, 6, False),
        (2, 6, True),
        (1, 10, False),
        (100, 130, True),
        (100, 131, False),
        (1000, 1100, False),
    ],
)
def test_changes_of_minutes(before, after, chance):
    assert (chance_of_change(before, after) >= 0.05) is chance


@given(COUNTS, COUNTS)
@example(0, 0)
@example(0, 1)
@example(2000, 0)
@example(10, 1065)  # 2.7e-300
@example(15, 1060)
def test_chance_is_that_of_the_exact_test(before, after):
    assert chance_of_change(before, after) == pytest.approx(ask_whole_numbers(before, after), rel=1e-9, abs=1e-300)


@given(COUNTS, COUNTS)
def test_chance_is_the_same_both_ways_and_lies_between_none_and_certain(before, after):
    assert chance_of_change(before, after) == chance_of_change(after, before)
    assert 0 <= chance_of_change(before, after) <= 1


@given(COUNTS, st.integers(0, 500), st.integers(1, 100))
def test_larger_change_of_as_many_is_less_likely(before, by, more):
    total = 2 * before + 2 * by + 2 * more
    middle = total // 2
    assert chance_of_change(middle - by - more, middle + by + more) <= chance_of_change(middle - by, middle + by)


@pytest.mark.parametrize(
    ("before", "after"), [(500_000, 501_000), (500_000, 502_000), (499_500, 500_501), (10**6, 1_003_000)]
)
def test_large_counts_are_close_to_the_exact_test(before, after):
    assert chance_of_change(before, after) == pytest.approx(ask_scipy(before, after), rel=1e-3)


def test_very_large_counts_take_no_time():
    assert chance_of_change(10**12, 10**12) == 1.0
    assert chance_of_change(10**12, 2 * 10**12) == 0.0


@pytest.mark.parametrize(("before", "after"), [(-1, 1), (1, -1)])
def test_negative_count_is_refused(before, after):
    with pytest.raises(ValueError, match="negative"):
        chance_of_change(before, after)
