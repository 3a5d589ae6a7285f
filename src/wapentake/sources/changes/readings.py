"""Keeping what the reader made of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from wapentake.accounts.models import Account
from wapentake.sources.models import Document, Entry, Finding, Source, SourceState, Strike


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
    """Say of which meeting a document is; a search by day finds what it says on that day from now on."""
    document.body, document.on = body[:250], on
    document.save(update_fields=["body", "on"])
    Entry.objects.filter(document=document).update(on=on)


def retire_document(document: Document) -> None:
    """Drop an earlier reading on which nothing rests any more."""
    document.delete()


def retire_documents(source: Source) -> None:
    """Drop the readings of a page that was withdrawn, before it is read afresh."""
    Document.objects.filter(source=source).delete()


Clean = Callable[[Any], Any]
"""Returns a value of JSON without the words that are struck out."""


def blot_document(document: Document, text: str, *, record: dict[str, Any], body: str) -> None:
    """Keep a document's text and record without the words that were struck out; bars stand in their place."""
    document.text, document.record, document.body = text, record, body
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
    waits = (SourceState.WAITING, SourceState.READING)
    Source.objects.filter(pk=source.pk, state__in=waits).update(state=SourceState.READ)  # nothing is left to read


def scrub_findings(document: Document, clean: Clean) -> None:
    """Take words out of what was noticed on a page and across pages, and of what was said of that."""
    about = Q(document=document) | Q(other=document) | Q(across=True, partnership=document.partnership_id)
    findings = []
    for finding in Finding.objects.filter(about):
        told = clean(finding.message), clean(finding.explanation)
        if told != (finding.message, finding.explanation):
            finding.message, finding.explanation = told
            findings.append(finding)
    Finding.objects.bulk_update(findings, ["message", "explanation"])


def purge_index() -> None:
    """Let the index of the search forget the words of entries that are gone; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO sources_entry_words(sources_entry_words) VALUES('optimize')")


def purge() -> None:
    """Let the files of the database forget what was deleted: the journal of SQLite, old rows of PostgreSQL.

    Means: called when the change is committed. Where another connection is reading just then, SQLite empties its
    journal at the next time that it can.
    """
    if connection.in_atomic_block:
        return
    statements = {"sqlite": "PRAGMA wal_checkpoint(TRUNCATE)", "postgresql": f"VACUUM {', '.join(_HOLDS_WORDS)}"}
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])


_HOLDS_WORDS = (
    "sources_source", "sources_document", "sources_passage", "sources_entry", "sources_finding", "kit_change",
    "contacts_person", "meetings_attendance", "meetings_decision", "meetings_item", "meetings_meeting",
    "actions_action", "actions_owner",
)  # fmt: skip
