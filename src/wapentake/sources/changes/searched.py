"""Keeping what can be searched true to the pages and their passages."""

from __future__ import annotations

from collections.abc import Iterable

from wapentake.sources.models import Document, Entry, Passage


def index_document(document: Document) -> None:
    """Make the whole text of a document findable, and drop what was kept of it before."""
    Entry.objects.filter(document=document, kind="page").delete()
    Entry.objects.create(
        partnership_id=document.partnership_id,
        document=document,
        kind="page",
        on=document.on,
        words=f"{document.body}\n{document.text}",
    )


def index_passages(worded: Iterable[tuple[Passage, str]]) -> None:
    """Make passages findable in these words, and drop what was kept of them before."""
    worded = list(worded)
    drop_entries(passage for passage, _ in worded)
    Entry.objects.bulk_create(
        [
            Entry(
                partnership_id=passage.partnership_id,
                document_id=passage.document_id,
                passage=passage,
                kind=passage.kind,
                on=passage.document.on,
                words=words,
            )
            for passage, words in worded
        ],
        batch_size=500,
    )


def drop_entries(passages: Iterable[Passage]) -> None:
    """Let a search find these passages no longer."""
    Entry.objects.filter(passage__in=[passage.pk for passage in passages]).delete()


def drop_document_entries(document: Document) -> None:
    """Let a search find nothing of this document any longer."""
    Entry.objects.filter(document=document).delete()
