"""Taking up answers that came by mail: what is clear is done as by link, files are kept, a person sees the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from wapentake.actions.models import Action
from wapentake.chasing.changes.answers import Replier, Reply, take_reply
from wapentake.chasing.changes.brought import Brought, keep_files, look_at_files
from wapentake.chasing.models import AnswerKind, ByAnswer
from wapentake.chasing.said import Said, read_answer
from wapentake.contacts.models import Person
from wapentake.kit.changes import READER
from wapentake.kit.errors import Refused
from wapentake.letters import changes as letters
from wapentake.letters.models import Received, ReceivedState
from wapentake.letters.queries import find_unheeded
from wapentake.plans.models import TacticalAction
from wapentake.returns.models import Part
from wapentake.terms import say_date

OTHER = "It answers a letter that asked nothing of an action. Nothing was changed. Read it, and answer by hand."
GONE = "The letter went to somebody who is not in the register any more. Nothing was changed."
NOTED = "Not all of it could be read as an answer, so its words are noted with the action. Read them."
NOTHING = "It says nothing that could be read as an answer. Nothing was changed."
ON_THE_PAGE = "It needs more than a line, so it is answered on the page of the link. Nothing was changed."
Thing = Action | Part | TacticalAction
_KINDS = {"done": AnswerKind.DONE, "by": AnswerKind.DAY}


def take_mail() -> Counter[str]:
    """Take up all answers that wait; return how many came into which state."""
    done: Counter[str] = Counter()
    for pk in find_unheeded().values_list("pk", flat=True):
        done[take_received(pk)] += 1
    return done


def take_received(pk: int) -> str:
    """Take up one answer, whole or not at all; return in words how it stands after that.

    Means: whoever takes up the same one at the same time waits, and finds it taken up. Its files are looked at before,
    since that may take a while.
    """
    return _take_whole(pk, look_at_files(pk))


@transaction.atomic
def _take_whole(pk: int, files: Sequence[Brought]) -> str:
    received = Received.objects.select_for_update(of=("self",)).select_related("letter__person").get(pk=pk)
    if received.state != ReceivedState.ANSWER:
        return str(received.get_state_display())
    person = received.letter.person if received.letter else None
    numbered = _number(received)
    if not numbered or person is None:
        letters.ask_to_look(received, by=READER, said=GONE if numbered else OTHER)
        return str(received.get_state_display())
    _take(received, numbered, person.joined_to or person, files)
    return str(received.get_state_display())


def _number(received: Received) -> dict[int, Thing]:
    """Return what the letter that is answered asked for, by the numbers in it."""
    if received.letter is None:
        return {}
    nudges = received.letter.nudges.select_related("action", "part", "row").order_by("number")
    return {nudge.number: nudge.thing for nudge in nudges}


def _take(received: Received, numbered: Mapping[int, Thing], person: Person, files: Sequence[Brought]) -> None:
    on = timezone.localtime(received.at).date()
    answer = read_answer(received.text, many=max(numbered), on=on)
    who, told, troubles = Replier(person, "mail"), list[str](), list[str]()
    for said in answer.said:
        try:
            told.append(_take_line(received, numbered[said.number], said, who))
        except Refused as refused:
            troubles.append(f"{numbered[said.number]}: {refused.words}")
    meant = [numbered[said.number] for said in answer.said] or list(numbered.values())
    kept, refused_files = keep_files(received, [one for one in meant if isinstance(one, Action)], files, by=who)
    told += kept
    troubles += refused_files
    if answer.rest and _note(received, numbered, answer.rest, who):
        troubles.append(NOTED)
    elif answer.rest or not (answer.said or kept):
        troubles.append(answer.rest or NOTHING)
    words = " ".join([*told, *troubles])
    settle = letters.ask_to_look if troubles else letters.heed
    settle(received, by=ByAnswer(person, "mail"), said=words)


def _take_line(received: Received, action: Thing, said: Said, who: Replier) -> str:
    """Take up what a line said of an action; return that in words. Raises Refused as `take_reply` does."""
    if not isinstance(action, Action):
        raise Refused("on-the-page", ON_THE_PAGE)
    kind = _KINDS[said.what]
    once = f"{received.pk} {action.pk} {said.what}"
    reply = Reply(kind=kind, once=once, words=said.words, day=said.day)
    take_reply(action, reply, by=who, on=timezone.localtime(received.at).date())
    return f"{action}: done." if said.day is None else f"{action}: by {say_date(said.day)}."


def _note(received: Received, numbered: Mapping[int, Thing], words: str, who: Replier) -> bool:
    """Note words with each action of the letter that the person still leads; return whether there was one."""
    noted = False
    for action in (one for one in numbered.values() if isinstance(one, Action)):
        reply = Reply(kind=AnswerKind.NOTE, once=f"{received.pk} {action.pk} note", words=words)
        try:
            take_reply(action, reply, by=who, on=timezone.localtime(received.at).date())
            noted = True
        except Refused:
            continue  # somebody else leads it by now, and is not written to in this name
    return noted
