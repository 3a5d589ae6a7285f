"""Days and months that the page names, each with its year worked out and its role."""

from __future__ import annotations

import re
from datetime import date

from wapentake.reading.blocks import Block
from wapentake.reading.moments import Moment, find_moments
from wapentake.reading.outline import SUB_LABELS, label_of
from wapentake.reading.record import DateMention
from wapentake.terms import DateRole

_MINUTES_OF = ("minutes", "meeting", "previous")
_DUE = (" by ", " before ", "no later than", "deadline", " due ", " until ")
_NEXT = re.compile(
    r"\bnext meetings?\b|\bfuture meetings?\b|\bdates? of (?:the )?(?:next|future)\b|\bmeeting dates\b", re.IGNORECASE
)


def find(text: str, blocks: list[Block], meeting: date | None) -> tuple[DateMention, ...]:
    """Return every mention of a day or month in the order of the page; what falls on no day of the calendar is left out."""
    listing = _next_meetings(text, blocks)
    found = []
    for moment in find_moments(text):
        day = moment.on(meeting)
        if day is not None:
            iso = day.isoformat()
        elif moment.day is None and moment.year is not None:
            iso = f"{moment.year}-{moment.month:02d}"
        else:
            continue
        inside = any(a <= moment.start < b for a, b in listing)
        words = " ".join(text[moment.start : moment.end].split())
        certain = moment.year is not None or day is None or meeting is None or abs((day - meeting).days) < 330
        found.append(
            DateMention(
                span=(moment.start, moment.end),
                date=iso,
                text=words,
                role=_role_of(text, moment, day, meeting, listed=inside).value,
                certain=certain,
                reason=None if certain else "the year is left out and far from the meeting",
            )
        )
    return tuple(found)


def _next_meetings(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """Return the stretches of the page that list meetings to come: from such a heading to the next longer block."""
    spans = []
    for index, block in enumerate(blocks):
        named = "eeting" in block.words or "EETING" in block.words
        if named and len(block.words) < 160 and _NEXT.search(block.words):
            end = block.end
            for below in blocks[index + 1 : index + 10]:
                if len(below.words) > 90 or not (find_moments(below.words) or label_of(below.words) in SUB_LABELS):
                    break
                end = below.end
            spans.append((block.start, end))
    return spans


def _role_of(text: str, moment: Moment, day: date | None, meeting: date | None, *, listed: bool) -> DateRole:
    """Return what a day is, from the words before it and from where it lies."""
    before = " " + text[max(0, moment.start - 80) : moment.start].rpartition(".")[2].lower()
    if meeting is None or day is None:
        return DateRole.UNKNOWN
    if day == meeting:
        return DateRole.ON_THE_DAY if moment.start > 600 else DateRole.MEETING
    if day < meeting:
        return DateRole.PREVIOUS_MEETING if any(word in before for word in _MINUTES_OF) else DateRole.PAST
    if listed:
        return DateRole.NEXT_MEETING
    return DateRole.DUE if any(word in before[-40:] for word in _DUE) else DateRole.FUTURE
