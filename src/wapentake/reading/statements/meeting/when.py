"""The day of the meeting and the time at which it began."""

from __future__ import annotations

import re
from datetime import date

from wapentake.reading.moments import Moment
from wapentake.reading.statements.meeting.front import Line

_OTHER_MEETING = re.compile(
    r"\b(?:previous|last|next)\b|^to (?:confirm|approve|agree|receive|sign)\b"
    r"|\bminutes\b.*\b(?:be|was|were) (?:duly )?(?:received|confirmed|approved|agreed|accepted|signed|noted|taken)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(r"\bAGENDA ITEM \d")  # above minutes that were a paper of a later meeting
_YEAR = re.compile(r"\b(20[0-4]\d|19[89]\d)\b")
_YEAR_WITHIN = 6000  # characters from the top in which the year of a day without one may stand
_TIME = re.compile(
    r"(?<![\d.£:/])(?P<hour>[012]?\d)(?:[.:](?P<minute>[0-5]\d))?"
    r"\s*(?P<half>[ap]\.?m\b\.?|noon\b|midday\b|hrs\b|hours\b)?(?![\d:.]*\d)",
    re.IGNORECASE,
)
_ARMY = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d) ?(?:hrs|hours)\b", re.IGNORECASE)
_TIME_WITHIN = 1000  # characters of a block in which the time may stand
_LINES_AFTER, _LINES_BEFORE = 4, 2


def find_day(front: list[Line], text: str) -> tuple[date | None, int]:
    """Return the day of the meeting and the index of its line: the first whole day that is not another meeting's.

    Where no day has its year, the first day is taken, with the first year of the page in which its weekday is right.
    """
    yearless: tuple[Moment, int] | None = None
    for index, line in enumerate(front):
        if (index and _OTHER_MEETING.search(line.words)) or _PAPER.search(line.words):
            continue
        for moment in line.moments:
            if day := moment.on(None):
                return day, index
            if moment.day is not None:
                yearless = yearless or (moment, index)
    return (_give_year(yearless[0], text), yearless[1]) if yearless else (None, 0)


def _give_year(moment: Moment, text: str) -> date | None:
    """Return a day in the first year that the top of the page names and in which the day has its weekday."""
    for year in _YEAR.findall(text, 0, _YEAR_WITHIN):
        day = moment._replace(year=int(year)).on(None)
        if day and (moment.weekday is None or day.weekday() == moment.weekday):
            return day
    return None


def find_time(front: list[Line], at: int) -> str | None:
    """Return the time at which the meeting began: in the line of its day, or in the lines around it."""
    for line in [*front[at : at + 1 + _LINES_AFTER], *front[max(0, at - _LINES_BEFORE) : at]]:
        words = _blank_moments(line)
        if army := _ARMY.search(words):
            return f"{army[1]}:{army[2]}"
        times = [found for found in _TIME.finditer(words) if found["half"] or found["minute"]]
        if times and (clock := _read_clock(times[0], times[1]["half"] if len(times) > 1 else None)):
            return clock
    return None


def _blank_moments(line: Line) -> str:
    """Return the beginning of a line with its days and months blanked out: their numbers are no times."""
    words = line.words[:_TIME_WITHIN]
    for moment in line.moments:
        if moment.end <= len(words):
            words = words[: moment.start] + " " * (moment.end - moment.start) + words[moment.end :]
    return words


def _read_clock(found: re.Match[str], later_half: str | None) -> str | None:
    """Return a time as "14:00". With no "am" or "pm" of its own or after it, one to seven is in the afternoon."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or later_half or "").casefold()
    if half.startswith("a") and hour == 12:
        hour = 0
    elif _is_afternoon(found, hour, half):
        hour += 12
    return f"{hour:02d}:{minute:02d}" if hour < 24 else None


def _is_afternoon(found: re.Match[str], hour: int, half: str) -> bool:
    if half.startswith("p"):
        return hour < (12 if found["half"] else 10)
    return not half and 1 <= hour <= 7 and len(found["hour"]) == 1
