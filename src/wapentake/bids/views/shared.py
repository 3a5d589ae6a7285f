"""What the pages of bids share: finding one, crumbs, the page of a form, and looking at a file."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wapentake.accounts.requests import PartnershipRequest
from wapentake.agendas.checks import check_file, check_size
from wapentake.bids.models import Bid
from wapentake.bids.queries.bids import find_bid
from wapentake.kit import pages


def get_bid(request: PartnershipRequest, pk: int) -> Bid:
    """Return a bid of the partnership, or answer that there is none."""
    return get_object_or_404(find_bid(request.partnership), pk=pk)


def list_crumbs(request: PartnershipRequest, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """Return the crumbs of a page below the list of bids. Shape: a step is its words and its address, "" for none."""
    first = {"text": "Bids", "href": reverse("bids:list", args=[request.partnership.slug])}
    return [first, *({"text": words, "href": href} for words, href in steps)]


def crumb_of(request: PartnershipRequest, bid: Bid) -> tuple[str, str]:
    """Return the crumb of a bid."""
    return bid.title, reverse("bids:bid", args=[request.partnership.slug, bid.pk])


def answer_form(
    request: PartnershipRequest, title: str, form: Form, *steps: tuple[str, str], **more: Any
) -> HttpResponse:
    """Answer with the page of a form; what is wrong in it is said with status 422."""
    return pages.answer_form(request, title, form, list_crumbs(request, *steps, (title, "")), **more)


def read_file(file: Any) -> dict[str, Any]:
    """Return what is kept of a file that was sent. Raises Refused for one that may not be kept."""
    check_size(file.name, file.size)
    return check_file(file.name, file.read()).values
