"""What changed between two editions of a plan: rows that are new, that ended, and that are told otherwise.

An edition is a snapshot, plain values: `views`, each with its `categories`, and `rows`. Rows and categories are known
again by their `id`, so that what is only renamed is no new one. How a row stands is no change of the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from wapentake.terms import parse_iso, say_date

Snapshot = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that is told otherwise: as it is now, and what differs, each as (what, before, after) in words."""

    row: Row
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed between two editions; objectives are the categories of the main view, by name."""

    new: tuple[Row, ...] = ()
    ended: tuple[Row, ...] = ()
    changed: tuple[Differing, ...] = ()
    new_objectives: tuple[str, ...] = ()
    ended_objectives: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = field(default=())

    def __bool__(self) -> bool:
        """Say whether anything did."""
        return any((self.new, self.ended, self.changed, self.new_objectives, self.ended_objectives, self.renamed))


def compare_editions(before: Snapshot, after: Snapshot) -> Changed:
    """Return what changed from one edition to a later one, rows in the order of the edition that has them."""
    was, now = {row["id"]: row for row in before["rows"]}, {row["id"]: row for row in after["rows"]}
    old, new = find_objectives(before), find_objectives(after)
    both = [(was[pk], row) for pk, row in now.items() if pk in was]
    differing = [Differing(row, tuple(_differ((one, old), (row, new)))) for one, row in both]
    return Changed(
        new=tuple(row for pk, row in now.items() if pk not in was),
        ended=tuple(row for pk, row in was.items() if pk not in now),
        changed=tuple(one for one in differing if one.differences),
        new_objectives=tuple(name for pk, name in new.items() if pk not in old),
        ended_objectives=tuple(name for pk, name in old.items() if pk not in new),
        renamed=tuple((old[pk], name) for pk, name in new.items() if pk in old and old[pk] != name),
    )


def find_objectives(snapshot: Snapshot) -> dict[int, str]:
    """Return the categories of the main view by id, in their order."""
    return {one["id"]: one["name"] for view in snapshot["views"] if view["main"] for one in view["categories"]}


def _say_text(value: Any) -> str:
    return str(value)


def _say_day(value: Any) -> str:
    day = parse_iso(value) if value else None
    return say_date(day) if day else ""


def _say_list(value: Any) -> str:
    return "; ".join(value)


_FIELDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "ref": ("Reference", _say_text),
    "title": ("Title", _say_text),
    "description": ("What is done", _say_text),
    "body": ("Body that leads", _say_text),
    "lead": ("Person who leads", _say_text),
    "starts_on": ("Starts", _say_day),
    "ends_on": ("Ends", _say_day),
    "measures": ("Measures", _say_list),
    "milestones": ("Milestones", _say_list),
}
Side = tuple[Row, Mapping[int, str]]


def _differ(before: Side, after: Side) -> Iterator[tuple[str, str, str]]:
    (was, old), (now, new) = before, after
    for name, (words, say) in _FIELDS.items():
        if was[name] != now[name]:
            yield words, say(was[name]), say(now[name])
    stood, stands = ([pk for pk in row["categories"] if pk in known] for row, known in (before, after))
    if stood != stands:
        yield "Objective", _say_list(old[pk] for pk in stood), _say_list(new[pk] for pk in stands)


def say_late(on: date, *, starts_on: date, is_first: bool) -> str:
    """Say how long into its year a plan was adopted, or refreshed; nothing where it was before the year began.

    Means: a plan is adopted before it starts, and refreshed before each of its financial years; so one that is
    refreshed from January to March is refreshed for the year to come. Source: local practice.
    """
    began = starts_on if is_first else date(on.year, 4, 1)
    weeks = (on - began).days // 7
    if weeks < 1:
        return ""
    return f"{weeks} {'week' if weeks == 1 else 'weeks'} into its year"


def say_number(number: Decimal | None) -> str:
    """Return a number as people write it: "27", "48.5", "1,200"; nothing for none."""
    if number is None:
        return ""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def say_figure(number: Decimal | None, unit: str) -> str:
    """Return a figure with its unit: "27 families", "92%"; nothing for none."""
    if number is None:
        return ""
    return f"{say_number(number)}%" if unit == "%" else f"{say_number(number)} {unit}".strip()


def say_measure(name: str, unit: str, figures: Sequence[Decimal | None]) -> str:
    """Return a measure in one line; the figures are its baseline and its target."""
    baseline, target = (say_figure(one, unit) for one in figures)
    said = [f"from {baseline}" if baseline else "no baseline", f"to {target}" if target else "no target"]
    return f"{name}, {', '.join(said)}"
