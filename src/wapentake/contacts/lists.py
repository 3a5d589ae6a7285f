"""How people and organisations are listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Person
from wapentake.contacts.queries import Held, gather_initials, gather_posts
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag

PLACES = (
    ("contacts:people", "People"),
    ("contacts:organisations", "Organisations"),
    ("desk:members", "Member bodies"),
    ("desk:initials", "Initials"),
    ("contacts:likenesses", "Perhaps the same person"),
    ("desk:addresses", "E-mail addresses"),
)


def link_places(slug: str, current: str) -> list[dict[str, Any]]:
    """Return the pages about people, for the links above each of them."""
    return [{"text": text, "href": reverse(name, args=[slug]), "current": name == current} for name, text in PLACES]


def say_held(held: Held) -> str:
    """Return a post with its days: "Suffolk Police, 8 May 2018 to 4 June 2019"."""
    first, last = date_words(held.since), date_words(held.until)
    days = first if first == last else f"{first} to {last}"
    return f"{held.organisation}, {days}" if days else held.organisation


def say_others(person: Person) -> str:
    """Return the other spellings under which pages name a person."""
    return ", ".join(one.name for one in person.joined.all())


def _show_name(person: Person, person_at: Callable[[int], str]) -> SafeString:
    named = link(person_at(person.pk), person.name)
    others = say_others(person)
    told = [f"Also {others}"] if others else []
    told += [person.email] if person.email else []
    told += [f"Left on {date_words(person.left_on)}"] if person.left_on else []
    lines = format_html_join("", '<br><span class="govuk-body-s">{}</span>', ((line,) for line in told))
    return format_html("{}{}", named, lines)


def show_posts(person: Person) -> SafeString:
    """Show the posts of a person, a line each."""
    return format_html_join(SafeString("<br>"), "{}", ((say_held(held),) for held in gather_posts(person)))


def list_people(partnership: Partnership) -> Listing[Person]:
    """Return the list of people of a partnership."""
    slug = partnership.slug
    person_at = address_of("desk:person", slug)
    columns = (
        Column[Person](
            title="Name",
            value=lambda person: person.name,
            show=lambda person: _show_name(person, person_at),
            key="name",
            order=("name",),
            width=30,
        ),
        Column[Person](title="E-mail", value=lambda person: person.email, width=30, only="download"),
        Column[Person](title="Left on", value=lambda person: person.left_on, width=18, only="download"),
        Column[Person](title="Other spellings", value=say_others, width=30, only="download"),
        Column[Person](title="Initials", value=lambda person: ", ".join(gather_initials(person)), width=12),
        Column[Person](
            title="Organisation",
            value=lambda person: "; ".join(map(say_held, gather_posts(person))),
            show=show_posts,
            width=70,
        ),
    )
    empty = "There are no people yet. They come from lists of attendance that you accept."
    return Listing(
        title="People", noun="person,people", columns=columns, sort="name", empty=empty, name=f"{slug}-people"
    )


def _say_member(body: Any) -> str:
    return "Responsible authority" if body.is_responsible else "Member" if body.is_member else ""


def list_organisations(partnership: Partnership) -> Listing[Any]:
    """Return the list of organisations of a partnership; each leads to its people."""
    slug = partnership.slug
    people = reverse("contacts:people", args=[slug])
    body_at = address_of("desk:organisation", slug)
    columns = (
        Column[Any](
            title="Organisation",
            value=lambda row: row.name,
            show=lambda row: link(body_at(row.pk), row.name),
            key="name",
            order=("name",),
            width=50,
        ),
        Column[Any](
            title="Member",
            value=lambda row: _say_member(row),
            show=lambda row: state_tag("confirmed", _say_member(row)) if row.is_member or row.is_responsible else "",
            key="member",
            order=("is_member", "is_responsible"),
            width=20,
        ),
        Column[Any](title="Represented by", value=lambda row: str(row.head or ""), width=30),
        Column[Any](
            title="People",
            value=lambda row: row.people,
            show=lambda row: link(f"{people}?body={row.pk}", f"{row.people:,}", f"people of {row.name}"),
            key="people",
            order=("people",),
            numeric=True,
            width=10,
        ),
        Column[Any](title="First seen", value=lambda row: row.since, key="since", order=("since",), width=18),
        Column[Any](title="Last seen", value=lambda row: row.until, key="until", order=("until",), width=18),
    )
    empty = "There are no organisations yet. They come from lists of attendance that you accept."
    return Listing(
        title="Organisations",
        noun="organisation",
        columns=columns,
        sort="name",
        empty=empty,
        name=f"{slug}-organisations",
    )
