"""What the pages of returns share: finding a return or a part, crumbs, and the page of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit import pages
from wapentake.kit.errors import Refused
from wapentake.returns.models import Part, Return

Made = TypeVar("Made")


def find_return(request: PartnershipRequest, pk: int) -> Return:
    """Return a return of the partnership, or answer that there is none."""
    return get_object_or_404(Return, partnership=request.partnership, pk=pk)


def find_part(request: PartnershipRequest, pk: int) -> Part:
    """Return a part of a return of the partnership, or answer that there is none."""
    rows = Part.objects.select_related("of__partnership", "tactical_action", "lead__joined_to", "lead_body")
    return get_object_or_404(rows, of__partnership=request.partnership, pk=pk)


def list_crumbs(request: PartnershipRequest, of: Return | None, *steps: tuple[str, str]) -> list[dict[str, str]]:
    """Return the crumbs of a page below the list of returns. Shape: a step is its words and its address."""
    slug = request.partnership.slug
    crumbs = [{"text": "Returns", "href": reverse("returns:list", args=[slug])}]
    if of is not None:
        crumbs.append({"text": of.name, "href": reverse("desk:return", args=[slug, of.pk])})
    return [*crumbs, *({"text": words, "href": href} for words, href in steps)]


def answer_form(
    request: PartnershipRequest, title: str, form: Any, of: Return | None, *steps: tuple[str, str], **more: Any
) -> HttpResponse:
    """Answer with the page of a form; what is wrong in it is said with status 422."""
    return pages.answer_form(request, title, form, list_crumbs(request, of, *steps, (title, "")), **more)


def take(request: PartnershipRequest, form: Any, change: Callable[[], Made]) -> Made | None:
    """Return what a change made of a form that was sent and is complete; a refusal stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return change()
    except Refused as refused:
        form.add_error(None, refused.words)
        return None
