"""Opening a link: whom it was made for, whether it still opens anything, and what no such page may let out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wapentake.bids.changes.marking import LINK_KIND
from wapentake.contacts.models import Person
from wapentake.kit.errors import Refused
from wapentake.letters.links import NO_LINK, read_token
from wapentake.letters.models import Link

View = Callable[..., HttpResponseBase]
_METHODS = {"read": ("GET", "HEAD"), "send": ("POST",), "both": ("GET", "HEAD", "POST")}


def by_link(kind: str, *, takes: str = "both", closed: bool = False) -> Callable[[View], View]:
    """Make a view of a token: it is handed the link, which is open, or, where it is `closed`, whichever there is.

    Means: nobody signs in, and no cookie is read or set. What allows a form is the address to which it goes, which
    nobody else knows; so it needs no mark against forgery, and browsers that hide where they come from can send it.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, token: str, **told: Any) -> HttpResponseBase:
            return _guard(_open(request, token, view, kind, closed, told))

        limited = require_http_methods(list(_METHODS[takes]))(opened)
        return csrf_exempt(login_not_required(limited))

    return mark


def _open(
    request: HttpRequest, token: str, view: View, kind: str, closed: bool, told: dict[str, Any]
) -> HttpResponseBase:
    link = read_token(token)
    if link is None or link.kind != kind:
        return render(request, "by_link/none.html", {"words": NO_LINK}, status=404)
    if not closed and not link.is_open(timezone.now()):
        return show_closed(request, link, token)
    try:
        return view(request, link, token, **told)
    except Refused as refused:
        return render(request, "by_link/refused.html", _frame(link, token) | {"words": refused.words}, status=409)


def show_closed(request: HttpRequest, link: Link, token: str) -> HttpResponse:
    """Say that a link opens nothing any more; where it only expired, offer a new one to the same address."""
    return render(request, "by_link/closed.html", _frame(link, token) | {"may_renew": may_renew(link)}, status=410)


def person_of(link: Link) -> Person:
    """Return whom a link was made for, under the name that was kept."""
    return link.person.joined_to or link.person


def may_renew(link: Link) -> bool:
    """Return whether a new link may go to the address of this one: it expired, and its person can still be reached.

    Means: one for a bid is made anew only with the bid's next round.
    """
    kept = person_of(link)
    return (
        link.kind != LINK_KIND
        and link.ended_at is None
        and not link.has_left
        and kept.email.lower() == link.email.lower()
    )


def _frame(link: Link, token: str) -> dict[str, Any]:
    """Return what each page of a link shows round its own part."""
    return {"link": link, "token": token, "partnership": link.partnership}


def show(request: HttpRequest, template: str, link: Link, token: str, **told: Any) -> HttpResponse:
    """Answer with a page of a link."""
    status = told.pop("status", 200)
    return render(request, template, _frame(link, token) | told, status=status)


def _guard(response: HttpResponseBase) -> HttpResponseBase:
    """Keep the address from other sites, from caches and from search."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
