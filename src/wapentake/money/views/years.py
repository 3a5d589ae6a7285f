"""Years and limits: opening a year, shutting periods, the sum above which two look, the sweep, and closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.money.changes import (
    accrue_commitment,
    close_year,
    keep_commitment,
    open_journal,
    set_limit,
    shut_periods,
)
from wapentake.money.forms import LimitForm, ShutForm, YearForm
from wapentake.money.lists import link_places
from wapentake.money.models import Commitment, Journal, Limit
from wapentake.money.queries.position import find_journals
from wapentake.money.queries.year_end import count_drafts, find_live, find_rests, find_sweep
from wapentake.money.rules import last_day, sweep_day
from wapentake.money.views.shared import answer_form, list_crumbs, say_entered


def show_years(request: PartnershipRequest) -> HttpResponse:
    """Show the years of the ledger and how far each has come, and the limits."""
    told: dict[str, Any] = {
        "places": link_places(request.partnership.slug, "money:years"),
        "journals": find_journals(request.partnership),
        "limits": Limit.objects.filter(partnership=request.partnership).order_by("-since"),
    }
    return render(request, "money/years.html", told)


def open_year(request: PartnershipRequest) -> HttpResponse:
    """Open the journal of a financial year."""
    taken = {one.start for one in find_journals(request.partnership)}
    data = request.POST if request.method == "POST" else None
    form = YearForm(data, today=timezone.localdate(), taken=taken)
    if request.method == "POST" and form.is_valid():
        journal = open_journal(request.partnership, form.cleaned_data["start"], by=request.user)
        messages.success(request, f"The journal of {journal} is open. Add its funds.")
        return redirect("money:position", request.partnership.slug)
    return answer_form(request, "Open a year", form, ("Years and limits", "money:years", None), save="Open it")


def set_own_limit(request: PartnershipRequest) -> HttpResponse:
    """Say above which sum whoever enters something does not approve it."""
    form = LimitForm(request.POST if request.method == "POST" else None, initial={"since": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        set_limit(request.partnership, held["pence"], since=held["since"], by=request.user)
        messages.success(request, "Saved.")
        return redirect("money:years", request.partnership.slug)
    intro = "Above this sum whoever enters something does not approve it: another coordinator or the chair does."
    return answer_form(request, "Set the limit", form, ("Years and limits", "money:years", None), intro=intro)


def _find(request: PartnershipRequest, pk: int) -> Journal:
    return get_object_or_404(Journal, partnership=request.partnership, pk=pk)


def shut(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Shut periods of a year."""
    journal = _find(request, pk)
    form = ShutForm(request.POST if request.method == "POST" else None, journal=journal)
    if request.method == "POST" and form.is_valid():
        shut_periods(journal, form.cleaned_data["to"], by=request.user)
        messages.success(request, "Shut. Nothing is entered in these periods any more.")
        return redirect("money:years", request.partnership.slug)
    intro = "Nothing is entered in a period that is shut, and it is not opened again."
    steps = ("Years and limits", "money:years", None)
    return answer_form(request, f"Shut periods of {journal}", form, steps, intro=intro, save="Shut them")


def show_end(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show what the end of a year asks for: the sweep, drafts, and where each rest will go."""
    journal = _find(request, pk)
    rests = [rest for rest in find_rests(journal) if rest.balance or rest.held]
    told = {
        "journal": journal,
        "sweep": find_sweep(journal),
        "swept_on": sweep_day(journal.start),
        "drafts": count_drafts(journal),
        "rests": rests,
        "live": find_live(journal).count(),
        "crumbs": list_crumbs(request, ("Years and limits", "money:years", None), (f"End of {journal}", "", None)),
    }
    return render(request, "money/year_end.html", told)


@require_POST
def sweep(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Accrue what is still to come of a commitment, or say that it goes on. Releasing it is a form of its own."""
    rows = Commitment.objects.select_related("fund__journal")
    commitment = get_object_or_404(rows, partnership=request.partnership, pk=pk)
    journal = commitment.fund.journal
    if request.POST.get("do") == "accrue":
        entry = accrue_commitment(commitment, on=last_day(journal.start), by=request.user)
        messages.success(request, say_entered(entry))
    else:
        keep_commitment(commitment, by=request.user)
        messages.success(request, f"“{commitment}” goes on in the next year.")
    return redirect("money:end-of-year", request.partnership.slug, journal.pk)


@require_POST
def close(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Close a year for ever, and fill the next one."""
    journal = close_year(_find(request, pk), by=request.user)
    messages.success(request, f"{journal} is closed. What was left is in the next year.")
    return redirect("money:end-of-year", request.partnership.slug, journal.pk)
