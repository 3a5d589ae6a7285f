"""The request that a view of a partnership is handed."""

from __future__ import annotations

from django.http import HttpRequest

from wapentake.accounts.models import Account, Partnership


class PartnershipRequest(HttpRequest):
    """A request of a member, with the partnership of its address and the role in it. The middleware sees to them."""

    user: Account
    partnership: Partnership
    role: str
