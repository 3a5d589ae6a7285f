"""Reads of `intake`."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from wapentake.accounts.models import Partnership
from wapentake.intake.models import Fetch
from wapentake.intake.rules import find_words
from wapentake.intake.shown import Card, make_cards
from wapentake.sources.models import Document, FindingState, Passage, PassageState, Source, SourceState
from wapentake.sources.queries import find_documents, find_same_meeting


def list_sources(partnership: Partnership) -> QuerySet[Source]:
    """Return the pages that came in, newest first, each with its current reading and what waits in it."""
    waits = Count("passages", filter=Q(passages__state=PassageState.PROPOSED))
    wrong = Count("findings", filter=Q(findings__state=FindingState.OPEN, findings__severity="error"), distinct=True)
    current = Document.objects.filter(current=True).defer("text", "record").annotate(waits=waits, wrong=wrong)
    return (
        Source.objects.filter(partnership=partnership)
        .defer("data")
        .prefetch_related(Prefetch("documents", queryset=current, to_attr="current"))
        .order_by("-received_at", "-pk")
    )


def find_document(partnership: Partnership, pk: int) -> Document:
    """Return a document of the partnership with its source, or raise Http404."""
    found = Document.objects.select_related("source", "partnership").defer("source__data", "record")
    document = found.filter(partnership=partnership, pk=pk).first()
    if document is None:
        raise Http404("no such document")
    return document


def find_certain(partnership: Partnership) -> QuerySet[Passage]:
    """Return the proposals that are certain, on all pages whose meeting has a day."""
    return Passage.objects.filter(
        partnership=partnership,
        state=PassageState.PROPOSED,
        certain=True,
        document__current=True,
        document__on__isnull=False,
    ).exclude(document__source__state=SourceState.WITHDRAWN)


def find_gone(document: Document) -> tuple[Card, ...]:
    """Return what earlier pages of the meeting said, was accepted, and does not stand on this page."""
    others = find_same_meeting(document)
    readings = Document.objects.filter(source=document.source_id, current=False).defer("text", "record")
    if not document.current or any(other.source_id > document.source_id for other in others):
        return ()
    repeated = document.passages.exclude(same_as=None).values("same_as")
    left = Passage.objects.filter(document__in=[*others, *readings], state=PassageState.ACCEPTED)
    left = left.filter(kind__in=("action", "decision")).exclude(pk__in=repeated)
    found = left.select_related("document").order_by("start")
    return make_cards([one for one in found if not (one.by_hand and find_words(document.text, one.words))])


def find_fetches(partnership: Partnership) -> QuerySet[Fetch]:
    """Return the committees that were asked for, newest first."""
    return Fetch.objects.filter(partnership=partnership).order_by("-pk")[:5]


def find_resting(source: Source) -> tuple[Card, ...]:
    """Return the accepted statements that rest on a page, those first that no other page of the meeting says."""
    accepted = Passage.objects.filter(document__source=source, state=PassageState.ACCEPTED).select_related("document")
    return make_cards(list(accepted.defer("document__text", "document__record").order_by("kind", "start")))


def find_newest(partnership: Partnership) -> Document | None:
    """Return the minutes of the last meeting."""
    return find_documents(partnership).filter(kind="minutes", on__isnull=False).order_by("-on", "-pk").first()
