"""A document and its proposals side by side, and deciding them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.intake.changes import (
    Decided,
    accept_passages,
    reconsider_passages,
    refuse_passages,
    undo_batch,
)
from wapentake.intake.forms import SelectionForm
from wapentake.intake.queries import find_document, find_gone
from wapentake.intake.shown import Shown, show_document
from wapentake.intake.views.told import say_decided
from wapentake.kit.queries import is_step
from wapentake.sources.models import Passage, SourceState
from wapentake.sources.words import find_places, parse_search

LONGEST_ID = 18  # digits; no database numbers rows beyond

STEPS = {
    "accept": (accept_passages, "accepted"),
    "refuse": (refuse_passages, "refused"),
    "reopen": (reconsider_passages, "opened again"),
}


def show_page(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the words of a document beside what was read in them."""
    document = find_document(request.partnership, pk)
    if document.source.state == SourceState.WITHDRAWN:
        return render(request, "intake/withdrawn.html", {"document": document}, status=410)
    sought = request.GET.get("find", "")
    places = find_places(document.text, parse_search(sought)) if sought else []
    told = {
        "document": document,
        "shown": show_document(document, sought=places),
        "gone": find_gone(document),
        "selection_form": SelectionForm(),
        "sought": sought,
        "places": len(places),
    }
    return render(request, "intake/page.html", told)


@require_POST
def decide(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Accept, refuse or open again: one passage by its button, or all that are certain."""
    document = find_document(request.partnership, pk)
    if document.source.state == SourceState.WITHDRAWN:
        messages.error(request, "This page was withdrawn while you were reading it. Nothing was changed.")
        return redirect("intake:pages", request.partnership.slug)
    shown = show_document(document)
    verb = next((one for one in STEPS if one in request.POST), "")
    if "accept_certain" in request.POST:
        ids, verb = shown.certain, "accept"
    elif verb and request.POST[verb].isdecimal() and len(request.POST[verb]) <= LONGEST_ID:
        ids = [int(request.POST[verb])]
    else:
        messages.error(request, "The page did not say what to decide. Nothing was changed. Try again.")
        return redirect("intake:page", request.partnership.slug, pk)
    step, done = STEPS[verb]
    decided = _without_own(step(request.partnership, ids, by=request.user), request, ids)
    if request.htmx and "accept_certain" not in request.POST:  # type: ignore[attr-defined]  # its middleware adds it
        return _send_cards(request, shown, ids[0], told=" ".join(decided.before))
    say_decided(request, decided, done)
    place = f"#card-{_next_card(shown, ids)}" if "accept_certain" not in request.POST else ""
    return redirect(reverse("intake:page", args=[request.partnership.slug, pk]) + place)


def _without_own(decided: Decided, request: PartnershipRequest, ids: list[int]) -> Decided:
    """Leave out what one decided oneself a moment before: a double click is no news."""
    own = Passage.objects.filter(pk__in=ids, decided_by=request.user, partnership=request.partnership).count()
    return Decided(decided.batch, decided.count, decided.before if own < len(ids) else ())


def _next_card(shown: Shown, ids: list[int]) -> int:
    """Return the passage at whose card the person goes on: the next that waits, or the one just decided."""
    cards = list(shown.cards)
    at = next((place for place, card in enumerate(cards) if card.root.pk in ids), 0)
    later = (card.passage.pk for card in cards[at + 1 :] if card.may_decide)
    return next(later, cards[at].passage.pk if cards else 0)


def _send_cards(request: PartnershipRequest, before: Shown, target: int, *, told: str) -> HttpResponse:
    """Return the cards that changed: the one that was clicked, and beside it those that went along."""
    after = show_document(before.document)
    was = {card.passage.pk: card.state for card in before.cards}
    changed = [card for card in after.cards if card.root.pk == target or was.get(card.passage.pk) != card.state]
    context = {"document": before.document, "shown": after, "changed": changed, "target": target, "told": told}
    return render(request, "intake/_changed.html", context)


def undo(request: PartnershipRequest, batch: UUID) -> HttpResponse:
    """Ask whether a step is to be undone, and undo it."""
    passages = Passage.objects.filter(partnership=request.partnership, batch=batch)
    if not is_step(request.partnership.pk, batch):
        raise Http404("no such step")
    first = passages.select_related("document").defer("document__text", "document__record").first()
    if request.method != "POST":
        return render(request, "intake/undo.html", {"count": passages.count(), "first": first})
    decided = undo_batch(request.partnership, batch, by=request.user)
    kept = passages.count()
    messages.success(
        request, f"Undone: {decided.count} {'thing waits' if decided.count == 1 else 'things wait'} again."
    )
    if kept:
        messages.info(request, f"{kept} stayed, since somebody has worked on them since.")
    return redirect("intake:pages", request.partnership.slug)
