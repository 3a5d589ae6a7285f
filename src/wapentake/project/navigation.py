"""What the header of each page shows: the partnership and where one may go in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

PLACES = (
    ("desk:home", "Home"),
    ("desk:meetings", "Meetings"),
    ("actions:list", "Actions"),
    ("chasing:overview", "Chasing"),
    ("decisions:list", "Decisions"),
    ("money:position", "Money"),
    ("bids:list", "Bids"),
    ("contacts:people", "People"),
    ("letters:list", "Letters"),
    ("sources:figures", "Figures"),
    ("sources:findings", "Findings"),
    ("intake:pages", "Pages"),
    ("desk:search", "Search"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the partnership of the address and the links of its menu; nothing for a page that has none."""
    partnership = getattr(request, "partnership", None)
    if partnership is None:
        return {}
    links = [{"text": text, "href": reverse(name, args=[partnership.slug])} for name, text in PLACES]
    path = request.path.replace(f"/{partnership.slug}/minutes/", f"/{partnership.slug}/meetings/", 1)
    current = max((link["href"] for link in links if path.startswith(link["href"])), key=len, default="")
    return {
        "partnership": partnership,
        "partnerships_count": partnership.choice,
        "navigation": [link | {"current": link["href"] == current} for link in links],
    }
