"""Correcting what was read, and making something of words that the reader had not used."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.intake.changes import correct_passage
from wapentake.intake.changes.by_hand import add_statement as add_by_hand
from wapentake.intake.changes.by_hand import place_words
from wapentake.intake.forms import FORMS, SelectionForm
from wapentake.intake.queries import find_document
from wapentake.kit.errors import Refused
from wapentake.sources.models import Document, Passage, PassageState, SourceState

_SIGNS = re.compile(r"^#{1,6} |^\|\| |\*\*|(?<!\S)\|(?!\S)", re.MULTILINE)  # of the canonical form
MADE_BY_HAND: dict[str, dict[str, Any]] = {"action": {"marked": False}, "amount": {"currency": "GBP"}}


def correct(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a passage as a form, and keep what the person says it means."""
    passages = Passage.objects.filter(partnership=request.partnership).select_related("document__source", "same_as")
    passage = passages.defer("document__record", "document__source__data").filter(pk=pk).first()
    if passage is None or passage.state == PassageState.WITHDRAWN:
        raise Http404("no such passage")
    root = passage.same_as if passage.state == PassageState.SAME and passage.same_as else passage
    form_class = FORMS[root.kind]
    form = form_class(request.POST if request.method == "POST" else None, initial=form_class.read(root.data))
    told: dict[str, Any] = {"form": form, "passage": root, "document": passage.document, "words": passage.words}
    if request.method == "POST" and form.is_valid():
        try:
            correct_passage(request.partnership, root.pk, form.data_of(), by=request.user)
        except Refused as refused:
            form.add_error(None, refused.words)
        else:
            return redirect(_place(request, passage.document, f"#card-{passage.pk}"))
    return render(request, "intake/correct.html", told, status=422 if form.errors else 200)


@require_POST
def select_words(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Find the words that were selected or pasted, and go on to the form that makes something of them."""
    document = _open_document(request, pk)
    form = SelectionForm(request.POST)
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    if not form.is_valid():
        raise Refused("no-kind", "Choose what to make of the words. Nothing was changed.")
    if start.isdecimal() and end.isdecimal():
        span = int(start), int(end)
    else:
        span = place_words(document, request.POST.get("words", ""))
    query = urlencode({"kind": form.cleaned_data["kind"], "start": span[0], "end": span[1]})
    return redirect(reverse("intake:new", args=[request.partnership.slug, pk]) + f"?{query}")


def add_statement(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the form for the words, filled with them, and keep what the person says."""
    document = _open_document(request, pk)
    kind, start, end = (request.GET.get(key, "") for key in ("kind", "start", "end"))
    if kind not in ("action", "decision", "amount") or not (start.isdecimal() and end.isdecimal()):
        raise Http404("no such words")
    span = int(start), int(end)
    words = " ".join(_SIGNS.sub(" ", document.text[span[0] : span[1]]).split())
    if not words:
        raise Http404("no such words")
    initial = {"text": words, "value": words.strip("£"), "kind": "agreed"}
    form = FORMS[kind](request.POST if request.method == "POST" else None, initial=initial)
    told: dict[str, Any] = {"form": form, "kind": kind, "document": document, "words": words}
    if request.method == "POST" and form.is_valid():
        try:
            add_by_hand(document, kind, span, {**form.data_of(), **MADE_BY_HAND.get(kind, {})}, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.words)
        else:
            return redirect(_place(request, document, ""))
    return render(request, "intake/correct.html", told, status=422 if form.errors else 200)


def _open_document(request: PartnershipRequest, pk: int) -> Document:
    document = find_document(request.partnership, pk)
    if document.source.state == SourceState.WITHDRAWN:
        raise Refused("withdrawn", "This page was withdrawn. Nothing was changed.")
    return document


def _place(request: PartnershipRequest, document: Document, anchor: str) -> str:
    return reverse("intake:page", args=[request.partnership.slug, document.pk]) + anchor
