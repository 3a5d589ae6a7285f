"""Taking up that a part of a return, or a row of the plan, is not theirs or goes to somebody else."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wapentake.actions.changes.states import lock_action
from wapentake.actions.models import Action
from wapentake.chasing.changes.answers import Replier, Reply, check_words
from wapentake.chasing.changes.handing import Thing, hand_to
from wapentake.chasing.models import Answer, AnswerKind, AnswerState, ByAnswer
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused
from wapentake.plans.changes import give_row
from wapentake.plans.changes.progress import hold_row
from wapentake.plans.models import TacticalAction
from wapentake.returns.changes.parts import give_part, lock_part
from wapentake.returns.models import Part

NOT_YOURS = "Somebody else leads this now. Nothing was changed. If that is wrong, tell your coordinator."
PASSES = (AnswerKind.NOT_MINE, AnswerKind.HAND_OVER)


def hold_thing(thing: Thing) -> Thing:
    """Lock what somebody answered on, and return it as it stands. Raises Refused where nothing is to be said of it."""
    if isinstance(thing, Action):
        return lock_action(thing)
    return lock_part(thing) if isinstance(thing, Part) else hold_row(thing)


@transaction.atomic
def pass_on(thing: Part | TacticalAction, reply: Reply, *, by: Replier, on: date) -> Answer:
    """Take up that a part or a row goes to a colleague, who is told, or is not theirs, which a coordinator settles.

    Means: the same form sent again gives the answer that was kept. Raises: Refused from somebody who does not lead it,
    for a part that is accepted or a row that has ended, and without a reason.
    """
    held = hold_thing(thing)
    what = "part" if isinstance(held, Part) else "row"
    once = f"{by.via} {what} {reply.once}"[:100]
    known = Answer.objects.filter(once=once).first()
    if known is not None:
        return known
    if held.lead_id != by.person.pk:
        raise Refused("not-yours", NOT_YOURS)
    check_words(reply, on)
    return Answer.objects.create(
        partnership=by.person.partnership,
        **{what: held},
        person=by.person,
        link=by.link,
        via=by.via,
        kind=reply.kind,
        words=reply.words,
        to_person=reply.to_person,
        to_name=reply.to_name[:200],
        to_email=reply.to_email[:254],
        once=once,
        state=_apply(held, reply, by),
    )


def _apply(thing: Thing, reply: Reply, by: Replier) -> AnswerState:
    """Change who leads it as the reply says; what a coordinator has to settle waits."""
    who, why = ByAnswer(by.person, by.via), reply.words.strip()
    if reply.kind == AnswerKind.HAND_OVER and reply.to_person is not None:
        hand_to(thing, reply.to_person, by=who, why=why, giver=by.person)
        return AnswerState.TAKEN
    if reply.kind == AnswerKind.NOT_MINE and isinstance(thing, Part):
        give_part(thing, None, by=who, why=why)
    elif reply.kind == AnswerKind.NOT_MINE and isinstance(thing, TacticalAction):
        give_row(thing, None, by=who, why=why)
    else:
        told = {"to": " ".join(filter(None, (reply.to_name, reply.to_email))), "why": why}
        log_change("asked to hand over", thing, partnership=by.person.partnership_id, by=who, after=told)
    return AnswerState.ASKED
