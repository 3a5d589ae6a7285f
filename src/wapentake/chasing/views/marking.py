"""Bids that somebody is asked to mark, by their link: the list, and one with its summary, its marks and an interest."""

from __future__ import annotations

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from wapentake.bids.changes import declare_interest, put_marks
from wapentake.bids.changes.marking import LINK_KIND
from wapentake.bids.forms import MarksForm, OwnInterestForm
from wapentake.bids.models import BidState, Marker
from wapentake.bids.queries.marking import find_interests
from wapentake.bids.words import summarise
from wapentake.chasing.models import ByAnswer
from wapentake.chasing.views.opening import by_link, show
from wapentake.letters.changes import note_use
from wapentake.letters.models import Link


def _find_markers(link: Link) -> QuerySet[Marker]:
    """Return what the person of a link is asked to mark now."""
    person = link.person.joined_to or link.person
    rows = Marker.objects.filter(bid__partnership=link.partnership_id, person__in=(person, link.person))
    asked = rows.filter(bid__state=BidState.CIRCULATED)
    return asked.select_related("bid__scheme", "bid__applicant", "bid__partnership", "person").order_by("pk")


@by_link(LINK_KIND, takes="read")
def show_bids(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Show the bids that somebody is asked to mark, those that they marked among them."""
    note_use(link, "Opened the bids")
    return show(request, "by_link/bids.html", link, token, markers=list(_find_markers(link)))


@by_link(LINK_KIND)
def mark_bid(request: HttpRequest, link: Link, token: str, pk: int) -> HttpResponse:
    """Show a bid with its summary, and take up marks, or what is said of an interest, which comes first."""
    marker = get_object_or_404(_find_markers(link), pk=pk)
    bid, by, today = marker.bid, ByAnswer(marker.person, "link"), timezone.localdate()
    assert bid.scheme is not None  # noqa: S101 - who was asked to mark was asked by one
    is_interest = request.POST.get("about") == "interest"
    data = request.POST if request.method == "POST" else None
    marks = MarksForm(None if is_interest else data, scheme=bid.scheme, initial=MarksForm.read(marker))
    interest = OwnInterestForm(data if is_interest else None)
    if is_interest and interest.is_valid():
        note_use(link, f"Said something of an interest: {bid.title}")
        declare_interest(bid, marker.person, **interest.cleaned_data, on=today, by=by)
        has_one = interest.cleaned_data["has_one"]
        return redirect("by-link:bids", token) if has_one else redirect("by-link:bid", token, pk)
    if data and not is_interest and marks.is_valid():
        note_use(link, f"Marked: {bid.title}")
        put_marks(marker, marks.marks, note=marks.cleaned_data["note"], by=by)
        return redirect("by-link:bids", token)
    sent: Form = interest if is_interest else marks
    told = {
        "marker": marker,
        "summary": summarise(bid),
        "marks": marks,
        "interest": interest,
        "must_say": find_interests(bid, today=today).is_to_ask(marker.person_id),
        "form": sent,
    }
    return show(request, "by_link/bid.html", link, token, status=422 if sent.errors else 200, **told)
