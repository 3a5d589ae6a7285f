"""Days as people say them, and the financial year from 1 April to 31 March."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.terms import FinancialYear, parse_iso, say_date

DAYS = st.dates(date(1901, 4, 1), date(2098, 12, 31))


@pytest.mark.parametrize(("day", "said"), [(date(2017, 7, 31), "31 July 2017"), (date(2018, 5, 8), "8 May 2018")])
def test_days_are_said(day, said):
    assert say_date(day) == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-05-08", date(2018, 5, 8)),
        ("2018-05", None),
        ("2018-02-30", None),
        ("8 May 2018", None),
        ("2018-5-8", None),
        ("", None),
        (None, None),
    ],
)
def test_iso_days_are_parsed(text, day):
    assert parse_iso(text) == day


@given(DAYS)
def test_iso_days_are_parsed_back(day):
    assert parse_iso(day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017/18", 2017),
        ("2017-18", 2017),
        ("2017–18", 2017),
        ("2017/2018", 2017),
        ("2017 / 18", 2017),
        ("in 2017/18, and", 2017),
        ("1999/00", 1999),
        ("1999/2000", 1999),
        ("2017/19", None),
        ("2017/2019", None),
        ("2017/16", None),
        ("17/18", None),
        ("2017", None),
        ("12017/18", None),
        ("01/2017/18", None),
        ("2017/18/19", None),
        ("2017/180", None),
        ("", None),
    ],
)
def test_financial_years_are_read(text, year):
    found = FinancialYear.from_text(text)
    assert (found.start if found else None) == year


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2018, 3, 31), "2017/18"),
        (date(2018, 4, 1), "2018/19"),
        (date(2018, 1, 1), "2017/18"),
        (date(2018, 12, 31), "2018/19"),
        (date(2000, 3, 31), "1999/00"),
        (date(2009, 4, 1), "2009/10"),
    ],
)
def test_day_lies_in_its_year(day, said):
    assert str(FinancialYear.of(day)) == said


@given(DAYS)
def test_years_follow_each_other(day):
    year = FinancialYear.of(day)
    assert FinancialYear.from_text(str(year)) == year
    assert FinancialYear.of(day + timedelta(days=366)) > year
    assert date(year.start, 4, 1) <= day < date(year.start + 1, 4, 1)
