"""Funds: the list, one with what moved in it, its forms, and how far its money has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.lists import answer_list, match_words
from wapentake.kit.queries import find_history
from wapentake.kit.templatetags.kit import count, date_words, state_tag
from wapentake.money.changes import move_drawdown, put_fund
from wapentake.money.forms import DrawdownForm, FundFilter, FundForm
from wapentake.money.lists import link_places, list_funds, list_postings
from wapentake.money.models import Drawdown, Fund, Journal
from wapentake.money.queries.journal import find_postings
from wapentake.money.queries.position import Row, find_fund_row
from wapentake.money.rules import Heading
from wapentake.money.views.shared import answer_form, find_fund, in_open_year, list_crumbs, try_change
from wapentake.terms import Amount


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the funds that are asked for."""
    form = FundFilter(request.GET, partnership=request.partnership)
    wanted = form.wanted
    rows = Fund.objects.filter(match_words(wanted.get("words", ""), "name", "funder"), partnership=request.partnership)
    if year := wanted.get("year"):
        rows = rows.filter(journal=year)
    if drawdown := wanted.get("drawdown"):
        rows = rows.filter(drawdown=drawdown)
    more = {"places": link_places(request.partnership.slug, "money:funds")}
    listing = list_funds(request.partnership)
    rows = rows.select_related("journal")
    return answer_list(request, rows, listing, form=form, template="money/funds.html", more=more)


def show_fund(request: PartnershipRequest, pk: int) -> HttpResponseBase:
    """Show a fund: where it stands, how far its money has come, and each posting in it."""
    fund = find_fund(request, pk)
    today = timezone.localdate()
    row = find_fund_row(fund, today=today)
    waited = (today - fund.drawdown_on).days if fund.drawdown == Drawdown.PO_AWAITED and fund.drawdown_on else None
    more = {
        "fund": fund,
        "figures": list_figures(row),
        "rows": summarise(fund),
        "waited": count(waited, "day") if waited is not None else "",
        "history": find_history(request.partnership.pk, fund),
        "crumbs": list_crumbs(request, ("Funds", "money:funds", None), (fund.name, "", None)),
    }
    listing = list_postings(request.partnership, fund)
    return answer_list(request, find_postings(fund), listing, template="money/fund.html", more=more)


def list_figures(row: Row) -> list[dict[str, str]]:
    """Return how what is free in a fund comes about."""
    standing = row.standing
    lines = {
        "Awarded": row.given(Heading.GRANT),
        "Received": row.fund.award and row.given(Heading.GRANT) - row.sums.get(Heading.DUE, 0),
        "Brought forward": row.given(Heading.OPENING),
        "Virements": row.given(Heading.VIREMENT),
        "Spent this year": row.spent,
        "Spent for earlier years": row.given(Heading.PRIOR),
        "Committed": -standing.committed,
        "Conditional": -standing.conditional,
        "Left to commit in this fund": standing.headroom,
        "Free for anything": standing.free,
    }
    always = ("Awarded", "Left to commit in this fund", "Free for anything")
    return [{"key": key, "value": Amount(one).say()} for key, one in lines.items() if one or key in always]


def summarise(fund: Fund) -> list[dict[str, str]]:
    """Return what is known of a fund; what is not said is left out."""
    rows = {
        "Year": str(fund.journal),
        "Kind": fund.get_kind_display(),
        "Funder": fund.funder,
        "Award in the funder’s letter": Amount(fund.award).say() if fund.award else "",
        "Pays for": fund.get_nature_display(),
        "Ring-fenced": fund.criteria if fund.is_ring_fenced else "",
        "Spend by": date_words(fund.spend_by),
        "At the year’s end": fund.get_carries_display(),
        "Carrying it forward was approved": fund.carry_approval,
        "May be claimed back": fund.claw_back,
        "Virements": "The funder approves each" if fund.asks_funder else "",
        "Drawdown": state_tag(fund.drawdown, fund.get_drawdown_display()) if fund.drawdown else "",
        "Purchase order": fund.purchase_order,
        "Our invoice": fund.invoice_number,
        "Holds the rest of": str(fund.follows or ""),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


@in_open_year
def add_fund(request: PartnershipRequest, journal: Journal) -> HttpResponse:
    """Add a fund to the year that is open."""
    form = FundForm(request.POST if request.method == "POST" else None, initial=FundForm.read(None))
    if request.method == "POST" and form.is_valid() and (fund := _keep(request, journal, form)):
        messages.success(
            request, f"“{fund}” is a fund of {journal}. Enter its award when the funder’s letter is there."
        )
        return redirect("money:fund", request.partnership.slug, fund.pk)
    return answer_form(request, "Add a fund", form, ("Funds", "money:funds", None), intro=f"For {journal}.")


def _keep(request: PartnershipRequest, journal: Journal, form: FundForm, fund: Fund | None = None) -> Fund | None:
    return try_change(form, lambda: put_fund(journal, form.cleaned_data, by=request.user, fund=fund))


def edit_fund(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change what is said of a fund."""
    fund = find_fund(request, pk)
    form = FundForm(request.POST if request.method == "POST" else None, initial=FundForm.read(fund))
    if request.method == "POST" and form.is_valid() and _keep(request, fund.journal, form, fund):
        messages.success(request, "Saved. What was entered in it is as it was.")
        return redirect("money:fund", request.partnership.slug, fund.pk)
    return answer_form(request, "Change a fund", form, (fund.name, "money:fund", fund.pk))


def move_on(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say how far the money of a fund has come."""
    fund = find_fund(request, pk)
    initial = {
        "state": fund.drawdown or Drawdown.APPROVED,
        "on": timezone.localdate(),
        "purchase_order": fund.purchase_order,
        "invoice_number": fund.invoice_number,
    }
    form = DrawdownForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        numbers = {name: held[name] for name in ("purchase_order", "invoice_number")}
        move_drawdown(fund, Drawdown(held["state"]), on=held["on"], values=numbers, by=request.user)
        messages.success(request, "Saved.")
        return redirect("money:fund", request.partnership.slug, fund.pk)
    intro = "Saying so moves no money: enter what was received as an entry of the journal."
    return answer_form(request, "How far the money is", form, (fund.name, "money:fund", fund.pk), intro=intro)
