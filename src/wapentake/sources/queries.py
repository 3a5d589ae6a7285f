"""Reads of sources, documents and passages that more than one place makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.fields.json import KT
from django.db.models.functions import Greatest, Substr

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import match_words, within_days
from wapentake.sources.models import Document, Finding, Passage, PassageKind, PassageState, Source, SourceState
from wapentake.terms import Severity, key_of_body

LIVE = (PassageState.PROPOSED, PassageState.ACCEPTED, PassageState.REFUSED)


def find_documents(partnership: Partnership) -> QuerySet[Document]:
    """Return the current readings of the sources that were not withdrawn."""
    return Document.objects.filter(partnership=partnership, current=True).exclude(source__state=SourceState.WITHDRAWN)


def find_same_meeting(document: Document) -> list[Document]:
    """Return the other documents of the meeting of this one, oldest first; none where its day is not known.

    Means: a page that names no body is the partnership's own.
    """
    if document.on is None:
        return []
    others = find_documents(document.partnership).filter(on=document.on).exclude(pk=document.pk).order_by("pk")
    own = document.partnership.name
    key = key_of_body(document.body or own)
    return [one for one in others.defer("text", "record") if key_of_body(one.body or own) == key]


def find_roots(documents: list[Document]) -> QuerySet[Passage]:
    """Return the passages of these documents that stand for themselves and are no repeats."""
    return Passage.objects.filter(document__in=documents, state__in=LIVE).order_by("pk")


def count_waiting(partnership: Partnership) -> int:
    """Return how many pages wait for the reader or are being read."""
    queue = (SourceState.WAITING, SourceState.READING)
    return Source.objects.filter(partnership=partnership, state__in=queue).count()


AROUND = 60  # characters of context on either side


def find_amounts(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Any]:
    """Return the accepted amounts that are asked for; sums are in pounds, `pence` in pence."""
    rows: QuerySet[Any] = _find_accepted(partnership, PassageKind.AMOUNT).filter(within_days("day", wanted))
    if role := wanted.get("role"):
        rows = rows.filter(role=role)
    if (least := wanted.get("least")) is not None:
        rows = rows.filter(pence__gte=round(least * 100))
    if (most := wanted.get("most")) is not None:
        rows = rows.filter(pence__lte=round(most * 100))
    return rows.filter(match_words(wanted.get("words", ""), "around"))


def find_figures(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Any]:
    """Return the accepted figures that are asked for, with their measure and period."""
    rows = _find_accepted(partnership, PassageKind.FIGURE).filter(within_days("day", wanted))
    told: QuerySet[Any] = rows.annotate(measure=KT("data__measure"), period=KT("data__period"))
    return told.filter(match_words(wanted.get("words", ""), "measure", "period"))


def _find_accepted(partnership: Partnership, kind: PassageKind) -> QuerySet[Any]:
    """Return accepted passages with their day, their body, and their words with some text `around` them.

    Shape: the texts of the documents stay in the database; `around` begins AROUND characters before the words.
    """
    rows = Passage.objects.filter(partnership=partnership, kind=kind, state=PassageState.ACCEPTED)
    rows = rows.exclude(document__source__state=SourceState.WITHDRAWN)
    begin = Greatest(F("start") - AROUND, 0)
    around = Substr("document__text", begin + 1, F("end") + AROUND - begin)
    return rows.annotate(day=F("document__on"), body=F("document__body"), around=around)


def find_findings(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Finding]:
    """Return the findings that are asked for, of pages that count: neither withdrawn nor read again since."""
    rows = Finding.objects.filter(within_days("document__on", wanted), _counts("document"), partnership=partnership)
    rows = rows.filter(Q(other=None) | _counts("other"))
    for name in ("state", "severity", "code"):
        if (value := wanted.get(name)) and value != "all":
            rows = rows.filter(**{name: value})
    if where := wanted.get("where"):
        rows = rows.filter(across=where == "across")
    rows = rows.filter(match_words(wanted.get("words", ""), "message"))
    rows = rows.annotate(rank=Case(*(When(severity=one.value, then=rank) for rank, one in enumerate(Severity))))
    rows = rows.select_related("document__source", "said_by")
    return rows.defer("document__text", "document__record", "document__source__data")


def _counts(name: str) -> Q:
    return Q(**{f"{name}__current": True}) & ~Q(**{f"{name}__source__state": SourceState.WITHDRAWN})
