"""Days and months that the page names, each with its year worked out and its role."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from wapentake.reading.blocks import HEADING, Block
from wapentake.reading.moments import Moment, add_months, find_moments, make_date
from wapentake.reading.outline.labels import SUB_LABELS, label_of
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import DateMention, Span
from wapentake.terms import DateRole
from wapentake.terms.days import WEEKDAYS

_MONTHLESS = re.compile(
    r"day(?P<rest>,? (?:the )?)(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! ?(?:[-–&,/]|and|to|of the)? ?\d| (?:of )?[A-Z])"
)
_WEEKDAY_LAST = re.compile(rf"\b({'|'.join(WEEKDAYS)})$")
_WEEKDAYS = list(WEEKDAYS)
_LONGEST_WEEKDAY = 7  # letters before "day"
_WITHIN_DAYS = 31  # of the meeting, for a day that leaves its month out
_MINUTES_OF = ("minutes", "meeting", "previous")
_DUE = (" by ", " before ", "no later than", "deadline", " due ", " until ")
_NEXT = re.compile(
    r"\b(?:next|future) meetings?\b|\bdates? of (?:the )?(?:next|future)\b|\bmeeting dates\b", re.IGNORECASE
)
_LONGEST_HEADING, _LONGEST_LISTED, _MOST_LISTED = 160, 90, 9  # of a list of meetings to come
_LISTING = frozenset(load_phrases("meeting")["listing"])  # words before "next meeting" in a line that heads a list
_NEAR_DAYS = 330  # within which a day without its year is certain
_FRONT = 600  # characters from the top in which the day of the meeting is named as such
_YEAR_FAR = "the year is left out and far from the meeting"


def find(text: str, blocks: list[Block], meeting: date | None) -> tuple[DateMention, ...]:
    """Return every mention of a day or month in the order of the page, without days that no calendar has."""
    moments = find_moments(text)
    if meeting and (bare := _find_monthless(text, moments, meeting)):
        moments = sorted([*moments, *bare], key=lambda one: one.start)
    listing = _find_next_meetings(blocks, [moment.start for moment in moments]) if meeting else []
    found = []
    for moment in moments:
        day = moment.on(meeting)
        iso = day.isoformat() if day else _iso_month(moment)
        if iso is None:
            continue
        certain = moment.year is not None or not (day and meeting) or abs((day - meeting).days) < _NEAR_DAYS
        listed = any(a <= moment.start < b for a, b in listing)
        found.append(
            DateMention(
                span=(moment.start, moment.end),
                date=iso,
                text=" ".join(text[moment.start : moment.end].split()),
                role=_role_of(text, moment, day, meeting, listed=listed).value,
                certain=certain,
                reason=None if certain else _YEAR_FAR,
            )
        )
    return tuple(found)


def _find_monthless(text: str, moments: list[Moment], meeting: date) -> list[Moment]:
    """Return the days named by weekday and number alone ("Monday 17th"): the nearest within a month of the meeting."""
    taken = {one.start for one in moments}
    found = []
    for bare in _MONTHLESS.finditer(text):
        named = _WEEKDAY_LAST.search(text, max(0, bare.start() - _LONGEST_WEEKDAY), bare.start("rest"))
        if named is None or named.start() in taken:
            continue
        weekday = _WEEKDAYS.index(named[1])
        near = (add_months(meeting, one) for one in (-1, 0, 1))
        days = [day for one in near if (day := make_date(one.year, one.month, int(bare["day"])))]
        right = [day for day in days if day.weekday() == weekday and abs((day - meeting).days) <= _WITHIN_DAYS]
        if right:
            day = min(right, key=lambda one: abs((one - meeting).days))
            found.append(Moment(named.start(), bare.end(), day.day, day.month, day.year, weekday))
    return found


def _iso_month(moment: Moment) -> str | None:
    """Return a month with its year as "2018-05"; None for a day that cannot be worked out."""
    return f"{moment.year}-{moment.month:02d}" if moment.day is None and moment.year is not None else None


def _find_next_meetings(blocks: list[Block], starts: list[int]) -> list[Span]:
    """Return the stretches of the page that list meetings to come: such a heading, and the short lines below with days.

    `starts` are where the days of the page begin.
    """
    spans = []
    for index, block in enumerate(blocks):
        if len(block.words) >= _LONGEST_HEADING or not (named := _find_next(block.words)):
            continue
        end = block.end
        lead = re.findall(r"[^\W\d_]+", block.words[: named.start()].casefold())
        heads = block.kind is HEADING or _LISTING.issuperset(lead)
        for below in blocks[index + 1 : index + 1 + _MOST_LISTED] if heads else ():
            at = bisect_left(starts, below.start)
            dated = at < len(starts) and starts[at] < below.end
            if len(below.words) > _LONGEST_LISTED or not (dated or label_of(below.words) in SUB_LABELS):
                break
            end = below.end
        spans.append((block.start, end))
    return spans


def _find_next(words: str) -> re.Match[str] | None:
    """Find where a heading or short block names the next meetings; the first look is far quicker."""
    return _NEXT.search(words) if "eeting" in words or "EETING" in words else None


def _role_of(text: str, moment: Moment, day: date | None, meeting: date | None, *, listed: bool) -> DateRole:
    """Return what a day is, from the words before it and from where it lies."""
    if meeting is None or day is None:
        return DateRole.UNKNOWN
    if day == meeting:
        return DateRole.ON_THE_DAY if moment.start > _FRONT else DateRole.MEETING
    if day > meeting and listed:
        return DateRole.NEXT_MEETING
    before = " " + text[max(0, moment.start - 80) : moment.start].rpartition(".")[2].lower()
    if day < meeting:
        return DateRole.PREVIOUS_MEETING if any(word in before for word in _MINUTES_OF) else DateRole.PAST
    return DateRole.DUE if any(word in before[-40:] for word in _DUE) else DateRole.FUTURE
