"""Bids: the list, one with all that is known of it, writing one, and its files."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.bids.changes import attach_file, drop_file, put_bid
from wapentake.bids.forms import BidFilter, BidForm, FileForm
from wapentake.bids.lists import link_places, list_bids, show_state
from wapentake.bids.models import Attachment, Bid, FileKind, SaidState
from wapentake.bids.queries.bids import find_bids, find_known
from wapentake.bids.queries.marking import find_interests, find_tally
from wapentake.bids.queries.said import count_waiting
from wapentake.bids.shown import list_steps, list_sums, summarise, tell_marks
from wapentake.bids.views.shared import answer_form, crumb_of, get_bid, list_crumbs, read_file
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history

PARTLY = "Everything else is saved. What is marked below is not: put it right, then save again."


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the bids that are asked for."""
    partnership = request.partnership
    form = BidFilter(request.GET)
    more = {"places": link_places(partnership.slug, "bids:list"), "said": count_waiting(partnership)}
    rows = find_bids(partnership, form.wanted)
    return answer_list(request, rows, list_bids(partnership), form=form, template="bids/list.html", more=more)


def show_bid(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a bid: what comes next and what that needs, what is asked, its marks, interests, money and reports."""
    bid = get_bid(request, pk)
    today = timezone.localdate()
    tally, slug = find_tally(bid), request.partnership.slug
    known = find_known(bid, today=today)
    told = {
        "bid": bid,
        "state": show_state(bid),
        "rows": summarise(bid, slug=slug),
        "sums": list_sums(bid),
        "steps": list_steps(known, bid, slug=slug),
        "may_write": request.role == Role.COORDINATOR,
        "tally": tally,
        "marks": tell_marks(tally),
        "interests": find_interests(bid, today=today),
        "promise": known.promise,
        "entries": list(bid.commitment.entries.order_by("on", "pk")) if bid.commitment else [],
        "files": list(bid.attachments.defer("data").order_by("pk")),
        "reports": list(bid.reports.order_by("due_on")),
        "said": list(bid.said.filter(state=SaidState.TAKEN).select_related("document").order_by("pk")),
        "history": find_history(request.partnership.pk, bid),
        "crumbs": list_crumbs(request, (bid.title, "")),
    }
    return render(request, "bids/bid.html", told)


def write(request: PartnershipRequest, pk: int | None = None) -> HttpResponse:
    """Write a bid, a new one or a draft. Whatever can be saved is saved, also where something else is wrong."""
    bid = get_bid(request, pk) if pk is not None else None
    slug = request.partnership.slug
    if request.method != "POST":
        form = BidForm(partnership=request.partnership, initial=BidForm.read(bid) if bid else {})
        return _answer(request, form, bid)
    form = BidForm(request.POST, partnership=request.partnership)
    is_valid = form.is_valid()
    saved = put_bid(request.partnership, form.values, by=request.user, bid=bid, **form.sums)
    if not is_valid:
        messages.warning(request, PARTLY)
        return _answer(request, form, saved)
    messages.success(request, "Saved.")
    return redirect("bids:bid", slug, saved.pk)


def _answer(request: PartnershipRequest, form: BidForm, bid: Bid | None) -> HttpResponse:
    steps = [crumb_of(request, bid)] if bid else []
    more = {
        "template": "bids/write.html",
        "action": reverse("bids:edit", args=[request.partnership.slug, bid.pk]) if bid else "",
        "intro": "Save at any point: nothing here has to be filled in before you save.",
    }
    return answer_form(request, "Change the bid" if bid else "Add a bid", form, *steps, **more)


def add_file(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put a file with a bid."""
    bid = get_bid(request, pk)
    form = FileForm(request.POST if request.method == "POST" else None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = read_file(form.cleaned_data["file"])
        made = attach_file(bid, values, kind=FileKind(form.cleaned_data["kind"]), by=request.user)
        messages.success(request, f"{made.name} is with the bid now.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    return answer_form(request, "Add a file", form, crumb_of(request, bid))


def _find_file(request: PartnershipRequest, pk: int) -> Attachment:
    rows = Attachment.objects.filter(bid__partnership=request.partnership).select_related("bid")
    return get_object_or_404(rows, pk=pk)


def give_file(request: PartnershipRequest, pk: int) -> FileResponse:
    """Send a file of a bid as a download that no browser opens as a page."""
    file = _find_file(request, pk)
    answer = FileResponse(BytesIO(bytes(file.data)), as_attachment=True, filename=file.name)
    answer["Content-Type"] = file.media_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove_file(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a file away from a bid."""
    file = _find_file(request, pk)
    drop_file(file, by=request.user)
    messages.success(request, f"{file.name} is taken away.")
    return redirect("bids:bid", request.partnership.slug, file.bid_id)
