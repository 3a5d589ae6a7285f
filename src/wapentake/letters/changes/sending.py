"""What becomes of a letter on its way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from wapentake.kit.changes import READER, log_change
from wapentake.letters.models import Letter, LetterState


def claim_letter(letter: Letter, *, now: datetime) -> bool:
    """Take a letter that waits, so that nobody else sends it; return whether it was still there to take."""
    waiting = Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING)
    return waiting.update(state=LetterState.SENDING, claimed_at=now) == 1


@transaction.atomic
def settle_letter(letter: Letter, state: LetterState, *, at: datetime, said: str = "") -> None:
    """Say what came of a letter that was claimed."""
    Letter.objects.filter(pk=letter.pk).update(state=state, sent_at=at, said=said)
    told = {"state": state.value}
    log_change("sent", letter, partnership=letter.partnership_id, by=READER, after=told)
