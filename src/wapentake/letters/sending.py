"""Sends the letters that wait: each is claimed, handed to the mail server, and marked with what came of it.

A claim is a small write by itself. What the server took is marked for many letters at once: that the next one was
claimed says already that it was taken. Whatever else came of a letter is marked before the next one is claimed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wapentake.letters.changes.sending import (
    claim_letter,
    put_off_waiting,
    release_letter,
    settle_left,
    settle_letter,
    settle_taken,
)
from wapentake.letters.lock import hold_post
from wapentake.letters.models import Letter, LetterState
from wapentake.letters.post import Outcome, Post, ServerTrouble
from wapentake.letters.queries import find_due, find_letters

AT_ONCE = 200
MARKED_AT_ONCE, MARKED_AFTER = 100, timedelta(seconds=2)  # how many letters, and for how long, stand as being sent
TOO_SLOW = "The mail server takes too long to answer. The letters wait, and are tried again by themselves."


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
    taken: list[Letter] = field(default_factory=list)
    """Letters that the mail server took, and that are not yet marked."""


def send_waiting(
    *,
    now: datetime,
    limit: int | None = None,
    only: Collection[int] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Round:
    """Send the letters that may go by now, oldest first, over one connection; return what came of them.

    Means: `only` are the letters to look at, where it is not all; `stop` is asked between two letters. Where another
    process is at work, this one does nothing and says so. What a killed process left in the middle is in doubt from
    now on, and is not sent again by itself.
    """
    with hold_post() as held:
        if not held:
            return Round(busy=True)
        done = Round(doubtful=settle_left())
        began = time.monotonic()
        post = Post()
        try:
            for letter in _take_turns(now, only, limit):
                at = now + timedelta(seconds=time.monotonic() - began)
                if stop() or not _send(post, letter, done, at=at):
                    break
        finally:
            post.close()
            _mark_taken(done)
        return done


def _take_turns(now: datetime, only: Collection[int] | None, limit: int | None) -> Iterator[Letter]:
    """Give the letters that are due, and then those that were written meanwhile, each once."""
    last = given = 0
    while ids := list(find_due(now, only).filter(pk__gt=last).values_list("pk", flat=True)):
        last = ids[-1]
        for start in range(0, len(ids), AT_ONCE):
            for letter in find_letters(ids[start : start + AT_ONCE]):
                if limit is not None and given >= limit:
                    return
                given += 1
                yield letter


def _send(post: Post, letter: Letter, done: Round, *, at: datetime) -> bool:
    """Send one letter; return whether to go on."""
    claimed = False
    try:
        post.open()
        claimed = claim_letter(letter, now=at)
        if not claimed:
            return True
        outcome = post.hand_over(letter)
    except ServerTrouble as trouble:
        if claimed:
            release_letter(letter)
        done.trouble = str(trouble)
        done.put_off += put_off_waiting(at, said=str(trouble))
        return False
    return _settle(letter, outcome, done, at=at)


def _settle(letter: Letter, outcome: Outcome, done: Round, *, at: datetime) -> bool:
    """Keep what came of a letter; return whether to go on."""
    if outcome.state == LetterState.SENT:
        done.sent += 1
        done.taken.append(letter)
        if len(done.taken) >= MARKED_AT_ONCE or at - (done.taken[0].claimed_at or at) >= MARKED_AFTER:
            _mark_taken(done)
        return True
    state = settle_letter(letter, outcome.state, at=at, said=outcome.said)
    done.refused += state == LetterState.REFUSED
    done.put_off += state == LetterState.WAITING
    done.doubtful += state == LetterState.DOUBTFUL
    if outcome.is_slow:
        done.trouble = TOO_SLOW
    return not outcome.is_slow


def _mark_taken(done: Round) -> None:
    settle_taken(done.taken)
    done.taken.clear()
