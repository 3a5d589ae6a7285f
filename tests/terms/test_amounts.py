"""Money: read from digits, written down, said, added up; never a float, and never one currency with another."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.terms import Amount

AMOUNTS = st.builds(Amount, st.integers(-(10**15), 10**15))


@pytest.mark.parametrize(
    ("digits", "times", "pence"),
    [
        ("40", 1, 4000),
        ("1,549.07", 1, 154907),
        ("-20", 1, -2000),
        ("0.5", 1, 50),
        ("1.2", 10**6, 120_000_000),
        ("5", 10**3, 500_000),
        ("1.005", 1, 100),
        ("1.015", 1, 102),
        ("0", 1, 0),
        ("-0", 1, 0),
        ("", 1, None),
        (".", 1, None),
        ("forty", 1, None),
        ("1.2.3", 1, None),
        ("NaN", 1, None),
        ("Infinity", 1, None),
    ],
)
def test_digits_are_read(digits, times, pence):
    amount = Amount.from_text(digits, times=times)
    assert (amount.pence if amount else None) == pence


@pytest.mark.parametrize(
    ("amount", "written", "said"),
    [
        (Amount(154907), "1549.07", "£1,549.07"),
        (Amount(-154907), "-1549.07", "-£1,549.07"),
        (Amount(-7), "-0.07", "-£0.07"),
        (Amount(0), "0.00", "£0.00"),
        (Amount(10**9), "10000000.00", "£10,000,000.00"),
        (Amount(4000, "USD"), "40.00", "$40.00"),
        (Amount(4000, "EUR"), "40.00", "€40.00"),
        (Amount(4000, "CHF"), "40.00", "CHF 40.00"),
    ],
)
def test_amounts_are_written_and_said(amount, written, said):
    assert (str(amount), amount.say()) == (written, said)


@given(AMOUNTS)
def test_what_is_written_or_said_is_read_back(amount):
    assert Amount.from_text(str(amount)) == amount
    assert Amount.from_text(amount.say().replace("£", "")) == amount


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_sums_are_those_of_arithmetic(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert (a + b) - b == a
    assert Decimal(str(a + b)) == Decimal(str(a)) + Decimal(str(b))
    assert (a < b) == (Decimal(str(a)) < Decimal(str(b)))


@pytest.mark.parametrize("reckon", [Amount.__add__, Amount.__sub__])
def test_currencies_do_not_mix(reckon):
    with pytest.raises(ValueError, match="cannot add EUR to GBP"):
        reckon(Amount(1), Amount(1, "EUR"))


def test_sum_that_a_balance_implies():
    stated, real = Amount.from_text("-1,549.07"), Amount.from_text("-3,198.07")
    assert (stated - real).say() == "£1,649.00"
