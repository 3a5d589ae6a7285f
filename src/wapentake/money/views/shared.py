"""What the pages of money share: the year that is open, crumbs, and the page of a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit import pages
from wapentake.kit.errors import Refused
from wapentake.kit.pages import name_crumbs
from wapentake.money.models import Entry, Fund
from wapentake.money.queries.position import choose_journal, find_journals
from wapentake.terms import Amount

Made = TypeVar("Made")
NO_YEAR = "No year is open, so nothing can be entered. Open a year first, under “Years and limits”."


def in_open_year(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the journal into which is entered: of the year in the address, of today, or the newest open one.

    Where no year is open, it leads to where one is opened.
    """

    @wraps(view)
    def answer(request: PartnershipRequest, *args: Any, **told: Any) -> HttpResponse:
        open_ones = [one for one in find_journals(request.partnership) if not one.is_closed]
        journal = choose_journal(open_ones, request.GET.get("year", ""), today=timezone.localdate())
        if journal is None:
            messages.info(request, NO_YEAR)
            return redirect("money:years", request.partnership.slug)
        return view(request, journal, *args, **told)

    return answer


def try_change(form: Form, change: Callable[[], Made]) -> Made | None:
    """Return what a change made; where the rules do not allow it, the form says why and keeps what was typed."""
    try:
        return change()
    except Refused as refused:
        form.add_error(None, refused.words)
        return None


def find_fund(request: PartnershipRequest, pk: int) -> Fund:
    """Return a fund of the partnership, or answer that there is none."""
    return get_object_or_404(Fund.objects.select_related("journal"), partnership=request.partnership, pk=pk)


def list_crumbs(request: PartnershipRequest, *steps: tuple[str, str, Any]) -> list[dict[str, str]]:
    """Return the crumbs of a page below the position. Shape: a step is its words, its address, and what that takes."""
    return name_crumbs(request.partnership.slug, ("Money", "money:position", None), *steps)


def answer_form(
    request: PartnershipRequest, title: str, form: Any, *steps: tuple[str, str, Any], **more: Any
) -> HttpResponse:
    """Answer with the page of a form; what is wrong in it is said with status 422."""
    return pages.answer_form(request, title, form, list_crumbs(request, *steps, (title, "", None)), **more)


def say_entered(entry: Entry) -> str:
    """Say what became of what was entered."""
    if not entry.is_sealed:
        return f"“{entry}” is entered, and waits until somebody else approves it. It does not count before."
    if entry.beyond:
        by = Amount(entry.beyond).say()
        return f"“{entry}” is entered. It goes beyond what its fund has left, by {by}, and is marked so."
    return f"“{entry}” is entered."
