"""What the pages of plans share: which plan is meant, crumbs, and the page of a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit import pages
from wapentake.kit.errors import Refused
from wapentake.kit.pages import name_crumbs
from wapentake.plans.models import Plan, TacticalAction
from wapentake.plans.queries import find_current_plan

Made = TypeVar("Made")
NO_PLAN = "There is no delivery plan yet. Begin one first."


def in_plan(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand a view the plan that the address names (`?plan=`), or else the current one.

    Where there is none, it leads to where one is begun.
    """

    @wraps(view)
    def answer(request: PartnershipRequest, *args: Any, **told: Any) -> HttpResponseBase:
        plan = choose_plan(request)
        if plan is None:
            messages.info(request, NO_PLAN)
            return redirect("plans:begin", request.partnership.slug)
        return view(request, plan, *args, **told)

    return answer


def choose_plan(request: PartnershipRequest) -> Plan | None:
    """Return the plan that the address names, or else the current one; None where there is none."""
    asked = request.GET.get("plan", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 12:
        rows = Plan.objects.select_related("partnership")
        return get_object_or_404(rows, partnership=request.partnership, pk=int(asked))
    plan = find_current_plan(request.partnership, today=timezone.localdate())
    if plan is not None:
        plan.partnership = request.partnership
    return plan


def try_change(form: Form, change: Callable[[], Made]) -> Made | None:
    """Return what a change made; where the rules do not allow it, the form says why and keeps what was typed."""
    try:
        return change()
    except Refused as refused:
        form.add_error(None, refused.words)
        return None


def find_row(request: PartnershipRequest, pk: int) -> TacticalAction:
    """Return a row of the partnership, or answer that there is none."""
    rows = TacticalAction.objects.select_related("plan__partnership")
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def list_crumbs(request: PartnershipRequest, *steps: tuple[str, str, Any]) -> list[dict[str, str]]:
    """Return the crumbs of a page below the plan. Shape: a step is its words, its address, and what that takes."""
    return name_crumbs(request.partnership.slug, ("Plan", "plans:plan", None), *steps)


def answer_form(
    request: PartnershipRequest, title: str, form: Any, *steps: tuple[str, str, Any], **more: Any
) -> HttpResponse:
    """Answer with the page of a form; what is wrong in it is said with status 422."""
    return pages.answer_form(request, title, form, list_crumbs(request, *steps, (title, "", None)), **more)


def back_to(request: PartnershipRequest, row: TacticalAction, words: str) -> HttpResponse:
    """Say what was done, and go back to a row."""
    messages.success(request, words)
    return redirect("plans:row", request.partnership.slug, row.pk)
