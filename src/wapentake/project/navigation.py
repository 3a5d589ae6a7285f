"""What the header of each page shows: the partnership and where one may go in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

MENU = (
    ("Home", (("desk:home", "Home"),)),
    ("Meetings", (("desk:meetings", "Meetings"), ("decisions:list", "Decisions"))),
    ("Actions", (("actions:list", "Actions"), ("chasing:overview", "Chasing"), ("letters:list", "Letters"))),
    ("Plan", (("plans:plan", "Plan"),)),
    (
        "Money",
        (
            ("money:position", "Money"),
            ("bids:list", "Bids"),
            ("returns:list", "Returns"),
            ("extracts:list", "Extracts"),
        ),
    ),
    ("People", (("contacts:people", "People"),)),
    ("Pages", (("intake:pages", "Pages"), ("sources:findings", "Findings"), ("sources:figures", "Figures"))),
    ("Search", (("desk:search", "Search"),)),
)
"""The parts of the menu, each with its places; a part leads to the first of them."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the partnership of the address and the links of its menu; nothing for a page that has none."""
    partnership = getattr(request, "partnership", None)
    if partnership is None:
        return {}
    path = request.path.replace(f"/{partnership.slug}/minutes/", f"/{partnership.slug}/meetings/", 1)
    at = {name: reverse(name, args=[partnership.slug]) for _, places in MENU for name, _ in places}
    under = [name for name, href in at.items() if path.startswith(href)]
    current = max(under, key=lambda name: len(at[name]), default="")
    part, many = next(((text, places) for text, places in MENU if current in dict(places)), ("", ()))
    menu = [{"text": text, "href": at[places[0][0]], "current": text == part} for text, places in MENU]
    places = [{"text": text, "href": at[name], "current": name == current} for name, text in many]
    return {
        "partnership": partnership,
        "partnerships_count": partnership.choice,
        "navigation": menu,
        "part": part,
        "part_places": places if len(places) > 1 else [],
    }
