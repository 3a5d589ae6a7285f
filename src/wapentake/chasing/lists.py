"""How those who lead actions are listed: what they have to do, what was written to them, and what they answered."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wapentake.accounts.models import Partnership
from wapentake.chasing.plan import TROUBLES
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag


def _day(value: Any) -> Any:
    return timezone.localtime(value).date() if value else None


def _show_trouble(person: Any) -> SafeString:
    if not person.trouble:
        return format_html("{}", person.email)
    return format_html("{} {}", state_tag("warning", "Cannot be reached"), TROUBLES[person.trouble])


def list_chased(partnership: Partnership) -> Listing[Any]:
    """Return the list of those who lead something; its rows are those of `find_chased`."""
    person_at = address_of("desk:person", partnership.slug)
    columns = (
        Column[Any](
            title="Who",
            value=lambda person: person.name,
            show=lambda person: link(person_at(person.pk), person.name),
            key="name",
            order=("name",),
            width=30,
        ),
        Column[Any](
            title="Open",
            value=lambda person: person.open_count,
            key="open",
            order=("open_count",),
            numeric=True,
            width=8,
        ),
        Column[Any](
            title="Late",
            value=lambda person: person.late_count,
            key="late",
            order=("late_count",),
            numeric=True,
            width=8,
        ),
        Column[Any](title="Address", value=lambda person: person.email, width=30, only="download"),
        Column[Any](
            title="Reached at", value=lambda person: TROUBLES.get(person.trouble, ""), show=_show_trouble, width=30
        ),
        Column[Any](
            title="Last reminded",
            value=lambda person: person.reminded_on,
            show=lambda person: date_words(person.reminded_on) or "Not yet",
            key="reminded",
            order=("reminded_on",),
            width=16,
        ),
        Column[Any](
            title="Last opened the page",
            value=lambda person: _day(person.opened_at),
            show=lambda person: date_words(person.opened_at) or "Not yet",
            key="opened",
            order=("opened_at",),
            width=16,
        ),
        Column[Any](
            title="Last answer",
            value=lambda person: _day(person.answered_at),
            show=lambda person: date_words(person.answered_at) or "None yet",
            key="answered",
            order=("answered_at",),
            width=16,
        ),
    )
    empty = "Nobody leads an open action. Actions come from pages whose proposals you accept."
    return Listing(
        title="Chasing",
        noun="person,people",
        columns=columns,
        sort="-late",
        empty=empty,
        name=f"{partnership.slug}-chasing",
    )
