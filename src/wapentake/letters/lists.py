"""How letters, and the mail that came in, are listed and said in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Person
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import state_tag
from wapentake.letters.links import TOKEN
from wapentake.letters.models import Letter, LetterState, Received, ReceivedState
from wapentake.terms import say_date, say_time

PLACES = (("letters:list", "Letters sent and waiting"), ("letters:received", "Mail that came in"))
# The colours of the states, by states of the kit that have them.
COLOURS: dict[str, str] = {
    LetterState.SENT: "done",
    LetterState.SENDING: "running",
    LetterState.BOUNCED: "failed",
    ReceivedState.ANSWER: "new",
    ReceivedState.HEEDED: "done",
    ReceivedState.FAILURE: "failed",
    ReceivedState.LOOK: "warning",
}


def link_places(slug: str, current: str) -> list[dict[str, Any]]:
    """Return the two lists, for the links above each of them."""
    return [{"text": text, "href": reverse(name, args=[slug]), "current": name == current} for name, text in PLACES]


def show_state(row: Letter | Received) -> SafeString:
    """Show the state of a letter or a mail as a tag."""
    return state_tag(COLOURS.get(row.state, row.state), row.get_state_display())


def say_instant(at: datetime | None) -> str:
    """Return an instant as "12 March 2024, 9.30 am", here; nothing stays nothing."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{say_date(local.date())}, {say_time(f'{local:%H:%M}')}"


def hide_links(text: str) -> str:
    """Return the words of a letter without what opens the links in it: they are for whom they were made for alone."""
    return TOKEN.sub("[the link of whom it was sent to]", text)


def person_of(letter: Letter) -> Person | None:
    """Return to whom a letter went, under the name that was kept."""
    return (letter.person.joined_to or letter.person) if letter.person else None


def _say_person(letter: Letter) -> str:
    person = person_of(letter)
    return person.name if person else ""


def show_address(address: str) -> SafeString:
    """Show an e-mail address so that a narrow column may break it."""
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in re.split(r"(?<=[@.])", address)))


def _show_to(letter: Letter) -> SafeString:
    name, address = _say_person(letter), show_address(letter.to)
    return format_html('{}<br><span class="govuk-body-s">{}</span>', name, address) if name else address


def list_letters(partnership: Partnership) -> Listing[Letter]:
    """Return the list of letters of a partnership."""
    letter_at = address_of("letters:letter", partnership.slug)
    columns = (
        Column[Letter](
            title="Subject",
            value=lambda letter: letter.subject,
            show=lambda letter: link(letter_at(letter.pk), letter.subject),
            key="subject",
            order=("subject",),
            width=50,
        ),
        Column[Letter](title="To", value=_say_person, show=_show_to, key="to", order=("to",), width=25),
        Column[Letter](title="Address", value=lambda letter: letter.to, width=30, only="download"),
        Column[Letter](title="Kind", value=lambda letter: capfirst(letter.kind), key="kind", order=("kind",)),
        Column[Letter](
            title="State",
            value=lambda letter: letter.get_state_display(),
            show=show_state,
            key="state",
            order=("state",),
            width=25,
        ),
        Column[Letter](
            title="Written",
            value=lambda letter: timezone.localdate(letter.made_at),
            key="made",
            order=("made_at",),
            nowrap=True,
            width=18,
        ),
        Column[Letter](
            title="Sent",
            value=lambda letter: timezone.localdate(letter.sent_at) if letter.sent_at else None,
            key="sent",
            order=("sent_at",),
            width=18,
            only="download",
        ),
        Column[Letter](title="What was said", value=lambda letter: letter.said, width=60, only="download"),
    )
    empty = "There are no letters yet. They are written when people are reminded of their actions."
    return Listing(
        title="Letters",
        noun="letter",
        columns=columns,
        sort="-made",
        empty=empty,
        name=f"{partnership.slug}-letters",
    )


def _say_came(row: Received) -> date:
    return timezone.localdate(row.at)


def list_received(partnership: Partnership) -> Listing[Received]:
    """Return the list of the mail that came in for a partnership."""
    received_at = address_of("letters:mail", partnership.slug)
    letter_at = address_of("letters:letter", partnership.slug)
    columns = (
        Column[Received](
            title="Subject",
            value=str,
            show=lambda row: link(received_at(row.pk), str(row), f"from {row.sender}"),
            key="subject",
            order=("subject",),
            width=50,
        ),
        Column[Received](
            title="From",
            value=lambda row: row.sender,
            show=lambda row: show_address(row.sender),
            key="sender",
            order=("sender",),
            width=30,
        ),
        Column[Received](
            title="Letter",
            value=lambda row: str(row.letter or ""),
            show=lambda row: link(letter_at(row.letter.pk), str(row.letter)) if row.letter else "",
            width=40,
        ),
        Column[Received](
            title="State",
            value=lambda row: row.get_state_display(),
            show=show_state,
            key="state",
            order=("state",),
            width=20,
        ),
        Column[Received](title="What was made of it", value=lambda row: row.said, width=60, only="download"),
        Column[Received](title="Came", value=_say_came, key="came", order=("at",), nowrap=True, width=18),
    )
    empty = "No mail has come in yet. Answers to letters are listed here."
    return Listing(
        title="Mail that came in",
        noun="item of mail,items of mail",
        columns=columns,
        sort="-came",
        empty=empty,
        name=f"{partnership.slug}-mail",
    )
