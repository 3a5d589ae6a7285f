"""Words that a person selected, and what they said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.intake.changes.deciding import Decided, accept_passages
from wapentake.intake.rules import find_item, find_words, likeness_of, pence_of
from wapentake.kit.errors import Refused
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Passage, PassageKind, Source, SourceState

NOT_FOUND = "These words do not stand in the page. Copy them exactly as they are written, a sentence or less."


def place_words(document: Document, words: str) -> tuple[int, int]:
    """Return where pasted words stand in a document, whatever its line ends. Raises Refused where they do not."""
    found = find_words(document.text, words)
    if found is None:
        raise Refused("words-not-found", NOT_FOUND)
    return found


def add_statement(
    document: Document, kind: str, span: tuple[int, int], data: Mapping[str, Any], *, by: Account
) -> Decided:
    """Make a statement of words that the reader had not used, and accept it."""
    start, end = span
    if not 0 <= start < end <= len(document.text):
        raise Refused("words-not-found", NOT_FOUND)
    items = document.passages.filter(kind=PassageKind.ITEM).exclude(item=None).values_list("item", "start")
    with transaction.atomic():
        source = Source.objects.select_for_update().defer("data").get(pk=document.source_id)
        if source.state == SourceState.WITHDRAWN:
            raise Refused("withdrawn", "This page was withdrawn meanwhile. Nothing was changed.")
        [passage] = sources.add_passages(
            [
                Passage(
                    partnership_id=document.partnership_id,
                    document=document,
                    kind=kind,
                    start=start,
                    end=end,
                    item=find_item(items, start),
                    data=dict(data),
                    likeness=likeness_of(kind, data),
                    by_hand=True,
                    pence=pence_of(kind, data),
                    role=str(data.get("role") or "")[:20] if kind == PassageKind.AMOUNT else "",
                )
            ]
        )
        return accept_passages(document.partnership, [passage.pk], by=by)
