"""Saving what is typed: several people may write at once, and nothing that anybody wrote is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account
from wapentake.agendas.models import AgendaItem
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes.typed import hold_meeting
from wapentake.minutes.models import Minute, Writing
from wapentake.minutes.rules import Merged, merge_texts, must_log

LONGEST = 200_000  # characters under one item
TOO_LONG = "These are more words than one item can hold. Nothing was changed. Put a part of them under another item."


@dataclass(frozen=True, slots=True)
class Box:
    """What somebody typed under an item, and the text from which they began.

    `tried` is what they sent before, where no answer came: if it was saved after all, they began from that.
    """

    item: int
    text: str
    base: str
    tried: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands under an item now; `told` says what came together, where somebody else had written meanwhile."""

    item: int
    text: str
    version: int
    told: str = ""


@transaction.atomic
def save_boxes(meeting: Meeting, boxes: Sequence[Box], *, by: Account) -> list[Saved]:
    """Save what was typed, put together with what others saved meanwhile; of items that are gone nothing comes back.

    Raises: Refused where the minutes are not being written, or a text is too long.
    """
    hold_meeting(meeting)
    items = {one.pk: one for one in AgendaItem.objects.filter(meeting=meeting).select_related("minute__saved_by")}
    saved = []
    for box in boxes:
        item = items.get(box.item)
        if item is None:
            continue
        check_length(box.text)
        saved.append(_save_box(meeting, item, box, by=by))
    return saved


def check_length(text: str) -> None:
    """Raise Refused where a text is too long for one item."""
    if len(text) > LONGEST:
        raise Refused("too-long", TOO_LONG)


def _save_box(meeting: Meeting, item: AgendaItem, box: Box, *, by: Account) -> Saved:
    minute = item.minute if hasattr(item, "minute") else Minute(item=item)
    was = minute.text
    base = was if was == box.tried else box.base
    merged = merge_texts(base, box.text, was)
    told = _say_merged(minute, merged, by=by) if was not in (base, merged.text) or merged.both else ""
    if merged.text == was and minute.pk:
        return Saved(item.pk, was, minute.version, told)
    other = minute.saved_by is not None and minute.saved_by != by
    lost = must_log(was, merged.text, by_other=other, since_logged=_since_logged(meeting, minute))
    minute.text, minute.saved_by, minute.version = merged.text, by, minute.version + 1
    minute.save()
    if lost:
        told_of = {"partnership": meeting.partnership_id, "by": by, "after": {"version": minute.version}}
        log_change("rewrote", minute, before={"text": was}, **told_of)
    return Saved(item.pk, minute.text, minute.version, told)


def _since_logged(meeting: Meeting, minute: Minute) -> timedelta | None:
    """Return how long ago the text of a minute last went into the log."""
    if not minute.pk:
        return None
    own = Change.objects.filter(
        partnership_id=meeting.partnership_id, thing=Minute._meta.label_lower, thing_id=minute.pk
    )
    at = own.order_by("-pk").values_list("at", flat=True).first()
    return timezone.now() - at if at else None


def _say_merged(minute: Minute, merged: Merged, *, by: Account) -> str:
    """Say whose words were put together with one's own, and where both had changed the same."""
    who = str(minute.saved_by or "Somebody") if minute.saved_by != by else "You, in another window,"
    said = [f"{who} wrote here as well. Both texts were put together, and nothing was lost."]
    for theirs, mine in merged.both[:3]:
        said.append(f"Both of you changed the same words: “{_cut(theirs)}” and “{_cut(mine)}”. Both stand.")
    if merged.both:
        said.append("Take out what is not wanted.")
    return " ".join(said)


def _cut(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:77]}…"


def see_writer(meeting: Meeting, item: int | None, *, by: Account) -> None:
    """Say that somebody writes, and at which item. No line in the log: it is over in a minute."""
    own = AgendaItem.objects.filter(meeting=meeting, pk=item).first() if item else None
    Writing.objects.update_or_create(meeting=meeting, account=by, defaults={"item": own})
