"""Whom a partnership writes to on a day, and of what: decided on what was gathered before. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from wapentake.chasing.rules import Chased, Group, Step, Timing, find_steps, group_of, is_quiet_day

_ORDER = {group: place for place, group in enumerate(Group)}


class What(StrEnum):
    """What somebody may be asked for: an action, a part of a return, or an update of a row of the delivery plan."""

    ACTION = "action"
    PART = "part"
    ROW = "row"


Key = tuple[What, int]
"""One thing that is asked for."""

Told = tuple[Key, int, str, int, date]
"""A reminder that was given: of what, to whom, why, so many days before or after, and which day."""


class Row(NamedTuple):
    """Something that is asked of somebody, with what a letter tells of it.

    `due` is, for an action, the day that its lead promised, or else the due day. `body` is the one that met, the return
    that a part belongs to, or the plan of a row; `met_on` since when it is asked for.
    """

    pk: int
    text: str
    state: str
    due: date | None
    promised: bool
    body: str
    met_on: date
    series: int | None
    person: int
    what: What = What.ACTION

    @property
    def key(self) -> Key:
        """What it is, among all that may be asked for."""
        return (self.what, self.pk)


class Reach(NamedTuple):
    """Somebody who leads, and why no letter reaches them, if none does."""

    pk: int
    name: str
    email: str
    trouble: str


NO_ADDRESS, LEFT, BOUNCED = "no address", "has left", "letters came back"
TROUBLES = {
    NO_ADDRESS: "There is no e-mail address.",
    LEFT: "They have left.",
    BOUNCED: "The last letter to this address came back.",
}


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known of a partnership for the days that are asked about.

    `meetings` are the days of each body's meetings to come, in order; `told` the reminders that were given; `answered`
    when something was last answered on, or a part first asked for: what stood until that day is not asked any more.
    """

    since: date
    timing: Timing
    holidays: Container[date]
    rows: Sequence[Row]
    meetings: Mapping[int, Sequence[date]]
    people: Mapping[int, Reach]
    told: set[Told] = field(default_factory=set)
    answered: Mapping[Key, date] = field(default_factory=dict)


class Entry(NamedTuple):
    """What a letter asks for: under which heading, the reminders that it stands for, and the next meeting of its body.

    `number` is that by which an answer names it; a thing has one number, however many reminders stand for it.
    """

    number: int
    row: Row
    group: Group
    steps: tuple[Step, ...]
    meeting: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one person is written on a day; where `reach` says that no letter reaches them, nothing is."""

    reach: Reach
    on: date
    entries: tuple[Entry, ...]

    def told(self) -> set[Told]:
        """Return the reminders that this letter gives."""
        return {
            (entry.row.key, self.reach.pk, step.why.value, step.days, step.target)
            for entry in self.entries
            for step in entry.steps
        }

    def count(self, group: Group) -> int:
        """Return how many things stand under a heading."""
        return sum(entry.group == group for entry in self.entries)

    def count_of(self, what: What) -> int:
        """Return how many things of a kind it asks for."""
        return sum(entry.row.what == what for entry in self.entries)


def plan_day(material: Material, on: date) -> list[Draft]:
    """Return what each person would be written on a day, in the order of their names: one letter each at most.

    Means: what they were reminded of before is left out, and on a quiet day nobody is written to.
    """
    if on < material.since or is_quiet_day(on, material.timing, material.holidays):
        return []
    found: dict[int, list[tuple[Row, tuple[Step, ...], date | None]]] = {}
    for row in material.rows:
        meeting = next((day for day in material.meetings.get(row.series or 0, ()) if day >= on), None)
        steps = _find_new(material, row, meeting, on)
        if steps and row.person in material.people:
            found.setdefault(row.person, []).append((row, steps, meeting))
    people = sorted((material.people[pk] for pk in found), key=lambda one: (one.name, one.pk))
    return [Draft(one, on, _order(found[one.pk], on)) for one in people]


def _find_new(material: Material, row: Row, meeting: date | None, on: date) -> tuple[Step, ...]:
    answered = material.answered.get(row.key)
    steps = find_steps(
        Chased(row.state, row.due, meeting),
        on=on,
        since=max(material.since, answered + timedelta(1)) if answered else material.since,
        timing=material.timing,
        holidays=material.holidays,
    )
    told = material.told
    return tuple(one for one in steps if (row.key, row.person, one.why.value, one.days, one.target) not in told)


def _order(found: list[tuple[Row, tuple[Step, ...], date | None]], on: date) -> tuple[Entry, ...]:
    """Return what a letter asks for with its numbers: late, today, soon, no day; those due first at the head."""
    grouped = [(group_of(row.due, on=on), row, steps, meeting) for row, steps, meeting in found]
    grouped.sort(key=lambda one: (_ORDER[one[0]], one[1].due or date.max, one[1].met_on, one[1].key))
    return tuple(
        Entry(number, row, group, steps, meeting) for number, (group, row, steps, meeting) in enumerate(grouped, 1)
    )


def plan_days(material: Material, days: Sequence[date]) -> list[Draft]:
    """Return what would be written on these days, one after the other, if nobody answered anything."""
    drafts: list[Draft] = []
    for on in days:
        for draft in plan_day(material, on):
            material.told.update(draft.told())
            drafts.append(draft)
    return drafts
