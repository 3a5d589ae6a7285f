"""Refusing on the spot what was read in typed words and is none: it is not offered again, nor taken in later."""

from __future__ import annotations

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.kit.changes import log_change
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes.typed import hold_meeting
from wapentake.minutes.models import Refusal


@transaction.atomic
def refuse_offer(meeting: Meeting, likeness: str, *, kind: str, words: str, by: Account) -> Refusal:
    """Remember that a proposal is none, by its likeness."""
    hold_meeting(meeting)
    told = {"kind": kind[:20], "words": words, "said_by": by}
    refusal, made = Refusal.objects.get_or_create(meeting=meeting, likeness=likeness[:64], defaults=told)
    if made:
        log_change("refused", refusal, partnership=meeting.partnership_id, by=by, after={"kind": kind, "words": words})
    return refusal


@transaction.atomic
def take_refusal_back(refusal: Refusal, *, by: Account) -> None:
    """Let what was refused be proposed again."""
    meeting = hold_meeting(refusal.meeting)
    before = {"kind": refusal.kind, "words": refusal.words}
    log_change("offered again", refusal, partnership=meeting.partnership_id, by=by, before=before)
    refusal.delete()
