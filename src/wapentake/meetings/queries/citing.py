"""Decisions as a form offers them, to be cited by what rests on them."""

from __future__ import annotations

from collections.abc import Mapping

from wapentake.accounts.models import Partnership
from wapentake.meetings.models import Decision
from wapentake.terms import say_date

DECISIONS_OFFERED = 200


def find_decisions_offered(partnership: Partnership) -> dict[str, Decision]:
    """Return the newest decisions of a partnership, by the values under which a form offers them."""
    rows = Decision.objects.filter(partnership=partnership).select_related("meeting").order_by("-meeting__on", "pk")
    return {str(one.pk): one for one in rows[:DECISIONS_OFFERED]}


def say_decision(decision: Decision) -> str:
    """Return a decision as a choice says it: its day, and how it begins."""
    text = decision.text if len(decision.text) <= 80 else f"{decision.text[:79]}…"
    return f"{say_date(decision.meeting.on)}: {text}"


def list_decisions(decisions: Mapping[str, Decision]) -> list[tuple[str, str]]:
    """Return decisions as choices, and none first."""
    return [("", "None of the register"), *((key, say_decision(one)) for key, one in decisions.items())]
