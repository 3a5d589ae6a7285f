"""Taking up what somebody answers on an action without signing in: once, and only as things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from wapentake.actions.changes import add_note, give_back, promise_day, set_action_state
from wapentake.actions.changes.states import lock_action
from wapentake.actions.models import Action, ActionState
from wapentake.chasing.changes.handing import hand_to
from wapentake.chasing.models import Answer, AnswerKind, AnswerState, ByAnswer
from wapentake.chasing.queries.own import mark_of
from wapentake.chasing.said import MOST_DAYS_AHEAD
from wapentake.contacts.models import Person
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused
from wapentake.letters.models import Link
from wapentake.terms import say_date

STATES = {
    AnswerKind.DONE: ActionState.DONE,
    AnswerKind.PROGRESS: ActionState.PROGRESS,
    AnswerKind.BLOCKED: ActionState.BLOCKED,
}
CLOSED = (
    "This action was closed{on}, so how far it has come is not asked any more. Nothing was changed. "
    "You can still add a note or a file."
)
NOT_YOURS = "Somebody else leads this action now. Nothing was changed. If that is wrong, tell your coordinator."
MEANWHILE = (
    "This action was changed after you opened the page. Nothing that you sent was taken up. "
    "Look at how it stands now, and answer again if you still want to."
)
WHY_BLOCKED = "Say what blocks it, so that somebody can help. Nothing was changed."
WHY_NOT = "Say why it is not yours, or whose it is. Nothing was changed."
WHOM = "Choose a colleague, or give a name. Nothing was changed."
GONE = "Give a day from today on, and within two years. Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What somebody says of an action. `once` is the mark of the form or mail; `seen` how the action stood for them."""

    kind: AnswerKind
    once: str
    seen: str = ""
    words: str = ""
    day: date | None = None
    to_person: Person | None = None
    to_name: str = ""
    to_email: str = ""
    upload: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Replier:
    """Who replies, by which way ("link" or "mail"), and with which link."""

    person: Person
    via: str
    link: Link | None = None


@transaction.atomic
def take_reply(action: Action, reply: Reply, *, by: Replier, on: date) -> Answer:
    """Take up a reply, and return the answer that was kept; the same form sent again gives the one that was kept.

    Means: nothing is taken up from somebody who does not lead the action, nor where it was changed since they saw it.
    A closed action takes only notes. Raises: Refused, in words for the one who replied.
    """
    action = lock_action(action)
    once = f"{by.via} {reply.once}"[:100]
    known = Answer.objects.filter(once=once).first()
    if known is not None:
        return known
    _check(action, reply, by, on)
    answer = Answer(
        partnership_id=action.partnership_id,
        action=action,
        person=by.person,
        link=by.link,
        via=by.via,
        kind=reply.kind,
        words=reply.words,
        day=reply.day,
        to_person=reply.to_person,
        to_name=reply.to_name[:200],
        to_email=reply.to_email[:254],
        once=once,
    )
    answer.state = _apply(action, reply, by, on)
    answer.save()
    return answer


def _check(action: Action, reply: Reply, by: Replier, on: date) -> None:
    if action.lead_id != by.person.pk:
        raise Refused("not-yours", NOT_YOURS)
    if reply.kind == AnswerKind.NOTE:
        return
    if action.state == ActionState.CLOSED:
        when = f" on {say_date(action.closed_on)}" if action.closed_on else ""
        raise Refused("closed", CLOSED.format(on=when))
    if reply.seen and reply.seen != mark_of(action) and not _holds(action, reply):
        raise Refused("meanwhile", MEANWHILE)
    check_words(reply, on)


def check_words(reply: Reply, on: date) -> None:
    """Raise Refused where a reply lacks what its kind needs."""
    match reply.kind:
        case AnswerKind.BLOCKED if not reply.words.strip():
            raise Refused("why-blocked", WHY_BLOCKED)
        case AnswerKind.NOT_MINE if not reply.words.strip():
            raise Refused("why-not", WHY_NOT)
        case AnswerKind.DAY if reply.day is None or not on <= reply.day <= on + timedelta(MOST_DAYS_AHEAD):
            raise Refused("day", GONE)
        case AnswerKind.HAND_OVER if reply.to_person is None and not reply.to_name.strip():
            raise Refused("whom", WHOM)


def _holds(action: Action, reply: Reply) -> bool:
    """Return whether what is replied is so already."""
    return action.state == STATES.get(reply.kind) or (reply.day is not None and action.promised_on == reply.day)


def _apply(action: Action, reply: Reply, by: Replier, on: date) -> AnswerState:
    """Change the action as the reply says; what a coordinator has to confirm waits."""
    who, why = ByAnswer(by.person, by.via), reply.words.strip()
    if reply.kind in STATES:
        set_action_state(action, STATES[reply.kind], by=who, on=on, why=why)
    elif reply.kind == AnswerKind.DAY and reply.day is not None:
        promise_day(action, reply.day, by=who, why=why)
    elif reply.kind == AnswerKind.NOTE:
        add_note(action, reply.words, by=who, via=by.via, person=by.person, upload=reply.upload)
    elif reply.kind == AnswerKind.NOT_MINE:
        give_back(action, by=who, why=why)
        return AnswerState.ASKED
    elif reply.to_person is not None:
        hand_to(action, reply.to_person, by=who, why=why, giver=by.person)
    else:
        told = {"to": " ".join(filter(None, (reply.to_name, reply.to_email))), "why": why}
        log_change("asked to hand over", action, partnership=action.partnership_id, by=who, after=told)
        return AnswerState.ASKED
    return AnswerState.TAKEN
