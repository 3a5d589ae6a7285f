"""The file as it came, taking a page back, and striking words out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from wapentake.accounts.requests import PartnershipRequest
from wapentake.intake.changes.removing import bring_back, withdraw_source
from wapentake.intake.changes.striking import find_keepers, find_pages_with, strike_words
from wapentake.intake.forms import StrikeForm
from wapentake.intake.queries import find_document, find_resting
from wapentake.kit.errors import Refused
from wapentake.kit.templatetags.kit import count
from wapentake.money.models import Entry
from wapentake.sources.models import Source, SourceState

SEE_FIRST = "Approved entries keep these words. Nothing was struck out. Look at them below, then send it again"


def _find_source(request: PartnershipRequest, pk: int) -> Source:
    return get_object_or_404(Source.objects.filter(partnership=request.partnership).defer("data"), pk=pk)


def send_original(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Send the file as it came, to be saved and never to be shown: it may hold anything."""
    source = get_object_or_404(Source, partnership=request.partnership, pk=pk)
    if source.data is None:
        raise Http404("words were struck out of it")
    response = HttpResponse(bytes(source.data), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, source.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def withdraw(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show what rests on a page, and take it back with that."""
    source = _find_source(request, pk)
    if request.method == "POST":
        gone = withdraw_source(source, by=request.user)
        words = f"{source.name} was withdrawn, and {gone} {'fact' if gone == 1 else 'facts'} with it."
        messages.success(request, f"{words} You can bring it back from the list of pages.")
        return redirect("intake:pages", request.partnership.slug)
    return render(request, "intake/withdraw.html", {"source": source, "resting": find_resting(source)})


def read_again(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put a page that failed or was withdrawn into the queue again."""
    source = _find_source(request, pk)
    if request.method == "POST":
        if source.state in (SourceState.FAILED, SourceState.WITHDRAWN, SourceState.READ):
            bring_back(source, by=request.user)
        messages.success(request, f"{source.name} is in the queue to be read.")
    return redirect("intake:pages", request.partnership.slug)


def strike(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Ask for the words and why, show where they stand and what keeps them, and strike them out."""
    document = find_document(request.partnership, pk)
    initial = {"words": request.GET.get("words", "")}
    form = StrikeForm(request.POST if request.method == "POST" else None, initial=initial)
    words = request.POST.get("words", "") or initial["words"]
    found = find_pages_with(document, words) if words else []
    kept = find_keepers(document, words) if found else []
    if request.method == "POST" and form.is_valid() and _has_seen(request, form, kept):
        try:
            places = strike_words(document, words, why=form.cleaned_data["why"], by=request.user)
        except Refused as refused:
            form.add_error("words", refused.words)
        else:
            messages.success(request, f"The words were struck out in {count(places, 'place')}.{_say_kept(kept)}")
            return redirect(reverse("intake:page", args=[request.partnership.slug, pk]))
    told = {"document": document, "form": form, "found": found, "kept": kept}
    return render(request, "intake/strike.html", told, status=422 if form.errors else 200)


def _has_seen(request: PartnershipRequest, form: StrikeForm, kept: list[Entry]) -> bool:
    """Return whether somebody saw which entries keep the words; where not, the form says so."""
    if not kept or request.POST.get("kept") == ".".join(str(one.pk) for one in kept):
        return True
    form.add_error(None, SEE_FIRST)
    return False


def _say_kept(kept: list[Entry]) -> str:
    if not kept:
        return ""
    return f" {count(len(kept), 'approved entry keeps,approved entries keep')} them, as the page said."
