"""Days as the field writes them: day first, "31 July 2017", and the financial year from 1 April to 31 March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FINANCIAL_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d\d) ?[/\-–] ?((?:19|20)?\d\d)(?![\d/])")


def say_date(day: date) -> str:
    """Return the day as people write it: "31 July 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def parse_iso(text: str | None) -> date | None:
    """Return the day that "2018-05-08" means, or None for a month alone ("2018-05") and for anything else."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The council year that begins on 1 April of `start`."""

    start: int

    @classmethod
    def from_text(cls, text: str) -> FinancialYear | None:
        """Return the year that "2017/18", "2017-18" or "2017/2018" means, or None where the halves do not follow."""
        found = _FINANCIAL_YEAR.search(text)
        if not found:
            return None
        start, end = int(found[1]), int(found[2])
        return cls(start) if end % 100 == (start + 1) % 100 else None

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        """Return the financial year in which `day` lies."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    def __str__(self) -> str:
        """Return "2017/18"."""
        return f"{self.start}/{(self.start + 1) % 100:02d}"
