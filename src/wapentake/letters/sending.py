"""Sends the letters that wait: each is claimed, handed to the mail server, and marked with what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from wapentake.letters.changes.sending import claim_letter, settle_letter
from wapentake.letters.models import Letter, LetterState
from wapentake.letters.queries import find_due


@dataclass(slots=True)
class Round:
    """What came of a round: how many letters were sent, refused, put off and left in doubt."""

    sent: int = 0
    refused: int = 0
    put_off: int = 0
    doubtful: int = 0
    busy: bool = False
    """Another process is at work, so this one did nothing."""
    trouble: str = ""
    """Why the round was broken off, in words; the letters wait."""


def send_waiting(*, now: datetime, limit: int | None = None) -> Round:
    """Send the letters that may go by now, oldest first; return what came of them."""
    done = Round()
    with get_connection() as connection:
        for letter in find_due(now)[:limit]:
            if claim_letter(letter, now=now):
                compose(letter, connection).send()
                settle_letter(letter, LetterState.SENT, at=now)
                done.sent += 1
    return done


def compose(letter: Letter, connection: object = None) -> EmailMultiAlternatives:
    """Return a letter as an e-mail."""
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, settings.DEFAULT_FROM_EMAIL, [letter.to], connection=connection, headers=headers
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail
