"""Financial years, by the number of the calendar year in which they begin, and their twelve periods."""

from __future__ import annotations

from datetime import date

from wapentake.terms import FinancialYear
from wapentake.terms.days import MONTHS


def first_day(start: int) -> date:
    """Return 1 April of the year."""
    return date(start, 4, 1)


def last_day(start: int) -> date:
    """Return 31 March, on which the year ends."""
    return date(start + 1, 3, 31)


def sweep_day(start: int) -> date:
    """Return 1 March, on which commitments without an invoice are gone through. Source: local practice."""
    return date(start + 1, 3, 1)


def find_period(day: date) -> int:
    """Return the financial period of a day: April is 1, March is 12."""
    return (day.month - 4) % 12 + 1


def say_period(start: int, period: int) -> str:
    """Return a period in words: "April 2018 (period 1)"."""
    month = (period + 2) % 12
    return f"{MONTHS[month]} {start + (period > 9)} (period {period}, {FinancialYear(start)})"
