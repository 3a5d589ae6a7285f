"""How long actions live, from the meeting that made them to their end: by groups, middle and spread. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

from wapentake.terms.days import MONTHS

FEW = 5
"""Fewer actions than this say nothing of a body or of a time. Source: local practice."""


@dataclass(frozen=True, slots=True)
class Life:
    """How long an action has lived; one that is not done counts with its age."""

    group: str
    days: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The lives of a group: how many, how many of them not over, the middle one and between what half of them lie."""

    group: str
    count: int
    living: int
    middle: float
    low: float
    high: float

    @property
    def is_few(self) -> bool:
        """Whether there are too few to mean anything."""
        return self.count < FEW


def live(begun: date, ended: date | None, *, today: date, group: str) -> Life:
    """Return a life; one that ended before it began, by a slip of a pen, lasted no day."""
    return Life(group, max(((ended or today) - begun).days, 0), ended is not None)


def measure(lives: Iterable[Life]) -> list[Span]:
    """Return each group with its middle life and the middle half of them, in the order in which groups first come.

    Means: of one life alone both ends are itself. Quarters are counted with both ends, as Excel's QUARTILE does.
    """
    groups: dict[str, list[Life]] = defaultdict(list)
    for one in lives:
        groups[one.group].append(one)
    return [_measure(group, own) for group, own in groups.items()]


def _measure(group: str, lives: list[Life]) -> Span:
    days = [one.days for one in lives]
    low, _, high = quantiles(days, n=4, method="inclusive") if len(days) > 1 else (days * 3)
    living = sum(not one.is_over for one in lives)
    return Span(group, len(lives), living, median(days), low, high)


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year and the first month of the quarter of a day; the council's year begins with one, on 1 April."""
    return day.year, (day.month - 1) // 3 * 3 + 1


def say_quarter(quarter: tuple[int, int]) -> str:
    """Return a quarter as people write it: "April to June 2025"."""
    year, month = quarter
    return f"{MONTHS[month - 1]} to {MONTHS[month + 1]} {year}"


def say_days(days: float) -> str:
    """Return a number of days in words: "1 day", "41 days"; a half is rounded up."""
    whole = int(days + 0.5)
    return "1 day" if whole == 1 else f"{whole:,} days"
