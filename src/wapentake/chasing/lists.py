"""How those who lead something are listed: what is asked of them, what was written to them, and what they answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wapentake.accounts.models import Partnership
from wapentake.chasing.plan import TROUBLES
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import count, date_words, state_tag


def _day(value: date | datetime | None) -> date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _show_trouble(person: Any) -> SafeString:
    if not person.trouble:
        return format_html("{}", person.email)
    return format_html("{} {}", state_tag("warning", "Cannot be reached"), TROUBLES[person.trouble])


def _show_asked(person: Any) -> str:
    """Show what is asked of somebody: "2 actions, 1 part of a return"."""
    told = (
        (person.action_count, "action"),
        (person.part_count, "part of a return,parts of returns"),
        (person.row_count, "row of the plan,rows of the plan"),
    )
    return ", ".join(count(many, noun) for many, noun in told if many)


def _only(title: str, name: str) -> Column[Any]:
    """Return a column of how many that stands in downloads alone."""
    return Column[Any](title=title, value=lambda person: getattr(person, f"{name}_count"), only="download", width=8)


def _amount(title: str, name: str) -> Column[Any]:
    return Column[Any](
        title=title,
        value=lambda person: getattr(person, f"{name}_count"),
        key=name,
        order=(f"{name}_count",),
        numeric=True,
        width=8,
    )


def _when(title: str, key: str, name: str, never: str) -> Column[Any]:
    """Return the column of a day, or of the day of an instant."""
    return Column[Any](
        title=title,
        value=lambda person: _day(getattr(person, name)),
        show=lambda person: date_words(getattr(person, name)) or never,
        key=key,
        order=(name,),
        width=16,
    )


def list_chased(partnership: Partnership) -> Listing[Any]:
    """Return the list of those of whom something is asked; its rows are those of `find_chased`."""
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
            title="Asked for",
            value=lambda person: person.open_count,
            show=_show_asked,
            key="open",
            order=("open_count",),
            width=12,
        ),
        _amount("Late", "late"),
        _only("Actions", "action"),
        _only("Parts of returns", "part"),
        _only("Rows of the plan", "row"),
        Column[Any](title="Address", value=lambda person: person.email, width=30, only="download"),
        Column[Any](
            title="Reached at", value=lambda person: TROUBLES.get(person.trouble, ""), show=_show_trouble, width=30
        ),
        _when("Last reminded", "reminded", "reminded_on", "Not yet"),
        _when("Last opened the page", "opened", "opened_at", "Not yet"),
        _when("Last answer", "answered", "answered_at", "None yet"),
    )
    return Listing(
        title="Chasing",
        noun="person,people",
        columns=columns,
        sort="-late",
        empty="Nothing is asked of anybody. Actions come from pages whose proposals you accept.",
        name=f"{partnership.slug}-chasing",
    )
