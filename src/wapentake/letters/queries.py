"""Reads of letters, and of the mail that came in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from wapentake.letters.models import Letter, LetterState, Received, ReceivedState


def find_due(now: datetime, only: Collection[int] | None = None) -> QuerySet[Letter]:
    """Return the letters that wait and may go by now, oldest first; of those in `only`, where it is said."""
    due = Q(not_before=None) | Q(not_before__lte=now)
    rows = Letter.objects.filter(due, state=LetterState.WAITING).order_by("pk")
    return rows if only is None else rows.filter(pk__in=only)


def find_letters(ids: Collection[int]) -> QuerySet[Letter]:
    """Return these letters, oldest first, each with its partnership."""
    return Letter.objects.filter(pk__in=ids).select_related("partnership").order_by("pk")


def find_unheeded() -> QuerySet[Received]:
    """Return the answers that nobody took up yet, oldest first, each with its letter and whom that went to."""
    rows = Received.objects.filter(state=ReceivedState.ANSWER).defer("raw").order_by("pk")
    return rows.select_related("partnership", "letter__person__joined_to")
