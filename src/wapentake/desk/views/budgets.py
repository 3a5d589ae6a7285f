"""The plan with its money: each tactical action with its budget of a year, or without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.columns import Column, draw_row
from wapentake.kit.exports import make_xlsx, stream_csv
from wapentake.kit.templatetags.kit import state_tag
from wapentake.money.models import Journal
from wapentake.money.queries.position import choose_journal, find_journals
from wapentake.money.queries.report import find_report
from wapentake.money.rules import Figures
from wapentake.plans.lists import link_places, list_rows
from wapentake.plans.models import Plan
from wapentake.plans.queries import find_views
from wapentake.plans.queries.board import Line, find_lines, group_lines
from wapentake.plans.views.shared import in_plan
from wapentake.terms import Amount


@in_plan
def show_budgets(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Show the rows of the plan under its objectives, each with what it has, cost and will cost in a year."""
    today = timezone.localdate()
    journals = find_journals(request.partnership)
    journal = choose_journal(journals, request.GET.get("year", ""), today=today)
    figures = find_money(journal) if journal else {}
    lines = find_lines(plan, today=today)
    view = next(iter(find_views(plan)), None)
    headings = {one.pk: one.name for one in view.headings} if view else {}  # type: ignore[attr-defined]  # prefetched
    listing = list_rows(plan, headings, list_columns(figures))
    if download := {"csv": stream_csv, "xlsx": make_xlsx}.get(request.GET.get("format", "")):
        return download(listing.downloaded(), lines, name=f"{listing.name}-money")
    columns = [one for one in listing.shown() if one.title in ("Tactical action", "How it stands", *MONEY)]
    told = {
        "plan": plan,
        "places": link_places(request.partnership.slug, "desk:budgets"),
        "journals": journals,
        "journal": journal,
        "columns": columns,
        "groups": [
            (one.category, [draw_row(columns, line) for line in one.lines])
            for one in (group_lines(lines, view) if view else [])
        ],
        "without": sum(line.row.pk not in figures for line in lines),
        "count": len(lines),
    }
    return render(request, "desk/budgets.html", told)


def find_money(journal: Journal) -> Mapping[int, Figures]:
    """Return the figures of each tactical action in a year, of all funds together; one without any is left out."""
    report = find_report(journal, until=timezone.localdate())
    found: dict[int, Figures] = defaultdict(Figures)
    for group in report.groups:
        for line in group.lines:
            if line.tactical_action is not None:
                found[line.tactical_action.pk] += line.figures
    return dict(found)


MONEY = ("Budget", "Spent", "Committed", "Left")


def list_columns(figures: Mapping[int, Figures]) -> tuple[Column[Line], ...]:
    """Return the columns of money. Units: whole pence; a row without money has none of them."""

    def tell(value: Callable[[Figures], int]) -> Callable[[Line], Amount | None]:
        return lambda line: Amount(value(figures[line.row.pk])) if line.row.pk in figures else None

    def show_budget(line: Line) -> str:
        found = figures.get(line.row.pk)
        return Amount(found.current).say() if found else state_tag("none", "No money yet")

    def money(title: str, value: Callable[[Figures], int], **more: Any) -> Column[Line]:
        return Column[Line](title=title, value=tell(value), numeric=True, nowrap=True, width=14, **more)

    budget, spent, committed, left = MONEY
    return (
        money(budget, lambda one: one.current, show=show_budget),
        money(spent, lambda one: one.actual),
        money(committed, lambda one: one.committed + one.conditional),
        money(left, lambda one: one.uncommitted),
    )
