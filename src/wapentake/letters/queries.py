"""Reads of letters, and of the mail that came in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Person
from wapentake.kit.lists import match_words, within_days
from wapentake.letters.models import Letter, LetterState, Link, Received, ReceivedState

CARE = (LetterState.DOUBTFUL, LetterState.REFUSED, LetterState.BOUNCED)


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


def find_letters_of(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Letter]:
    """Return the letters of a partnership that are asked for, each with its person, and without its words."""
    rows = Letter.objects.filter(partnership=partnership).filter(within_days("made_at__date", wanted))
    if state := wanted.get("state"):
        rows = rows.filter(state__in=CARE if state == "care" else [state])
    if person := wanted.get("person"):
        rows = rows.filter(Q(person=person) | Q(person__joined_to=person))
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    rows = rows.filter(match_words(wanted.get("words", ""), "subject", "to"))
    return rows.select_related("person__joined_to").defer("text", "html")


def find_received_of(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Received]:
    """Return the mail of a partnership that is asked for, each with the letter that it answers."""
    rows = Received.objects.filter(partnership=partnership).filter(within_days("at__date", wanted))
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    rows = rows.filter(match_words(wanted.get("words", ""), "subject", "sender", "text"))
    return rows.select_related("letter").defer("raw", "text", "letter__text", "letter__html")


def count_care(partnership: Partnership) -> int:
    """Return how many letters need somebody: in doubt, not sent, or come back."""
    return Letter.objects.filter(partnership=partnership, state__in=CARE).count()


def list_people(partnership: Partnership) -> list[tuple[str, str]]:
    """Return the people to whom letters went, as choices, under the names that were kept."""
    went = Letter.objects.filter(partnership=partnership).exclude(person=None)
    kept = went.annotate(kept=Coalesce("person__joined_to", "person")).values("kept")
    people = Person.objects.filter(partnership=partnership, pk__in=kept).order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in people]


def list_kinds(partnership: Partnership) -> list[str]:
    """Return the kinds of letters that there are."""
    return list(
        Letter.objects.filter(partnership=partnership).order_by("kind").values_list("kind", flat=True).distinct()
    )


def find_links_of(people: Collection[int]) -> QuerySet[Link]:
    """Return the links of a person under each of their names, the newest first."""
    return Link.objects.filter(person__in=people).select_related("person__joined_to").order_by("-made_at", "-pk")
