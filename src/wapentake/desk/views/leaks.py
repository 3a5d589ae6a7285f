"""The leak check: what the public would learn of somebody, before it is published; and what was moved out."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wapentake.accounts.access import only_for
from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.changes.way import move_words
from wapentake.desk.forms import LeaveForm, MoveForm
from wapentake.desk.queries.way import find_leaks_of, public_text
from wapentake.kit.errors import Refused
from wapentake.leaks import Leak
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import forget_left_in, leave_in
from wapentake.minutes.models import LeftIn
from wapentake.terms import LeakKind

WHAT = ("agenda", "minutes")
GONE = "These words do not stand there any more. Nothing was changed. Look at the list again."
ON_AGENDA = "These words stand on the agenda. Change them on the agenda itself. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Hit:
    """A leak as the page shows it: the sentence in three parts, and the two forms that settle it."""

    leak: Leak
    before: str
    words: str
    after: str
    move: MoveForm
    leave: LeaveForm


def show_leaks(request: PartnershipRequest, pk: int, of: str) -> HttpResponse:
    """Show what the leak check finds in an agenda or in minutes, and what was settled of it."""
    meeting = _find(request, pk, of)
    text = public_text(meeting, of)
    told = {
        "meeting": meeting,
        "of": of,
        "hits": [_show(text, leak) for leak in find_leaks_of(meeting, of)],
        "left_in": meeting.left_in.select_related("said_by").order_by("-pk"),
        "notes_count": meeting.restricted_notes.count(),
    }
    return render(request, "desk/leaks.html", told)


@require_POST
def settle(request: PartnershipRequest, pk: int, of: str) -> HttpResponse:
    """Move words into a restricted note, or leave them in with a reason."""
    meeting = _find(request, pk, of)
    likeness = request.POST.get("likeness", "")
    found = next((one for one in find_leaks_of(meeting, of) if one.likeness == likeness), None)
    if found is None:
        raise Refused("gone", GONE)
    words = public_text(meeting, of)[slice(*found.around)]
    if "move" in request.POST and of == "agenda":
        raise Refused("on-agenda", ON_AGENDA)
    if "move" in request.POST:
        move_words(meeting, words, neutral=request.POST.get(f"{likeness}-neutral", ""), by=request.user)
        messages.success(request, "The words are in a restricted note. The neutral line stands in their place.")
    else:
        name = public_text(meeting, of)[slice(*found.span)] if found.kind == LeakKind.NAME else ""
        reason = request.POST.get(f"{likeness}-reason", "")
        leave_in(meeting, likeness, words, name=name, reason=reason, by=request.user)
        messages.success(request, "The name stays, here and elsewhere." if name else "The words stay.")
    return redirect("desk:leaks", request.partnership.slug, meeting.pk, of)


@require_POST
def ask_again(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show words again that somebody had left in."""
    rows = LeftIn.objects.filter(meeting__partnership=request.partnership).select_related("meeting")
    left = get_object_or_404(rows, pk=pk)
    forget_left_in(left, by=request.user)
    of = request.POST.get("of")
    return redirect("desk:leaks", request.partnership.slug, left.meeting_id, of if of in WHAT else "minutes")


@only_for(Role.COORDINATOR)
def show_notes(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show what was moved out of what the public reads."""
    meeting = get_object_or_404(Meeting, partnership=request.partnership, pk=pk)
    notes = meeting.restricted_notes.select_related("item", "moved_by").order_by("pk")
    return render(request, "desk/notes.html", {"meeting": meeting, "notes": notes})


def _find(request: PartnershipRequest, pk: int, of: str) -> Meeting:
    if of not in WHAT:
        raise Http404("no such text")
    rows = Meeting.objects.select_related("partnership", "series")
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def _show(text: str, leak: Leak) -> Hit:
    (start, end), (first, last) = leak.span, leak.around
    return Hit(
        leak,
        text[first:start],
        text[start:end],
        text[end:last],
        MoveForm(initial={"neutral": leak.neutral}, prefix=leak.likeness),
        LeaveForm(prefix=leak.likeness),
    )
