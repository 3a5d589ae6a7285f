"""Days and months in the words of minutes: where they stand and what they say, day first, before any year is worked out.

A small grammar of its own: general date libraries read "£40" and "2017/18" as days and are a hundred times slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wapentake.terms.days import MONTHS, WEEKDAYS

_STARTS = tuple(form(name[:3]) for name in MONTHS for form in (str, str.upper))
_MONTH = re.compile(
    r"(?<![A-Za-z])(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?",
    re.IGNORECASE,
)
_DAY = r"(\d{1,2})[ \n]?(?:st|nd|rd|th|ST|ND|RD|TH)?"
_BEFORE = re.compile(
    r"(?:\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?[ \n]+(?:the[ \n]+)?)?"
    r"(?<![\d-])((?:(?<![\d£$€.,/])\d{1,2}[ \n]?(?:st|nd|rd|th)?[ \n]*(?:-|–|—|&|,|and|to|or)[ \n]*){0,4})"
    r"(?<![\d£$€.,/])" + _DAY + r"[ \n]+(?:of[ \n]+)?(?:the[ \n]+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[ \n]*,?[ \n]*((?:19|20)\d\d)(?![\d/])(?! ?[-–/] ?\d\d(?!\d))|[ \n]+[’'](\d\d)(?!\d)")
_AFTER = re.compile(r"[ \n]+" + _DAY + r"(?![\d:.]|[ \n]?(?:pm|am))(?:,?[ \n]+((?:19|20)\d\d)(?!\d))?")
_DAYS = re.compile(r"\d{1,2}")
_NOT_BEFORE_NUMBER = frozenset("0123456789/.-£$€")
_WEEKDAY_BEFORE = re.compile(r"\b(Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)[a-z]*\.?,?[ \n]+$", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})(?:\2(\d{2,4}))?(?![\d/\-]|\.\d)")
_PRECEDES_SHORT = re.compile(r"\b(?:on|by|for|dated|until|before|w/c|w/e|due)[ \n]+(?:the )?$", re.IGNORECASE)
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(WEEKDAYS)}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or month as written: `day` is None for a month alone, `year` None where it is left out."""

    start: int
    end: int
    day: int | None
    month: int
    year: int | None
    weekday: int | None = None

    def on(self, near: date | None) -> date | None:
        """Return the day, its year worked out as the one nearest to `near` on which the weekday is right, if named."""
        if self.day is None:
            return None
        if self.year is not None:
            return make_date(self.year, self.month, self.day)
        if near is None:
            return None
        days = [d for y in (near.year - 1, near.year, near.year + 1) if (d := make_date(y, self.month, self.day))]
        right = [d for d in days if self.weekday is None or d.weekday() == self.weekday]
        return min(right or days, key=lambda d: abs((d - near).days), default=None)


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_moments(text: str) -> list[Moment]:
    """Return every day and month that `text` names, in the order of the text."""
    found = [one for month in _month_names(text) for one in _around_month(text, month)]
    taken = {one.start for one in found}
    for numeric in _NUMERIC.finditer(text):
        if text[max(0, numeric.start() - 1) : numeric.start()] not in _NOT_BEFORE_NUMBER:
            one = _from_numbers(text, numeric) if numeric[4] else _from_two_numbers(text, numeric)
            if one and one.start not in taken:
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _month_names(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each month's name; plain finds come first since they are far quicker than the expression."""
    for letters in _STARTS:
        at = text.find(letters)
        while at != -1:
            if month := _MONTH.match(text, at):
                yield month
            at = text.find(letters, at + 3)


def _around_month(text: str, month: re.Match[str]) -> Iterator[Moment]:
    """Yield what stands around a month's name: days before it, a day after it, or the month with its year."""
    number = _MONTH_NUMBERS[month[1][:3].casefold()]
    left = max(0, month.start() - 60)
    before = _BEFORE.search(text[left : month.start()])
    year_match = _YEAR.match(text, month.end())
    year = _year_of(year_match)
    end = year_match.end() if year_match else month.end() - (text[month.end() - 1] == ".")
    if before and 1 <= int(before[3]) <= 31:
        weekday = _WEEKDAY_NUMBERS.get((before[1] or "").casefold())
        earlier = list(_DAYS.finditer(before[2]))
        for one in earlier:
            if 1 <= int(one[0]) <= 31:
                at = left + before.start(2) + one.start()
                yield Moment(at, end, int(one[0]), number, year, weekday if one is earlier[0] else None)
        at = left + (before.start(3) if earlier else before.start())
        yield Moment(at, end, int(before[3]), number, year, None if earlier else weekday)
        return
    after = _AFTER.match(text, month.end())
    if after and not year_match and 1 <= int(after[1]) <= 31:
        named = _WEEKDAY_BEFORE.search(text[left : month.start()])
        weekday = _WEEKDAY_NUMBERS[named[1][:3].casefold()] if named else None
        at = left + named.start() if named else month.start()
        yield Moment(at, after.end(), int(after[1]), number, int(after[2]) if after[2] else None, weekday)
    elif year is not None:
        yield Moment(month.start(), end, None, number, year)


def _year_of(found: re.Match[str] | None) -> int | None:
    if not found:
        return None
    return int(found[1]) if found[1] else 2000 + int(found[2])


def _from_numbers(text: str, found: re.Match[str]) -> Moment | None:
    """Return the day that "16/04/2018", "16.4.18" or "2018-04-16" is."""
    first, month, last = found[1], int(found[3]), found[4]
    if len(first) == 4:
        day, year = int(last), int(first)
    elif len(first) <= 2 and len(last) in (2, 4):
        day, year = int(first), int(last) if len(last) == 4 else 2000 + int(last)
    else:
        return None
    if found[2] == "." and len(last) == 2 and not 1 <= month <= 12:
        return None
    if not 1900 <= year <= 2100 or make_date(year, month, day) is None:
        return None
    named = _WEEKDAY_BEFORE.search(text[max(0, found.start() - 15) : found.start()])
    weekday = _WEEKDAY_NUMBERS[named[1][:3].casefold()] if named else None
    at = found.start() - (len(named[0]) if named else 0)
    return Moment(at, found.end(), day, month, year, weekday)


def _from_two_numbers(text: str, found: re.Match[str]) -> Moment | None:
    """Return the day that "6/3" is, where a word such as "on" or "by" says that it is one."""
    day, month = int(found[1]), int(found[3])
    if found[2] != "/" or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if not _PRECEDES_SHORT.search(text[max(0, found.start() - 16) : found.start()]):
        return None
    return Moment(found.start(), found.end(), day, month, None)


def add_months(day: date, months: int) -> date:
    """Return the first day of the month `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return add_months(day, 1) - timedelta(days=1)
