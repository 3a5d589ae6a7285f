"""The first page after signing in: the only partnership one belongs to, or a choice of several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wapentake.accounts.models import Account


def choose(request: HttpRequest) -> HttpResponse:
    """Go to one's partnership, or show those that one belongs to."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 - the middleware lets nobody else in; told to the type checker
    partnerships = list(account.partnerships.order_by("name"))
    if len(partnerships) == 1:
        return redirect("desk:home", partnerships[0].slug)
    return render(request, "accounts/choose.html", {"partnerships": partnerships})
