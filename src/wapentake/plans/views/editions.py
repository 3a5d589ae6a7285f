"""The editions of a plan: what was adopted and refreshed, and what changed from one to the next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.plans.changes import freeze_edition
from wapentake.plans.forms import EditionForm
from wapentake.plans.lists import link_places
from wapentake.plans.models import Edition, Plan
from wapentake.plans.queries import say_decided
from wapentake.plans.queries.editions import find_editions, find_last_edition, take_snapshot
from wapentake.plans.rules import compare_editions, find_objectives, say_late
from wapentake.plans.views.shared import in_plan, list_crumbs, try_change

_HERE = ("Adopted and refreshed", "plans:editions", None)


@in_plan
def show_editions(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Show when the plan was adopted and refreshed, and by whom."""
    editions = find_editions(plan)
    told = {
        "plan": plan,
        "editions": [(one, *tell_edition(one, plan)) for one in editions],
        "places": link_places(request.partnership.slug, "plans:editions"),
    }
    return render(request, "plans/editions.html", told)


def tell_edition(edition: Edition, plan: Plan) -> tuple[str, str]:
    """Return who decided an edition, and how late in its year it came."""
    late = say_late(edition.on, starts_on=plan.starts_on, is_first=edition.number == 1)
    return say_decided(edition), late


@in_plan
def refresh(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Show what changed since the last edition, and freeze the plan as it stands now."""
    last, today = find_last_edition(plan), timezone.localdate()
    posted = request.POST if request.method == "POST" else None
    form = EditionForm(posted, partnership=request.partnership, initial={"on": today})
    if posted and form.is_valid():
        held = form.values
        if made := try_change(form, lambda: freeze_edition(plan, held, by=request.user)):
            messages.success(request, f"The plan is {made.get_kind_display().lower()}, and kept as it stands.")
            return redirect("plans:edition", request.partnership.slug, made.pk)
    title = "Refresh the plan" if last else "Adopt the plan"
    told: dict[str, Any] = {
        "plan": plan,
        "last": last,
        "title": title,
        "form": form,
        "crumbs": list_crumbs(request, _HERE, (title, "", None)),
    }
    if last:
        told["changed"] = compare_editions(last.snapshot, take_snapshot(plan, today=today))
    return render(request, "plans/refresh.html", told, status=422 if form.errors else 200)


def show_edition(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show an edition as it was frozen, and what changed since the one before."""
    rows = Edition.objects.select_related("plan", "decision__meeting")
    edition = get_object_or_404(rows, plan__partnership=request.partnership, pk=pk)
    before = edition.plan.editions.filter(number__lt=edition.number).order_by("-number").first()
    decided, late = tell_edition(edition, edition.plan)
    told = {
        "edition": edition,
        "decided": decided,
        "late": late,
        "before": before,
        "changed": compare_editions(before.snapshot, edition.snapshot) if before else None,
        "groups": group_snapshot(edition.snapshot),
        "crumbs": list_crumbs(request, _HERE, (f"Edition {edition.number}", "", None)),
    }
    return render(request, "plans/edition.html", told)


def group_snapshot(snapshot: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the frozen rows under their objectives, and last those under none."""
    objectives = find_objectives(snapshot)
    groups = [(name, [row for row in snapshot["rows"] if pk in row["categories"]]) for pk, name in objectives.items()]
    rest = [row for row in snapshot["rows"] if objectives.keys().isdisjoint(row["categories"])]
    return [*groups, *([("Under no objective", rest)] if rest else [])]
