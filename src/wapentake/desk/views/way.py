"""The way of a meeting: where it stands, what may be done next, what is missing for that; and its corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.access import also_for
from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.changes.way import correct_minutes, drop_correction, move_on, take_minutes
from wapentake.desk.forms import CirculateForm, ClearForm, ConfirmForm, CorrectionForm
from wapentake.desk.queries.way import find_chair, find_later, stand
from wapentake.desk.rules import Missing, find_missing
from wapentake.kit.errors import Refused
from wapentake.kit.queries import find_history
from wapentake.meetings.changes import check_step
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import CALLED, CLOSED, STANDING, STEPS, Step, steps_from
from wapentake.minutes.models import Correction, Minutes
from wapentake.minutes.queries import tell_sitting
from wapentake.minutes.rules import compose_exempt
from wapentake.reports.changes import withdraw_publication
from wapentake.reports.models import Publication
from wapentake.terms import MeetingState as State

STAGES = (
    ("Agenda", (State.PLANNED, State.AGENDA_DRAFT), "The agenda is put together and published."),
    ("Meeting", (State.AGENDA_PUBLISHED, State.HELD), "The meeting is held and its minutes are written."),
    ("Chair", (State.MINUTES_DRAFT,), "The chair clears the draft."),
    ("Members", (State.CLEARED,), "Members are given the draft."),
    ("Draft in public", (State.CIRCULATED,), "The draft is published, marked as one."),
    ("Confirmed", (State.PUBLISHED_DRAFT,), "The next meeting agrees the minutes as a true record."),
    ("Published", (State.CONFIRMED, State.RECORDED), "The confirmed minutes are published."),
    ("Archived", (State.PUBLISHED,), "Nothing is left to be done."),
)
DONE = {
    "publish-agenda": "The agenda is published.",
    "hold": "Write the minutes under each item. What is read in them stands beside them.",
    "finish": "The draft is with the chair. Its actions and decisions are in the register.",
    "reopen": "You can write on.",
    "clear": "The draft is cleared.",
    "circulate": "It is noted that members have the draft.",
    "publish-draft": "The draft is published, and says that it is one.",
    "confirm": "The minutes are confirmed. Their text cannot be edited any more.",
    "publish": "The minutes are published.",
    "archive": "The meeting is archived.",
}
EFFECTS = {
    "publish-agenda": "Everybody can then read the agenda and its open papers on the public page.",
    "hold": "This opens the page on which you write them, item by item.",
    "finish": "The chair can then read the draft and clear it. Its actions and decisions go into the register.",
    "reopen": "You can then change the text. The chair is asked to clear it again. What is in public stays as it is.",
    "clear": "This notes who cleared the draft. It can then be given to members.",
    "circulate": "This notes when members were given the draft. It sends nothing: send it yourself.",
    "publish-draft": "Everybody can then read the minutes on the public page, which says that they are a draft.",
    "confirm": "This notes which meeting agreed the minutes. Their text cannot be edited any more after that.",
    "publish": "Everybody can then read the minutes on the public page.",
    "archive": "The meeting is then finished. Its public page stays.",
}
AGAIN = {
    "publish-agenda": "The public page shows the agenda as it was last published. Publish again what you changed.",
    "publish-draft": "The public page shows the draft as it was last published. Publish again what you changed.",
    "publish": "The public page shows the minutes as they were last published. Publish again what you changed.",
}
READ_FIRST = "Read the draft first. It is cleared in your name, with the day of today."
ELSEWHERE = ("draft-agenda", "cancel")  # these have pages of their own
BACK = "reopen"  # offered last


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be taken now: what is missing for it, the form it asks to be filled in, and for whom it is."""

    step: Step
    words: str
    effect: str
    missing: Missing
    form: forms.Form | None
    is_mine: bool


