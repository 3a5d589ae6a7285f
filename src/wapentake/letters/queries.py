"""Reads of letters, and of the mail that came in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from wapentake.accounts.models import Partnership
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


def find_answered(names: Sequence[str]) -> Letter | None:
    """Return the letter that the first of these Message-IDs names, of those that went out from here."""
    found = {one.message_id: one for one in Letter.objects.filter(message_id__in=names).select_related("partnership")}
    return next((found[name] for name in names if name in found), None)


def guess_partnership(sender: str) -> Partnership | None:
    """Return whose mail one is that names no letter: that of the last letter to its sender, or the only one there."""
    letters = Letter.objects.filter(to__in={sender, sender.lower()}).exclude(to="").order_by("-pk")
    if (last := letters.select_related("partnership").first()) is not None:
        return last.partnership
    some = list(Partnership.objects.order_by("pk")[:2])
    return some[0] if len(some) == 1 else None


def find_strays() -> QuerySet[Received]:
    """Return the mail that belongs to no partnership that anybody could tell, oldest first."""
    return Received.objects.filter(partnership=None).defer("raw", "text").order_by("pk")
