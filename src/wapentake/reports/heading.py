"""The top of a page: what it says of its meeting goes into the head of the paper, and is not said twice. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.layout import Layout
from wapentake.reading.moments import find_moments
from wapentake.reading.record import Meeting
from wapentake.reports.papers import Head
from wapentake.terms import fold_text, parse_iso, say_date

_LABEL = re.compile(r"\W{0,4}(venue|contact|note)\W{0,4}:\W{0,4}(.{1,280})", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w+")
_SAYS_NOTHING = """
    a afar agenda and at by contact date day draft email for from held in item items join meeting minutes no note notes
    of on the time to venue view directions
"""
_FURNITURE = frozenset(_SAYS_NOTHING.split())
_MOST_BLOCKS = 20


def fill_head(head: Head, layout: Layout, told: Meeting) -> Head:
    """Return the head with what only the text knows: time, venue, contact, note."""
    labels: dict[str, str] = {}
    for block in layout.blocks[: min(layout.outline.first, _MOST_BLOCKS)]:
        if found := _LABEL.fullmatch(block.words):
            words = " ".join(found[2].split()).removesuffix("View directions").removesuffix("Email:").strip()
            labels.setdefault(found[1].lower(), words)
    return replace(
        head,
        time=head.time or told.time or "",
        venue=head.venue or told.venue or labels.get("venue", ""),
        contact=head.contact or labels.get("contact", "") or told.contact or "",
        note=head.note or labels.get("note", ""),
    )


def skip_head(layout: Layout, stop: int, head: Head) -> int:
    """Return the index of the first block that says more than the head does."""
    known, on = _words_of(head), parse_iso(head.on)
    for index, block in enumerate(layout.blocks[:stop]):
        if not _is_furniture(block, known) or _names_other_day(block, on):
            return index
    return stop


def _is_furniture(block: Block, known: frozenset[str]) -> bool:
    """Whether every word of a block stands in the head, or says nothing."""
    return block.kind is not Kind.ROW and {_bare(one) for one in _WORD.findall(fold_text(block.words))} <= known


def _names_other_day(block: Block, on: date | None) -> bool:
    """Whether a block names a day that is not the meeting's."""
    days = (moment.on(None) for moment in find_moments(block.words) if moment.day)
    return any(day not in (on, None) for day in days)


def _words_of(head: Head) -> frozenset[str]:
    texts = [head.committee, head.venue, head.room, head.dial_in, head.contact, head.note, head.title]
    on = parse_iso(head.on)
    texts += [f"{on:%A} {say_date(on)} {on:%d %m %Y %b}"] if on else []
    words = {_bare(word) for text in texts for word in _WORD.findall(fold_text(text))}
    return frozenset(words | _initials(head.committee) | _times(head.time) | _FURNITURE)


def _initials(name: str) -> set[str]:
    """Return how a body may be shortened: "CSP" and "OCSP" for the Ottersby Community Safety Partnership."""
    letters = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper()).lower()
    return {letters[at:] for at in range(len(letters) - 1)}


def _bare(word: str) -> str:
    """Return the day of the month in "15th", or the word."""
    return re.sub(r"^0?(\d{1,2})(?:st|nd|rd|th)?$", r"\1", word)


def _times(time: str) -> set[str]:
    """Return the words in which an hour may be written: 14:00 is "14", "00", "2", "pm"."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", time)
    if not found:
        return set()
    hour, minute = int(found[1]), found[2]
    twelve = str((hour - 1) % 12 + 1)
    half = "pm" if hour >= 12 else "am"
    return {str(hour), _bare(minute), minute, twelve, half, f"{twelve}{half}", f"{twelve}{minute}{half}"}


def say_moment(on: date, time: str) -> str:
    """Write when a meeting is as councils do: "Monday, 31 July 2017 2.00 pm"."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", time)
    if not found:
        return f"{on:%A}, {say_date(on)}"
    hour = int(found[1])
    return f"{on:%A}, {say_date(on)} {(hour - 1) % 12 + 1}.{found[2]} {'pm' if hour >= 12 else 'am'}"
