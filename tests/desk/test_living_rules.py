"""How long actions live: what one life is, and the middle and the spread of many."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.desk.rules.living import Life, live, measure, quarter_of, say_days, say_quarter

MARCH = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("ended", "days", "is_over"),
    [
        (MARCH + timedelta(10), 10, True),
        (None, 63, False),
        (MARCH, 0, True),
        (MARCH - timedelta(3), 0, True),
    ],
)
def test_a_life(ended, days, is_over):
    assert live(MARCH, ended, today=date(2026, 5, 11), group="Police") == Life("Police", days, is_over)


@pytest.mark.parametrize(
    ("days", "middle", "low", "high"),
    [
        ([7], 7, 7, 7),
        ([1, 3], 2, 1.5, 2.5),
        ([1, 2, 3, 4, 5], 3, 2, 4),
        ([10, 10, 10, 400], 10, 10, 107.5),  # one that was forgotten moves the middle by nothing
    ],
)
def test_middle_and_spread(days, middle, low, high):
    (span,) = measure(Life("Police", one, True) for one in days)
    assert (span.middle, span.low, span.high, span.count, span.living) == (middle, low, high, len(days), 0)
    assert span.is_few == (len(days) < 5)


def test_groups_keep_their_order_and_what_is_not_over_is_counted():
    spans = measure([Life("b", 4, True), Life("a", 1, False), Life("b", 6, False)])
    assert [(one.group, one.count, one.living, one.middle) for one in spans] == [("b", 2, 1, 5), ("a", 1, 1, 1)]
    assert measure([]) == []


@given(st.lists(st.integers(0, 4000), min_size=1))
def test_the_middle_lies_in_the_spread(days):
    (span,) = measure(Life("", one, True) for one in days)
    assert min(days) <= span.low <= span.middle <= span.high <= max(days)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 4, 1), "April to June 2025"),
        (date(2026, 3, 31), "January to March 2026"),
        (date(2025, 12, 31), "October to December 2025"),
    ],
)
def test_quarters(day, said):
    assert say_quarter(quarter_of(day)) == said


@pytest.mark.parametrize(("days", "said"), [(0, "0 days"), (1, "1 day"), (0.5, "1 day"), (41.5, "42 days")])
def test_days_in_words(days, said):
    assert say_days(days) == said
