"""How returns are listed: of which period, to whom, by when, and how many parts are missing."""

from __future__ import annotations

from typing import Any

from wapentake.accounts.models import Partnership
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag

COLOURS = {"draft": "draft", "asked": "open", "compiled": "complete", "sent": "done"}


def list_returns(partnership: Partnership) -> Listing[Any]:
    """Return the list of returns; its rows are those of `find_returns`."""
    at = address_of("desk:return", partnership.slug)
    columns = (
        Column[Any](
            title="Return",
            value=lambda one: one.name,
            show=lambda one: link(at(one.pk), one.name),
            key="name",
            order=("name",),
            width=40,
        ),
        Column[Any](title="Funder", value=lambda one: one.funder, key="funder", order=("funder",), width=30),
        Column[Any](
            title="State",
            value=lambda one: one.get_state_display(),
            show=lambda one: state_tag(COLOURS[one.state], one.get_state_display()),
            key="state",
            order=("state",),
        ),
        Column[Any](
            title="Missing",
            value=lambda one: one.missing_count,
            show=lambda one: f"{one.missing_count} of {one.parts_count}",
            key="missing",
            order=("missing_count",),
            numeric=True,
        ),
        _day("Partners’ day", "internal", "due_internal_on"),
        _day("Funder’s day", "due", "due_on"),
    )
    return Listing(
        title="Returns",
        noun="return",
        columns=columns,
        sort="-due",
        empty="There is no return yet. Add the one that is due next.",
        name=f"{partnership.slug}-returns",
    )


def _day(title: str, key: str, name: str) -> Column[Any]:
    return Column[Any](
        title=title,
        value=lambda one: getattr(one, name),
        show=lambda one: date_words(getattr(one, name)),
        key=key,
        order=(name,),
        nowrap=True,
        width=16,
    )
