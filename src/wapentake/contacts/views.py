"""People, organisations, and pairs of names that may be one person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from wapentake.accounts.models import Role
from wapentake.accounts.requests import PartnershipRequest
from wapentake.contacts.forms import OrganisationFilter, PeopleFilter
from wapentake.contacts.lists import link_places, list_organisations, list_people
from wapentake.contacts.queries import find_likenesses, find_organisations, find_people
from wapentake.kit.lists import ROWS_A_PAGE, answer_list


def show_people(request: PartnershipRequest) -> HttpResponseBase:
    """Show the people who are asked for."""
    form = PeopleFilter(request.GET, partnership=request.partnership)
    listing = list_people(request.partnership)
    places = link_places(request.partnership.slug, "contacts:people")
    rows = find_people(request.partnership, form.wanted)
    more = {"places": places, "may_add": request.role == Role.COORDINATOR}
    return answer_list(request, rows, listing, form=form, template="contacts/list.html", more=more)


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
