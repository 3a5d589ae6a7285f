"""What the page of a letter or of a mail says: what is known of it, what happened, and what to do next."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from wapentake.kit.columns import link
from wapentake.letters.lists import person_of, say_instant, show_address, show_state
from wapentake.letters.models import Letter, LetterState, Received, ReceivedState

PUT_RIGHT = (
    "If the address is wrong, put it right on the page of the person first. Then send the letter again: it goes to the "
    "address that stands there."
)
NEXT = {
    LetterState.DOUBTFUL: "Ask whether it arrived, and say so here. If you send it again, they may have it twice.",
    LetterState.REFUSED: PUT_RIGHT,
    LetterState.BOUNCED: PUT_RIGHT,
    LetterState.SENDING: "It is being sent at this moment. Look again in a minute.",
}


def explain_letter(letter: Letter) -> list[str]:
    """Return what happened to a letter and what to do next, a paragraph each."""
    if letter.state == LetterState.WAITING:
        return [one for one in (letter.said, _say_when(letter)) if one]
    if letter.state == LetterState.SENT:
        return ["The mail server took it. Nothing has come back."]
    return [one for one in (letter.said, NEXT[LetterState(letter.state)]) if one]


def _say_when(letter: Letter) -> str:
    when = f"on {say_instant(letter.not_before)} or soon after" if letter.not_before else "when letters are sent next"
    return f"It is tried again by itself, {when}." if letter.tries else f"It will be sent {when}."


def summarise_letter(letter: Letter, slug: str) -> list[dict[str, str]]:
    """Return the rows of the summary of a letter."""
    person = person_of(letter)
    named = link(reverse("desk:person", args=[slug, person.pk]), person.name) if person else ""
    rows = {
        "State": show_state(letter),
        "To": format_html("{}<br>{}", named, show_address(letter.to)) if named else show_address(letter.to),
        "Kind": capfirst(letter.kind),
        "Written": say_instant(letter.made_at),
    }
    if letter.sent_at:
        rows["Sent"] = say_instant(letter.sent_at)
    if letter.tries:
        rows["Tried"] = "Once" if letter.tries == 1 else f"{letter.tries} times"
    return [{"key": key, "value": value} for key, value in rows.items()]


def explain_received(received: Received) -> list[str]:
    """Return what was made of a mail and what to do next, a paragraph each."""
    if received.state == ReceivedState.LOOK:
        todo = "Read it, and do what it asks." if received.letter is None else "Read it, and say what it is."
        return [received.said, todo]
    if received.state == ReceivedState.ANSWER:
        return [received.said, "It is an answer, and waits to be taken up."] if received.said else ["It is an answer."]
    return [received.said] if received.said else []


def summarise_received(received: Received, slug: str) -> list[dict[str, str]]:
    """Return the rows of the summary of a mail."""
    letter = received.letter
    rows = {
        "State": show_state(received),
        "From": show_address(received.sender or "Nobody"),
        "Came": say_instant(received.at),
        "Letter": link(reverse("letters:letter", args=[slug, letter.pk]), letter.subject)
        if letter
        else "No letter known",
    }
    return [{"key": key, "value": value} for key, value in rows.items()]
