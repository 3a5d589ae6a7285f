"""Days and months in the words of minutes: where they stand and what they say, before any year is worked out.

Days come first, as Britain writes them. A small grammar of its own: general date libraries read "£40" and "2017/18" as
days and are a hundred times slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from wapentake.terms.days import MONTHS, WEEKDAYS

# The first looks, which scan a page far quicker than the expressions that they stand before.
_MONTH_START = re.compile(
    r"(?:J(?:an|un|ul|AN|UN|UL)|F(?:eb|EB)|M(?:ar|ay|AR|AY)|A(?:pr|ug|PR|UG)|S(?:ep|EP)|O(?:ct|CT)|N(?:ov|OV)"
    r"|D(?:ec|EC))(?<![A-Za-z]...)"
)
_NUMERIC_START = re.compile(r"[/.\-](?=\d)(?<=\d.)")

_MONTH = re.compile(
    r"(?<![A-Za-z])(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?",
    re.IGNORECASE,
)
_DAY = r"(\d{1,2})[ \n]?(?:st|nd|rd|th)?"
_DAY_BEFORE = re.compile(
    r"(?=[mtwfs\d])"
    r"(?:\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]{0,5}days?|n?e?s|rs?|ur)?\b\.?,?[ \n]+(?:the[ \n]+)?)?"
    r"(?<![\d-])((?:(?<![\d£$€.,/])\d{1,2}[ \n]?(?:st|nd|rd|th)?[ \n]*(?:-|–|—|&|,|and|to|or)[ \n]*){0,4})"
    rf"(?<![\d£$€.,/]){_DAY}[ \n]+(?:of[ \n]+)?(?:the[ \n]+)?$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(rf"[ \n]+{_DAY}(?![\d:.]|[ \n]?(?:pm|am))(?:,?[ \n]+((?:19|20)\d\d)(?!\d))?", re.IGNORECASE)
_DAY_LAST = re.compile(rf" {_DAY}(?=\.(?:\s|$))()")  # "on April 5.": a day that ends a sentence
_YEAR_AFTER = re.compile(r"[ \n]*,?[ \n]*((?:19|20)\d\d)(?![\d/])(?! ?[-–/] ?\d\d(?!\d))|[ \n]+[’'](\d\d)(?!\d)")
_WEEKDAY_BEFORE = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]{0,5}days?|n?e?s|rs?|ur)?\b\.?,?[ \n]+$", re.IGNORECASE
)
_FIGURES = re.compile(r"\d{1,2}")
_NUMERIC = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})(?:\2(\d{2,4}))?(?![\d/\-]|\.\d)")
_NOT_BEFORE_NUMBER = frozenset("0123456789/.-£$€")
_SAYS_DAY = re.compile(r"\b(?:on|by|for|dated|until|before|w/c|w/e|due)[ \n]+(?:the )?$", re.IGNORECASE)
_REACH = 60  # characters before a month in which its days may stand
_WEEKDAY_REACH = 20  # characters before the first of them in which their weekday may stand
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(WEEKDAYS)}


class Moment(NamedTuple):
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
    if not _FIGURES.search(text):
        return []
    found: list[Moment] = []
    since = 0
    for month in _month_names(text):
        found += _around_month(text, month, since)
        since = month.end() - 1
    taken = {one.start for one in found}
    for numeric in _numbers_with_marks(text):
        one = _from_numbers(text, numeric) if numeric[4] else _from_two_numbers(text, numeric)
        if one and one.start not in taken:
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _month_names(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each month's name that begins with a capital."""
    for start in _MONTH_START.finditer(text):
        if month := _MONTH.match(text, start.start()):
            yield month


def _numbers_with_marks(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each two or three numbers with a stroke, full stop or hyphen between them."""
    at = 0
    while mark := _NUMERIC_START.search(text, at):
        found = _NUMERIC.search(text, max(at, mark.start() - 4))
        if not found:
            return
        if text[max(0, found.start() - 1) : found.start()] not in _NOT_BEFORE_NUMBER:
            yield found
        at = found.end()


def _around_month(text: str, month: re.Match[str], since: int) -> Iterator[Moment]:
    """Yield what stands around a month's name: days before it, a day after it, or the month with its year.

    `since`: where the name of the month before it ends.
    """
    number = _MONTH_NUMBERS[month[1][:3].casefold()]
    left = max(since, month.start() - _REACH)
    before = text[left : month.start()]
    figures = _FIGURES.search(before) if before[-1:] in (" ", "\n") else None
    days = _DAY_BEFORE.search(before, max(0, figures.start() - _WEEKDAY_REACH)) if figures else None
    year_said = _YEAR_AFTER.match(text, month.end())
    year = _year_of(year_said)
    end = year_said.end() if year_said else month.end() - (text[month.end() - 1] == ".")
    if days and 1 <= int(days[3]) <= 31:
        for start, day, weekday in _read_days(days):
            yield Moment(left + start, end, day, number, year, weekday)
        return
    after = None if year_said else _DAY_AFTER.match(text, month.end())
    if after is None and year_said is None and text[month.end() - 1] != ".":
        after = _DAY_LAST.match(text, month.end())
    if after and 1 <= int(after[1]) <= 31:
        start, weekday = _weekday_before(text, month.start(), _REACH)
        yield Moment(start, after.end(), int(after[1]), number, int(after[2]) if after[2] else None, weekday)
    elif year is not None:
        yield Moment(month.start(), end, None, number, year)


def _read_days(days: re.Match[str]) -> Iterator[tuple[int, int, int | None]]:
    """Yield the start, number and weekday of the days in "Tuesday 8th, 9th and 10th "; the weekday is the first's."""
    weekday = _WEEKDAY_NUMBERS.get((days[1] or "").casefold())
    earlier = list(_FIGURES.finditer(days[2]))
    for one in earlier:
        if 1 <= int(one[0]) <= 31:
            yield days.start(2) + one.start(), int(one[0]), weekday if one is earlier[0] else None
    if earlier:
        yield days.start(3), int(days[3]), None
    else:
        yield days.start(), int(days[3]), weekday


def _weekday_before(text: str, at: int, reach: int) -> tuple[int, int | None]:
    """Return where a day begins that stands at `at`, with the weekday before it, and that weekday's number."""
    named = _WEEKDAY_BEFORE.search(text[max(0, at - reach) : at])
    return (at - len(named[0]), _WEEKDAY_NUMBERS[named[1].casefold()]) if named else (at, None)


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
    start, weekday = _weekday_before(text, found.start(), 15)
    return Moment(start, found.end(), day, month, year, weekday)


def _from_two_numbers(text: str, found: re.Match[str]) -> Moment | None:
    """Return the day that "6/3" is, where a word such as "on" or "by" says that it is one."""
    day, month = int(found[1]), int(found[3])
    if found[2] != "/" or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if not _SAYS_DAY.search(text[max(0, found.start() - 16) : found.start()]):
        return None
    return Moment(found.start(), found.end(), day, month, None)


def add_months(day: date, months: int) -> date:
    """Return the first day of the month `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return add_months(day, 1) - timedelta(days=1)
