"""Funders' spreadsheets: those that are kept, and what goes into which of their names."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.returns.changes.templates import keep_template, map_names
from wapentake.returns.forms.templates import MappingForm, TemplateForm
from wapentake.returns.models import Template
from wapentake.returns.views.shared import list_crumbs, take
from wapentake.returns.workbooks import list_names
from wapentake.returns.workbooks.names import MOST_BYTES


def show_templates(request: PartnershipRequest) -> HttpResponse:
    """Show the spreadsheets of funders, and keep one."""
    posted = request.method == "POST"
    initial = {"funder": request.GET.get("funder", "")}
    form = TemplateForm(request.POST if posted else None, request.FILES if posted else None, initial=initial)

    def keep() -> Template:
        file = form.cleaned_data["file"]
        data = file.read(MOST_BYTES + 1)
        return keep_template(request.partnership, form.cleaned_data["funder"], file.name, data, by=request.user)

    if made := take(request, form, keep):
        messages.success(request, "The spreadsheet is kept. Say what goes into its names.")
        return redirect("returns:template", request.partnership.slug, made.pk)
    told = {
        "form": form,
        "templates": list(Template.objects.filter(partnership=request.partnership).defer("data").order_by("funder")),
        "crumbs": list_crumbs(request, None, ("Funders’ spreadsheets", "")),
        "may_write": request.role == Role.COORDINATOR,
    }
    return render(request, "returns/templates.html", told, status=422 if form.errors else 200)


def edit_template(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show the names of a spreadsheet, and say what goes into each."""
    template = get_object_or_404(Template, partnership=request.partnership, pk=pk)
    names = list_names(bytes(template.data))
    usable = [one for one in names if not one.trouble]
    data = request.POST if request.method == "POST" else None
    form = MappingForm(data, names=usable, initial=MappingForm.read(template, usable))
    if take(request, form, lambda: map_names(template, form.mapping, by=request.user)):
        messages.success(request, "Saved. Returns to this funder are compiled so.")
        return redirect("returns:template", request.partnership.slug, template.pk)
    told = {
        "template": template,
        "form": form,
        "troubles": [one for one in names if one.trouble],
        "crumbs": list_crumbs(request, None, ("Funders’ spreadsheets", _templates(request)), (template.name, "")),
        "may_write": request.role == Role.COORDINATOR,
    }
    return render(request, "returns/template.html", told, status=422 if form.errors else 200)


def _templates(request: PartnershipRequest) -> str:
    return reverse("returns:templates", args=[request.partnership.slug])
