"""Search over all that the pages say, with the words in their context."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from wapentake.accounts.requests import PartnershipRequest
from wapentake.desk.forms import SearchForm
from wapentake.sources.search import search as find

HITS_A_PAGE = 20


def search(request: PartnershipRequest) -> HttpResponse:
    """Show what is found, or the empty box."""
    form = SearchForm(request.GET)
    wanted = form.wanted
    hits = find(
        request.partnership,
        wanted.get("q", ""),
        kind=wanted.get("kind"),
        since=wanted.get("since"),
        until=wanted.get("until"),
        newest=wanted.get("order") == "newest",
    )
    page = Paginator(hits, HITS_A_PAGE).get_page(request.GET.get("page"))
    narrowed = bool(form.errors) or any(name in wanted for name in ("kind", "since", "until", "order"))
    told = {"form": form, "asked": wanted.get("q", ""), "hits": hits, "page": page, "narrowed": narrowed}
    return render(request, "desk/search.html", told)
