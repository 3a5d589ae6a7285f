"""The read-only data service, at the addresses and with the questions that clients of councils' sites know."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wapentake.accounts.models import Partnership
from wapentake.fetching.moderngov import parse_day
from wapentake.meetings.models import Meeting
from wapentake.reports.answers import list_committees, list_meetings, tell_meeting
from wapentake.reports.papers import Attached
from wapentake.reports.queries import find_public_meetings, find_public_series
from wapentake.reports.shown import find_known, mark_of, stamp

_asked_either_way = require_http_methods(["GET", "HEAD", "POST"])


class _Wrong(Exception):
    """A question that cannot be answered; its words say why."""


@login_not_required
@csrf_exempt
@_asked_either_way
def get_committees(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer which bodies meet."""
    partnership = get_object_or_404(Partnership, slug=slug)
    return _send(list_committees(find_public_series(partnership), category=partnership.name))


@login_not_required
@csrf_exempt
@_asked_either_way
def get_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer which meetings a body had or has; those of all bodies, where it is 0."""
    partnership = get_object_or_404(Partnership, slug=slug)
    try:
        number = _ask_number(request, "lCommitteeId")
        rows = _within(request, find_public_meetings(partnership))
    except _Wrong as wrong:
        return _refuse(str(wrong))
    if number == 0:
        return _send(list_meetings(rows, name="getmeetings"))
    body = get_object_or_404(find_public_series(partnership), pk=number)
    return _send(list_meetings(rows.filter(series=body), name="getmeetings", body=body))


@login_not_required
@csrf_exempt
@_asked_either_way
def get_all_meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer which meetings all bodies have between two days."""
    partnership = get_object_or_404(Partnership, slug=slug)
    try:
        rows = _within(request, find_public_meetings(partnership))
    except _Wrong as wrong:
        return _refuse(str(wrong))
    return _send(list_meetings(rows, name="getallmeetingsbydate"))


@login_not_required
@csrf_exempt
@_asked_either_way
def get_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer what is published of one meeting."""
    try:
        number = _ask_number(request, "lMeetingId")
    except _Wrong as wrong:
        return _refuse(str(wrong))
    known = find_known(slug, number)

    def address_of(file: Attached) -> str:
        return request.build_absolute_uri(reverse("public:paper", args=[slug, known.meeting.pk, file.pk]))

    return _send(tell_meeting(known.meeting, known.publications, address_of=address_of))


def _asked(request: HttpRequest) -> dict[str, str]:
    """Return what is asked for, the names in small letters: sites take them in any case."""
    given = request.POST if request.method == "POST" else request.GET
    return {name.lower(): str(value).strip() for name, value in given.items()}


def _ask_number(request: HttpRequest, name: str) -> int:
    said = _asked(request).get(name.lower(), "")
    if not (said.isascii() and said.isdecimal() and len(said) < 12):
        raise _Wrong(f"Say {name} as a whole number.")
    return int(said)


def _within(request: HttpRequest, rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Return the meetings between the days that are asked for; a day that is not said is no bound."""
    first, last = _ask_day(request, "sFromDate"), _ask_day(request, "sToDate")
    rows = rows.filter(on__gte=first) if first else rows
    rows = rows.filter(on__lte=last) if last else rows
    return rows.order_by("on", "pk")


def _ask_day(request: HttpRequest, name: str) -> date | None:
    said = _asked(request).get(name.lower(), "")
    if not said:
        return None
    if (day := parse_day(said)) is None:
        raise _Wrong(f"Say {name} as a day, such as 31/07/2017.")
    return day


def _send(data: bytes) -> HttpResponse:
    return stamp(HttpResponse(data, content_type="text/xml; charset=utf-8"), mark_of(data))


def _refuse(words: str) -> HttpResponse:
    return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
