"""The words of a letter that asks for parts of a return, as text and as a web page. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from wapentake.terms import say_date, say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a letter asks of one lead. Shape: `titles` are those of the parts, each with why it was sent back, if so."""

    name: str
    partnership: str
    of: str
    funder: str
    due: date
    titles: tuple[tuple[str, str], ...]
    address: str
    until: date

    @property
    def subject(self) -> str:
        """How many parts, of what, by when."""
        return f"{self.parts} of the return “{self.of[:100]}”, by {say_date(self.due)}"

    @property
    def parts(self) -> str:
        """How many parts."""
        return f"{len(self.titles)} {'part' if len(self.titles) == 1 else 'parts'}"

    @property
    def opening(self) -> str:
        """What is asked, for whom, by when."""
        asked = f"{self.partnership} tells {self.funder} how it uses the money, and asks you for {self.parts} of that."
        return f"{asked} Please answer by {say_day(self.due)}."

    @property
    def closing(self) -> str:
        """What the page does, and for how long the link works."""
        page = "What we know is filled in already. You can save what you have and go on later. Please name no person."
        link = f"The link is for you alone, and works until {say_date(self.until)}. You need no password."
        return f"{page} {link}"


def write_text(wanted: Wanted) -> str:
    """Return the letter as text."""
    lines = [f"{number}. {title}{_say_why(why)}" for number, (title, why) in enumerate(wanted.titles, 1)]
    parts = [
        f"Dear {wanted.name}",
        wanted.opening,
        "\n".join(lines),
        f"Answer on your page:\n{wanted.address}",
        wanted.closing,
    ]
    return "\n\n".join(parts) + "\n"


def write_html(wanted: Wanted) -> str:
    """Return the letter as a web page: the same words."""
    rows = [f"<li>{escape(title + _say_why(why))}</li>" for title, why in wanted.titles]
    page = [
        "<!DOCTYPE html>",
        '<html lang="en-GB"><head><meta charset="utf-8">',
        f"<title>{escape(wanted.subject)}</title>",
        "</head><body>",
        f"<p>Dear {escape(wanted.name)}</p><p>{escape(wanted.opening)}</p>",
        f"<ol>{''.join(rows)}</ol>",
        f'<p><a href="{escape(wanted.address)}">Answer on your page</a></p><p>{escape(wanted.closing)}</p>',
        "</body></html>",
    ]
    return "\n".join(page)


def _say_why(why: str) -> str:
    return f" (sent back: {' '.join(why.split())})" if why else ""
