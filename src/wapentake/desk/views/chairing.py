"""The chair's page, and how long actions live."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.queries import find_drafts, find_next_meeting
from wapentake.desk.queries.bidding import find_all_ready
from wapentake.desk.queries.chairing import find_absences, find_deferred, find_promises, find_ready, sort_promises
from wapentake.desk.queries.living import draw_spans, find_lives, measure_lives
from wapentake.meetings.queries.attendance import find_attendance, find_last_held
from wapentake.meetings.rules import say_left
from wapentake.returns.queries import find_owed
from wapentake.returns.rules import say_due
from wapentake.terms import MeetingState


@require_safe
def show_chair(request: PartnershipRequest) -> HttpResponse:
    """Show what was done, is late, is missing or was put off again, who was absent, and how ready the meeting is."""
    partnership, today = request.partnership, timezone.localdate()
    last = find_last_held(partnership, on=today)
    table = find_attendance(last) if last else None
    told = {
        "today": today,
        "last": last,
        "table": table,
        "absences": find_absences(table, partnership) if table else [],
        "headings": sort_promises(find_promises(partnership, last=last), today=today),
        "deferred": find_deferred(partnership, last=last),
        "bids": find_all_ready(partnership),
        "owed": [(one, say_due(one.of.due_internal_on, today=today)) for one in find_owed(partnership)],
        **_tell_next(request, today),
    }
    return render(request, "desk/chair.html", told)


def _tell_next(request: PartnershipRequest, today: date) -> dict[str, Any]:
    """Return how ready the next meeting is, and the drafts that wait for the chair."""
    coming = find_next_meeting(request.partnership, today=today)
    by = coming.publish_by if coming else None
    return {
        "coming": coming,
        "ready": find_ready(coming.meeting) if coming and coming.meeting else None,
        "left": say_left(by, today=today) if by else "",
        "is_late": bool(by and by < today),
        "to_clear": find_drafts(request.partnership).get(MeetingState.MINUTES_DRAFT, []),
    }


@require_safe
def show_lives(request: PartnershipRequest) -> HttpResponse:
    """Show how long actions live, by the body that leads and by the quarter in which they were made."""
    today = timezone.localdate()
    actions = list(find_lives(request.partnership))
    by_body, by_time = measure_lives(actions, today=today)
    told = {
        "count": len(actions),
        "living": sum(span.living for span in by_body),
        "by_body": draw_spans(by_body, title="How long actions live, by the body that leads", head="Body"),
        "by_time": draw_spans(by_time, title="How long actions live, by when they were made", head="Made in"),
    }
    return render(request, "desk/lives.html", told)
