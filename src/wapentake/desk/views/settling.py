"""Forms for what a meeting settled under an item, and for interests that were declared."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wapentake.accounts.requests import PartnershipRequest
from wapentake.agendas.models import AgendaItem
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import keep_declaration, keep_resolution, remove_declaration, remove_resolution
from wapentake.minutes.forms import DeclarationForm, ResolutionForm
from wapentake.minutes.models import Declaration, Resolution
from wapentake.minutes.queries import find_roll, seat_of, settlement_of
from wapentake.minutes.rules import find_voters
from wapentake.terms import DecisionKind, ItemOrigin, say_date
from wapentake.terms.days import WEEKDAYS

ITEMS = AgendaItem.objects.select_related("meeting__series", "previous")


def add_resolution(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Record a decision under an item."""
    item = get_object_or_404(ITEMS, meeting__partnership=request.partnership, pk=pk)
    return _edit_resolution(request, item, None, _begin_resolution(item))


def edit_resolution(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put a decision right, or take it out."""
    found = Resolution.objects.select_related("item__meeting__series")
    row = get_object_or_404(found, item__meeting__partnership=request.partnership, pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        remove_resolution(row, by=request.user)
        messages.success(request, "The decision is taken out of the minutes.")
        return _go_back(request, row.item.meeting, row.item_id)
    told = settlement_of(row)
    initial = {name: getattr(told, name) for name in ResolutionForm.base_fields if name != "settled"}
    return _edit_resolution(request, row.item, row, initial | {"settled": row.settled})


def _begin_resolution(item: AgendaItem) -> dict[str, Any]:
    """Return with what a new decision begins: under the previous minutes, that they are agreed."""
    if item.origin != ItemOrigin.PREVIOUS or item.previous is None:
        return {"kind": DecisionKind.AGREED.value}
    on = item.previous.on
    day = f"{WEEKDAYS[on.weekday()]} {say_date(on)}"
    return {"kind": DecisionKind.CONFIRMED.value, "text": f"The minutes of the meeting held on {day}"}


def _edit_resolution(
    request: PartnershipRequest, item: AgendaItem, row: Resolution | None, initial: dict[str, Any]
) -> HttpResponse:
    voters = find_voters(seat_of(one) for one in find_roll(item.meeting))
    form = ResolutionForm(request.POST or None, initial=initial, voters=voters)
    if form.is_valid():
        try:
            keep_resolution(item, form.settlement(), row=row, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.words)
        else:
            return _go_back(request, item.meeting, item.pk)
    told = {"form": form, "item": item, "meeting": item.meeting, "row": row, "thing": "decision"}
    return render(request, "desk/minutes_settle.html", told)


def add_declaration(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Record an interest that somebody declared; the address names the item that it is about."""
    item = get_object_or_404(ITEMS, meeting__partnership=request.partnership, pk=pk)
    about = None if item.origin == ItemOrigin.DECLARATIONS else item
    return _edit_declaration(request, item, None, {"item": about, "name": request.GET.get("name", "")})


def edit_declaration(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put a declared interest right, or take it out."""
    found = Declaration.objects.select_related("meeting__series", "item")
    row = get_object_or_404(found, meeting__partnership=request.partnership, pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        remove_declaration(row, by=request.user)
        messages.success(request, "The interest is taken out of the minutes.")
        return _go_back(request, row.meeting, row.item_id)
    initial = {"name": row.name, "item": row.item, "interest": row.interest, "outcome": row.outcome}
    return _edit_declaration(request, row.item or row.meeting, row, initial)


def _edit_declaration(
    request: PartnershipRequest, about: AgendaItem | Meeting, row: Declaration | None, initial: dict[str, Any]
) -> HttpResponse:
    meeting = about.meeting if isinstance(about, AgendaItem) else about
    names = list(find_roll(meeting).values_list("name", flat=True))
    items = AgendaItem.objects.filter(meeting=meeting)
    form = DeclarationForm(request.POST or None, initial=initial, names=names, items=items)
    if form.is_valid():
        try:
            keep_declaration(meeting, form.cleaned_data, row=row, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.words)
        else:
            return _go_back(request, meeting, about.pk if isinstance(about, AgendaItem) else None)
    told = {"form": form, "item": about, "meeting": meeting, "row": row, "thing": "interest"}
    return render(request, "desk/minutes_settle.html", told)


def _go_back(request: PartnershipRequest, meeting: Meeting, item: int | None) -> HttpResponse:
    address = reverse("desk:minutes", args=[request.partnership.slug, meeting.pk])
    return HttpResponseRedirect(address + (f"#item-{item}" if item else ""))
