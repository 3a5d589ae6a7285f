"""The plan as plain values, as an edition keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from wapentake.plans.models import Edition, EditionKind, Measure, Plan, TacticalAction
from wapentake.plans.queries import find_full_rows, find_pace, find_rows, find_views, see_row
from wapentake.plans.rules import say_measure
from wapentake.terms import say_date


def take_snapshot(plan: Plan, *, today: date) -> dict[str, Any]:
    """Return the plan as it stands on a day. Shape: as `rules.editions` reads it; days are ISO text."""
    grace_days = find_pace(plan.partnership_id, on=today).grace_days
    return {
        "name": plan.name,
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "taken_on": today.isoformat(),
        "views": [
            {
                "id": view.pk,
                "name": view.name,
                "main": view.is_main,
                "categories": [{"id": one.pk, "name": one.name, "position": one.position} for one in view.headings],  # type: ignore[attr-defined]  # prefetched
            }
            for view in find_views(plan)
        ],
        "rows": [_take(row, today, grace_days) for row in find_full_rows(find_rows(plan))],
    }


def _take(row: TacticalAction, today: date, grace_days: int) -> dict[str, Any]:
    shown = see_row(row, today=today, grace_days=grace_days)
    return {
        "id": row.pk,
        "ref": row.ref,
        "title": row.title,
        "description": row.description,
        "lead": str(row.lead or ""),
        "body": str(row.lead_body or ""),
        "starts_on": row.starts_on.isoformat() if row.starts_on else "",
        "ends_on": row.ends_on.isoformat() if row.ends_on else "",
        "categories": [one.pk for one in row.categories.all()],
        "rag": shown.rag.value,
        "reasons": list(shown.reasons),
        "by_rule": shown.by_rule,
        "measures": [_say(one) for one in row.measured],  # type: ignore[attr-defined]  # prefetched
        "milestones": [f"{one.text} by {say_date(one.due_on)}" for one in row.waiting],  # type: ignore[attr-defined]  # prefetched
    }


def _say(measure: Measure) -> str:
    return say_measure(measure.name, measure.unit, (measure.baseline, measure.target))


def find_editions(plan: Plan) -> list[Edition]:
    """Return the editions of a plan without their snapshots, the newest first."""
    rows = plan.editions.select_related("decision__meeting").defer("snapshot")
    return list(rows.order_by("-number"))


def find_last_edition(plan: Plan) -> Edition | None:
    """Return the newest edition of a plan with its snapshot, if it has one."""
    return plan.editions.select_related("decision__meeting").order_by("-number").first()


def find_adopted(plan: Plan) -> Edition | None:
    """Return the edition by which a plan was adopted, without its snapshot."""
    rows = plan.editions.select_related("decision__meeting").defer("snapshot")
    return rows.filter(kind=EditionKind.ADOPTED).order_by("number").first()
