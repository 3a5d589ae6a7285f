"""The groups of the treasurer's report: which parts of funds stand under which heading, in it and behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from wapentake.accounts.models import Partnership
from wapentake.money.models import Fund, FundKind
from wapentake.money.queries.plan import find_objective, find_tactical_actions
from wapentake.plans.models import TacticalAction

NO_OBJECTIVE = "No objective of the plan"
NONE, BROUGHT, RESERVES = "For no tactical action", "Brought forward", "Reserves"
LAST = {"no-objective": NO_OBJECTIVE, "none": NONE, "brought": BROUGHT, "reserves": RESERVES}
_OBJECTIVE = "objective:"


def key_of_group(fund: Fund, tactical_action: TacticalAction | None) -> str:
    """Return under which heading a part of a fund stands: a key of `LAST`, or that of a strategic objective."""
    if fund.kind == FundKind.RESERVE:
        return "reserves"
    if tactical_action is None:
        return "brought" if fund.kind == FundKind.BROUGHT else "none"
    objective = find_objective(tactical_action)
    return f"{_OBJECTIVE}{objective.name}" if objective else "no-objective"


def title_of_group(key: str) -> str:
    """Return the heading of a group."""
    return LAST.get(key) or key.removeprefix(_OBJECTIVE)


def list_groups(known: Iterable[TacticalAction]) -> list[tuple[str, str]]:
    """Return all groups as choices, with the objectives of these tactical actions first."""
    names = dict.fromkeys(found.name for one in known if (found := find_objective(one)))
    return [*((f"{_OBJECTIVE}{name}", name) for name in names), *LAST.items()]


def in_group(partnership: Partnership, wanted: Mapping[str, Any]) -> Q:
    """Return the condition that a posting or a commitment stands under the heading that is asked for, if one is.

    Means: just what `key_of_group` says of its fund and tactical action.
    """
    key = wanted.get("group")
    if not key:
        return Q()
    if key == "reserves":
        return Q(fund__kind=FundKind.RESERVE)
    if key in ("brought", "none"):
        is_brought = Q(fund__kind=FundKind.BROUGHT)
        return (
            Q(tactical_action=None)
            & ~Q(fund__kind=FundKind.RESERVE)
            & (is_brought if key == "brought" else ~is_brought)
        )
    own = [one.pk for one in find_tactical_actions(partnership) if _stands(one, key)]
    return Q(tactical_action__in=own) & ~Q(fund__kind=FundKind.RESERVE)


def _stands(one: TacticalAction, key: str) -> bool:
    objective = find_objective(one)
    return key == (f"{_OBJECTIVE}{objective.name}" if objective else "no-objective")
