"""Circulating, marking, agreeing, and interests; and by what bids are marked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.access import also_for
from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.bids.changes import (
    agree_marks,
    circulate_bid,
    declare_interest,
    excuse_marker,
    put_marks,
    put_scheme,
)
from wapentake.bids.forms import CirculateForm, ExcuseForm, InterestForm, MarksForm, ModerateForm, SchemeForm
from wapentake.bids.lists import link_places
from wapentake.bids.models import Marker
from wapentake.bids.queries.marking import find_interests, find_scheme, find_tally
from wapentake.bids.views.shared import answer_form, crumb_of, get_bid
from wapentake.bids.words import summarise


def circulate(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Choose who marks a bid, and send it to them."""
    bid = get_bid(request, pk)
    interests = find_interests(bid, today=timezone.localdate())
    form = CirculateForm(request.POST if request.method == "POST" else None, bid=bid, interests=interests)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        without = circulate_bid(bid, form.chosen, due_on=held["due_on"], text=held["text"], by=request.user)
        messages.success(request, "The bid is circulated. Who has an e-mail address gets its summary.")
        if without:
            names = ", ".join(map(str, without))
            messages.warning(request, f"Nothing was sent to {names}: the register has no e-mail address for them.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    more = {"template": "bids/circulate.html", "summary": summarise(bid), "save": "Circulate it"}
    return answer_form(request, "Circulate the bid", form, crumb_of(request, bid), **more)


def _find_marker(request: PartnershipRequest, pk: int) -> Marker:
    rows = Marker.objects.filter(bid__partnership=request.partnership)
    return get_object_or_404(rows.select_related("bid__scheme", "person"), pk=pk)


@also_for(Role.CHAIR)
def mark(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Enter the marks of somebody who was asked. A chair may mark, too."""
    marker = _find_marker(request, pk)
    bid = get_bid(request, marker.bid_id)
    assert bid.scheme is not None  # noqa: S101 - who was asked to mark was asked by one
    data = request.POST if request.method == "POST" else None
    form = MarksForm(data, scheme=bid.scheme, initial=MarksForm.read(marker))
    if request.method == "POST" and form.is_valid():
        put_marks(marker, form.marks, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, f"The marks of {marker} are saved.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    intro = f"0 is the lowest mark and {bid.scheme.most} the highest."
    return answer_form(request, f"Marks of {marker}", form, crumb_of(request, bid), intro=intro)


def excuse(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that somebody does not mark."""
    marker = _find_marker(request, pk)
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        excuse_marker(marker, why=form.cleaned_data["why"], by=request.user)
        messages.success(request, f"{marker} does not mark this bid.")
        return redirect("bids:bid", request.partnership.slug, marker.bid_id)
    return answer_form(request, f"{marker} does not mark", form, crumb_of(request, marker.bid))


def agree(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Enter the marks on which the markers agree."""
    bid = get_bid(request, pk)
    tally = find_tally(bid)
    if not tally.apart:
        messages.info(request, "The markers are nowhere far apart, so nothing has to be agreed.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    data = request.POST if request.method == "POST" else None
    form = ModerateForm(data, tally=tally, initial=ModerateForm.read(tally))
    if request.method == "POST" and form.is_valid():
        agree_marks(bid, form.agreed, by=request.user)
        messages.success(request, "Saved. These marks count in place of the others.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    intro = "The markers are far apart here. Talk it over, then enter the mark on which they agree."
    return answer_form(request, "Agree on marks", form, crumb_of(request, bid), intro=intro)


def declare(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Enter what somebody says of an interest in a bid."""
    bid = get_bid(request, pk)
    initial = {"said_on": timezone.localdate(), "person": request.GET.get("person", "")}
    form = InterestForm(request.POST if request.method == "POST" else None, bid=bid, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        person = form.people[held["person"]]
        told = {"has_one": held["has_one"], "words": held["words"], "on": held["said_on"]}
        declare_interest(bid, person, **told, by=request.user)
        words = f"{person} has an interest, and does not mark this bid." if held["has_one"] else "Saved."
        messages.success(request, words)
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    return answer_form(request, "Declare an interest", form, crumb_of(request, bid))


def show_scheme(request: PartnershipRequest) -> HttpResponse:
    """Show by what bids are marked now."""
    scheme = find_scheme(request.partnership, on=timezone.localdate())
    told = {
        "scheme": scheme,
        "criteria": SchemeForm.tell(scheme),
        "places": link_places(request.partnership.slug, "bids:scheme"),
    }
    return render(request, "bids/scheme.html", told)


def change_scheme(request: PartnershipRequest) -> HttpResponse:
    """Say by what bids are marked from a day on."""
    today = timezone.localdate()
    initial = SchemeForm.read(find_scheme(request.partnership, on=today)) | {"since": today}
    form = SchemeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        put_scheme(request.partnership, form.values, form.cleaned_data["criteria"], by=request.user)
        messages.success(request, "Saved. Bids that are being marked keep what they began with.")
        return redirect("bids:scheme", request.partnership.slug)
    step = ("How bids are marked", reverse("bids:scheme", args=[request.partnership.slug]))
    return answer_form(request, "Change how bids are marked", form, step)
