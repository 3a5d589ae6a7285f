"""What a chair says of actions at a meeting: under which heading each stands, once, and in what words. Pure values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wapentake.terms import say_date

HEADINGS = {
    "done": "Done, or said to be done",
    "late": "Late",
    "leadless": "Nobody leads",
    "undated": "No day is set",
    "silent": "No word yet",
}
"""The headings under which actions stand, in the order in which they are read out."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An action as the chair is told of it. `who` leads it, and `written` is whom the minutes name.

    `due` is the day by which it is due and `event` what the minutes say instead of one; `promised` the day that its
    lead named. `ended` is the day on which it was said to be done, or closed; `is_closed` tells which.
    """

    pk: int
    text: str
    who: str
    body: str
    body_pk: int | None = None
    written: str = ""
    due: date | None = None
    event: str = ""
    promised: date | None = None
    has_word: bool = False
    is_blocked: bool = False
    is_over: bool = False
    is_closed: bool = False
    ended: date | None = None


def sort_promise(told: Promise, *, today: date) -> str:
    """Return under which of HEADINGS an action stands, or nothing where there is nothing to say of it yet.

    Means: each stands under the first that fits, so that it is read out once; what else is amiss is told there.
    """
    if told.is_over:
        return "done"
    if not told.who:
        return "leadless"
    if _is_late(told, today):
        return "late"
    if not (told.due or told.event or told.promised):
        return "undated"
    return "" if told.has_word else "silent"


def _is_late(told: Promise, today: date) -> bool:
    day = told.due or told.promised
    return day is not None and day < today


def say_promise(told: Promise, heading: str, *, today: date) -> str:
    """Return what is said of an action after its words, in short sentences."""
    return " ".join(_SAYERS[heading](told, today))


def _say_done(told: Promise, today: date) -> list[str]:
    on = f" on {say_date(told.ended)}" if told.ended else ""
    return [f"Closed{on}."] if told.is_closed else [f"Said to be done{on}. To be closed at a meeting."]


def _say_late(told: Promise, today: date) -> list[str]:
    return [*_say_by(told, today), *(_say_promised(told) if told.due else ()), *_say_heard(told)]


def _say_leadless(told: Promise, today: date) -> list[str]:
    said = f"The minutes say “{told.written}”." if told.written else "The minutes name nobody."
    return [said, *(_say_by(told, today) if _is_late(told, today) else [*_say_due(told), *_say_promised(told)])]


def _say_undated(told: Promise, today: date) -> list[str]:
    return _say_heard(told)


def _say_silent(told: Promise, today: date) -> list[str]:
    return [*_say_due(told), *_say_promised(told)]


def _say_by(told: Promise, today: date) -> list[str]:
    day = told.due or told.promised or today
    return [f"{'Due on' if told.due else 'Promised for'} {say_date(day)}, {say_late((today - day).days)} late."]


def _say_due(told: Promise) -> list[str]:
    if told.due:
        return [f"Due on {say_date(told.due)}."]
    return [f"Due: {told.event}."] if told.event else []


def _say_promised(told: Promise) -> list[str]:
    return [f"Promised for {say_date(told.promised)}."] if told.promised and told.promised != told.due else []


def _say_heard(told: Promise) -> list[str]:
    if told.is_blocked:
        return ["It is blocked."]
    return [] if told.has_word else ["No word of it yet."]


def say_late(days: int) -> str:
    """Return how late something is: "1 day", "12 days", "3 weeks", "5 months", "2 years"."""
    if days < 21:
        return "1 day" if days == 1 else f"{days} days"
    if days < 91:
        return f"{days // 7} weeks"
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"


_SAYERS: dict[str, Callable[[Promise, date], list[str]]] = {
    "done": _say_done,
    "late": _say_late,
    "leadless": _say_leadless,
    "undated": _say_undated,
    "silent": _say_silent,
}
