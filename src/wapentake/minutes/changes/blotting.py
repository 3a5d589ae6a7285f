"""Taking words out of all that was typed of meetings, for ever."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from django.db.models import F, Model

from wapentake.minutes.models import (
    Correction,
    Declaration,
    LeftIn,
    Minute,
    Minutes,
    Refusal,
    Resolution,
    RestrictedNote,
    Roll,
)

_WORDS: dict[type[Model], tuple[str, tuple[str, ...]]] = {
    Minutes: ("meeting", ("cleared_by", "cleared_how", "signed_by")),
    Minute: ("item__meeting", ("text",)),
    Resolution: ("item__meeting", ("text", "condition", "proposer", "seconder", "names", "dissent")),
    Declaration: ("meeting", ("name", "interest")),
    Correction: ("meeting", ("item", "was", "should_be")),
    RestrictedNote: ("meeting", ("words", "neutral")),
    LeftIn: ("meeting", ("name", "words", "reason")),
    Refusal: ("meeting", ("words",)),
    Roll: ("meeting", ("name", "role", "deputy_for")),
}
"""Where words stand that somebody typed: the way to the meeting, and the columns."""


def blot_minutes(partnership: int, clean: Callable[[Any], Any]) -> None:
    """Take words out of all that was typed of a partnership's meetings. Whoever strikes them out logs that."""
    for table, (way, names) in _WORDS.items():
        for row in table._default_manager.filter(**{f"{way}__partnership": partnership}):
            if told := {name: new for name in names if (new := clean(was := getattr(row, name))) != was}:
                _write(row, told)


def _write(row: Model, told: dict[str, Any]) -> None:
    """Write cleaned words; a browser in which minutes are open is told of them as of another writer's."""
    if isinstance(row, Roll) and "name" in told:
        told["name"] = _free_name(row, told["name"])
    later = {"version": F("version") + 1} if isinstance(row, Minute) else {}
    type(row)._default_manager.filter(pk=row.pk).update(**told, **later)


def _free_name(row: Roll, name: str) -> str:
    """Return a name that nobody else on the roll has: two that were struck out look alike."""
    taken = set(Roll.objects.filter(meeting=row.meeting_id).exclude(pk=row.pk).values_list("name", flat=True))
    names = (name if number == 1 else f"{name[:190]} ({number})" for number in count(1))
    return next(one for one in names if one not in taken)
