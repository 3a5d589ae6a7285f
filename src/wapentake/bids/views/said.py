"""What minutes say of bids: the list of proposals, taking one up, and refusing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.bids.changes import refuse_said, take_said
from wapentake.bids.forms import TakeForm
from wapentake.bids.lists import link_places
from wapentake.bids.models import Said
from wapentake.bids.queries.said import find_said
from wapentake.bids.told import Shown, show_said
from wapentake.bids.views.shared import answer_form
from wapentake.contacts.models import Organisation
from wapentake.kit.templatetags.kit import state_words
from wapentake.money.forms.fields import PoundsField
from wapentake.terms import fold_text

AT_ONCE = 25


def show_list(request: PartnershipRequest) -> HttpResponse:
    """Show what waits, by the meeting whose page says it."""
    page = Paginator(find_said(request.partnership), AT_ONCE).get_page(request.GET.get("page"))
    told = {
        "page": page,
        "shown": [show_said(one, slug=request.partnership.slug) for one in page],
        "may_write": request.role == Role.COORDINATOR,
        "places": link_places(request.partnership.slug, "bids:said"),
    }
    return render(request, "bids/said.html", told)


def _find(request: PartnershipRequest, pk: int) -> Said:
    rows = Said.objects.filter(partnership=request.partnership).select_related("document")
    return get_object_or_404(rows.defer("document__record"), pk=pk)


def take(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take words up as a bid: prefilled from them, with the words beside it."""
    said = _find(request, pk)
    shown = show_said(said, slug=request.partnership.slug)
    form = TakeForm(
        request.POST if request.method == "POST" else None, partnership=request.partnership, initial=_suggest(shown)
    )
    if request.method == "POST" and form.is_valid():
        budget = {"budget": said.budget} if said.budget is not None else {}
        bid = take_said(said, form.values | budget, bid=form.chosen, by=request.user)
        messages.success(request, "Taken up. The words of the minutes stand with the bid.")
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    step = ("Read from minutes", reverse("bids:said", args=[request.partnership.slug]))
    more = {"template": "bids/take.html", "one": shown, "save": "Take it up"}
    return answer_form(request, "Take up a bid from minutes", form, step, **more)


def _suggest(shown: Shown) -> dict[str, Any]:
    said = shown.said
    pence = said.asked or said.given
    who = shown.who.removeprefix("the ").removeprefix("The ")
    body = Organisation.objects.filter(partnership=said.partnership_id, key=fold_text(who)[:250]).first()
    return {
        "title": state_words(shown.what)[:300],
        "applicant": body.pk if body else "",
        "applicant_name": "" if body else who[:200],
        "revenue": PoundsField.show(pence),
    }


@require_POST
def refuse(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that words tell of no bid."""
    refuse_said(_find(request, pk), by=request.user)
    messages.success(request, "Refused. These words are not shown here again.")
    return redirect("bids:said", request.partnership.slug)
