"""Keeping the mail that comes in, each once, and saying what was made of it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from wapentake.accounts.models import Partnership
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.letters.changes.sending import confirm_arrival
from wapentake.letters.mail import Mail, read_mail
from wapentake.letters.models import Letter, LetterState, Received, ReceivedState
from wapentake.letters.postman import POSTMAN
from wapentake.letters.queries import find_answered, guess_partnership
from wapentake.letters.rules import judge_mail, say_failure

MOST_KEPT = 10 * 2**20  # bytes; of what is longer only the beginning is kept
TOO_LONG = "It was larger than 10 MB, so only its beginning was kept, and no file in it."
NO_LETTER = "It does not say which letter it answers, so it cannot be taken up here. Nothing was changed."
FILES = "Files came with it."  # an answer without words
DECIDED = "Somebody decided this before. Nothing was changed."


def keep_mail(raw: bytes, *, at: datetime) -> tuple[Received, bool]:
    """Keep a mail, and return it and whether it is new: the same Message-ID is kept once.

    Means: a report that a letter came back marks that letter; an answer to a letter in doubt shows that it arrived.
    """
    mail = read_mail(raw[:MOST_KEPT])
    known = Received.objects.filter(message_id=mail.message_id)
    if (received := known.first()) is not None:
        return received, False
    try:
        return _keep(mail, raw, at=at), True
    except IntegrityError:  # another process was first
        return known.get(), False


@transaction.atomic
def _keep(mail: Mail, raw: bytes, *, at: datetime) -> Received:
    letter = find_answered(mail.names)
    partnership = letter.partnership if letter else guess_partnership(mail.sender)
    received = Received(
        partnership=partnership,
        letter=letter,
        message_id=mail.message_id,
        sender=mail.sender,
        subject=mail.subject,
        text=mail.text,
        raw=raw[:MOST_KEPT],
        at=at,
    )
    failed = say_failure_of(mail)
    received.state, said = judge_mail(
        has_letter=letter is not None,
        to=letter.to if letter else "",
        sender=mail.sender,
        text=mail.text or (FILES if mail.has_files else ""),
        is_automatic=mail.is_automatic,
        failed=failed,
    )
    received.said = f"{said} {TOO_LONG}".strip() if len(raw) > MOST_KEPT else said
    received.save(force_insert=True)
    if letter is not None:
        _tell_letter(letter, mail, received)
    _log("received", received, POSTMAN, partnership, after={"state": received.get_state_display()})
    return received


def say_failure_of(mail: Mail) -> str:
    """Return the words of a report that a letter came back; empty where a mail is none."""
    told = mail.failure
    return say_failure(told.reason, for_good=told.for_good, is_tried_on=told.is_tried_on) if told else ""


def _tell_letter(letter: Letter, mail: Mail, received: Received) -> None:
    """Say with the letter what the mail shows of it."""
    if mail.failure and not mail.failure.is_tried_on:
        before = {"state": letter.get_state_display()}
        letter.state, letter.said, letter.for_good = LetterState.BOUNCED, received.said, mail.failure.for_good
        letter.save(update_fields=["state", "said", "for_good"])
        after = {"state": letter.get_state_display(), "said": letter.said}
        log_change("came back", letter, partnership=letter.partnership_id, by=POSTMAN, before=before, after=after)
    elif letter.state == LetterState.DOUBTFUL and not mail.failure:
        confirm_arrival(letter, by=POSTMAN, because="An answer to it came.")


def heed(received: Received, *, by: Actor, said: str = "") -> None:
    """Say that an answer was taken up, and in words what came of it. Raises Refused where it was before."""
    _move(received, ReceivedState.ANSWER, ReceivedState.HEEDED, by=by, said=said)


def take_as_answer(received: Received, *, by: Actor) -> None:
    """Let a mail to look at count as the answer to its letter after all. Raises Refused where it names none."""
    if received.letter_id is None:
        raise Refused("no-letter", NO_LETTER)
    _move(received, ReceivedState.LOOK, ReceivedState.ANSWER, by=by, said=received.said)


def ask_to_look(received: Received, *, by: Actor, said: str) -> None:
    """Say that an answer could not be taken up as a whole, and in words why: somebody looks at it."""
    _move(received, ReceivedState.ANSWER, ReceivedState.LOOK, by=by, said=said)


def leave_received(received: Received, *, by: Actor) -> None:
    """Say that a mail to look at was looked at, and that nothing is to be done."""
    _move(received, ReceivedState.LOOK, ReceivedState.LOOKED, by=by, said=received.said)


@transaction.atomic
def _move(received: Received, old: ReceivedState, new: ReceivedState, *, by: Actor, said: str) -> None:
    if not Received.objects.filter(pk=received.pk, state=old).update(state=new, said=said):
        raise Refused("decided-before", DECIDED)
    received.state, received.said = new, said
    before, after = {"state": old.label}, {"state": new.label, "said": said}
    _log("decided", received, by, received.partnership, before=before, after=after)


def _log(verb: str, received: Received, by: Actor, partnership: Partnership | None, **told: dict[str, str]) -> None:
    """Write a line of the log; what belongs to no partnership has none."""
    if partnership is not None:
        log_change(verb, received, partnership=partnership.pk, by=by, **told)
