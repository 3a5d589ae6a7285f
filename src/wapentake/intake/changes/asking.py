"""What pages tell of bids, kept as proposals: a person takes each up as a bid, or refuses it.

A page counts once its meeting is in the register; of several pages of a meeting, the first that tells of a bid counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wapentake.accounts.models import Partnership
from wapentake.bids.changes import keep_said
from wapentake.bids.models import Said
from wapentake.meetings.models import Page
from wapentake.reading.asked import Bidden, find_asked
from wapentake.reading.record import Record
from wapentake.sources.models import Document
from wapentake.terms import Amount

PARTS = ("what", "who", "condition", "decided")


def propose_bids(partnership: Partnership, pages: Sequence[tuple[Document, Record]]) -> int:
    """Keep what pages tell of bids as proposals; return how many are new."""
    rows = Page.objects.filter(document__in=[document.pk for document, _ in pages])
    meetings = dict(rows.values_list("document", "meeting"))
    told: set[tuple[object, ...]] = set()
    found = []
    for document, record in pages:
        if document.pk in meetings:
            for one in _find(partnership, document, record):
                key = (meetings[document.pk], one.kind, one.asked, one.given)
                if key not in told:
                    found.append(one)
            told |= {(meetings[document.pk], one.kind, one.asked, one.given) for one in found}
    return keep_said(partnership, found)


def _find(partnership: Partnership, document: Document, record: Record) -> Iterator[Said]:
    for one in find_asked(record):
        start, end = one.span
        yield Said(
            partnership=partnership,
            document=document,
            start=start,
            end=end,
            parts=_list_parts(one),
            kind=one.kind,
            asked=_pence(one.asked),
            given=_pence(one.given),
            budget=_pence(one.budget),
        )


def _list_parts(one: Bidden) -> dict[str, list[int]]:
    spans = {name: getattr(one, name) for name in PARTS}
    return {name: list(span) for name, span in spans.items() if span is not None}


def _pence(value: str | None) -> int | None:
    amount = Amount.from_text(value) if value is not None else None
    return amount.pence if amount is not None and amount.pence > 0 else None
