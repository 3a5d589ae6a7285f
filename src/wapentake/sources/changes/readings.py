"""Keeping what the reader made of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from wapentake.accounts.models import Account
from wapentake.sources.models import Document, Finding, Source, Strike


def add_document(source: Source, record: dict[str, Any], *, body: str, on: date | None) -> Document:
    """Keep a reading as the current one of its source."""
    Document.objects.filter(source=source, current=True).update(current=False)
    text = record["text"]
    kept = {key: value for key, value in record.items() if key != "text"}
    return Document.objects.create(
        partnership_id=source.partnership_id,
        source=source,
        reader=record["reader"],
        kind=record["kind"],
        body=body[:250],
        on=on,
        text=text,
        record=kept,
    )


def place_document(document: Document, *, body: str, on: date | None) -> None:
    """Say of which meeting a document is."""
    document.body, document.on = body[:250], on
    document.save(update_fields=["body", "on"])


def retire_document(document: Document) -> None:
    """Drop an earlier reading on which nothing rests any more."""
    document.delete()


def retire_documents(source: Source) -> None:
    """Drop the readings of a page that was withdrawn, before it is read afresh."""
    Document.objects.filter(source=source).delete()


Clean = Callable[[Any], Any]
"""Returns a value of JSON without the words that are struck out."""


def blot_document(document: Document, spans: Iterable[tuple[int, int]], *, clean: Clean) -> None:
    """Take words out of a document's text and record for ever, leaving bars in their place."""
    text = document.text
    for start, end in spans:
        text = text[:start] + clean(text[start:end]) + text[end:]
    document.text, document.record, document.body = text, clean(document.record), clean(document.body)
    document.save(update_fields=["text", "record", "body"])


def add_strikes(
    document: Document,
    spans: Iterable[tuple[int, int]],
    digest: str,
    *,
    count: int,
    why: str,
    by: Account | None,
) -> None:
    """Leave the mark that words were here, and the hash by which they are known again."""
    Strike.objects.bulk_create(
        Strike(
            partnership_id=document.partnership_id,
            document=document,
            start=start,
            end=end,
            words_count=count,
            digest=digest,
            why=why[:300],
            by=by,
        )
        for start, end in spans
    )


def forget_bytes(source: Source, *, clean: Clean) -> None:
    """Keep the file of a page no longer; its hash stays, so that the same file is known if it comes again."""
    Source.objects.filter(pk=source.pk).update(data=None, name=clean(source.name), trouble=clean(source.trouble))


def scrub_findings(document: Document, clean: Clean) -> None:
    """Take words out of what was noticed on a page and what was said of that."""
    findings = list(Finding.objects.filter(document=document) | Finding.objects.filter(other=document))
    for finding in findings:
        finding.message, finding.explanation = clean(finding.message), clean(finding.explanation)
    Finding.objects.bulk_update(findings, ["message", "explanation"])
