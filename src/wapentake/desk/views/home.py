"""The home page: what needs doing before the next meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.queries import Waiting, count_waiting_things, find_drafts, find_next_meeting, list_meetings
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import say_left
from wapentake.terms import MeetingState as State

DRAFTS = {
    State.HELD: "set{s} of minutes being written",
    State.MINUTES_DRAFT: "draft{s} waiting for the chair",
    State.CLEARED: "draft{s} to be given to members",
    State.CIRCULATED: "draft{s} to be published",
    State.PUBLISHED_DRAFT: "draft{s} to be confirmed",
    State.CONFIRMED: "set{s} of confirmed minutes to be published",
}
"""What a card says of the minutes that stand somewhere, in the order of the cards."""


def show_home(request: PartnershipRequest) -> HttpResponse:
    """Show what waits for somebody, and the last meetings."""
    today = timezone.localdate()
    slug = request.partnership.slug
    waiting = count_waiting_things(request.partnership, today=today)
    drafts = find_drafts(request.partnership)
    coming = find_next_meeting(request.partnership, today=today)
    needs = [*_list_drafts(drafts, slug), *_list_needs(waiting, slug)]
    told = {
        "for_chair": drafts.get(State.MINUTES_DRAFT, []) if request.role == Role.CHAIR else [],
        "needs": [need for need in needs if need["count"]],
        "next_meeting": coming,
        "left": say_left(coming.publish_by, today=today) if coming and coming.publish_by else "",
        "late": bool(coming and coming.publish_by and coming.publish_by < today),
        "meetings": list_meetings(request.partnership)[:5],
        "reading": waiting.reading,
        "role": request.role,
    }
    return render(request, "desk/home.html", told)


def _list_drafts(drafts: dict[str, list[Meeting]], slug: str) -> list[dict[str, Any]]:
    """Return a card for each state in which minutes wait: to the meeting where it is one, else to the list of them."""
    waiting = [(title, drafts[state]) for state, title in DRAFTS.items() if state in drafts]
    return [_need(len(meetings), title, _find_place(meetings, slug)) for title, meetings in waiting]


def _find_place(meetings: list[Meeting], slug: str) -> str:
    if len(meetings) == 1:
        return reverse("desk:way", args=[slug, meetings[0].pk])
    return f"{reverse('desk:meetings', args=[slug])}?{urlencode({'state': meetings[0].state})}"


def _list_needs(waiting: Waiting, slug: str) -> list[dict[str, Any]]:
    pages, actions = reverse("intake:pages", args=[slug]), reverse("actions:list", args=[slug])
    findings = reverse("sources:findings", args=[slug])
    initials, pairs = reverse("desk:initials", args=[slug]), reverse("contacts:likenesses", args=[slug])
    return [
        _need(waiting.overdue, "overdue action{s}", f"{actions}?state=overdue", urgent=True),
        _need(waiting.undated, "open action{s} without a date", f"{actions}?state=undated"),
        _need(waiting.leaderless, "open action{s} without a lead", f"{actions}?state=leaderless"),
        _need(waiting.reports, "action{s} done, as later minutes say", reverse("intake:reports", args=[slug])),
        _need(waiting.errors, "error{s} noticed in pages", f"{findings}?severity=error", urgent=True),
        _need(waiting.proposals, "proposal{s} to decide", pages),
        _need(waiting.failed, "page{s} that could not be read", pages, urgent=True),
        _need(waiting.initials, "set{s} of initials that nobody has settled", initials),
        _need(waiting.pairs, "pair{s} of names that may be one person’s", pairs),
    ]


def _need(count: int, title: str, href: str, *, urgent: bool = False) -> dict[str, Any]:
    return {"count": count, "title": title.format(s="" if count == 1 else "s"), "href": href, "urgent": urgent}
