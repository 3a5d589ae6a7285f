"""Reads of plans that are used twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.plans.models import Category, Measure, Milestone, Plan, Rhythm, TacticalAction, View
from wapentake.plans.rules import GRACE_DAYS, UPDATE_DAYS, Rag, Said, Shown, find_rag
from wapentake.terms import say_date


@dataclass(frozen=True, slots=True)
class Pace:
    """What holds on a day: how often updates are due, and how late a milestone may be. Units: days."""

    update_days: int = UPDATE_DAYS
    grace_days: int = GRACE_DAYS


def find_current_plan(partnership: Partnership, *, today: date) -> Plan | None:
    """Return the plan that runs on a day, of several the one that began last; else the next, else the latest."""
    plans = list(Plan.objects.filter(partnership=partnership).order_by("-starts_on", "-pk"))
    running = (one for one in plans if one.starts_on <= today <= one.ends_on)
    coming = (one for one in reversed(plans) if one.starts_on > today)
    return next(running, None) or next(coming, None) or (plans[0] if plans else None)


def find_rows(plan: Plan) -> QuerySet[TacticalAction]:
    """Return the rows of a plan that have not ended, in the order of their references as they were given."""
    return TacticalAction.objects.filter(plan=plan, ended_on=None).order_by("pk")


def find_full_rows(rows: QuerySet[TacticalAction]) -> QuerySet[TacticalAction]:
    """Return rows with what their page and the plan's need: leads, categories, open milestones, measures."""
    waiting = Milestone.objects.filter(reached_on=None).order_by("due_on", "pk")
    return rows.select_related("lead", "lead_body").prefetch_related(
        Prefetch("categories", Category.objects.order_by("position", "pk")),
        Prefetch("milestones", waiting, to_attr="waiting"),
        Prefetch("measures", Measure.objects.order_by("pk"), to_attr="measured"),
    )


def find_pace(partnership: int, *, on: date) -> Pace:
    """Return what was said last on or before a day, or what holds where nobody said anything."""
    said = Rhythm.objects.filter(partnership=partnership, since__lte=on).order_by("-since").first()
    return Pace(said.update_days, said.grace_days) if said else Pace()


def see_row(row: TacticalAction, *, today: date, grace_days: int) -> Shown:
    """Return how a row of `find_full_rows` stands on a day, and why."""
    said = Said(
        rag=Rag(row.rag),
        reason=row.rag_reason,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        update_due_on=row.update_due_on,
        milestones=tuple((one.text, one.due_on) for one in row.waiting),  # type: ignore[attr-defined]  # prefetched
    )
    return find_rag(said, today=today, grace_days=grace_days)


def find_views(plan: Plan) -> list[View]:
    """Return the views of a plan, the main one first, each with its categories and how many rows stand under them."""
    standing = Count("tactical_actions", filter=Q(tactical_actions__ended_on=None))
    categories = Category.objects.annotate(standing=standing).order_by("position", "pk")
    views = plan.views.prefetch_related(Prefetch("categories", categories, to_attr="headings"))
    return list(views.order_by("-is_main", "position", "pk"))


def say_decided(one: Any) -> str:
    """Say who decided something: the meeting of the decision, or the words where the register lacks it."""
    if one.decision is None:
        return str(one.decided)
    meeting = one.decision.meeting
    return f"{meeting.body}, {say_date(meeting.on)}"


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the log holds them: rows by their names, numbers in figures."""
    return {name: _plain(one) for name, one in values.items()}


def _plain(one: Any) -> Any:
    if isinstance(one, (list, tuple)):
        return [str(each) for each in one]
    return one if one is None or isinstance(one, (str, int, date)) else str(one)
