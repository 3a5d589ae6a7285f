"""What a person settles of the leak check: words moved out of what the public reads, or left in with a reason."""

from __future__ import annotations

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.agendas.models import AgendaItem
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import CLOSED
from wapentake.minutes.models import Correction, LeftIn, Minute, RestrictedNote
from wapentake.minutes.rules.composing import clean_typed


def move_words(meeting: Meeting, words: str, *, neutral: str, by: Account) -> RestrictedNote:
    """Move words into a restricted note and leave a neutral line in their place.

    Means: where they were typed here, the typed text itself says the neutral line from now on, and a correction that
    says the words, or corrects a part of them, is moved out with them. Raises: Refused where the neutral line is empty
    or is the words themselves.
    """
    neutral = neutral.strip()
    if not neutral or neutral == words.strip():
        raise Refused("no-neutral", "Write a line that can stay in the place of these words. Nothing was changed.")
    with transaction.atomic():
        item = _replace_typed(meeting, words, neutral, by=by)
        note = RestrictedNote.objects.create(meeting=meeting, item=item, words=words, neutral=neutral, moved_by=by)
        log_change("moved words out", note, partnership=meeting.partnership_id, by=by, after={"neutral": neutral})
        _move_corrections(note, by=by)
    return note


def _move_corrections(note: RestrictedNote, *, by: Account) -> None:
    for one in Correction.objects.filter(meeting=note.meeting):
        if note.words in one.was or one.was in note.words or note.words in one.should_be:
            told = f"To be corrected: “{one.was}” to “{one.should_be}”."
            RestrictedNote.objects.create(
                meeting=note.meeting, item=note.item, words=told, neutral=note.neutral, moved_by=by
            )
            after = {"neutral": note.neutral}
            log_change("moved words out", one, partnership=note.meeting.partnership_id, by=by, after=after)
            one.delete()


def _replace_typed(meeting: Meeting, words: str, neutral: str, *, by: Account) -> AgendaItem | None:
    """Put the neutral line where the words were typed; return under which item that was. Confirmed text stays."""
    if meeting.state in CLOSED:
        return None
    found = None
    for minute in Minute.objects.select_for_update(of=("self",)).filter(item__meeting=meeting).select_related("item"):
        text = minute.text if words in minute.text else clean_typed(minute.text)
        if words not in text:
            continue
        minute.text = text.replace(words, neutral)
        minute.version += 1
        minute.saved_by = by
        minute.save(update_fields=["text", "version", "saved_at", "saved_by"])
        found = minute.item
    return found


def leave_in(meeting: Meeting, likeness: str, words: str, *, name: str, reason: str, by: Account) -> None:
    """Say that words, or a name, may be public after all, and why; the leak check does not show them again."""
    if not reason.strip():
        raise Refused("no-reason", "Say why these words may be public. Nothing was changed.")
    with transaction.atomic():
        left, _ = LeftIn.objects.update_or_create(
            meeting=meeting,
            likeness=likeness,
            defaults={"words": words, "name": name[:200], "reason": reason.strip(), "said_by": by},
        )
        told = {"words": words, "reason": reason.strip()}
        log_change("left in", left, partnership=meeting.partnership_id, by=by, after=told)


def forget_left_in(left: LeftIn, *, by: Account) -> None:
    """Ask the leak check to show words again that somebody had left in."""
    with transaction.atomic():
        log_change("asked again", left, partnership=left.meeting.partnership_id, by=by, before={"words": left.words})
        left.delete()
