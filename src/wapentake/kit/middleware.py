"""What a person sees when the rules do not allow a change: the words of the refusal, on the page they came from.

And that a whole page is never put where only a part of one belongs.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from wapentake.kit.errors import Refused


class RefusedMiddleware:
    """Turns `Refused` into a message on the page from which the change was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Hold what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Go back with the words; anything else is a bug and stays one."""
        return refuse(request, exception.words) if isinstance(exception, Refused) else None


class WholePageMiddleware:
    """Where a part of a page is asked for alone (by htmx) and the answer leads elsewhere, has the browser go there.

    Else the script would follow by itself, and put a whole page in the place of the part.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Hold what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if "HX-Request" in request.headers and isinstance(response, HttpResponseRedirectBase):
            return HttpResponse(headers={"HX-Redirect": response.url})
        return response


def refuse(request: HttpRequest, words: str) -> HttpResponse:
    """Go back to the page from which a change was asked, with the words of the refusal."""
    messages.error(request, words)
    return redirect(page_before(request))


def page_before(request: HttpRequest) -> str:
    """Return the path of the page of ours that the request came from, or that it went to."""
    came_from = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return request.path
