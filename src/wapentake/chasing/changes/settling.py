"""What a coordinator says of an answer that waits for them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account
from wapentake.chasing.changes.handing import Telling, hand_to
from wapentake.chasing.changes.passing import hold_thing
from wapentake.chasing.models import Answer, AnswerKind, AnswerState
from wapentake.contacts.models import Person
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused

SETTLED = "{who} settled this before you: {what}. Nothing was changed."


@transaction.atomic
def settle_answer(answer: Answer, person: Person | None, *, by: Account) -> Telling:
    """Give what was answered on to a person, or, with none, leave it with the one who answered.

    Means: returns what became of telling whom it was given to. Raises: Refused where somebody else settled it before.
    """
    thing = hold_thing(answer.thing)
    answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    wanted = AnswerState.REFUSED if person is None else AnswerState.CONFIRMED
    if answer.state != AnswerState.ASKED:
        words = SETTLED.format(who=answer.settled_by or "Somebody", what=answer.get_state_display().lower())
        raise Refused("settled-before", words)
    told = Telling()
    if person is not None or answer.kind == AnswerKind.NOT_MINE:
        giver = answer.person if person is not None and answer.kind == AnswerKind.HAND_OVER else None
        told = hand_to(thing, person or answer.person, by=by, why=answer.words, giver=giver)
    answer.state, answer.settled_by, answer.settled_at = wanted, by, timezone.now()
    answer.save(update_fields=["state", "settled_by", "settled_at"])
    log_change("settled", answer, partnership=answer.partnership_id, by=by, after={"state": wanted.value})
    return told
