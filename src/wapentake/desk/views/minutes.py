"""The screen on which minutes are written: the page, reading as one types, saving, and refusing what was read wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.parts import form_read
from wapentake.desk.typed import (
    clean_box,
    list_addresses,
    read_boxes,
    read_form,
    read_versions,
    say_writers,
    show_items,
    show_roll,
    tell_changed,
    tell_saved,
)
from wapentake.intake.typed import ItemRead, read_item, read_typed
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import CALLED, TYPED
from wapentake.minutes.changes import refuse_offer, save_boxes, see_writer, take_refusal_back
from wapentake.minutes.forms import PersonForm
from wapentake.minutes.models import Refusal
from wapentake.minutes.queries import find_changed, find_writers, tell_sitting
from wapentake.minutes.rules import count_quorum, say_quorum
from wapentake.minutes.rules.roll import say_time

Answer = Callable[[PartnershipRequest, Meeting, Any], dict[str, Any]]
GONE = "This item is not on the agenda any more. Your words are kept in this browser: copy them to another item."


def show_minutes(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the minutes of a meeting with their boxes, or save what a browser without scripts sends."""
    meeting = _find_meeting(request, pk)
    if request.method == "POST":
        return _save_form(request, meeting)
    may_write = meeting.state in TYPED and request.role == Role.COORDINATOR
    reading = read_typed(meeting)
    sitting = tell_sitting(meeting)
    quorum = count_quorum(sitting.seats, sitting.quorum)
    told = {
        "meeting": meeting,
        "may_write": may_write,
        "may_start": meeting.state in CALLED and request.role == Role.COORDINATOR,
        "items": show_items(meeting, reading, slug=request.partnership.slug, may_write=may_write),
        "roll": show_roll(meeting),
        "quorum": quorum,
        "quorum_words": say_quorum(quorum),
        "person_form": PersonForm(prefix="person"),
        "writers": say_writers(find_writers(meeting, besides=request.user, now=timezone.now())) if may_write else [],
        "refusals": list(Refusal.objects.filter(meeting=meeting).order_by("pk")),
        "addresses": list_addresses(request.partnership.slug, meeting),
    }
    return render(request, "desk/minutes.html", told)


def _find_meeting(request: PartnershipRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("series"), partnership=request.partnership, pk=pk)


def _save_form(request: PartnershipRequest, meeting: Meeting) -> HttpResponse:
    """Save all boxes of a plain form, do what its button asks for, and go back to the item."""
    saved = save_boxes(meeting, read_form(meeting, request.POST), by=request.user)
    for one in saved:
        if one.told:
            messages.info(request, one.told)
    place = ""
    if refused := request.POST.get("refuse"):
        item, _, likeness = refused.partition(":")
        place = f"#item-{item}"
        _refuse(request, meeting, int(item) if item.isdecimal() else 0, likeness, None)
    elif again := request.POST.get("offer"):
        refusal = get_object_or_404(Refusal, meeting=meeting, pk=int(again) if again.isdecimal() else 0)
        take_refusal_back(refusal, by=request.user)
    elif address := _find_way(request):
        return redirect(address)
    else:
        messages.success(request, "All words are saved.")
    address = reverse("desk:minutes", args=[request.partnership.slug, meeting.pk])
    return HttpResponseRedirect(address + place)


def _find_way(request: PartnershipRequest) -> str:
    """Return the address of the form to which a button leads: "decision:4", "interest:4"."""
    kind, _, item = request.POST.get("go", "").partition(":")
    name = {"decision": "desk:resolution-new", "interest": "desk:declaration-new"}.get(kind, "")
    return reverse(name, args=[request.partnership.slug, int(item)]) if name and item.isdecimal() else ""


def answers_script(view: Answer) -> Callable[[PartnershipRequest, int], HttpResponse]:
    """Let a view answer a script of ours: JSON in, JSON out; what is refused comes back in words."""

    @require_POST
    @wraps(view)
    def answer(request: PartnershipRequest, pk: int) -> HttpResponse:
        meeting = _find_meeting(request, pk)
        try:
            told = json.loads(request.body)
        except ValueError:
            return JsonResponse({"refused": "The page sent something odd. Load it again."}, status=400)
        if not isinstance(told, dict):
            return JsonResponse({"refused": "The page sent something odd. Load it again."}, status=400)
        try:
            return JsonResponse(view(request, meeting, told))
        except Refused as refused:
            return JsonResponse({"refused": refused.words}, status=409)

    return answer


@answers_script
def read_minutes(request: PartnershipRequest, meeting: Meeting, told: Any) -> dict[str, Any]:
    """Read one item as it is typed. Nothing is written."""
    item, text = told.get("item"), told.get("text")
    if not isinstance(item, int) or not isinstance(text, str):
        raise Refused("odd", "The page sent something odd. Load it again.")
    read = read_item(meeting, item, clean_box(text))
    if read is None:
        raise Refused("gone", GONE)
    return {"html": form_read(read, slug=request.partnership.slug, may_write=True)}


@answers_script
def save_minutes(request: PartnershipRequest, meeting: Meeting, told: Any) -> dict[str, Any]:
    """Save what was typed, and tell what others wrote since and who writes now. With no box it only tells."""
    boxes = read_boxes(told)
    if boxes is None:
        raise Refused("odd", "The page sent something odd. Load it again.")
    saved = save_boxes(meeting, boxes, by=request.user) if boxes else []
    if boxes:
        at = told.get("at")
        see_writer(meeting, at if isinstance(at, int) else None, by=request.user)
    now = timezone.localtime()
    sent = {one.item for one in saved}
    changed = [one for one in find_changed(meeting, read_versions(told)) if one.item_id not in sent]
    return {
        "boxes": [tell_saved(one) for one in saved],
        "changed": [tell_changed(one) for one in changed],
        "gone": {str(one.item): GONE for one in boxes if one.item not in sent},
        "writers": say_writers(find_writers(meeting, besides=request.user, now=now)),
        "at": say_time(now.strftime("%H:%M")),
    }


@answers_script
def refuse_read(request: PartnershipRequest, meeting: Meeting, told: Any) -> dict[str, Any]:
    """Remember that something that was read is none, and show the item without it."""
    item, text, likeness = told.get("item"), told.get("text"), told.get("likeness")
    if not isinstance(item, int) or not isinstance(text, str) or not isinstance(likeness, str):
        raise Refused("odd", "The page sent something odd. Load it again.")
    read = _refuse(request, meeting, item, likeness, clean_box(text))
    refusals = {"refusals": Refusal.objects.filter(meeting=meeting).order_by("pk"), "may_write": True}
    html = form_read(read, slug=request.partnership.slug, may_write=True)
    return {"html": html, "refusals": render_to_string("desk/_refusals.html", refusals)}


def _refuse(request: PartnershipRequest, meeting: Meeting, item: int, likeness: str, text: str | None) -> ItemRead:
    """Refuse one thing that is read under an item. Raises Refused where it is not read there any more."""
    read = read_item(meeting, item, text)
    offer = next((one for one in read.offers if one.likeness and one.likeness == likeness), None) if read else None
    if read is None or offer is None:
        raise Refused("not-read", "This is not read there any more, so there was nothing to refuse.")
    refuse_offer(meeting, likeness, kind=offer.kind, words=offer.words, by=request.user)
    return read_item(meeting, item, text) or read
