"""What somebody answers by link beside actions: a part of a return, and a row of the delivery plan."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from wapentake.chasing.changes.digests import KIND
from wapentake.chasing.changes.rows import take_update
from wapentake.chasing.forms.rows import RowForm
from wapentake.chasing.models import ByAnswer
from wapentake.chasing.queries.asked import find_led, tell_row
from wapentake.chasing.views.opening import by_link, person_of, show
from wapentake.kit.errors import Refused
from wapentake.letters.changes import note_use
from wapentake.letters.models import Link
from wapentake.plans.models import TacticalAction
from wapentake.returns.changes.parts import answer_part, save_draft
from wapentake.returns.forms import AnswerForm
from wapentake.returns.models import Part, PartState
from wapentake.returns.queries import Known, find_known
from wapentake.returns.rules import say_due
from wapentake.returns.shown import tell_answers, tell_known
from wapentake.returns.views.parts import make_answer

SAID = {
    "answered": "Your part is sent. You can change it until the coordinator accepts it.",
    "draft": "Your draft is saved. It is not sent yet.",
    "update": "Your update is in the plan.",
}


def find_own_part(link: Link, pk: int) -> Part:
    """Return a part that was asked of the person. Raises Http404 for any other."""
    rows = Part.objects.filter(of__partnership=link.partnership_id, lead=person_of(link), asked_on__isnull=False)
    part = rows.select_related("of__partnership", "tactical_action", "lead", "lead_body").filter(pk=pk).first()
    if part is None:
        raise Http404("no such part of theirs")
    return part


@by_link(KIND)
def answer(request: HttpRequest, link: Link, token: str, pk: int) -> HttpResponse:
    """Show a part with what is known of it, keep a draft of it, and take an answer up."""
    part = find_own_part(link, pk)
    known = find_known(part)
    if request.method != "POST":
        note_use(link, f"Opened: {part.title}")
        return _show_part(request, link, token, part, known)
    form = _make_form(part, known, request)
    by = ByAnswer(person_of(link), "link")
    if request.POST.get("do") == "draft":
        save_draft(part, form.boxes, by=by)
        note_use(link, f"Saved a draft: {part.title}")
        return _go_back(token, "draft", part.pk)
    if form.is_valid():
        try:
            answer_part(part, make_answer(form), by=by)
        except Refused as refused:
            part = find_own_part(link, pk)
            form = _make_form(part, known, request, renewed=True)  # with the mark of the part as it stands now
            form.add_error(None, refused.words)
        else:
            note_use(link, f"Answered: {part.title}")
            return _go_back(token, "answered", part.pk)
    note_use(link, f"Not taken up: {part.title}")
    if _may_answer(part):
        save_draft(part, form.boxes, by=by)
    return _show_part(request, link, token, part, known, form)


def _make_form(part: Part, known: Known, request: HttpRequest | None = None, *, renewed: bool = False) -> AnswerForm:
    allowed = part.of.stands.values_list("likeness", flat=True)
    data = request.POST.copy() if request else None
    if data is not None and renewed:
        data["version"] = str(part.version)
    return AnswerForm(data, part=part, known=known, allowed=allowed, initial=AnswerForm.read(part, known))


def _may_answer(part: Part) -> bool:
    return not part.of.is_sent and part.state not in (PartState.ACCEPTED, PartState.NOT_NEEDED)


def _go_back(token: str, said: str, pk: int) -> HttpResponse:
    return redirect(reverse("by-link:actions", args=[token]) + f"?{urlencode({'part': pk, 'did': said})}")


def _show_part(
    request: HttpRequest, link: Link, token: str, part: Part, known: Known, form: AnswerForm | None = None
) -> HttpResponse:
    """Show a part; what was wrong in a form stays in its boxes."""
    status = 422 if form else 200
    told = {
        "person": person_of(link),
        "part": part,
        "due": say_due(part.of.due_internal_on, today=timezone.localdate()),
        "known": tell_known(part, known),
        "form": form or (_make_form(part, known) if _may_answer(part) else None),
        "answers": [] if _may_answer(part) else tell_answers(part),
    }
    return show(request, "by_link/part.html", link, token, status=status, **told)


def find_own_row(link: Link, pk: int) -> TacticalAction:
    """Return a row that the person leads in a plan that runs. Raises Http404 for any other."""
    row = find_led(link.partnership_id, person_of(link).pk, on=timezone.localdate()).filter(pk=pk).first()
    if row is None:
        raise Http404("no such row of theirs")
    return row


@by_link(KIND)
def update_row(request: HttpRequest, link: Link, token: str, pk: int) -> HttpResponse:
    """Show a row of the plan that the person leads, and take an update of it up."""
    person, today = person_of(link), timezone.localdate()
    row = find_own_row(link, pk)
    form = _make_row_form(row, request)
    if request.method != "POST":
        note_use(link, f"Opened: {row}")
    elif form.is_valid():
        try:
            take_update(row, form.values, person=person, on=today)
        except Refused as refused:
            form.add_error(None, refused.words)
        else:
            note_use(link, f"Updated: {row}")
            return redirect(reverse("by-link:actions", args=[token]) + f"?{urlencode({'row': pk, 'did': 'update'})}")
    told = {"person": person, "own": tell_row(row, on=today), "form": form}
    return show(request, "by_link/row.html", link, token, status=422 if form.errors else 200, **told)


def _make_row_form(row: TacticalAction, request: HttpRequest) -> RowForm:
    measures = row.measures.order_by("pk")
    milestones = row.milestones.filter(reached_on=None).order_by("due_on", "pk")
    data = request.POST if request.method == "POST" else None
    return RowForm(data, measures=measures, milestones=milestones, initial=RowForm.read(row))
