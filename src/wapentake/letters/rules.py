"""What may be done with a letter or a link, when a letter is tried again, and a server's answer in plain words."""

from __future__ import annotations

from datetime import datetime, timedelta

from wapentake.kit.errors import Verdict

MOST_TRIES = 15
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=12)
RENEW_PAUSE = timedelta(minutes=10)
LONGEST_ANSWER = 500  # characters of a server's answer that are kept

# Answers that mean the installation, and not the letter: the server wants a sign-in, or another one.
SIGN_IN_CODES = frozenset({530, 534, 535, 538})
CLOSING = 421
TOO_LARGE = 552


def pause_after(tries: int) -> timedelta:
    """Return how long a letter waits after so many tries: five minutes, then twice as long each time, to half a day."""
    pause = FIRST_PAUSE
    for _ in range(1, min(tries, MOST_TRIES)):
        pause = min(pause * 2, LONGEST_PAUSE)
    return pause


def is_last(tries: int) -> bool:
    """Return whether a letter that was tried so often is given up: after nearly four days."""
    return tries >= MOST_TRIES


def say_answer(code: int, answer: str) -> str:
    """Return what a server answered as it is kept: `It said: "550 No such user".`"""
    return f'It said: "{code} {" ".join(answer.split())[:LONGEST_ANSWER]}".'


def say_refusal(code: int, answer: str, *, of_address: bool) -> str:
    """Return why a server does not take a letter, in words, with its own words behind; 4.. is for now, 5.. for good."""
    if code == TOO_LARGE:
        words = "The letter is too large for the mail server, or the mailbox it goes to is full."
    elif of_address:
        words = "The mail server does not take letters for this address" + (" just now." if code < 500 else ".")
    else:
        words = "The mail server does not take this letter" + (" just now." if code < 500 else ".")
    return f"{words} {say_answer(code, answer)}"


def say_given_up(words: str) -> str:
    """Return the words for a letter that was tried to the last, after what was said the last time."""
    return f"{words} It was tried {MOST_TRIES} times over nearly four days, and is not tried again by itself."


def check_again(state: str) -> Verdict:
    """Return whether a person may have a letter sent again: only where it did not arrive, or nobody knows."""
    if state in ("doubtful", "refused", "bounced"):
        return Verdict()
    words = {
        "sent": "This letter was sent, and did not come back.",
        "waiting": "This letter waits already, and will be sent.",
        "sending": "This letter is being sent at this moment. Look again in a minute.",
    }
    return Verdict((f"{words.get(state, 'This letter cannot be sent again.')} Nothing was changed.",))


def check_arrived(state: str) -> Verdict:
    """Return whether a person may say that a letter arrived: only where nobody knows."""
    if state == "doubtful":
        return Verdict()
    return Verdict(("It is known already what became of this letter. Nothing was changed.",))


def check_renewal(*, ended: bool, left: bool, expired: bool, last_at: datetime | None, now: datetime) -> Verdict:
    """Return whether a new link may be sent to the address of an old one.

    Means: only an expired one is renewed, not one that somebody ended or whose person left; `last_at` is when a new
    link was last sent to the same address, and ten minutes lie between two.
    """
    if ended or left:
        return Verdict(("This link was ended, so no new one is sent. Nothing was changed. Ask the coordinator.",))
    if not expired:
        return Verdict(("This link still works, so no new one was sent. Open it again from your e-mail.",))
    if last_at is not None and now - last_at < RENEW_PAUSE:
        words = "A new link was sent to this address less than ten minutes ago. Look in your e-mail, in the spam too."
        return Verdict((words,))
    return Verdict()


def judge_mail(
    *, has_letter: bool, to: str, sender: str, text: str, is_automatic: bool, failed: str
) -> tuple[str, str]:
    """Return what a mail is taken for (a state of `Received`) and why, in words.

    Means: only what a person wrote from the address to which a letter went counts as an answer to it; `failed` are the
    words of a report that a letter came back.
    """
    if failed and has_letter:
        return "failure", failed
    if failed:
        return "look", f"A letter came back, but it does not say which. {failed}"
    if is_automatic:
        return "automatic", "An automatic answer, such as that somebody is away. Nothing was done."
    if not has_letter:
        return "look", "It does not say which letter it answers. Nothing was done."
    if sender.casefold() != to.casefold():
        return "look", f"It answers a letter to {to}, but came from {sender or 'nobody'}. Nothing was done."
    if not text:
        return "look", "It says nothing but what it quotes. Nothing was done."
    return "answer", ""


def say_failure(reason: str, *, for_good: bool, is_tried_on: bool) -> str:
    """Return why a letter came back, in words."""
    quoted = f'The mail server says: "{" ".join(reason.split())[:LONGEST_ANSWER]}".'
    if is_tried_on:
        return f"The letter is late, and is still tried. {quoted}"
    return f"The letter could not be delivered{'' if for_good else ' this time'}. {quoted}"
