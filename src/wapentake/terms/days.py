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
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_TYPED_TIME = re.compile(r"(\d{1,2})(?:[.:]([0-5]\d))? ?(am|pm)?")
_FINANCIAL_YEAR = re.compile(r"(?<![\d/])((?:19|20)\d\d) ?[/\-–] ?((?:19|20)?\d\d)(?![\d/])")


def say_date(day: date) -> str:
    """Return the day as people write it: "31 July 2017"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day(day: date) -> str:
    """Return the day with its weekday: "Monday 31 July 2017"."""
    return f"{WEEKDAYS[day.weekday()]} {say_date(day)}"


def say_time(time: str) -> str:
    """Return an hour such as "14:00" as people write it: "2.00 pm"; anything else stays as it is."""
    found = _TIME.fullmatch(time)
    if not found:
        return time
    hour = int(found[1])
    return f"{(hour - 1) % 12 + 1}.{found[2]} {'am' if hour < 12 else 'pm'}"


def parse_time(text: str) -> str | None:
    """Return an hour as "14:00", however it is written: "2pm", "2.00 pm", "14:00"; None for what is no hour."""
    found = _TYPED_TIME.fullmatch(text.strip().lower().replace("a.m.", "am").replace("p.m.", "pm"))
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[3] == "pm")
    return f"{hour:02}:{minute:02}" if hour < 24 and (found[2] or found[3]) else None


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
