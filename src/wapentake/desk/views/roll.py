"""The roll of a meeting: how people stand, somebody more, somebody less."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.typed import show_roll
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import add_to_roll, drop_from_roll, fill_roll, keep_roll
from wapentake.minutes.forms import PersonForm
from wapentake.minutes.models import Roll
from wapentake.minutes.queries import find_roll, seat_of
from wapentake.minutes.rules import count_quorum, say_quorum
from wapentake.terms import RollStatus


@require_POST
def keep(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Save how everybody on the roll stands, and do what the button asks for."""
    meeting = get_object_or_404(Meeting.objects.select_related("series"), partnership=request.partnership, pk=pk)
    wants_words = request.headers.get("accept") == "application/json"
    try:
        wrong = _keep(request, meeting)
    except Refused as refused:
        if not wants_words:
            raise
        return JsonResponse({"refused": refused.words}, status=409)
    if wants_words:
        quorum = count_quorum([seat_of(one) for one in find_roll(meeting)], _quorum_of(meeting))
        return JsonResponse({"quorum": say_quorum(quorum), "met": quorum.is_met, "wrong": wrong})
    for words in wrong:
        messages.error(request, words)
    address = reverse("desk:minutes", args=[request.partnership.slug, pk])
    return HttpResponseRedirect(f"{address}#roll")


def _quorum_of(meeting: Meeting) -> int:
    return meeting.series.quorum if meeting.series else 0


def _keep(request: PartnershipRequest, meeting: Meeting) -> list[str]:
    """Write the forms of the roll; return in words what was wrong."""
    if "fill" in request.POST:
        fill_roll(meeting, by=request.user)
        return []
    if "drop" in request.POST:
        row = get_object_or_404(Roll, meeting=meeting, pk=_number(request.POST["drop"]))
        drop_from_roll(row, by=request.user)
    told, wrong = {}, []
    for row, form in (each for group in show_roll(meeting, request.POST) for each in group.people):
        if form.add_prefix("status") not in request.POST:
            continue
        if not form.is_valid():
            wrong.append(
                f"{row.name}: what was sent cannot be saved. Choose how they stand, and an hour such as 15:10."
            )
            continue
        told[row.pk] = dict(form.cleaned_data)
        if "all_present" in request.POST and told[row.pk]["status"] == RollStatus.EXPECTED:
            told[row.pk]["status"] = (RollStatus.PRESENT if row.is_member else RollStatus.INVITED).value
    return [*wrong, *keep_roll(meeting, told, by=request.user)]


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 19 else 0


@require_POST
def add(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put somebody on the roll."""
    meeting = get_object_or_404(Meeting, partnership=request.partnership, pk=pk)
    form = PersonForm(request.POST, prefix="person")
    if form.is_valid():
        row = add_to_roll(meeting, form.seat(), by=request.user)
        messages.success(request, f"{row.name} is on the roll.")
    else:
        messages.error(request, "Nobody was added. Write a first and a last name, and how they stand.")
    address = reverse("desk:minutes", args=[request.partnership.slug, pk])
    return HttpResponseRedirect(f"{address}#roll")
