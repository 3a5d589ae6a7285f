"""The delivery plan that everybody may read, and the page on which a coordinator publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wapentake.accounts.models import Partnership
from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.errors import Refused
from wapentake.plans.lists import link_places, rag_tag
from wapentake.plans.queries import find_current_plan
from wapentake.plans.queries.editions import find_adopted, take_snapshot
from wapentake.reports.changes import publish_plan, withdraw_plan
from wapentake.reports.plan_paper import compose_plan, find_plan_leaks
from wapentake.reports.queries import find_published_plan
from wapentake.reports.shown import mark_of, stamp, unchanged
from wapentake.terms import parse_iso

NO_PLAN = "There is no plan. Nothing was published. Begin one first."


def tell_paper(paper: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a template shows of a published plan."""
    days = {name: parse_iso(paper[name]) for name in ("starts_on", "ends_on", "taken_on", "adopted_on") if paper[name]}
    objectives = [(one["name"], [(row, rag_tag(row["rag"])) for row in one["rows"]]) for one in paper["objectives"]]
    return {"title": paper["title"], "objectives": objectives, **days}


@login_not_required
@require_safe
def show_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan as it was published."""
    partnership = get_object_or_404(Partnership, slug=slug)
    published = find_published_plan(partnership)
    if published is None:
        raise Http404("not published")
    tag = mark_of("plan", published.pk, partnership.name)
    if (answer := unchanged(request, tag, published.published_at)) is not None:
        return answer
    home = reverse("public:home", args=[slug])
    told = {
        "partnership": partnership,
        "plan": tell_paper(published.paper),
        "published": published,
        "crumbs": [{"text": "Agendas and minutes", "href": home}, {"text": "Delivery plan", "href": ""}],
    }
    return stamp(render(request, "reports/public_plan.html", told), tag, published.published_at)


@require_safe
def show_publishing(request: PartnershipRequest) -> HttpResponse:
    """Show what the public sees of the plan, what it would see now, and what in it may tell of somebody."""
    partnership, today = request.partnership, timezone.localdate()
    plan = find_current_plan(partnership, today=today)
    told: dict[str, Any] = {
        "places": link_places(partnership.slug, "reports:plan"),
        "published": find_published_plan(partnership),
    }
    if plan is not None:
        adopted = find_adopted(plan)
        paper = compose_plan(take_snapshot(plan, today=today), adopted_on=adopted.on.isoformat() if adopted else "")
        told |= {"plan": tell_paper(paper), "leaks": find_plan_leaks(paper)}
    return render(request, "reports/plan.html", told)


@require_POST
def publish(request: PartnershipRequest) -> HttpResponse:
    """Publish the plan as it stands today."""
    plan = find_current_plan(request.partnership, today=timezone.localdate())
    if plan is None:
        raise Refused("no-plan", NO_PLAN)
    publish_plan(plan, on=timezone.localdate(), by=request.user, why=request.POST.get("why", "")[:300])
    messages.success(request, "The plan is published as it stands today.")
    return redirect("reports:plan", request.partnership.slug)


@require_POST
def withdraw(request: PartnershipRequest) -> HttpResponse:
    """Take the published plan back."""
    if withdraw_plan(request.partnership, by=request.user):
        messages.success(request, "Nobody is shown the plan any more.")
    return redirect("reports:plan", request.partnership.slug)
