"""A part at the desk: what is known and said of it, typed in for a lead, accepted, sent back or left out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.queries import find_history
from wapentake.returns.changes.parts import (
    Answer,
    accept_part,
    answer_part,
    leave_out,
    let_stand,
    save_draft,
    take_in,
)
from wapentake.returns.forms import AnswerForm, WhyForm
from wapentake.returns.queries import find_known
from wapentake.returns.shown import tell_answers, tell_known
from wapentake.returns.views.shared import answer_form, find_part, list_crumbs, take


def show(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a part with what was said of it."""
    part = find_part(request, pk)
    known = find_known(part)
    told = {
        "part": part,
        "known": tell_known(part, known),
        "answers": tell_answers(part) if part.answered_at else [],
        "stands": list(part.of.stands.select_related("by")),
        "history": find_history(request.partnership.pk, part),
        "crumbs": list_crumbs(request, part.of, (part.title, "")),
        "may_write": request.role == Role.COORDINATOR and not part.of.is_sent,
    }
    return render(request, "returns/part.html", told)


def type_in(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Type in what a lead said by telephone or on paper; checked as their own answer is."""
    part = find_part(request, pk)
    known = find_known(part)
    data = request.POST if request.method == "POST" else None
    allowed = part.of.stands.values_list("likeness", flat=True)
    form = AnswerForm(data, part=part, known=known, allowed=allowed, initial=AnswerForm.read(part, known))
    if request.method == "POST" and request.POST.get("do") == "draft":
        save_draft(part, form.boxes, by=request.user)
        messages.success(request, "The draft is kept. It is not an answer yet.")
        return redirect("returns:part", request.partnership.slug, part.pk)
    if take(request, form, lambda: answer_part(part, make_answer(form), by=request.user)):
        messages.success(request, "The part is answered.")
        return redirect("returns:part", request.partnership.slug, part.pk)
    if form.errors:
        save_draft(part, form.boxes, by=request.user)
    step = (part.title, reverse("returns:part", args=[request.partnership.slug, part.pk]))
    told = {
        "part": part,
        "form": form,
        "known": tell_known(part, known),
        "found": form.found if form.errors else [],
        "crumbs": list_crumbs(request, part.of, step, ("Type in the answer", "")),
    }
    return render(request, "returns/type_in.html", told, status=422 if form.errors else 200)


def make_answer(form: AnswerForm) -> Answer:
    """Return what a form that is complete says."""
    held = form.cleaned_data
    return Answer(form.texts, held.get("forecast"), form.measured, held["version"], form.boxes)


@require_POST
def accept(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Accept a part."""
    part = accept_part(find_part(request, pk), by=request.user)
    messages.success(request, f"“{part}” is accepted.")
    return redirect("desk:return", request.partnership.slug, part.of_id)


@require_POST
def need(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a part in again that was left out."""
    part = take_in(find_part(request, pk), by=request.user)
    messages.success(request, f"“{part}” is needed again.")
    return redirect("desk:return", request.partnership.slug, part.of_id)


@require_POST
def stand(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Let words stand that tell of nobody."""
    part = find_part(request, pk)
    let_stand(part, request.POST.get("likeness", ""), request.POST.get("why", ""), by=request.user)
    messages.success(request, "These words may stand in this return. Send the answer again.")
    return redirect("returns:type-in", request.partnership.slug, part.pk)


def skip(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Leave a part out, with the reason."""
    part = find_part(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if take(request, form, lambda: leave_out(part, form.cleaned_data["why"], by=request.user)):
        messages.success(request, "The return goes without it.")
        return redirect("desk:return", request.partnership.slug, part.of_id)
    step = (part.title, reverse("returns:part", args=[request.partnership.slug, part.pk]))
    return answer_form(request, "Leave the part out", form, part.of, step, save="Leave it out")
