"""The plan as its page shows it: each row with how it stands and what is missing, under the categories of a view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wapentake.plans.models import Category, Milestone, Plan, TacticalAction, View
from wapentake.plans.queries import find_full_rows, find_pace, find_rows, see_row
from wapentake.plans.rules import Lack, Rag, Shown, find_gaps, order_of
from wapentake.terms import fold_text


@dataclass(frozen=True, slots=True)
class Line:
    """A row with how it stands, and what is missing of it."""

    row: TacticalAction
    shown: Shown
    gaps: Mapping[Lack, str]

    @property
    def next_milestone(self) -> Milestone | None:
        """The milestone that is to be reached next."""
        return next(iter(self.row.waiting), None)  # type: ignore[attr-defined]  # prefetched

    @property
    def is_late(self) -> bool:
        """Whether an update was due that has not come."""
        return Lack.UPDATE in self.gaps


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a category of a view; under none where `category` is empty."""

    category: Category | None
    lines: list[Line] = field(default_factory=list)


def find_lines(plan: Plan, *, today: date) -> list[Line]:
    """Return the rows of a plan in the order of their references, in six queries however many they are."""
    grace_days = find_pace(plan.partnership_id, on=today).grace_days
    rows = sorted(find_full_rows(find_rows(plan)), key=lambda row: order_of(row.ref))
    return [see_line(row, today=today, grace_days=grace_days) for row in rows]


def see_line(row: TacticalAction, *, today: date, grace_days: int) -> Line:
    """Return a row of `find_full_rows` with how it stands and what is missing of it."""
    measures = [(one.question, one.name, one.baseline is not None) for one in row.measured]  # type: ignore[attr-defined]  # prefetched
    gaps = find_gaps(measures)
    if row.lead_body is None:
        gaps[Lack.LEAD] = "Missing: no body leads it."
    if row.update_due_on and row.update_due_on < today:
        gaps[Lack.UPDATE] = "Missing: an update was due."
    return Line(row, see_row(row, today=today, grace_days=grace_days), gaps)


def filter_lines(lines: Iterable[Line], wanted: Mapping[str, Any]) -> list[Line]:
    """Return the rows that are asked for: by `words`, `body`, `rag` and what they `lack`."""
    words = fold_text(wanted.get("words", "")).split()
    return [line for line in lines if _is_wanted(line, wanted) and all(word in _find_text(line) for word in words)]


def _is_wanted(line: Line, wanted: Mapping[str, Any]) -> bool:
    body, rag, lack = (wanted.get(name) for name in ("body", "rag", "lack"))
    return (
        (not body or str(line.row.lead_body_id) == body)
        and (not rag or line.shown.rag == rag)
        and (not lack or lack in line.gaps)
    )


def _find_text(line: Line) -> str:
    row = line.row
    return fold_text(f"{row.ref} {row.title} {row.description} {row.lead or ''} {row.lead_body or ''}")


def group_lines(lines: Iterable[Line], view: View) -> list[Group]:
    """Return rows under the categories of a view of `find_views`, in its order; last those that stand under none.

    Means: a row that stands under two categories is shown under both.
    """
    headings: list[Category] = view.headings  # type: ignore[attr-defined]  # prefetched
    groups = {one.pk: Group(one) for one in headings}
    rest = Group(None)
    for line in lines:
        places = [groups[one.pk] for one in line.row.categories.all() if one.pk in groups]
        for group in places or [rest]:
            group.lines.append(line)
    return [*groups.values(), *([rest] if rest.lines else [])]


def count_rags(lines: Iterable[Line]) -> list[tuple[Rag, int]]:
    """Return how many rows stand at each colour, the worst first; those at which none stands are left out."""
    found = [line.shown.rag for line in lines]
    return [(rag, found.count(rag)) for rag in Rag if rag in found]


def list_bodies(lines: Iterable[Line]) -> dict[int, str]:
    """Return the bodies that lead rows, by name."""
    bodies = {line.row.lead_body.pk: line.row.lead_body.name for line in lines if line.row.lead_body}
    return dict(sorted(bodies.items(), key=lambda one: one[1]))
