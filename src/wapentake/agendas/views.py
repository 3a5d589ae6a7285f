"""The forward plan: what is to come, what minutes put off, and what becomes of each item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.agendas.changes.plan import (
    accept_proposal,
    defer_forward,
    leave_proposal,
    put_forward,
    settle_forward,
)
from wapentake.agendas.forms import DeferForm, DropForm, ForwardForm, PlanFilter
from wapentake.agendas.lists import list_plan
from wapentake.agendas.models import ForwardItem, ForwardState
from wapentake.agendas.queries import find_plan
from wapentake.agendas.said import find_proposals
from wapentake.kit.lists import answer_list
from wapentake.kit.pages import answer_form, name_crumbs
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import count, date_words
from wapentake.meetings.lists import link_places
from wapentake.meetings.models import Meeting, Series
from wapentake.meetings.queries import find_next

PROPOSALS_SHOWN = 10


def show_plan(request: PartnershipRequest) -> HttpResponseBase:
    """Show the forward plan, and above it what minutes put off and nobody has decided on."""
    partnership = request.partnership
    bodies = list(Series.objects.filter(partnership=partnership).order_by("name"))
    form = PlanFilter(request.GET, bodies=bodies)
    proposals = [] if "format" in request.GET else find_proposals(partnership)
    more = {
        "places": link_places(partnership.slug, "agendas:plan"),
        "bodies": bodies,
        "proposals": proposals[:PROPOSALS_SHOWN],
        "more_proposals": len(proposals) - PROPOSALS_SHOWN,
    }
    rows = find_plan(partnership, form.wanted)
    return answer_list(request, rows, list_plan(partnership), form=form, template="agendas/plan.html", more=more)


@require_POST
def decide_proposal(request: PartnershipRequest) -> HttpResponse:
    """Put on the plan what minutes put off, or leave it off."""
    wanted = request.POST.get("proposal", "")
    proposal = next((one for one in find_proposals(request.partnership) if one.key == wanted), None)
    series = proposal.last.meeting.series if proposal else None
    if proposal is None or series is None:
        messages.info(request, "Somebody decided on that before. Nothing was changed.")
    elif request.POST.get("do") == "leave":
        leave_proposal(proposal, by=request.user)
        messages.success(request, f"“{proposal.last.title}” is left off the plan. It is among the dropped ones.")
    else:
        meeting = find_next(series, after=timezone.localdate())
        item = accept_proposal(proposal, meeting, by=request.user)
        messages.success(request, f"“{item}” is on the plan {_say_when(meeting)}.")
    return redirect("agendas:plan", request.partnership.slug)


def _say_when(meeting: Meeting | None) -> str:
    return f"for the meeting of {date_words(meeting.on)}" if meeting else "for the next meeting, once it is planned"


def _find(request: PartnershipRequest, pk: int) -> ForwardItem:
    rows = ForwardItem.objects.filter(partnership=request.partnership).select_related("series", "meeting")
    return get_object_or_404(rows, pk=pk)


def _answer(request: PartnershipRequest, title: str, form: Any, **more: Any) -> HttpResponse:
    crumbs = name_crumbs(request.partnership.slug, ("Forward plan", "agendas:plan", None), (title, "", None))
    return answer_form(request, title, form, crumbs, **more)


def add_item(request: PartnershipRequest) -> HttpResponse:
    """Put something on the plan."""
    return _edit(request, None)


def edit_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change what is on the plan."""
    return _edit(request, _find(request, pk))


def _edit(request: PartnershipRequest, item: ForwardItem | None) -> HttpResponse:
    initial = ForwardForm.read(item) if item else None
    form = ForwardForm(
        request.POST if request.method == "POST" else None, partnership=request.partnership, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        series, meeting = form.place
        kept = put_forward(series, form.values, by=request.user, item=item)
        if item is None and kept.deferrals:
            words = f"“{kept}” was on the plan already. This counts as putting it off, {_say_when(meeting)}."
            messages.info(request, words)
        else:
            messages.success(request, f"Saved: “{kept}”, {_say_when(meeting)}.")
        return redirect("agendas:plan", request.partnership.slug)
    return _answer(request, "Change an item of the plan" if item else "Add to the forward plan", form)


def show_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show an item of the plan, the words it rests on, and what happened to it."""
    item = _find(request, pk)
    rows = {
        "State": item.get_state_display(),
        "For": _say_when(item.meeting).removeprefix("for ").capitalize(),
        "Body": str(item.series),
        "First meant for": date_words(item.first_on),
        "Put off": count(item.deferrals, "time"),
        "Reason": item.reason,
        "Presenter": item.presenter,
        "Purpose": item.get_purpose_display(),
    }
    told = {
        "item": item,
        "rows": [{"key": key, "value": value} for key, value in rows.items()],
        "history": find_history(request.partnership.pk, item),
        "crumbs": [
            {"text": "Forward plan", "href": reverse("agendas:plan", args=[request.partnership.slug])},
            {"text": "Item", "href": ""},
        ],
    }
    return render(request, "agendas/item.html", told)


def defer_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put an item off once more."""
    item = _find(request, pk)
    form = DeferForm(request.POST if request.method == "POST" else None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        series, meeting = form.place
        if series.pk != item.series_id:
            form.add_error("where", f"Choose a meeting of {item.series}, or change the item first")
        else:
            defer_forward(item, meeting, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"“{item}” is put off, {_say_when(meeting)}.")
            return redirect("agendas:plan", request.partnership.slug)
    first = f"It was first meant for {date_words(item.first_on)}. " if item.first_on else ""
    intro = f"“{item}”. {first}It was put off {count(item.deferrals, 'time')} so far."
    return _answer(request, "Put an item off", form, intro=intro, save="Put it off")


def drop_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Drop an item, with a reason."""
    item = _find(request, pk)
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        settle_forward(item, ForwardState.DROPPED, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"“{item}” is dropped. It stays among the dropped ones.")
        return redirect("agendas:plan", request.partnership.slug)
    return _answer(request, "Drop an item", form, intro=f"“{item}”", save="Drop it")


@require_POST
def settle_item(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that an item was taken, or put it back on the plan."""
    item = _find(request, pk)
    taken = request.POST.get("do") == "taken"
    settle_forward(item, ForwardState.TAKEN if taken else ForwardState.WAITING, by=request.user)
    messages.success(request, "Marked as taken." if taken else "Back on the plan.")
    return redirect("agendas:item", request.partnership.slug, item.pk)
