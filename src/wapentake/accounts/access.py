"""What each role may do: everybody who belongs to a partnership reads, a coordinator writes, finance writes money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wapentake.accounts.models import Role

SAFE = ("GET", "HEAD", "OPTIONS")
View = Callable[..., Any]
ROOMS: dict[str, tuple[str, ...]] = {Role.FINANCE: ("money", "extracts")}
"""The rooms, as their addresses name them, to whose views a role may send every form."""


def may_see(view: View, *, role: str) -> bool:
    """Return whether a role may know of a view at all: each may, but where the view is `only_for` others."""
    return role in getattr(view, "only_for", (role,))


def may_use(view: View, *, role: str, method: str, room: str = "") -> bool:
    """Return whether a role may use a view: a coordinator always, others where they read, or it is for them too."""
    if role == Role.COORDINATOR or method in SAFE:
        return True
    return room in ROOMS.get(role, ()) or role in getattr(view, "also_for", ())


def also_for(*roles: str) -> Callable[[View], View]:
    """Let these roles, beside a coordinator, send forms to a view."""

    def mark(view: View) -> View:
        view.also_for = roles  # type: ignore[attr-defined]  # read by may_use
        return view

    return mark


def only_for(*roles: str) -> Callable[[View], View]:
    """Keep a view from all other roles, as if it were not there."""

    def mark(view: View) -> View:
        view.only_for = roles  # type: ignore[attr-defined]  # read by may_see
        return view

    return mark
