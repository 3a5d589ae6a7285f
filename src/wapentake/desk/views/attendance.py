"""Attendance by body over twelve months, and letters to bodies of which nobody came twice in a row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from wapentake.accounts.requests import PartnershipRequest
from wapentake.contacts.models import Organisation
from wapentake.desk.forms import AbsenceLetterForm, AbsenceWordingForm, MeetingChoice
from wapentake.desk.queries.chairing import find_absences
from wapentake.kit.errors import Refused
from wapentake.meetings.changes.absence import keep_letter, put_wording, send_letter
from wapentake.meetings.lists import link_places
from wapentake.meetings.models import AbsenceLetter, AbsenceWording, Meeting, SentHow
from wapentake.meetings.queries.absence import draft_letter, find_pair, find_posted, find_wording, is_about
from wapentake.meetings.queries.attendance import AttendanceTable, BodyRow, find_attendance, find_last_held, list_held
from wapentake.meetings.rules.absence import PLACES, Wording
from wapentake.reports.letter import Letter, make_letter

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def show_attendance(request: PartnershipRequest) -> HttpResponse:
    """Show each member body at each meeting of twelve months, up to the last meeting or to one that is chosen."""
    partnership = request.partnership
    held = list(list_held(partnership))
    form = MeetingChoice(request.GET, meetings=held)
    last = next((one for one in held if one.pk == form.wanted.get("meeting")), None)
    last = last or find_last_held(partnership, on=timezone.localdate())
    table = find_attendance(last) if last else None
    told = {
        "places": link_places(partnership.slug, "desk:attendance"),
        "form": form,
        "last": last,
        "table": table,
        "absences": find_absences(table, partnership) if table else [],
        "unplaced": [(one, table.unplaced[one.pk]) for one in table.meetings if one.pk in table.unplaced]
        if table
        else [],
    }
    return render(request, "desk/attendance.html", told)


def write_letter(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the letter to a body that was absent twice in a row, ready to be changed; keep it, or send it."""
    body = get_object_or_404(
        Organisation.objects.select_related("representative"), partnership=request.partnership, pk=pk
    )
    row = _find_row(request, body)
    pair = find_pair(row) if row else None
    letters = list(AbsenceLetter.objects.filter(organisation=body).order_by("-second_on", "-pk"))
    letter = next((one for one in letters if is_about(one, pair)), None)
    told: dict[str, Any] = {"body": body, "row": row if pair else None, "letter": letter, "letters": letters}
    if row is None or pair is None or (letter and letter.sent_on):
        return render(request, "desk/letter.html", _with_posted(told))
    form = AbsenceLetterForm(
        request.POST if request.method == "POST" else None, initial=_fill_form(request, row, letter)
    )
    if request.method == "POST" and form.is_valid():
        return _take(request, form, body, pair)
    told["form"] = form
    return render(request, "desk/letter.html", _with_posted(told), status=422 if form.errors else 200)


def _with_posted(told: dict[str, Any]) -> dict[str, Any]:
    posted = find_posted(told["letters"])
    return told | {"sent": [(one, posted.get(one.key)) for one in told["letters"] if one.sent_on]}


def _find_row(request: PartnershipRequest, body: Organisation) -> BodyRow | None:
    """Return how a body stood in the twelve months up to the last meeting; None where it is no member body."""
    last = find_last_held(request.partnership, on=timezone.localdate())
    table: AttendanceTable | None = find_attendance(last) if last else None
    return next((one for one in table.rows if one.organisation == body), None) if table else None


def _fill_form(request: PartnershipRequest, row: BodyRow, letter: AbsenceLetter | None) -> dict[str, Any]:
    today = timezone.localdate()
    if letter is not None:
        return {name: getattr(letter, name) for name in ("to", "email", "subject", "text")} | {"sent_on": today}
    person = row.organisation.representative
    subject, text = draft_letter(row, sender=str(request.user), on=today)
    to = f"{person}, {row.organisation}" if person else str(row.organisation)
    return {"to": to, "email": person.email if person else "", "subject": subject, "text": text, "sent_on": today}


def _take(
    request: PartnershipRequest, form: AbsenceLetterForm, body: Organisation, pair: tuple[Meeting, Meeting]
) -> HttpResponse:
    """Keep the letter, and do with it what was asked."""
    letter = keep_letter(body, pair, form.letter, by=request.user)
    match request.POST.get("do"):
        case "word":
            return redirect("desk:absence-docx", request.partnership.slug, letter.pk)
        case "email":
            send_letter(letter, SentHow.EMAIL, on=timezone.localdate(), by=request.user)
            messages.success(request, f"The letter goes to {letter.email} by e-mail with the next letters.")
        case "post":
            send_letter(letter, SentHow.POST, on=form.cleaned_data["sent_on"], by=request.user)
            messages.success(request, f"It is noted that the letter to {body} was sent.")
        case _:
            messages.success(request, "The letter is saved. It is not sent yet.")
    return redirect("desk:absence-letter", request.partnership.slug, body.pk)


@require_safe
def send_docx(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Send a letter on absence as a Word file."""
    letter = get_object_or_404(AbsenceLetter, organisation__partnership=request.partnership, pk=pk)
    on = letter.sent_on or timezone.localdate()
    made = make_letter(Letter(letter.group, letter.to, letter.subject, letter.text, on))
    answer = HttpResponse(made, content_type=DOCX)
    name = f"{request.partnership.slug}-letter-{letter.second_on.isoformat()}-{letter.pk}.docx"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def set_wording(request: PartnershipRequest) -> HttpResponse:
    """Show and change what letters on absence say."""
    today = timezone.localdate()
    now = find_wording(request.partnership, on=today)
    initial = {"subject": now.subject, "text": now.text, "duty": now.duty, "since": today}
    form = AbsenceWordingForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            wording = Wording(words["subject"], words["text"], words["duty"])
            put_wording(request.partnership, since=words["since"], wording=wording, by=request.user)
        except Refused as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, "Saved. Letters that are begun from that day on say so.")
            return redirect("desk:absence-wording", request.partnership.slug)
    rows = AbsenceWording.objects.filter(partnership=request.partnership).order_by("-since")
    told = {"form": form, "rows": rows, "can_be_filled": PLACES}
    return render(request, "desk/wording.html", told, status=422 if form.errors else 200)
