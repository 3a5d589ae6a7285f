"""How a row of the plan stands: what its lead says, made worse by rule where an update or a milestone is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wapentake.terms import say_date

UPDATE_DAYS, GRACE_DAYS = 92, 14
"""What holds where nobody said otherwise: an update a quarter, two weeks for a milestone. Source: local practice."""


class Rag(StrEnum):
    """How a row stands. Red will not deliver, amber will deliver a part, green is expected to deliver."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    COMPLETE = "complete"
    NOT_STARTED = "not started"


RAG_WORDS = {
    Rag.RED: "Red",
    Rag.AMBER: "Amber",
    Rag.GREEN: "Green",
    Rag.COMPLETE: "Complete",
    Rag.NOT_STARTED: "Not started",
}
_WEIGHT = {Rag.COMPLETE: 0, Rag.NOT_STARTED: 1, Rag.GREEN: 1, Rag.AMBER: 2, Rag.RED: 3}
_STARTED_LATE = "It was to start on {day}, and no update says that it has."
_UPDATE_LATE = "An update was due by {day}, and none has come."
_MILESTONE_LATE = "“{text}” was due by {day}, and is not reached."
_END_PASSED = "It was to end on {day}, and is not complete."
_NOT_YET = "It starts on {day}."
_NOT_SAID = "No update has come yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is known of a row. Shape: `milestones` are those not reached, each its words and its day."""

    rag: Rag
    reason: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    update_due_on: date | None = None
    milestones: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """How a row stands, and why in words. `by_rule` says that it is worse than what its lead said."""

    rag: Rag
    reasons: tuple[str, ...]
    by_rule: bool = False


def is_worse(one: Rag, other: Rag) -> bool:
    """Return whether a row that stands at `one` wants more looking after than one that stands at `other`."""
    return _WEIGHT[one] > _WEIGHT[other]


def find_rag(said: Said, *, today: date, grace_days: int = GRACE_DAYS) -> Shown:
    """Return how a row is shown on a day, with every reason.

    Means: never better than its lead says. A milestone that is late by more than the grace, or an end day that has
    passed, makes it red, and a late update amber; what is complete stays so. Source: local practice.
    """
    own = said.reason or _say_unsaid(said, today)
    if said.rag == Rag.COMPLETE:
        return Shown(Rag.COMPLETE, (own,))
    red = tuple(_find_red(said, today, grace_days))
    amber = tuple(_find_amber(said, today))
    ruled = Rag.RED if red else Rag.AMBER if amber else said.rag
    if not is_worse(ruled, said.rag):
        return Shown(said.rag, (own, *red, *amber))
    return Shown(ruled, (*red, *amber), by_rule=True)


def _say_unsaid(said: Said, today: date) -> str:
    """Say of a row without an update why it stands as it does."""
    if said.starts_on is None:
        return _NOT_SAID
    return (_NOT_YET if today < said.starts_on else _STARTED_LATE).format(day=say_date(said.starts_on))


def _find_red(said: Said, today: date, grace_days: int) -> Iterator[str]:
    if said.ends_on and said.ends_on < today:
        yield _END_PASSED.format(day=say_date(said.ends_on))
    for text, due_on in said.milestones:
        if due_on + timedelta(days=grace_days) < today:
            yield _MILESTONE_LATE.format(text=text, day=say_date(due_on))


def _find_amber(said: Said, today: date) -> Iterator[str]:
    if said.update_due_on and said.update_due_on < today:
        yield _UPDATE_LATE.format(day=say_date(said.update_due_on))


def find_update_due(base: date, *, days: int, rag: Rag, ended: bool = False) -> date | None:
    """Return by when the next update is due: so many days after the last one, or after the row began.

    Means: what is complete or has ended wants none.
    """
    return None if ended or rag == Rag.COMPLETE else base + timedelta(days=days)
