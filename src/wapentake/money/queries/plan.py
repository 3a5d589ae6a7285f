"""The tactical actions of the plan, in the order in which people read them: by objective, then by reference."""

from __future__ import annotations

import re

from django.db.models import Prefetch

from wapentake.accounts.models import Partnership
from wapentake.plans.models import Category, TacticalAction

NO_TACTICAL_ACTION = "No tactical action"
_MAIN = Prefetch(
    "categories", Category.objects.filter(view__is_main=True).order_by("position", "pk"), to_attr="objectives"
)
_LAST = 10**6  # below every objective
_NUMBERS = re.compile(r"(\d+)")


def find_tactical_actions(partnership: Partnership) -> list[TacticalAction]:
    """Return the tactical actions of all plans, the newest plan first, each with its `objectives`, in two queries."""
    rows = TacticalAction.objects.filter(partnership=partnership).select_related("plan").prefetch_related(_MAIN)
    return sorted(rows, key=_place)


def find_objective(tactical_action: TacticalAction) -> Category | None:
    """Return the strategic objective under which money is reported: the first, where it stands under several."""
    found: list[Category] = getattr(tactical_action, "objectives", [])
    return found[0] if found else None


def _place(one: TacticalAction) -> tuple[int, int, int, tuple[str, ...]]:
    objective = find_objective(one)
    begins = -one.plan.starts_on.toordinal()
    return begins, -one.plan_id, objective.position if objective else _LAST, key_of_ref(one.ref)


def key_of_ref(ref: str) -> tuple[str, ...]:
    """Return by what a reference is ordered: "1.10" stands after "1.9"."""
    return tuple(part.zfill(8) for part in _NUMBERS.split(ref.lower()))
