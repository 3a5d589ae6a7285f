"""The forms by which a row is told of: updates, measures and values, milestones."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.plans.changes import put_measure, put_milestone, reach_milestone, record_update, record_value
from wapentake.plans.forms import MeasureForm, MilestoneForm, ReachForm, UpdateForm, ValueForm
from wapentake.plans.models import Measure, Milestone, Via
from wapentake.plans.views.shared import answer_form, back_to, find_row, try_change


def add_update(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say how a row stands, and why."""
    row = find_row(request, pk)
    form = UpdateForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: record_update(row, held, by=request.user, via=Via.DESK)):
            return back_to(request, row, "The update is kept.")
    return answer_form(request, "Add an update", form, (str(row), "plans:row", row.pk), intro=str(row))


def add_measure(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say what is measured of a row."""
    row = find_row(request, pk)
    initial = {"question": request.GET.get("question", "")}
    form = MeasureForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_measure(row, held, by=request.user)):
            return back_to(request, row, "The measure is added.")
    return answer_form(request, "Add a measure", form, (str(row), "plans:row", row.pk), intro=str(row))


def _find_measure(request: PartnershipRequest, pk: int) -> Measure:
    rows = Measure.objects.select_related("tactical_action__plan")
    return get_object_or_404(rows, tactical_action__partnership=request.partnership, pk=pk)


def edit_measure(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change a measure."""
    measure = _find_measure(request, pk)
    row = measure.tactical_action
    form = MeasureForm(request.POST if request.method == "POST" else None, initial=MeasureForm.read(measure))
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_measure(row, held, by=request.user, measure=measure)):
            return back_to(request, row, "Saved. Its values are as they were.")
    return answer_form(request, "Change a measure", form, (str(row), "plans:row", row.pk), intro=str(row))


def add_value(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say what a measure was on a day."""
    measure = _find_measure(request, pk)
    row = measure.tactical_action
    form = ValueForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: record_value(measure, held, by=request.user)):
            return back_to(request, row, "The value is kept.")
    intro = f"{measure.name}{f', in {measure.unit}' if measure.unit else ''}. Another value of that day is replaced."
    return answer_form(request, "Add a value", form, (str(row), "plans:row", row.pk), intro=intro)


def add_milestone(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say what of a row is to be reached, and by when."""
    row = find_row(request, pk)
    form = MilestoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_milestone(row, held, by=request.user)):
            return back_to(request, row, "The milestone is added.")
    return answer_form(request, "Add a milestone", form, (str(row), "plans:row", row.pk), intro=str(row))


def _find_milestone(request: PartnershipRequest, pk: int) -> Milestone:
    rows = Milestone.objects.select_related("tactical_action__plan")
    return get_object_or_404(rows, tactical_action__partnership=request.partnership, pk=pk)


def edit_milestone(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change a milestone."""
    milestone = _find_milestone(request, pk)
    row = milestone.tactical_action
    initial = {"text": milestone.text, "due_on": milestone.due_on}
    form = MilestoneForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_milestone(row, held, by=request.user, milestone=milestone)):
            return back_to(request, row, "Saved.")
    return answer_form(request, "Change a milestone", form, (str(row), "plans:row", row.pk))


def reach(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say when a milestone was reached, or that it was not."""
    milestone = _find_milestone(request, pk)
    row = milestone.tactical_action
    initial = {"on": milestone.reached_on or timezone.localdate()}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        if try_change(form, lambda: reach_milestone(milestone, on=on, by=request.user)):
            return back_to(request, row, "Saved.")
    return answer_form(request, "A milestone is reached", form, (str(row), "plans:row", row.pk), intro=milestone.text)
