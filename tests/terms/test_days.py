"""Days as people say them, and the financial year from 1 April to 31 March."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.terms import FinancialYear, parse_iso, parse_time, say_date, say_day, say_time

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


def test_day_with_its_weekday():
    assert say_day(date(2017, 7, 31)) == "Monday 31 July 2017"


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("14:00", "2.00 pm"),
        ("09:30", "9.30 am"),
        ("12:00", "12.00 pm"),
        ("00:15", "12.15 am"),
        ("24:00", "24:00"),
        ("noon", "noon"),
        ("", ""),
    ],
)
def test_time_as_people_write_it(time, said):
    assert say_time(time) == said


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:00", "14:00"),
        ("2pm", "14:00"),
        ("2.30 p.m.", "14:30"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        (" 9.05 AM ", "09:05"),
        ("9:05", "09:05"),
        ("24:00", None),
        ("13pm", None),
        ("2", None),
        ("2.75", None),
        ("noon", None),
    ],
)
def test_time_as_it_is_typed(text, time):
    assert parse_time(text) == time


@given(st.integers(0, 23), st.integers(0, 59))
def test_time_that_is_said_is_read_again(hour, minute):
    time = f"{hour:02}:{minute:02}"
    assert parse_time(say_time(time)) == time
