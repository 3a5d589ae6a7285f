"""Reads of what minutes say of bids."""

from __future__ import annotations

from django.db.models import QuerySet

from wapentake.accounts.models import Partnership
from wapentake.bids.models import Said, SaidState
from wapentake.meetings.models import Decision


def find_said(partnership: Partnership) -> QuerySet[Said]:
    """Return the words that wait for a person, in pages that count, by the day of their meeting."""
    rows = Said.objects.filter(partnership=partnership, state=SaidState.PROPOSED, document__current=True)
    return rows.select_related("document").defer("document__record").order_by("-document__on", "document", "start")


def count_waiting(partnership: Partnership) -> int:
    """Return how many words wait for a person."""
    return find_said(partnership).count()


def find_decision_of(said: Said) -> Decision | None:
    """Return the decision of the register that rests on the words by which the page settles it."""
    start, end = said.parts.get("decided") or (said.start, said.end)
    rows = Decision.objects.filter(passage__document=said.document_id).select_related("meeting")
    within = rows.filter(passage__start__lt=end, passage__end__gt=start)
    return within.order_by("-passage__start").first()
