"""Sends who is not signed in to sign in; puts the partnership of the address on the request, for its members.

Anybody else is answered "not found".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db.models import Count, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from wapentake.accounts.access import may_see, may_use
from wapentake.accounts.models import Membership, Partnership
from wapentake.kit.middleware import page_before, refuse

NOT_YOURS = "Your role does not let you do this. Nothing was changed. Ask your coordinator."


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sends who is not signed in to sign in, and back to the page they had open."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase], *args: Any
    ) -> HttpResponseBase | None:
        """Ask nothing of who comes to a page for everybody: not even whether they are signed in."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, *args)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Lead back to the page of a form, and not to where the form was sent, which shows nothing."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        login = self.get_login_url(view_func)
        return redirect_to_login(page_before(request), login, self.get_redirect_field_name(view_func))


class PartnershipMiddleware:
    """Takes the keyword `partnership` of an address and makes it `request.partnership`.

    A view under such an address is handed only what remains of its keywords. Who is no member learns nothing: a
    partnership that is not theirs and one that there is not give the same answer. What a role may not do is refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Hold what comes after."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Set `request.partnership` where the address names one; its `choice` is how many the account belongs to."""
        slug = kwargs.pop("partnership", None)
        if slug is None or not request.user.is_authenticated:
            return None
        own = Membership.objects.filter(account=request.user).order_by()
        many = own.values("account").annotate(many=Count("pk")).values("many")
        role = own.filter(partnership=OuterRef("pk")).values("role")
        mine = Partnership.objects.filter(slug=slug, members=request.user)
        found = mine.annotate(choice=Subquery(many), role=Subquery(role)).first()
        if found is None or not may_see(view, role=found.role):
            raise Http404("no such partnership")
        request.partnership = found  # type: ignore[attr-defined]  # declared in accounts.requests
        request.role = found.role  # type: ignore[attr-defined]  # declared in accounts.requests
        room = request.resolver_match.namespace if request.resolver_match else ""
        if not may_use(view, role=found.role, method=request.method or "", room=room):
            return refuse(request, NOT_YOURS)
        return None
