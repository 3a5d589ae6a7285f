"""A row of the plan with its life, its forms, and adding many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.columns import link
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import count, date_words, state_tag
from wapentake.plans.changes import add_tactical_actions, end_tactical_action, put_tactical_action
from wapentake.plans.forms import EndForm, ManyForm, RowForm
from wapentake.plans.lists import rag_tag, say_lead
from wapentake.plans.models import Plan, Question, TacticalAction
from wapentake.plans.queries import find_full_rows, find_pace, say_decided
from wapentake.plans.queries.board import Line, see_line
from wapentake.plans.queries.life import find_measures
from wapentake.plans.rules import next_ref
from wapentake.plans.views.shared import answer_form, back_to, find_row, in_plan, list_crumbs, try_change


def show_row(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a row: how it stands and why, what is measured, its milestones, and what was said of it."""
    today = timezone.localdate()
    rows = TacticalAction.objects.select_related(
        "plan", "decision__meeting", "decision__passage__document", "planned_at"
    )
    row = get_object_or_404(find_full_rows(rows), partnership=request.partnership, pk=pk)
    pace = find_pace(request.partnership.pk, on=today)
    line = see_line(row, today=today, grace_days=pace.grace_days)
    measures = find_measures(row)
    told = {
        "row": row,
        "line": line,
        "tag": rag_tag(line.shown.rag),
        "lead_says": say_lead(row) if line.shown.by_rule else "",
        "gaps": list(line.gaps.values()),
        "rows": summarise(line, request.partnership.slug),
        "questions": [(one.label, [each for each in measures if each.question == one]) for one in Question],
        "milestones": list(row.milestones.order_by("due_on", "pk")),
        "updates": [(rag_tag(one.rag), one) for one in row.updates.order_by("-on", "-pk")],
        "history": find_history(request.partnership.pk, row),
        "crumbs": list_crumbs(request, (str(row), "", None)),
        "today": today,
        "may_write": request.role == Role.COORDINATOR and row.ended_on is None,
    }
    return render(request, "plans/row.html", told)


def summarise(line: Line, slug: str) -> list[dict[str, Any]]:
    """Return what is known of a row; what is not said is left out, but for who leads it."""
    row = line.row
    under = format_html_join(", ", "{}", ((one.name,) for one in row.categories.all()))
    meeting = row.planned_at
    planned = f"{meeting.body}, {date_words(meeting.on)}" if meeting else ""
    rows = {
        "Body that leads": str(row.lead_body or "") or state_tag("undated", "None yet"),
        "Person who leads": link(reverse("desk:person", args=[slug, row.lead.pk]), row.lead.name) if row.lead else "",
        "Starts": date_words(row.starts_on),
        "Ends": date_words(row.ends_on),
        "Stands under": under,
        "Update due": date_words(row.update_due_on),
        "Planned at": link(reverse("desk:meeting", args=[slug, meeting.pk]), planned) if meeting else "",
        "Adopted by": say_decided(row),
        "Ended": f"{date_words(row.ended_on)}: {row.ended_why}" if row.ended_on else "",
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


@in_plan
def add_row(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Add a row to the plan."""
    first = plan.views.filter(is_main=True).values_list("categories__position", flat=True).first() or 1
    initial = {"ref": next_ref(first, set(plan.tactical_actions.values_list("ref", flat=True)))}
    form = RowForm(request.POST if request.method == "POST" else None, plan=plan, initial=initial)
    if request.method == "POST" and form.is_valid() and (row := _keep(request, plan, form)):
        return back_to(request, row, "Added. Say next what is measured, and how anyone will be better off.")
    return answer_form(request, "Add a tactical action", form, intro="It may stand here before it has any money.")


def _keep(
    request: PartnershipRequest, plan: Plan, form: RowForm, row: TacticalAction | None = None
) -> TacticalAction | None:
    on = timezone.localdate()
    return try_change(form, lambda: put_tactical_action(plan, form.values, on=on, by=request.user, row=row))


def edit_row(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change what is said of a row."""
    row = find_row(request, pk)
    form = RowForm(
        request.POST if request.method == "POST" else None, plan=row.plan, row=row, initial=RowForm.read(row)
    )
    if request.method == "POST" and form.is_valid() and _keep(request, row.plan, form, row):
        return back_to(request, row, "Saved.")
    return answer_form(request, "Change a tactical action", form, (str(row), "plans:row", row.pk))


@in_plan
def add_many(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Add a list of rows that was made at a planning event."""
    form = ManyForm(request.POST if request.method == "POST" else None, plan=plan)
    if request.method == "POST" and form.is_valid():
        on = timezone.localdate()
        made = add_tactical_actions(plan, form.rows, on=on, by=request.user, more=form.more)
        known = len(form.rows) - len(made)
        told = f"{count(len(made), 'tactical action')} added, without money."
        messages.success(request, told + (f" {known} stood in the plan already." if known else ""))
        return redirect("plans:plan", request.partnership.slug)
    intro = "For a list that was made at a planning event. No action needs money yet."
    return answer_form(request, "Add many tactical actions", form, intro=intro, save="Add them")


def end_row(request: PartnershipRequest, pk: int) -> HttpResponse:
    """End a row: it leaves the plan, and what was said of it stays."""
    row = find_row(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: end_tactical_action(row, on=held["on"], why=held["why"], by=request.user)):
            return back_to(request, row, "It has ended, and the plan leaves it out. What was said of it stays here.")
    intro = "The plan leaves it out from then on, and asks for no more updates. What was said of it stays."
    told = {"intro": intro, "save": "End it", "kind": "warning"}
    return answer_form(request, "End a tactical action", form, (str(row), "plans:row", row.pk), **told)
