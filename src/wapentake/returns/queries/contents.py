"""Gathering what a return says, as of an instant of the ledger; and beside it what the ledger says otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wapentake.returns.models import Frozen, Part, PartState, Return
from wapentake.returns.queries import find_parts
from wapentake.returns.queries.figures import Ledger, find_ledger, find_measured
from wapentake.returns.rules import TEXTS, Difference, compare


def tell_content(of: Return, *, at: datetime) -> dict[str, Any]:
    """Return what a return says: figures of the ledger as of an instant, and what leads said.

    Means: a forecast that nobody gave is what was spent; what was spent on no part counts in the whole. Six queries.
    """
    funds = {one.pk: f"{one}, {one.journal}" for one in of.funds.select_related("journal").order_by("name", "pk")}
    ledger = find_ledger(funds, until=of.period_to, sealed_by=at)
    parts = list(find_parts(of).exclude(state=PartState.NOT_NEEDED))
    named = [part.tactical_action_id for part in parts if part.tactical_action_id]
    measured = find_measured(named, until=of.period_to) if any(not part.measured for part in parts) else {}
    told = [_tell_part(part, ledger, measured) for part in parts]
    return {
        "return": {
            "name": of.name,
            "partnership": of.partnership.name,
            "funder": of.funder,
            "funds": list(funds.values()),
            **{name: getattr(of, name).isoformat() for name in ("period_from", "period_to", "due_on")},
        },
        "totals": _add_up(ledger, told),
        "parts": told,
    }


def _tell_part(part: Part, ledger: Ledger, measured: dict[int, Any]) -> dict[str, Any]:
    line = ledger.of(part.tactical_action_id)
    own = part.measured or [_tell_measure(one) for one in measured.get(part.tactical_action_id or 0, [])]
    return {
        "key": part.pk,
        "ref": part.tactical_action.ref if part.tactical_action else "",
        "title": part.title,
        "body": str(part.lead_body or ""),
        "budget": line.budget,
        "spent": line.spent if part.tactical_action_id else None,
        "forecast": part.forecast,
        "measures": own,
        **{name: getattr(part, name) for name in TEXTS},
    }


def _tell_measure(one: Any) -> dict[str, Any]:
    numbers = {"baseline": one.measure.baseline, "target": one.measure.target, "value": one.value}
    plain = {name: None if number is None else str(number) for name, number in numbers.items()}
    return {"pk": one.measure.pk, "name": one.measure.name, "unit": one.measure.unit, **plain}


def _add_up(ledger: Ledger, parts: list[dict[str, Any]]) -> dict[str, int]:
    elsewhere = ledger.spent - sum(part["spent"] or 0 for part in parts)
    forecast = elsewhere + sum(
        part["forecast"] if part["forecast"] is not None else part["spent"] or 0 for part in parts
    )
    return {
        "budget": ledger.budget,
        "spent": ledger.spent,
        "left": ledger.budget - ledger.spent,
        "forecast": forecast,
        "underspend": ledger.budget - forecast,
        "elsewhere": elsewhere,
    }


def compare_frozen(frozen: Frozen, *, at: datetime | None) -> list[Difference]:
    """Return what the ledger says otherwise than the frozen copy: as of the instant of that, or of another one.

    Means: asked as of its own instant, there is a difference only where budget lines were changed since.
    """
    now = tell_content(frozen.of, at=at or frozen.ledger_at)
    return compare(frozen.content, now)