def show_way(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show where a meeting stands and what may be done next."""
    return _render(request, _find(request, pk))


@also_for(Role.CHAIR)
@require_POST
def take(request: PartnershipRequest, pk: int, step: str) -> HttpResponse:
    """Take a step of a meeting."""
    meeting = _find(request, pk)
    chosen = STEPS.get(step)
    if chosen is None or step in ELSEWHERE:
        raise Http404("no such step")
    if request.role == Role.CHAIR and not chosen.chair:
        raise Refused("role", "Only a coordinator can do this. Nothing was changed. Ask your coordinator.")
    today = timezone.localdate()
    form = _make_form(meeting, step, request=request, today=today, data=request.POST)
    if form is not None and not form.is_valid():
        check_step(meeting, chosen)
        return _render(request, meeting, wrong=(step, form))
    told = form.cleaned_data if form else _sign(request, step, today=today)
    move_on(meeting, step, told, by=request.user, today=today)
    messages.success(request, DONE[step])
    place = "desk:minutes" if step in ("hold", "reopen") else "desk:way"
    return redirect(place, request.partnership.slug, meeting.pk)


@require_POST
def take_in(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Put the minutes into the register as they are now, before the draft is finished."""
    meeting = _find(request, pk)
    if meeting.state != State.HELD:
        raise Refused("not-held", "The minutes are not being written now. Nothing was changed.")
    taken = take_minutes(meeting, by=request.user)
    words = f"{taken.accepted} new statements are in the register." if taken.accepted else "Nothing new was found."
    messages.success(request, words)
    return redirect("desk:meeting", request.partnership.slug, meeting.pk)


def show_exempt(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the minutes of the exempt items, which are minutes of their own."""
    meeting = _find(request, pk)
    composed = compose_exempt(tell_sitting(meeting))
    told = {"meeting": meeting, "text": composed.text if composed.places else "", "marks": []}
    return render(request, "desk/exempt.html", told)


@require_POST
def withdraw(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take something that was published out of public view at once."""
    rows = Publication.objects.filter(meeting__partnership=request.partnership).select_related("meeting")
    publication = get_object_or_404(rows, pk=pk)
    if withdraw_publication(publication, by=request.user):
        messages.success(request, "The public cannot read it any more. Put right what is wrong, and publish it again.")
    return redirect("desk:way", request.partnership.slug, publication.meeting_id)


def correct(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the corrections of confirmed minutes, and keep a new one."""
    meeting = _find(request, pk)
    closed = meeting.state in (*CLOSED, *STANDING)
    if request.method == "POST" and not closed:
        raise Refused("not-given-out", "Nobody else has these minutes yet, so you can change their text itself.")
    later = find_later(meeting)
    form = CorrectionForm(request.POST if request.method == "POST" else None, later=later)
    if request.method == "POST" and form.is_valid():
        at = next((one for one in later if one.pk == form.cleaned_data["agreed_at"]), None)
        try:
            told = form.cleaned_data | {"agreed_at": at}
            correct_minutes(meeting, told, by=request.user, anyway="anyway" in request.POST)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "The correction stands beside the minutes.")
            return redirect("desk:corrections", request.partnership.slug, meeting.pk)
    corrections = meeting.corrections.select_related("agreed_at")
    shown = {"meeting": meeting, "form": form, "corrections": corrections, "closed": closed}
    return render(request, "desk/corrections.html", shown, status=422 if form.errors else 200)


@require_POST
def take_back(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a correction back that was entered by mistake."""
    rows = Correction.objects.filter(meeting__partnership=request.partnership)
    correction = get_object_or_404(rows.select_related("meeting"), pk=pk)
    drop_correction(correction, by=request.user)
    messages.success(request, "The correction is taken back.")
    return redirect("desk:corrections", request.partnership.slug, correction.meeting_id)


def _find(request: PartnershipRequest, pk: int) -> Meeting:
    rows = Meeting.objects.select_related("partnership", "series")
    return get_object_or_404(rows, partnership=request.partnership, pk=pk)


def _render(
    request: PartnershipRequest, meeting: Meeting, *, wrong: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    offers = [
        _offer(request, meeting, step, today=today, wrong=wrong)
        for step in sorted(steps_from(meeting.state), key=lambda step: step.end == meeting.state or step.name == BACK)
        if step.name not in ELSEWHERE
    ]
    told: dict[str, Any] = {
        "meeting": meeting,
        "minutes": Minutes.objects.filter(meeting=meeting).select_related("confirmed_at").first(),
        "offers": offers,
        "stages": _stages(meeting.state),
        "called": meeting.state in CALLED,
        "has_exempt": meeting.agenda_items.exclude(paragraph="").exists(),
        "closed": meeting.state in (*CLOSED, *STANDING),
        "publications": meeting.publications.filter(current=True).order_by("kind"),
        "history": find_history(request.partnership.pk, meeting),
        "form": wrong[1] if wrong else None,
    }
    return render(request, "desk/way.html", told, status=422 if wrong else 200)


def _offer(
    request: PartnershipRequest, meeting: Meeting, step: Step, *, today: date, wrong: tuple[str, forms.Form] | None
) -> Offer:
    missing = find_missing(step.name, stand(meeting, step.name, today=today))
    form = wrong[1] if wrong and wrong[0] == step.name else None
    if form is None and missing.verdict.ok:
        form = _make_form(meeting, step.name, request=request, today=today)
    again = step.end == meeting.state
    return Offer(
        step,
        f"{step.words} again" if again else step.words,
        READ_FIRST if request.role == Role.CHAIR and step.chair else (AGAIN if again else EFFECTS)[step.name],
        missing,
        form,
        request.role == Role.COORDINATOR or step.chair,
    )


def _sign(request: PartnershipRequest, step: str, *, today: date) -> dict[str, Any]:
    """Return what a chair who is signed in says by taking a step: who, and when. A coordinator is asked."""
    if request.role != Role.CHAIR or step != "clear":
        return {}
    return {"cleared_by": str(request.user), "on": today, "how": "on this page"}


def _make_form(
    meeting: Meeting, step: str, *, request: PartnershipRequest, today: date, data: Any = None
) -> forms.Form | None:
    """Return the form that a step asks to be filled in, with what is likely; None where it asks nothing."""
    initial: dict[str, Any] = {"on": today}
    if step == "clear" and request.role != Role.CHAIR:
        return ClearForm(data, initial=initial | {"cleared_by": find_chair(meeting)}, prefix=step)
    if step == "circulate":
        return CirculateForm(data, initial=initial, prefix=step)
    if step == "confirm":
        later = find_later(meeting)
        if later:
            initial |= {"confirmed_at": later[0].pk, "on": later[0].on, "signed_by": find_chair(later[0])}
        return ConfirmForm(data, initial=initial, prefix=step, later=later)
    return None


def _stages(state: str) -> list[dict[str, str]]:
    """Return the stages with what is behind, what is now and what is to come, in words."""
    now = next((place for place, (_, states, _) in enumerate(STAGES) if state in states), len(STAGES))
    if state == State.CANCELLED:
        now = -1
    told = []
    for place, (name, _, says) in enumerate(STAGES):
        how = "done" if place < now else "now" if place == now else "to come"
        told.append({"name": name, "says": says, "how": how})
    return told
