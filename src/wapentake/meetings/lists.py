"""How decisions are listed, and the links above the pages about meetings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from wapentake.accounts.models import Partnership
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag, state_words
from wapentake.meetings.models import Decision

PLACES = (
    ("desk:meetings", "Meetings held"),
    ("calendar:list", "Calendar"),
    ("agendas:plan", "Forward plan"),
    ("calendar:notice", "Notice"),
    ("desk:attendance", "Attendance"),
    ("desk:chair", "The chair’s page"),
)


def link_places(slug: str, current: str) -> list[dict[str, Any]]:
    """Return the pages about meetings, for the links above each of them."""
    return [{"text": text, "href": reverse(name, args=[slug]), "current": name == current} for name, text in PLACES]


def _show_decision(decision: Decision, words_at: Callable[[int], str]) -> str:
    """Show a decision as a link to its words, and below it the condition."""
    named = link(words_at(decision.passage_id), capfirst(decision.text))
    return format_html("{}<br>Condition: {}", named, decision.condition) if decision.condition else named


def list_decisions(partnership: Partnership) -> Listing[Decision]:
    """Return the list of decisions of a partnership; each opens its words."""
    slug = partnership.slug
    meeting_at, words_at = address_of("desk:meeting", slug), address_of("desk:words", slug)
    columns = (
        Column[Decision](
            title="Decision",
            value=lambda decision: decision.text,
            show=lambda decision: _show_decision(decision, words_at),
            key="text",
            order=("text",),
            width=70,
        ),
        Column[Decision](
            title="Kind",
            value=lambda decision: state_words(decision.kind),
            show=lambda decision: state_tag(decision.kind),
            key="kind",
            order=("kind",),
        ),
        Column[Decision](title="Condition", value=lambda decision: decision.condition, width=40, only="download"),
        Column[Decision](title="Item", value=lambda decision: str(decision.item or ""), width=40),
        Column[Decision](
            title="Meeting",
            value=lambda decision: decision.meeting.on,
            show=lambda decision: link(meeting_at(decision.meeting_id), date_words(decision.meeting.on)),
            key="meeting",
            order=("meeting__on",),
            nowrap=True,
            width=18,
        ),
        Column[Decision](title="Body", value=lambda decision: decision.meeting.body, width=40, only="download"),
    )
    empty = "There are no decisions yet. They come from pages whose proposals you accept."
    return Listing(
        title="Decisions", noun="decision", columns=columns, sort="-meeting", empty=empty, name=f"{slug}-decisions"
    )
