"""The home page: what needs doing before the next meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.queries import Waiting, count_waiting_things, find_next_meeting, list_meetings


def show_home(request: PartnershipRequest) -> HttpResponse:
    """Show what waits for somebody, and the last meetings."""
    today = timezone.localdate()
    waiting = count_waiting_things(request.partnership, today=today)
    told = {
        "needs": [need for need in _list_needs(waiting, request.partnership.slug) if need["count"]],
        "next_meeting": find_next_meeting(request.partnership, today=today),
        "meetings": list_meetings(request.partnership)[:5],
        "reading": waiting.reading,
    }
    return render(request, "desk/home.html", told)


def _list_needs(waiting: Waiting, slug: str) -> list[dict[str, Any]]:
    pages, actions = reverse("intake:pages", args=[slug]), reverse("actions:list", args=[slug])
    findings = reverse("sources:findings", args=[slug])
    initials, pairs = reverse("desk:initials", args=[slug]), reverse("contacts:likenesses", args=[slug])
    return [
        _need(waiting.overdue, "overdue action{s}", f"{actions}?state=overdue", urgent=True),
        _need(waiting.undated, "open action{s} without a date", f"{actions}?state=undated"),
        _need(waiting.unowned, "open action{s} without an owner", f"{actions}?state=unowned"),
        _need(waiting.errors, "error{s} noticed in pages", f"{findings}?severity=error", urgent=True),
        _need(waiting.proposals, "proposal{s} to decide", pages),
        _need(waiting.failed, "page{s} that could not be read", pages, urgent=True),
        _need(waiting.initials, "set{s} of initials that nobody has settled", initials),
        _need(waiting.pairs, "pair{s} of names that may be one person’s", pairs),
    ]


def _need(count: int, title: str, href: str, *, urgent: bool = False) -> dict[str, Any]:
    return {"count": count, "title": title.format(s="" if count == 1 else "s"), "href": href, "urgent": urgent}
