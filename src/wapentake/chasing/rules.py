"""When who is reminded of what: days before and after a due day, days before a meeting, quiet hours. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from wapentake.meetings.rules import is_working
from wapentake.terms import say_day

CATCH_UP_DAYS = 7  # a reminder that was missed by more is passed over
LINK_DAYS = 30
_LIVE, _BLOCKED = ("open", "in progress"), "blocked"
_NUMBER = re.compile(r"\d{1,3}")
MOST_DAYS = 120


class Why(StrEnum):
    """Why somebody is written to of an action."""

    BEFORE = "before"
    TODAY = "today"
    AFTER = "after"
    MEETING = "meeting"
    HANDED = "handed"


class Group(StrEnum):
    """Under which heading an action stands, in the order of a letter."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    NO_DAY = "no day"


@dataclass(frozen=True, slots=True)
class Timing:
    """How a partnership chases: days before a due day (0 on it, less than 0 after it), days before a meeting, and when
    no letter goes out. The hours are those of the place; where the two are the same, none is quiet.
    """

    days: tuple[int, ...] = (14, 7, 2, 0, -1)
    meeting_days: tuple[int, ...] = (14, 2)
    quiet_from: time = time(18)
    quiet_until: time = time(8)
    weekends_quiet: bool = True


@dataclass(frozen=True, slots=True)
class Chased:
    """What the rules look at of an action: its state, its day, and the next meeting of the body that gave it."""

    state: str
    due: date | None
    meeting: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder: why, so many days before (or, less than 0, after) the day that it is about, and when it falls."""

    why: Why
    days: int
    target: date
    on: date


def is_quiet_day(day: date, timing: Timing, holidays: Container[date]) -> bool:
    """Return whether nobody is written to on a day: a weekend or bank holiday, where these are quiet."""
    return timing.weekends_quiet and not is_working(day, holidays)


def shift_day(day: date, by: int, timing: Timing, holidays: Container[date]) -> date:
    """Return the nearest day from `day` on, going by -1 or 1 day at a time, that is not quiet."""
    while is_quiet_day(day, timing, holidays):
        day += timedelta(by)
    return day


def list_steps(due: date, timing: Timing, holidays: Container[date]) -> list[Step]:
    """Return the reminders of a due day in the order of time.

    Means: one before the day, or on it, that falls on a quiet day goes out before that; one after it, after that.
    Source: local practice.
    """
    steps = []
    for days in sorted(set(timing.days), reverse=True):
        on = shift_day(due - timedelta(days), 1 if days < 0 else -1, timing, holidays)
        why = Why.BEFORE if days > 0 else Why.AFTER if days < 0 else Why.TODAY
        steps.append(Step(why, days, due, on))
    return steps


def list_meeting_steps(meeting: date, timing: Timing, holidays: Container[date]) -> list[Step]:
    """Return the reminders before a meeting in the order of time."""
    days = sorted({one for one in timing.meeting_days if one >= 0}, reverse=True)
    return [Step(Why.MEETING, one, meeting, shift_day(meeting - timedelta(one), -1, timing, holidays)) for one in days]


def find_current(steps: Iterable[Step], *, on: date, since: date) -> Step | None:
    """Return the last reminder that fell from `since` to `on`: what was missed before it is passed over."""
    return next((one for one in reversed(list(steps)) if since <= one.on <= on), None)


def find_steps(chased: Chased, *, on: date, since: date, timing: Timing, holidays: Container[date]) -> tuple[Step, ...]:
    """Return the reminders of an action that stand on a day: one of its due day, one of the next meeting, or both.

    Means: `since` is the day from which the partnership chases. One missed for longer than CATCH_UP_DAYS is passed
    over. Said to be done and closed: none. Blocked: before a meeting only. Without a day, and late: before a meeting.
    """
    since = max(since, on - timedelta(CATCH_UP_DAYS))
    late = chased.due is not None and chased.due < on
    found: list[Step | None] = []
    if chased.due is not None and chased.state in _LIVE:
        found.append(find_current(list_steps(chased.due, timing, holidays), on=on, since=since))
    wanted = chased.state == _BLOCKED or (chased.state in _LIVE and (chased.due is None or late))
    if wanted and chased.meeting is not None and chased.meeting >= on:
        found.append(find_current(list_meeting_steps(chased.meeting, timing, holidays), on=on, since=since))
    return tuple(one for one in found if one is not None)


def group_of(due: date | None, *, on: date) -> Group:
    """Return under which heading an action stands on a day."""
    if due is None:
        return Group.NO_DAY
    return Group.LATE if due < on else Group.TODAY if due == on else Group.SOON


def find_moment(now: datetime, timing: Timing, holidays: Container[date]) -> datetime:
    """Return the first moment from now on at which a letter may go out; `now` is in the time of the place."""
    moment = now
    if is_quiet_hour(now.time(), timing):
        day = now.date() + timedelta(now.time() >= timing.quiet_until)
        moment = datetime.combine(day, timing.quiet_until, now.tzinfo)
    day = shift_day(moment.date(), 1, timing, holidays)
    return moment if day == moment.date() else datetime.combine(day, timing.quiet_until, now.tzinfo)


def is_quiet_hour(at: time, timing: Timing) -> bool:
    """Return whether no letter goes out at an hour; the quiet hours may lie on both sides of midnight."""
    start, end = timing.quiet_from, timing.quiet_until
    return start <= at < end if start <= end else at >= start or at < end


def read_days(text: str) -> tuple[int, ...]:
    """Return the numbers of days that were typed, the largest first: "14, 7 and 2". Raises ValueError for others."""
    words = [word for word in re.split(r"[\s,;]+|\band\b", text) if word]
    if any(not _NUMBER.fullmatch(word) or int(word) > MOST_DAYS for word in words):
        raise ValueError(text)
    return tuple(sorted({int(word) for word in words}, reverse=True))


def say_days(days: Sequence[int]) -> str:
    """Return numbers of days as people write them: "14, 7 and 2"."""
    words = [str(one) for one in days]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def say_steps(timing: Timing) -> str:
    """Say when people are reminded: "14, 7 and 2 days before, on the day, 1 day after"."""
    before = sorted((one for one in timing.days if one > 0), reverse=True)
    after = sorted(-one for one in timing.days if one < 0)
    told = [
        f"{say_days(before)} {_days(before)} before" if before else "",
        "on the day" if 0 in timing.days else "",
        f"{say_days(after)} {_days(after)} after" if after else "",
    ]
    return ", ".join(filter(None, told)) or "never"


def _days(many: Sequence[int]) -> str:
    return "day" if list(many) == [1] else "days"


def say_why(why: str, days: int, target: date) -> str:
    """Say why somebody was reminded: "7 days before it was due, Monday 30 April 2018"."""
    many = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    day = say_day(target)
    return {
        Why.BEFORE: f"{many} before it was due, {day}",
        Why.TODAY: f"on the day that it was due, {day}",
        Why.AFTER: f"{many} after it was due, {day}",
        Why.MEETING: f"{many} before the meeting on {day}",
        Why.HANDED: f"it was handed to them on {day}",
    }[Why(why)]
