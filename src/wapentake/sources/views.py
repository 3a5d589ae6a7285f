"""Money and figures that pages mention, and what the reader noticed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.lists import answer_list
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import state_tag, state_words
from wapentake.sources.changes import settle_finding
from wapentake.sources.forms import AmountFilter, FigureFilter, FindingFilter, SettleForm
from wapentake.sources.lists import list_amounts, list_figures, list_findings, show_place
from wapentake.sources.models import Finding, FindingState
from wapentake.sources.queries import find_amounts, find_figures, find_findings
from wapentake.terms import FindingCode

_SAYS = {code.value: code.says for code in FindingCode}


def show_amounts(request: PartnershipRequest) -> HttpResponseBase:
    """Show the sums of money that are asked for."""
    form = AmountFilter(request.GET)
    rows = find_amounts(request.partnership, form.wanted)
    return answer_list(request, rows, list_amounts(request.partnership), form=form)


def show_figures(request: PartnershipRequest) -> HttpResponseBase:
    """Show the figures that are asked for."""
    form = FigureFilter(request.GET)
    rows = find_figures(request.partnership, form.wanted)
    return answer_list(request, rows, list_figures(request.partnership), form=form)


def show_findings(request: PartnershipRequest) -> HttpResponseBase:
    """Show the findings that are asked for."""
    form = FindingFilter(request.GET)
    rows = find_findings(request.partnership, form.wanted)
    return answer_list(request, rows, list_findings(request.partnership), form=form)


def show_finding(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Show a finding, and let a person say what became of it."""
    finding = get_object_or_404(find_findings(request.partnership, {}), pk=pk)
    said = {"state": finding.state, "explanation": finding.explanation}
    form = SettleForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        state, explanation = FindingState(form.cleaned_data["state"]), form.cleaned_data["explanation"]
        settle_finding(finding, state, explanation=explanation, by=request.user)
        messages.success(request, f"Saved: {state.label.lower()}.")
        return redirect("sources:findings", request.partnership.slug)
    told = {
        "finding": finding,
        "form": form,
        "rows": _summarise(finding, request.partnership.slug),
        "history": find_history(request.partnership.pk, finding),
        "crumbs": [
            {"text": "Findings", "href": reverse("sources:findings", args=[request.partnership.slug])},
            {"text": "Finding", "href": ""},
        ],
    }
    return render(request, "sources/finding.html", told)


def _summarise(finding: Finding, slug: str) -> list[dict[str, str]]:
    rows = {
        "Matters": state_tag(finding.severity),
        "What was noticed": state_words(finding.code),
        "That means": _SAYS[finding.code],
        "State": state_tag(finding.state, finding.get_state_display()),
        "Explanation": finding.explanation,
        "Where": "Across pages" if finding.across else "On a page",
        "Page": show_place(finding, slug),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]
