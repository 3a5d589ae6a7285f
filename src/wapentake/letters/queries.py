"""Reads of letters."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from wapentake.letters.models import Letter, LetterState


def find_due(now: datetime) -> QuerySet[Letter]:
    """Return the letters that wait and may go by now, oldest first."""
    due = Q(not_before=None) | Q(not_before__lte=now)
    return Letter.objects.filter(due, state=LetterState.WAITING).order_by("pk")
