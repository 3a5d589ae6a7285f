"""How a member body stood at a meeting, by anybody of it, and who was absent twice in a row. Pure values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wapentake.terms import BodyPresence, Presence

IN_A_ROW = 2
"""So many meetings without anybody are flagged. Source: local practice."""

THERE = (BodyPresence.PRESENT, BodyPresence.DEPUTY)
AWAY = (BodyPresence.APOLOGIES, BodyPresence.ABSENT)


@dataclass(frozen=True, slots=True)
class Post:
    """That a person stood for a body, from a day to a day as pages say."""

    body: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in a list of attendance, and the body for which they stood there."""

    body: int | None
    status: str
    is_deputy: bool = False


def body_on(posts: Iterable[Post], on: date) -> int | None:
    """Return the body for which a person stood on a day.

    Means: of posts that cover the day the one that began last; else the last that ended before it, else the first to
    come. Who moves from one body to another counts for the one of that day.
    """
    held = sorted(posts, key=lambda one: (one.since, one.until))
    covering = [one for one in held if one.since <= on <= one.until]
    before = sorted((one for one in held if one.until < on), key=lambda one: one.until)
    found = covering[-1:] or before[-1:] or held[:1]
    return found[0].body if found else None


def stand(entries: Iterable[Entry], body: int) -> BodyPresence:
    """Return how a body stood at a meeting whose list of attendance is known: it is there when anybody of it is."""
    own = [one for one in entries if one.body == body]
    there = [one for one in own if one.status in (Presence.PRESENT, Presence.IN_ATTENDANCE)]
    if any(not one.is_deputy for one in there):
        return BodyPresence.PRESENT
    if there:
        return BodyPresence.DEPUTY
    sorry = any(one.status == Presence.APOLOGIES for one in own)
    return BodyPresence.APOLOGIES if sorry else BodyPresence.ABSENT


def find_run(stood: Sequence[BodyPresence]) -> tuple[int, ...]:
    """Return the places of the last meetings, one after the other, at which nobody of a body was.

    Means: meetings at the end of which nothing is known yet are left out; one in between breaks the row, for nobody
    can say that the body was absent from it.
    """
    end = len(stood)
    while end and stood[end - 1] == BodyPresence.NOT_KNOWN:
        end -= 1
    start = end
    while start and stood[start - 1] in AWAY:
        start -= 1
    return tuple(range(start, end))


def find_in_a_row(stood: Sequence[BodyPresence]) -> frozenset[int]:
    """Return the places of all meetings that are one of two in a row at which nobody of a body was."""
    pairs = (pair for pair in pairwise(range(len(stood))) if all(stood[one] in AWAY for one in pair))
    return frozenset(one for pair in pairs for one in pair)


def a_year_before(day: date) -> date:
    """Return the same day of the year before, after which twelve months up to `day` begin."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last)


def say_run(stood: Sequence[BodyPresence]) -> str:
    """Return how often a body was absent in a row, and how, in words: "absent twice in a row, once with apologies".

    Means: nothing where it was fewer times than are flagged.
    """
    run = find_run(stood)
    if len(run) < IN_A_ROW:
        return ""
    sorry = sum(stood[one] == BodyPresence.APOLOGIES for one in run)
    if not sorry:
        how = "without apologies"
    elif sorry == len(run):
        how = "each time with apologies"
    else:
        how = f"{_times(sorry)} with apologies"
    return f"absent {_times(len(run))} in a row, {how}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice", 3: "three times", 4: "four times"}.get(number, f"{number} times")
