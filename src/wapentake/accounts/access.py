"""What each role may do: everybody who belongs to a partnership reads, a coordinator writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wapentake.accounts.models import Role

SAFE = ("GET", "HEAD", "OPTIONS")


def may_use(view: Callable[..., Any], *, role: str, method: str) -> bool:
    """Return whether a role may use a view: a coordinator always, others where they read or it says so."""
    return role == Role.COORDINATOR or method in SAFE or role in getattr(view, "also_for", ())


def also_for(*roles: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let these roles, beside a coordinator, send forms to a view."""

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.also_for = roles  # type: ignore[attr-defined]  # read by may_use
        return view

    return mark
