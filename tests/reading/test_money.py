"""Sums of money in the words of minutes: what is one, its value and its sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.reading.money import find_sums
from wapentake.terms import Amount


def tell(text: str) -> list[str]:
    """Each sum as its words and its value: "£40 = 40.00"."""
    return [f"{text[one.start : one.end]} = {one.amount}" for one in find_sums(text)]


CASES = [
    ("a cost of £40.", ["£40 = 40.00"]),
    ("£1,549.07 in all", ["£1,549.07 = 1549.07"]),
    ("£ 40", ["£ 40 = 40.00"]),
    ("(£40)", ["£40 = 40.00"]),
    ("£40.5", ["£40.5 = 40.50"]),
    ("£0.99", ["£0.99 = 0.99"]),
    ("£1,200,000", ["£1,200,000 = 1200000.00"]),
    ("£40, £50 and £60", ["£40 = 40.00", "£50 = 50.00", "£60 = 60.00"]),
    ("£40/£50", ["£40 = 40.00", "£50 = 50.00"]),
    ("£££40", ["££40 = 40.00"]),
    # signs
    ("closing balance -£1,549.07", ["-£1,549.07 = -1549.07"]),
    ("balance of £-20", ["£-20 = -20.00"]),
    ("balance (-£20)", ["-£20 = -20.00"]),
    ("balance: −£20", ["−£20 = -20.00"]),
    ("| -£20 | £5 |", ["-£20 = -20.00", "£5 = 5.00"]),
    ("minus £20", ["minus £20 = -20.00"]),
    ("an overspend of £20", ["£20 = 20.00"]),
    ("Lamps-£20", ["£20 = 20.00"]),
    # thousands and millions
    ("£5k", ["£5k = 5000.00"]),
    ("£5K a year", ["£5K = 5000.00"]),
    ("£1.2m", ["£1.2m = 1200000.00"]),
    ("£1.2M", ["£1.2M = 1200000.00"]),
    ("£2 million", ["£2 million = 2000000.00"]),
    ("£1bn", ["£1bn = 1000000000.00"]),
    ("£15 thousand", ["£15 thousand = 15000.00"]),
    ("£5 kits", ["£5 = 5.00"]),
    ("£112.48 K & M Lamps £36.88", ["£112.48 = 112.48", "£36.88 = 36.88"]),
    ("Marsh £40 M Reed £5", ["£40 = 40.00", "£5 = 5.00"]),
    ("£5 metres", ["£5 = 5.00"]),
    # ranges
    ("£5-10k", ["£5 = 5000.00", "10k = 10000.00"]),
    ("£5k-£10k", ["£5k = 5000.00", "£10k = 10000.00"]),
    ("£5k to 10k", ["£5k = 5000.00", "10k = 10000.00"]),
    ("£1.5 to 2 million", ["£1.5 = 1500000.00", "2 million = 2000000.00"]),
    ("£5 to 10 people", ["£5 = 5.00"]),
    # other words and currencies
    ("500 pounds", ["500 pounds = 500.00"]),
    ("2 thousand pounds", ["2 thousand pounds = 2000.00"]),
    ("GBP 40", ["GBP 40 = 40.00"]),
    ("$40", ["$40 = 40.00"]),
    ("€40", ["€40 = 40.00"]),
    # no sums
    ("£", []),
    ("££", []),
    ("£TBC", []),
    ("£,50", []),
    ("40%", []),
    ("in 2017/18", []),
    ("324 reports", []),
    ("pounds", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text or "nothing" for text, _ in CASES])
def test_sums_are_found(text, wanted):
    assert tell(text) == wanted


def test_currency_is_told():
    assert [one.amount.currency for one in find_sums("£1 $1 €1 GBP 1")] == ["GBP", "USD", "EUR", "GBP"]


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(["", "costs ", "(", "\n"]),
    st.sampled_from(["", ".", ", and", ")", " a year"]),
)
def test_every_sum_is_read_back(pence, before, after):
    amount = Amount(pence)
    text = f"{before}{amount.say()}{after}"
    (one,) = find_sums(text)
    assert one.amount == amount
    assert text[one.start : one.end] == amount.say()


@given(st.text(alphabet="0123456789£$-−.,k m()toGBP\n", max_size=60))
def test_spans_are_in_order_and_inside(text):
    found = find_sums(text)
    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(any(letter.isdigit() for letter in text[one.start : one.end]) for one in found)
