"""People, organisations, and pairs of names that may be one person."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.contacts.changes import decide_likeness
from wapentake.contacts.forms import LikenessForm, OrganisationFilter, PeopleFilter
from wapentake.contacts.lists import link_places, list_organisations, list_people
from wapentake.contacts.models import Likeness, LikenessState
from wapentake.contacts.queries import find_likenesses, find_organisations, find_people
from wapentake.kit.lists import ROWS_A_PAGE, answer_list

_SAID = {
    LikenessState.SAME: "Saved: one person, shown as {kept}. You can think again at any time.",
    LikenessState.DIFFERENT: "Saved: two people. You can think again at any time.",
    LikenessState.OPEN: "Open again: nothing is decided about these names.",
}


def show_people(request: PartnershipRequest) -> HttpResponseBase:
    """Show the people who are asked for."""
    form = PeopleFilter(request.GET, partnership=request.partnership)
    listing = list_people(request.partnership)
    places = link_places(request.partnership.slug, "contacts:people")
    rows = find_people(request.partnership, form.wanted)
    return answer_list(request, rows, listing, form=form, template="contacts/list.html", more={"places": places})


def show_organisations(request: PartnershipRequest) -> HttpResponseBase:
    """Show the organisations that are asked for."""
    form = OrganisationFilter(request.GET)
    listing = list_organisations(request.partnership)
    places = link_places(request.partnership.slug, "contacts:organisations")
    rows = find_organisations(request.partnership, form.wanted)
    return answer_list(request, rows, listing, form=form, template="contacts/list.html", more={"places": places})


def show_likenesses(request: PartnershipRequest) -> HttpResponse:
    """Show pairs of names that may be one person, those to decide first."""
    page = Paginator(find_likenesses(request.partnership), ROWS_A_PAGE).get_page(request.GET.get("page"))
    places = link_places(request.partnership.slug, "contacts:likenesses")
    return render(request, "contacts/likenesses.html", {"page": page, "places": places})


@require_POST
def decide(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say that two names are one person or two, or open the question again."""
    rows = Likeness.objects.filter(partnership=request.partnership).select_related("one", "other")
    likeness = get_object_or_404(rows, pk=pk)
    form = LikenessForm(request.POST, likeness=likeness)
    if not form.is_valid():
        raise Http404("no such decision")
    state = LikenessState(form.cleaned_data["decision"])
    keep = likeness.other if form.cleaned_data["keep"] == likeness.other_id else likeness.one
    decide_likeness(likeness, state, keep=keep, by=request.user)
    messages.success(request, _SAID[state].format(kept=keep.name))
    return redirect("contacts:likenesses", request.partnership.slug)
