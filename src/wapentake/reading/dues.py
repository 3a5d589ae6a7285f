"""By when: a day, a month, or an event such as "the next meeting", from the words of a task or of a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from wapentake.reading.moments import Moment, add_months, find_moments, month_end
from wapentake.reading.record import Due
from wapentake.terms.days import MONTHS, WEEKDAYS

_MONTHS = "|".join([*MONTHS, *(name[:3] for name in MONTHS), "Sept"])
_DIGIT = re.compile(r"[0-9]")
_SEASONAL = ("christmas", "start of", "easter", "half", "term", "holiday", "new year", "next ", "report", "newsletter")
_SOON = re.compile(
    r"\b(?P<event>this week|end of (?:this|next) week|this month|over the coming week|the coming week"
    r"|tomorrow)\b",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"\b(?:by|before|in|after|until)\s+(?:the\s+)?(?P<event>Christmas|Easter|half[- ]term"
    r"|(?:the\s+)?end\s+of\s+(?:the\s+)?(?:\w+\s+)?term|summer holidays?|(?:the\s+)?new year"
    r"|the start of [a-z]+|next (?:report|newsletter|issue|edition|update|quarter|financial year|a\.?g\.?m\.?)"
    r"|(?:spring|summer|autumn|winter) (?:term|report|newsletter))\b",
    re.IGNORECASE,
)
_NO_DUE = re.compile(
    r"(?:n/?a|none|tbc|tba|on-?going|complete[d]?|done|closed|new|open|yes|no|date|when|by when)", re.IGNORECASE
)
_EVENT = re.compile(
    r"\b(?:at|by|before|to|for|until|till|prior to|in time for|ahead of|in advance of|on|to be on|in"
    r"|of)\s+(?:the\s+|its\s+|our\s+)?"
    r"(?P<event>(?:next|following|subsequent)\s+(?:[A-Za-z'’&]+\s+){0,4}?(?:meetings?|board|panel|jag|forum"
    r"|session|agenda|committee|agm|council|cycle|newsletter)(?:\s+(?:meeting|agenda))?)\b"
    r"|\b(?P<jag>next JAG)\b",
    re.IGNORECASE,
)
_MONTH_MEETING = re.compile(
    rf"\b(?:at|by|before|to|for|until|in)\s+(?:the\s+)?(?P<month>{'|'.join(MONTHS)})"
    rf"(?:['’]s?)?\s+(?:\d{{4}}\s+)?(?:[a-z]+\s+){{0,2}}?(?P<what>meeting|board|committee|panel|forum|agenda)\b",
    re.IGNORECASE,
)
_END_OF = re.compile(
    rf"\b(?:by\s+)?(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?(?P<what>(?:this\s+|next\s+)?month|(?:this\s+"
    rf"|next\s+)?week|(?:the\s+)?year|{'|'.join(MONTHS)})\b(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:within|in)\s+(?:the\s+next\s+|the\s+coming\s+)?(?P<count>\d{1,3}|a|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve)\s+(?P<unit>(?:working )?days?|weeks?|months?|fortnights?)\b",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(
    rf"\b(?:by|before|in|until|due:?|to|release in|for)\s+(?:early\s+|mid[- ]"
    rf"|late\s+)?(?P<month>{'|'.join(MONTHS)})\b(?!\s+\d{1, 2}\b)(?:\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"\b(?:by|on|before)\s+(?:this\s+|next\s+)?(?P<day>{'|'.join(WEEKDAYS)})\b(?!,?\s+(?:the\s+)?\d)", re.IGNORECASE
)
_AFTER = re.compile(
    r"\b(?P<event>after\s+\d+\s+(?:weeks?|months?|years?)\s+(?:from|of)\s+[^,.;]{5,60}?)(?=\s+(?:outlining"
    r"|setting|showing|with|and)\b|[,.;]|$)",
    re.IGNORECASE,
)
_OF_BEFORE = re.compile(
    r"(?:\b(?:of|dated|from|since|held on|minutes|between|commencing|starting|published|met on|occurred on"
    r"|circulated on|sent on|order of|for|made on|written on|raised on|the|email of)\s*)$",
    re.IGNORECASE,
)
_NUMBERS = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1}


@dataclass(frozen=True, slots=True)
class DueAt:
    """A due and the place of its words."""

    due: Due
    start: int
    end: int


def find_due(words: str, near: date | None, *, column: bool = False) -> DueAt | None:
    """Return by when a task is due, as its words say, or None. Days before the meeting are no dues.

    `column`: the words are the cell of a "by when" column, so a bare day counts.
    """
    day = _day_due(words, near, column=column)
    event = _event_due(f"at {words}" if column else words, near)
    if day and event and event.due.event:
        return DueAt(
            Due(date=day.due.date, event=event.due.event), min(day.start, event.start), max(day.end, event.end)
        )
    return day or event or _reckoned_due(words, near, column=column)


def _day_due(words: str, near: date | None, *, column: bool) -> DueAt | None:
    """Return the first named day that lies on or after the meeting and is not merely the day of something else."""
    found = None
    for moment in find_moments(words) if _DIGIT.search(words) else ():
        if found:
            break
        day = moment.on(near)
        if day is None or (near and day < near) or (near and day == near and not column):
            continue
        if (
            not column
            and _OF_BEFORE.search(words[: moment.start])
            and not re.search(
                r"\b(?:by|before|until|on|in time for|ahead of)\s+(?:\w+\s+)?(?:the\s*)?$", words[: moment.start]
            )
        ):
            continue
        found = DueAt(Due(date=day.isoformat()), moment.start, moment.end)
    return found


def _event_due(words: str, near: date | None) -> DueAt | None:
    """Return "next meeting", "next JAG", "June's meeting" as an event."""
    folded = words.casefold()
    for event in _EVENT.finditer(words) if any(word in folded for word in ("next", "following", "subsequent")) else ():
        name = event["event"] or event["jag"]
        return DueAt(Due(event=" ".join(name.split())), *(event.span("event") if event["event"] else event.span("jag")))
    if "after " in folded and (later := _AFTER.search(words)):
        return DueAt(Due(event=later["event"]), *later.span("event"))
    if any(word in folded for word in _SEASONAL) and (season := _SEASON.search(words)):
        return DueAt(Due(event=season["event"]), *season.span())
    if any(month in words for month in MONTHS) and (held := _MONTH_MEETING.search(words)):
        name = f"{held['month'].title()} {held['what'].lower()}"
        return DueAt(Due(date=_month_after(near, held["month"]), event=name), *held.span())
    return None


def _reckoned_due(words: str, near: date | None, *, column: bool) -> DueAt | None:
    """Return what must be reckoned from the day of the meeting: the end of a month, two weeks, Friday, a bare month."""
    folded = words.casefold()
    if near and (" of " in words) and (found := _END_OF.search(words)):
        day = _end_of(found["what"].casefold(), near, int(found["year"]) if found["year"] else None)
        return DueAt(Due(date=day.isoformat()), *found.span()) if day else None
    if (
        near
        and any(unit in folded for unit in ("day", "week", "month", "fortnight"))
        and (found := _WITHIN.search(words))
    ):
        return DueAt(Due(date=_after(near, found).isoformat()), *found.span())
    if near and "day" in folded and (found := _WEEKDAY.search(words)):
        ahead = ([w.casefold() for w in WEEKDAYS].index(found["day"].casefold()) - near.weekday()) % 7 or 7
        return DueAt(Due(date=(near + timedelta(days=ahead)).isoformat()), *found.span())
    if near and ("week" in folded or "month" in folded or "tomorrow" in folded) and (soon := _SOON.search(words)):
        return DueAt(Due(date=_soon(soon["event"].casefold(), near), event=soon["event"]), *soon.span())
    named = any(month[:3] in words for month in MONTHS)
    found = _MONTH_ONLY.search(f"by {words}" if column else words) if named else None
    if found:
        month = (
            f"{found['year']}-{_number(found['month']):02d}" if found["year"] else _month_after(near, found["month"])
        )
        if month and near and not found["year"] and (int(month[:4]) - near.year) * 12 + int(month[5:]) - near.month > 9:
            return None
        return DueAt(Due(date=month), *found.span()) if month else None
    months = [m for m in find_moments(words) if m.day is None]
    if column and months:
        return _month_column(months[-1])
    bare = " ".join(words.split()).strip(" .*")
    said = column and 0 < len(bare) <= 60 and any(c.isalpha() for c in bare) and not _NO_DUE.fullmatch(bare)
    return DueAt(Due(event=bare), 0, len(words)) if said else None


def _month_column(moment: Moment) -> DueAt:
    return DueAt(Due(date=f"{moment.year}-{moment.month:02d}"), moment.start, moment.end)


def _number(month: str) -> int:
    return [name[:3].casefold() for name in MONTHS].index(month[:3].casefold()) + 1


def _soon(words: str, near: date) -> str | None:
    """Return the day that "this week" or "the coming week" ends on: a Friday, or a week on."""
    if "coming" in words:
        return (near + timedelta(days=7)).isoformat()
    if words == "tomorrow":
        return (near + timedelta(days=1)).isoformat()
    day = _end_of(words.removeprefix("end of ").removeprefix("this "), near, None)
    return day.isoformat() if day else None


def _month_after(near: date | None, month: str) -> str | None:
    """Return the month of that name at or after the meeting, "2018-06"."""
    if near is None:
        return None
    number = _number(month)
    year = near.year if number >= near.month else near.year + 1
    return f"{year}-{number:02d}"


def _end_of(what: str, near: date, year: int | None) -> date | None:
    """Return the last day of the month, week or year that is named."""
    if "month" in what:
        return month_end(add_months(near, 1) if what.startswith("next") else near)
    if "week" in what:
        return near + timedelta(days=(4 - near.weekday()) % 7 + (7 if what.startswith("next") else 0))
    if "year" in what:
        return date(near.year, 12, 31)
    named = _month_after(near, what)
    if named is None:
        return None
    return month_end(date(year or int(named[:4]), int(named[5:]), 1))


def _after(near: date, found: re.Match[str]) -> date:
    count = int(found["count"]) if found["count"].isdigit() else _NUMBERS[found["count"].casefold()]
    unit = found["unit"].casefold()
    if unit.startswith("working"):
        day = near
        while count > 0:
            day += timedelta(days=1)
            count -= day.weekday() < 5
        return day
    if unit.startswith("month"):
        month = add_months(near, count)
        return date(month.year, month.month, min(near.day, month_end(month).day))
    return near + timedelta(days=count * {"d": 1, "w": 7, "f": 14}[unit[0]])
