"""By when: a day, a month, or an event such as "the next meeting", from the words of a task or of a column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from wapentake.reading.moments import add_months, find_moments, month_end
from wapentake.reading.phrases import any_of, has_any, load_phrases, words_in
from wapentake.reading.record import Due
from wapentake.terms.days import MONTHS, WEEKDAYS

_MONTH = "|".join(MONTHS)
_DIGIT = re.compile(r"[0-9]")
_NAMED_MONTH = re.compile(_MONTH)
_SHORT_MONTH = re.compile("|".join(name[:3] for name in MONTHS))
_SEASON_WORDS = frozenset(load_phrases("dues")["season_words"])
_SOON = re.compile(rf"\b(?P<event>{any_of('dues', 'soon')})\b", re.IGNORECASE)
_SEASON = re.compile(
    r"\b(?:by|before|in|after|until)\s+(?:the\s+)?(?P<event>Christmas|Easter|half[- ]term"
    r"|(?:the\s+)?end\s+of\s+(?:the\s+)?(?:\w+\s+)?term|summer holidays?|(?:the\s+)?new year"
    r"|the start of (?:the |this |next )?(?:new )?[a-z]+(?: (?:year|term|season|holidays?|works?|month|quarter)\b)?"
    r"|next (?:report|newsletter|issue|edition|update|quarter|financial year|a\.?g\.?m\.?)"
    r"|(?:spring|summer|autumn|winter) (?:term|report|newsletter))\b",
    re.IGNORECASE,
)
_NO_DUE = re.compile(any_of("dues", "no_dues"), re.IGNORECASE)
_EVENT = re.compile(
    rf"\b(?:{any_of('dues', 'before_events')})\s+(?:the\s+|its\s+|our\s+)?"
    r"(?P<event>(?:next|following|subsequent)\s+(?:[A-Za-z'’&]+\s+){0,4}?"
    rf"(?:{any_of('dues', 'meetings')})(?:\s+(?:meeting|agenda))?)\b"
    r"|\b(?P<jag>next JAG)\b",
    re.IGNORECASE,
)
_MONTH_MEETING = re.compile(
    rf"\b(?:at|by|before|to|for|until|in)\s+(?:the\s+)?(?P<month>{_MONTH})(?:['’]s?)?"
    rf"\s+(?:\d{{4}}\s+)?(?:[a-z]+\s+){{0,2}}?(?P<what>{any_of('dues', 'month_meetings')})\b",
    re.IGNORECASE,
)
_END_OF = re.compile(
    r"\b(?:end|close)\s+of\s+(?:the\s+)?"
    rf"(?P<what>(?:this\s+|next\s+)?(?:month|week)|(?:the\s+)?year|{_MONTH})\b(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in)\s+(?:the\s+next\s+|the\s+coming\s+)?"
    r"(?P<count>\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
    r"(?P<unit>(?:working )?days?|weeks?|months?|fortnights?)\b",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"\b(?:by|before|in|until|due:?|to|release in|for)\s+(?:early\s+|mid[- ]|late\s+)?"
    rf"(?P<month>{_MONTH})\b(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"\b(?:by|on|before)\s+(?:this\s+|next\s+)?(?P<day>{'|'.join(WEEKDAYS)})\b(?!,?\s+(?:the\s+)?\d)", re.IGNORECASE
)
_BARE = re.compile(  # what needs no preposition in a "by when" column
    r"(?P<count>(?:\d{1,3}|one|two|three|four|six|eight|ten|twelve)\s+\S.*)"
    rf"|(?:this |next )?(?:{'|'.join(WEEKDAYS)})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?P<event>after\s+\d+\s+(?:weeks?|months?|years?)\s+(?:from|of)\s+[^,.;]{5,60}?)"
    r"(?=\s+(?:outlining|setting|showing|with|and)\b|[,.;]|$)",
    re.IGNORECASE,
)
_END_OF_WEEK = re.compile(
    r"\bend\s+of\s+(?:the\s+)?(?:w/c|week\s+(?:commencing|beginning|of))\s+(?:\w+\s+)?$", re.IGNORECASE
)
_OF_BEFORE = re.compile(rf"\b(?:{any_of('dues', 'of_something')})\s*$", re.IGNORECASE)
_BY_BEFORE = re.compile(rf"\b(?:{any_of('dues', 'by_day')})\s+(?:\w+\s+)?(?:the\s*)?$")
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


class DueAt(NamedTuple):
    """A due and the place of its words."""

    due: Due
    start: int
    end: int


def find_due(
    words: str, near: date | None, *, column: bool = False, said: frozenset[str] | None = None
) -> DueAt | None:
    """Return by when a task is due, as its words say, or None. Days before the meeting are no dues.

    `near` is the day of the meeting; `column`: the words are the cell of a "by when" column, so a bare day counts;
    `said`: the words as a set, or those of a sentence that they are part of, if known.
    """
    day = _day_due(words, near, column=column)
    event = _event_due(f"at {words}" if column else words, near, words_in(words) if said is None else said)
    if day and event and event.due.event:
        both = Due(date=day.due.date, event=event.due.event)
        return DueAt(both, min(day.start, event.start), max(day.end, event.end))
    return day or event or _reckoned_due(words, near, column=column) or _month_due(words, near, column=column)


def _day_due(words: str, near: date | None, *, column: bool) -> DueAt | None:
    """Return the first named day that lies on or after the meeting and is not merely the day of something else."""
    for moment in find_moments(words) if _DIGIT.search(words) else ():
        day = moment.on(near)
        if day is None or (near and day < near) or (near and day == near and not column):
            continue
        before = words[max(0, moment.start - 80) : moment.start]
        if _END_OF_WEEK.search(before):  # the Friday of the week that begins on that day
            friday = day + timedelta(days=(4 - day.weekday()) % 7)
            return DueAt(Due(date=friday.isoformat()), moment.start, moment.end)
        if column or not _OF_BEFORE.search(before) or _BY_BEFORE.search(before):
            return DueAt(Due(date=day.isoformat()), moment.start, moment.end)
    return None


def _event_due(words: str, near: date | None, said: frozenset[str]) -> DueAt | None:
    """Return "next meeting", "next JAG", "June's meeting" as an event."""
    if not said.isdisjoint(("next", "following", "subsequent")) and (found := _EVENT.search(words)):
        group = "event" if found["event"] else "jag"
        return DueAt(Due(event=" ".join(found[group].split())), *found.span(group))
    if "after" in said and (found := _AFTER.search(words)):
        return DueAt(Due(event=found["event"]), *found.span("event"))
    if not said.isdisjoint(_SEASON_WORDS) and (found := _SEASON.search(words)):
        return DueAt(Due(event=found["event"]), *found.span())
    if _NAMED_MONTH.search(words) and (found := _MONTH_MEETING.search(words)):
        name = f"{found['month'].title()} {found['what'].lower()}"
        return DueAt(Due(date=_month_after(near, found["month"]), event=name), *found.span())
    return None


def _reckoned_due(words: str, near: date | None, *, column: bool) -> DueAt | None:
    """Return what must be reckoned from the day of the meeting: the end of a month, two weeks, Friday."""
    whole, added = len(words), False
    if column and (bare := _BARE.fullmatch(words.strip(" ."))):
        words, added = f"{'within' if bare['count'] else 'by'} {words.strip()}", True
    folded = words.casefold()
    for pattern, cues, reckon in _RECKONED if near else ():
        if has_any(folded, cues) and near and (found := pattern.search(words)):
            start, end = (0, whole) if added else found.span()
            return DueAt(reckon(found, near), start, end)
    return None


def _by_end(found: re.Match[str], near: date) -> Due:
    """Reckon "the end of next month", "the end of June 2019"."""
    day = _end_of(found["what"].casefold(), near, int(found["year"]) if found["year"] else None)
    return Due(date=day.isoformat())


def _end_of(what: str, near: date, year: int | None = None) -> date:
    """Return the last day of the month or year, or the Friday of the week, that is named."""
    if "month" in what:
        return month_end(add_months(near, 1) if what.startswith("next") else near)
    if "week" in what:
        return near + timedelta(days=(4 - near.weekday()) % 7 + (7 if what.startswith("next") else 0))
    if "year" in what:
        return date(near.year, 12, 31)
    number = _month_number(what)
    return month_end(date(year or _year_of_month(near, number), number, 1))


def _within(found: re.Match[str], near: date) -> Due:
    """Reckon "within two weeks", "in 10 working days"."""
    said = found["count"].casefold()
    count = int(said) if said.isdigit() else 1 if said == "a" else _NUMBERS.index(said)
    unit = found["unit"].casefold()
    if unit.startswith("working"):
        day = near
        while count > 0:
            day += timedelta(days=1)
            count -= day.weekday() < 5
    elif unit.startswith("month"):
        month = add_months(near, count)
        day = date(month.year, month.month, min(near.day, month_end(month).day))
    else:
        day = near + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])
    return Due(date=day.isoformat())


def _on_weekday(found: re.Match[str], near: date) -> Due:
    """Reckon "by Friday": the first after the meeting."""
    number = [name.casefold() for name in WEEKDAYS].index(found["day"].casefold())
    return Due(date=(near + timedelta(days=(number - near.weekday()) % 7 or 7)).isoformat())


def _soon(found: re.Match[str], near: date) -> Due:
    """Reckon "this week", which ends on a Friday, "the coming week" and "tomorrow"; the words are the event."""
    said = found["event"].casefold()
    if "coming" in said or said == "tomorrow":
        day = near + timedelta(days=1 if said == "tomorrow" else 7)
    else:
        day = _end_of(said.removeprefix("end of ").removeprefix("this "), near)
    return Due(date=day.isoformat(), event=found["event"])


# What is reckoned, the stems without one of which it is not there, and how.
_RECKONED: tuple[tuple[re.Pattern[str], tuple[str, ...], Callable[[re.Match[str], date], Due]], ...] = (
    (_END_OF, ("end", "close"), _by_end),
    (_WITHIN, ("day", "week", "month", "fortnight"), _within),
    (_WEEKDAY, ("day",), _on_weekday),
    (_SOON, ("week", "month", "tomorrow"), _soon),
)


def _month_due(words: str, near: date | None, *, column: bool) -> DueAt | None:
    """Return a bare month ("by June"), or whatever the cell of a column says."""
    found = _MONTH_ONLY.search(f"by {words}" if column else words) if _SHORT_MONTH.search(words) else None
    if found:
        return _bare_month(found, near)
    if not column:
        return None
    if months := [moment for moment in find_moments(words) if moment.day is None]:
        last = months[-1]
        return DueAt(Due(date=f"{last.year}-{last.month:02d}"), last.start, last.end)
    bare = " ".join(words.split()).strip(" .*")
    if not 0 < len(bare) <= 60 or not any(c.isalpha() for c in bare) or _NO_DUE.fullmatch(bare):
        return None
    return DueAt(Due(event=bare), 0, len(words))


def _bare_month(found: re.Match[str], near: date | None) -> DueAt | None:
    """Return "by June" as the first June from the meeting on; more than nine months ahead it is one that has passed."""
    if found["year"]:
        return DueAt(Due(date=f"{found['year']}-{_month_number(found['month']):02d}"), *found.span())
    month = _month_after(near, found["month"])
    if near is None or month is None:
        return None
    ahead = (int(month[:4]) - near.year) * 12 + int(month[5:]) - near.month
    return DueAt(Due(date=month), *found.span()) if ahead <= 9 else None


def _month_number(month: str) -> int:
    """Return the number of a month's name."""
    return [name[:3].casefold() for name in MONTHS].index(month[:3].casefold()) + 1


def _year_of_month(near: date, number: int) -> int:
    """Return the year of the first month of that number at or after the meeting."""
    return near.year if number >= near.month else near.year + 1


def _month_after(near: date | None, month: str) -> str | None:
    """Return the month of that name at or after the meeting, "2018-06"."""
    number = _month_number(month)
    return f"{_year_of_month(near, number)}-{number:02d}" if near else None
