"""What our sign-in does otherwise than its library: nobody signs up by themselves."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by whoever keeps the installation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: a stranger cannot make an account."""
        return False
