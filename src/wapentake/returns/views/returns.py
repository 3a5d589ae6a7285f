"""Returns: the list, and the forms of one: what it is of, its days, its parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Account
from wapentake.accounts.requests import PartnershipRequest
from wapentake.contacts.queries import find_here
from wapentake.kit.lists import answer_list
from wapentake.kit.templatetags.kit import count
from wapentake.plans.models import TacticalAction
from wapentake.returns.changes import draft_parts, edit_return, move_due, put_part, put_return
from wapentake.returns.forms import MoveForm, PartForm, ReturnForm
from wapentake.returns.lists import list_returns
from wapentake.returns.models import Part, Return
from wapentake.returns.queries import find_returns
from wapentake.returns.rules import next_period
from wapentake.returns.views.shared import answer_form, find_part, find_return, take

_MONTH = timedelta(31)


def show_list(request: PartnershipRequest) -> HttpResponseBase:
    """Show the returns of the partnership."""
    rows, listing = find_returns(request.partnership), list_returns(request.partnership)
    return answer_list(request, rows, listing, template="returns/list.html")


def add(request: PartnershipRequest) -> HttpResponse:
    """Make a return; its form begins with the one before."""
    data = request.POST if request.method == "POST" else None
    form = ReturnForm(data, partnership=request.partnership, initial=_begin(request))
    made = take(request, form, lambda: put_return(request.partnership, form.cleaned_data, by=request.user))
    if made:
        many = len(draft_parts(made, by=request.user))
        messages.success(request, f"“{made}” is there, with {count(many, 'part')} from the plan and the ledger.")
        return redirect("desk:return", request.partnership.slug, made.pk)
    return answer_form(request, "Add a return", form, None)


def _begin(request: PartnershipRequest) -> dict[str, object]:
    """Return what a new return begins with: the funder, funds and length of the last one."""
    last = Return.objects.filter(partnership=request.partnership).order_by("-period_to", "-pk").first()
    if last is None:
        return {"asks_below": "500"}
    begins, ends = next_period(last.period_from, last.period_to)
    days = {"period_from": begins, "period_to": ends, "due_internal_on": ends + _MONTH, "due_on": ends + 2 * _MONTH}
    return {**ReturnForm.read(last), "name": "", **days}


def edit(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change what a return is of."""
    of = find_return(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ReturnForm(data, partnership=request.partnership, edits=of, initial=ReturnForm.read(of))
    if take(request, form, lambda: edit_return(of, form.cleaned_data, by=request.user)):
        messages.success(request, "Saved.")
        return redirect("desk:return", request.partnership.slug, of.pk)
    return answer_form(request, "Change the return", form, of)


def move(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Move the partners’ day or the funder’s, with the reason."""
    of = find_return(request, pk)
    form = MoveForm(request.POST if request.method == "POST" else None, initial={"which": "internal"})
    if take(request, form, lambda: _move(of, form.cleaned_data, request.user)):
        messages.success(request, "The day is moved. People are reminded by the new one.")
        return redirect("desk:return", request.partnership.slug, of.pk)
    return answer_form(request, "Move a day", form, of, save="Move it")


def _move(of: Return, held: Mapping[str, Any], by: Account) -> Return:
    return move_due(of, held["to"], is_internal=held["which"] == "internal", why=held["why"], by=by)


@require_POST
def draft(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Add the parts for which the funds have money and the return has none yet."""
    of = find_return(request, pk)
    many = len(draft_parts(of, by=request.user))
    messages.success(request, f"{count(many, 'part')} added." if many else "Every tactical action with money is in it.")
    return redirect("desk:return", request.partnership.slug, of.pk)


def add_part(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Add a part to a return."""
    return _answer_part(request, find_return(request, pk), None)


def change_part(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Change what a part is of, and who leads it."""
    part = find_part(request, pk)
    return _answer_part(request, part.of, part)


def _answer_part(request: PartnershipRequest, of: Return, part: Part | None) -> HttpResponse:
    rows = TacticalAction.objects.filter(partnership=request.partnership).order_by("plan", "ref")
    people = find_here(request.partnership, today=timezone.localdate())
    data, initial = request.POST if request.method == "POST" else None, PartForm.read(part) if part else {}
    form = PartForm(data, rows=rows, people=people, of=of, initial=initial)
    made = take(request, form, lambda: put_part(of, form.cleaned_data, by=request.user, part=part))
    if made:
        messages.success(request, f"“{made}” is in the return.")
        return redirect("desk:return", request.partnership.slug, of.pk)
    if part is None:
        return answer_form(request, "Add a part", form, of)
    step = (part.title, reverse("returns:part", args=[request.partnership.slug, part.pk]))
    return answer_form(request, "Change the part", form, of, step)
