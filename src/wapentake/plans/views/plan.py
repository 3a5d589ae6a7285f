"""The plan: its rows by category of a view, beginning one, its settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.columns import draw_row
from wapentake.kit.exports import make_xlsx, stream_csv
from wapentake.kit.queries import find_history
from wapentake.plans.changes import put_plan, set_rhythm
from wapentake.plans.forms import NewPlanForm, PlanFilter, PlanForm, RhythmForm
from wapentake.plans.forms.plans import read_plan
from wapentake.plans.lists import link_places, list_rows, rag_tag
from wapentake.plans.models import Plan, Rhythm, View
from wapentake.plans.queries import find_pace, find_views
from wapentake.plans.queries.board import count_rags, filter_lines, find_lines, group_lines, list_bodies
from wapentake.plans.queries.editions import find_adopted
from wapentake.plans.views.shared import answer_form, choose_plan, try_change


def show_plan(request: PartnershipRequest) -> HttpResponseBase:
    """Show the rows of the plan under the categories of a view, or how to begin."""
    today, plan = timezone.localdate(), choose_plan(request)
    places = link_places(request.partnership.slug, "plans:plan")
    if plan is None:
        return render(request, "plans/begin.html", {"places": places})
    lines = find_lines(plan, today=today)
    form = PlanFilter(request.GET, bodies=list_bodies(lines))
    wanted = filter_lines(lines, form.wanted)
    views = find_views(plan)
    view = choose_view(views, request.GET.get("view", ""))
    headings = {one.pk: one.name for one in view.headings} if view else {}  # type: ignore[attr-defined]  # prefetched
    listing = list_rows(plan, headings)
    if download := {"csv": stream_csv, "xlsx": make_xlsx}.get(request.GET.get("format", "")):
        return download(listing.downloaded(), wanted, name=listing.name)
    columns, chosen = listing.shown(), form.chosen
    groups = group_lines(wanted, view) if view else []
    told = {
        "plan": plan,
        "places": places,
        "views": views,
        "view": view,
        "listing": listing,
        "groups": [
            (one.category, [draw_row(columns, line) for line in one.lines]) for one in groups if one.lines or not chosen
        ],
        "counts": [(rag_tag(rag), number) for rag, number in count_rags(lines)],
        "count": len(wanted),
        "late": sum(line.is_late for line in lines),
        "adopted": find_adopted(plan),
        "filter_form": form,
        "form": form,
        "chosen": chosen,
    }
    return render(request, "plans/plan.html", told)


def choose_view(views: list[View], asked: str) -> View | None:
    """Return the view that an address names, or else the main one."""
    return next((one for one in views if str(one.pk) == asked), views[0] if views else None)


def begin(request: PartnershipRequest) -> HttpResponse:
    """Begin a plan."""
    form = NewPlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        held = dict(form.cleaned_data)
        objectives = held.pop("objectives")
        if try_change(form, lambda: put_plan(request.partnership, held, objectives=objectives, by=request.user)):
            messages.success(request, "The plan has begun. Add its tactical actions; they need no money yet.")
            return redirect("plans:plan", request.partnership.slug)
    intro = "A plan runs for three years as a rule, under the objectives that the partnership chose."
    return answer_form(request, "Begin a plan", form, intro=intro, save="Begin")


def edit_plan(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change the name or the years of a plan."""
    plan = get_object_or_404(Plan, partnership=request.partnership, pk=pk)
    form = PlanForm(request.POST if request.method == "POST" else None, initial=read_plan(plan))
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_plan(request.partnership, held, by=request.user, plan=plan)):
            messages.success(request, "Saved. Its rows are as they were.")
            return redirect("plans:settings", request.partnership.slug)
    return answer_form(request, "Change the plan", form, ("Plans and settings", "plans:settings", None))


def show_settings(request: PartnershipRequest) -> HttpResponse:
    """Show the plans there are, and how often updates are due."""
    partnership, today = request.partnership, timezone.localdate()
    plans = list(Plan.objects.filter(partnership=partnership).order_by("-starts_on", "-pk"))
    told = {
        "places": link_places(partnership.slug, "plans:settings"),
        "plans": plans,
        "pace": find_pace(partnership.pk, on=today),
        "rhythms": list(Rhythm.objects.filter(partnership=partnership).order_by("-since")),
        "history": find_history(partnership.pk, *plans) if plans else [],
    }
    return render(request, "plans/settings.html", told)


def set_own_rhythm(request: PartnershipRequest) -> HttpResponse:
    """Say how often updates are due."""
    today = timezone.localdate()
    pace = find_pace(request.partnership.pk, on=today)
    initial = {"update_days": pace.update_days, "grace_days": pace.grace_days, "since": today}
    form = RhythmForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = dict(form.cleaned_data)
        since = held.pop("since")
        set_rhythm(request.partnership, held, since=since, by=request.user)
        messages.success(request, "Saved. It counts for updates that are given from that day on.")
        return redirect("plans:settings", request.partnership.slug)
    return answer_form(request, "When updates are due", form, ("Plans and settings", "plans:settings", None))
