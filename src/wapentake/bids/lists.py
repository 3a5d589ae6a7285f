"""How bids are listed, the links above their pages, and the colours of their states."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from wapentake.accounts.models import Partnership
from wapentake.bids.models import Bid
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import state_tag
from wapentake.terms import Amount

PLACES = (
    ("bids:list", "Bids"),
    ("bids:said", "Read from minutes"),
    ("bids:scheme", "How bids are marked"),
)
# The colours of the states, by states of the kit that have them.
COLOURS = {
    "circulated": "open",
    "scored": "open",
    "moderated": "new",
    "with-conditions": "conditional",
    "in-principle": "agreed-in-principle",
    "signed": "accepted",
    "paying": "in-progress",
    "monitored": "complete",
    "clawed-back": "warning",
}


def show_state(bid: Bid) -> str:
    """Show how far a bid has come."""
    return state_tag(COLOURS.get(bid.state, bid.state), bid.get_state_display())


def link_places(slug: str, current: str) -> list[dict[str, Any]]:
    """Return the pages about bids, for the links above each of them."""
    return [{"text": text, "href": reverse(name, args=[slug]), "current": name == current} for name, text in PLACES]


def _list_sums() -> tuple[Column[Bid], ...]:
    """Return the columns of what is asked, given and left."""
    return (
        Column[Bid](title="Capital", value=lambda one: Amount(one.capital), only="download"),
        Column[Bid](title="Revenue", value=lambda one: Amount(one.revenue), only="download"),
        Column[Bid](title="Asked", value=lambda one: Amount(one.asked), numeric=True, nowrap=True, width=14),
        Column[Bid](
            title="Given",
            value=lambda one: None if one.given is None else Amount(one.given),
            key="given",
            order=("given",),
            numeric=True,
            nowrap=True,
            width=14,
        ),
        Column[Bid](
            title="Left of what was set aside",
            value=lambda one: None if one.left is None else Amount(one.left),
            only="download",
        ),
    )


def list_bids(partnership: Partnership) -> Listing[Bid]:
    """Return the list of bids: who asks, for what, for how much, what was given, and how far it has come."""
    bid_at = address_of("bids:bid", partnership.slug)
    columns = (
        Column[Bid](
            title="Bid",
            value=lambda one: one.title,
            show=lambda one: link(bid_at(one.pk), one.title),
            key="title",
            order=("title",),
            width=50,
        ),
        Column[Bid](title="Asked for by", value=lambda one: one.who, width=30),
        *_list_sums(),
        Column[Bid](
            title="Action of the plan", value=lambda one: str(one.tactical_action or one.objective), only="download"
        ),
        Column[Bid](title="Fund", value=lambda one: str(one.fund or ""), width=30, only="download"),
        Column[Bid](
            title="Decided",
            value=lambda one: one.decided_on,
            key="decided",
            order=("decided_on",),
            nowrap=True,
            width=18,
        ),
        Column[Bid](
            title="State",
            value=lambda one: one.get_state_display(),
            show=show_state,
            key="state",
            order=("state",),
        ),
    )
    empty = "There are no bids yet. Add one, or take one up that minutes tell of."
    return Listing(
        title="Bids", noun="bid", columns=columns, sort="-decided", empty=empty, name=f"{partnership.slug}-bids"
    )
