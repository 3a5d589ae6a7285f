"""How columns are read: the list, and the form of one kind of extract."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from wapentake.accounts.requests import PartnershipRequest
from wapentake.extracts.changes import put_mapping
from wapentake.extracts.forms import MappingForm
from wapentake.extracts.lists import list_mappings
from wapentake.extracts.models import Mapping
from wapentake.extracts.views.shared import FIRST, crumbs_of
from wapentake.kit.lists import answer_list
from wapentake.money.views.shared import answer_form, try_change

STEP = ("How columns are read", "extracts:mappings", None)
INTRO = "Write the name of each column just as it stands in the file. Leave empty what the file does not have."


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the kinds of extract."""
    rows = Mapping.objects.filter(partnership=request.partnership)
    more = {"crumbs": crumbs_of(request, ("How columns are read", "", None))}
    return answer_list(request, rows, list_mappings(request.partnership), template="extracts/mappings.html", more=more)


def add(request: PartnershipRequest) -> HttpResponse:
    """Say how a new kind of extract is read."""
    form = MappingForm(request.POST if request.method == "POST" else None)
    return _answer(request, form, title="Add a kind of extract")


def edit(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say it otherwise. What is in stays as it came."""
    mapping = get_object_or_404(Mapping, partnership=request.partnership, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = MappingForm(data, initial=MappingForm.read(mapping))
    return _answer(request, form, title=f"How “{mapping}” is read", mapping=mapping)


def _answer(
    request: PartnershipRequest, form: MappingForm, *, title: str, mapping: Mapping | None = None
) -> HttpResponse:
    made = None
    if request.method == "POST" and form.is_valid():
        values, by = form.cleaned_data, request.user
        made = try_change(form, lambda: put_mapping(request.partnership, values, by=by, mapping=mapping))
    if made:
        messages.success(request, f"Saved. Choose “{made}” when you bring such a file in.")
        return redirect("extracts:mappings", request.partnership.slug)
    return answer_form(request, title, form, FIRST, STEP, intro=INTRO)
