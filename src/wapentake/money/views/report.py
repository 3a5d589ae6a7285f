"""The treasurer's report as a page and as files, how awards are split over the plan, and what is still expected."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.exports import make_book, stream_csv
from wapentake.kit.lists import answer_list
from wapentake.money.changes import Decided, put_budget, put_outlook
from wapentake.money.forms import PostingFilter
from wapentake.money.forms.fields import PoundsField
from wapentake.money.forms.reports import BudgetForm, OutlookForm, UntilForm
from wapentake.money.lists import link_places, list_postings
from wapentake.money.models import Outlook
from wapentake.money.queries.parts import find_part, sum_sides
from wapentake.money.queries.position import choose_journal, find_journals
from wapentake.money.queries.report import find_report
from wapentake.money.queries.year_end import count_drafts
from wapentake.money.reporting import FIGURES, Places, draw_group, draw_months, draw_where, link_totals, link_whole
from wapentake.money.sheets import find_fenced, flatten, list_columns, list_sheets
from wapentake.money.views.shared import answer_form, find_fund, list_crumbs, try_change
from wapentake.plans.models import TacticalAction


def show_report(request: PartnershipRequest) -> HttpResponseBase:
    """Show the treasurer's report of a year up to a day, or send it as CSV or as a spreadsheet."""
    partnership, today = request.partnership, timezone.localdate()
    journals = find_journals(partnership)
    journal = choose_journal(journals, request.GET.get("year", ""), today=today)
    told = {"places": link_places(partnership.slug, "money:report"), "journals": journals, "journal": journal}
    if journal is None:
        return render(request, "money/begin.html", told)
    journal.partnership = partnership
    form = UntilForm(request.GET, journal=journal, today=today)
    report = find_report(journal, until=form.day)
    name = f"{partnership.slug}-treasurer-{str(journal).replace('/', '-')}-{report.until}"
    if request.GET.get("format") == "csv":
        return stream_csv(list_columns(), flatten(report), name=name)
    if request.GET.get("format") == "xlsx":
        return make_book(list_sheets(report), name=name)
    places = Places(partnership.slug, report)
    told |= {
        "form": form,
        "report": report,
        "heads": list(FIGURES),
        "groups": [draw_group(group, places) for group in report.groups],
        "totals": link_totals(report, places),
        "whole": link_whole(report, places),
        "late": [
            (one, places.list_postings("prior-year", fund=one.fund.pk, tactical_action=_key(one.tactical_action)))
            for one in report.late
        ],
        "fenced": [(row, places.list_postings("result", fund=row.fund.pk)) for row in find_fenced(report)],
        "where": draw_where(report, places),
        "months": draw_months(report, places),
        "drafts": count_drafts(journal),
    }
    return render(request, "money/report.html", told)


def _key(tactical_action: TacticalAction | None) -> int | str:
    return tactical_action.pk if tactical_action else "none"


def show_postings(request: PartnershipRequest) -> HttpResponseBase:
    """Show the postings of which a figure is made, and what they come to."""
    form = PostingFilter(request.GET, partnership=request.partnership)
    rows = find_part(request.partnership, form.wanted)
    debits, credits = sum_sides(rows)
    more = {
        "places": link_places(request.partnership.slug, "money:postings"),
        "debits": debits,
        "credits": credits,
        "rest": abs(debits - credits),
        "crumbs": list_crumbs(request, ("Treasurer’s report", "money:report", None), ("Postings", "", None)),
    }
    listing = list_postings(request.partnership)
    return answer_list(request, rows, listing, form=form, template="money/postings.html", more=more)


def edit_budget(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say how the award of a fund is split over tactical actions."""
    fund = find_fund(request, pk)
    form = BudgetForm(request.POST if request.method == "POST" else None, fund=fund)
    steps = (fund.name, "money:fund", fund.pk)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        decided = Decided(words=held["decided"], decision=form.decisions.get(held["decision"]))
        if try_change(form, lambda: put_budget(fund, form.split, decided, by=request.user)) is not None:
            messages.success(request, "Saved. Later moves are virements.")
            return redirect("money:fund", request.partnership.slug, fund.pk)
    intro = "This is the original budget. What is not split stays for no tactical action."
    if not form.tactical_actions:
        intro = "The plan has no tactical action in this year yet. Add some to the plan first."
    return answer_form(request, "Split the award over the plan", form, steps, intro=intro)


def edit_outlook(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say what is still expected of a part of a fund."""
    fund = find_fund(request, pk)
    asked = request.GET.get("tactical_action", "")
    own = TacticalAction.objects.filter(partnership=request.partnership)
    tactical_action = get_object_or_404(own, pk=asked) if asked.isdigit() else None
    known = Outlook.objects.filter(fund=fund, tactical_action=tactical_action).first()
    initial = {"pence": PoundsField.show(known.pence), "note": known.note} if known else {}
    form = OutlookForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        told = {"note": held["note"], "on": timezone.localdate(), "by": request.user}
        put_outlook(fund, tactical_action, held["pence"], **told)
        messages.success(request, "Saved.")
        address = redirect("money:report", request.partnership.slug)
        address["Location"] += f"?year={fund.journal}"
        return address
    about = f"{tactical_action}, from {fund}" if tactical_action else f"{fund}, for no tactical action"
    if known:
        about += f". {known.by_name} wrote the last one"
    steps = ("Treasurer’s report", "money:report", None)
    return answer_form(request, "Forecast and note", form, steps, intro=f"{about}.")
