"""Reads of decisions, and of who was at which meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import match_words, within_days
from wapentake.meetings.models import Attendance, Decision
from wapentake.terms import Presence

THERE = (Presence.PRESENT.value, Presence.IN_ATTENDANCE.value)


def find_decisions(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Decision]:
    """Return the decisions that are asked for, each with its meeting and item."""
    rows = Decision.objects.filter(within_days("meeting__on", wanted), partnership=partnership)
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    if condition := wanted.get("condition"):
        rows = rows.exclude(condition="") if condition == "yes" else rows.filter(condition="")
    rows = rows.filter(match_words(wanted.get("words", ""), "text", "condition", "item__title"))
    return rows.select_related("meeting", "item")


def find_attendances_of(partnership: Partnership, people: Iterable[int]) -> QuerySet[Attendance]:
    """Return how these people stood in lists of attendance, the newest meeting first."""
    rows = Attendance.objects.filter(meeting__partnership=partnership, person__in=list(people))
    return rows.select_related("meeting", "organisation").order_by("-meeting__on", "-meeting__pk", "pk")


def find_decisions_before(partnership: Partnership, people: Iterable[int]) -> QuerySet[Decision]:
    """Return the decisions of the meetings at which any of these people were, the newest meeting first."""
    there = Attendance.objects.filter(person__in=list(people), status__in=THERE).values("meeting")
    rows = Decision.objects.filter(partnership=partnership, meeting__in=there)
    return rows.select_related("meeting", "item").order_by("-meeting__on", "-meeting__pk", "passage__start", "pk")
