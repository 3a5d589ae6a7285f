"""Where the meeting was held: a label, a sentence that says so, or a line that names a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.moments import find_moments
from wapentake.reading.persons import is_person
from wapentake.reading.phrases import any_of
from wapentake.reading.sentences import flat
from wapentake.reading.statements.meeting.body import BODY, PAPER
from wapentake.reading.statements.meeting.front import LISTS_PEOPLE, Line

_PLACE = re.compile(
    rf"\b(?:{any_of('meeting', 'places')})\b|\b[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}\b",  # or a postcode
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"\W{{0,9}}(?:{any_of('meeting', 'venue_labels')}|Where(?=[\s*]{{0,4}}:))"
    rf"\s{{0,9}}:?\*{{0,2}}\s{{0,9}}:?\s*(?P<where>.+)$",
    re.DOTALL,
)
_SAYS_HELD = re.compile(r"\b(?:held|took place|convened)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?i:held|took place|convened|meeting)\b.{0,90}?(?:\b|(?<=20\d\d))(?i:at|in)\s+"
    r"(?P<where>(?:(?i:the\s+)?|\d{1,3}[a-z]? (?=[A-Z][a-z]))[A-Za-z][^\n]{3,120})",
    re.DOTALL,
)
_AFTER_DAY = re.compile(r",?\s+(?i:at|in)\s+(?P<where>(?i:the\s+)?[A-Za-z][^\n]{3,120})")
_BEFORE_DAY = 12  # characters before a day that begins a line: its weekday
_ONLINE = re.compile(
    r"\b(?:via|by|on|over|using|through) (?P<where>(?:Microsoft |MS )?Teams|Zoom|Skype|Google Meet|Webex|WebEx)\b"
)
_ROOM = re.compile(r"\b(?:[Rr]oom|[Cc]hamber|[Ss]uite)\b")
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?\s*"
_NO_PLACE = re.compile(
    rf"(?:from |at )?{_CLOCK}(?:[ap]\.?m\.?|hrs|hours|noon)?(?:\s*(?:to|-|–|until)\s*{_CLOCK}(?:[ap]\.?m\.?|hrs)?)?"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:19|20)\d\d|Held",
    re.IGNORECASE,
)
_TIME_COLON = re.compile(r"\d:\d")
_WHAT_FOLLOWS = re.compile(
    r"(?:\.\s|\s\s|\bView directions\b|\bat \d{1,2}[.:]?\d{0,2}\s*[ap]m\b|\bcommencing\b|\bstarting\b"
    r"|\bfrom \d|\bon (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|\bon \d{1,2}|[:;]\s|[:;]$|\[).*$",
    re.DOTALL | re.IGNORECASE,
)
_SMALL_WORDS = re.compile(r"^the\s+|\s(?:on|at|in)$")
_TOLD = re.compile(r"\b(?:had|has|have|was|were|is|are|been|which|that)\b")
_LINES, _LONGEST_LINE = 8, 160


def find_venue(front: list[Line]) -> str | None:
    """Return where the meeting was held."""
    for line in front:
        if found := _LABELLED.match(line.words):
            return _bare_place(found["where"].split("\n")[0])
    told = (where for line in front[:_LINES] if (where := _place_told(line)))
    named = (where for words in _lines_above_people(front) if (where := _place_named(words)))
    return next(told, None) or next(named, None)


def _lines_above_people(front: list[Line]) -> Iterator[str]:
    """Yield the lines at the top, down to the first list of people."""
    for line in front[:_LINES]:
        if LISTS_PEOPLE.match(line.words):
            return
        if not line.is_row:
            yield from line.words.split("\n")


def _place_told(line: Line) -> str | None:
    """Return the place in "held at …", or in "meeting … at …" beside a day."""
    if not (line.moments or _SAYS_HELD.search(line.words)):
        return None
    found = _HELD.search(flat(line.words)) or _place_after_day(line)
    where = _bare_place(found["where"]) if found else None
    where = None if where and _TOLD.search(where) else where
    if where is None and (online := _ONLINE.search(line.words)):
        return online["where"]
    return where if where and ((where[0].isupper() or where[0].isdigit()) or _PLACE.search(where)) else None


def _place_after_day(line: Line) -> re.Match[str] | None:
    """Return the place in a line that begins with the day: "Monday 4 May 2020 in the Corn Hall"."""
    day = line.moments[0] if line.moments else None
    return _AFTER_DAY.match(line.words, day.end) if day and day.start <= _BEFORE_DAY else None


def _place_named(words: str) -> str | None:
    """Return the place that a short line at the top names, without the day and time beside it."""
    if len(words) > _LONGEST_LINE or not _PLACE.search(words) or is_person(words):
        return None
    if ":" in _TIME_COLON.sub("", words):
        return None
    parts = [part.strip(" *") for part in words.split(",")]
    kept = [part for part in parts if not _NO_PLACE.fullmatch(part) and not find_moments(part)]
    if kept and PAPER.search(kept[0]) and _SAYS_HELD.search(kept[0]):  # "Minutes of the meeting held on Monday"
        del kept[0]
    rest = ", ".join(kept)
    if PAPER.search(rest) or (BODY.search(rest) and not _ROOM.search(rest)):
        return None
    return _bare_place(", ".join(kept)) if any(_PLACE.search(part) for part in kept) else None


def _bare_place(where: str) -> str | None:
    """Return a place without what follows it: a day, a time, directions."""
    bare = where.strip(" *")
    if days := find_moments(bare):
        bare = bare[: days[0].start]
    return _SMALL_WORDS.sub("", _WHAT_FOLLOWS.sub("", bare).strip(" ,.*-–")) or None
