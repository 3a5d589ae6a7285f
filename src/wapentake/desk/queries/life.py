"""The whole life of an action in the order of time: the words that made it, all that happened, the words that ended it.

Each room that has something to tell adds its own moments; they are put in order here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone

from wapentake.actions.models import Action, ActionState, Note
from wapentake.actions.queries import find_ending
from wapentake.intake.shown import show_report
from wapentake.kit.queries import Told, find_history
from wapentake.kit.templatetags.kit import date_words
from wapentake.sources.models import Passage

LEFT_OUT = ("state", "why")  # the verb says the one, and the reason has a place of its own


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened to an action: when, what, by whom, what changed, why, with which words and which file."""

    at: datetime
    title: str
    by: str = ""
    day_only: bool = False
    changes: tuple[tuple[str, str, str], ...] = ()
    why: str = ""
    words: str = ""
    words_href: str = ""
    file: Note | None = None


def tell_life(action: Action, *, slug: str, more: Iterable[Moment] = ()) -> list[Moment]:
    """Return all that is known to have happened to an action, the oldest first; `more` is what other rooms tell.

    Shape: the words that made it come first, whatever the hour at which they were read.
    """
    made = _quote(
        "Reported as done" if action.ended_by_id == action.passage_id else "Given at the meeting",
        action.passage,
        on=action.meeting.on,
        slug=slug,
    )
    moments = [
        *more,
        *_tell_log(action, slug=slug),
        *map(_tell_note, action.notes.select_related("person").defer("data")),
    ]
    return [made, *sorted(moments, key=lambda one: one.at)]


def _tell_log(action: Action, *, slug: str) -> Iterator[Moment]:
    """Yield what the log tells, oldest first; the words that ended it stand where it was last closed."""
    told = [one for one in reversed(find_history(action.partnership_id, action, action.passage)) if _counts(one)]
    ended = action.ended_by if action.ended_by_id != action.passage_id else None
    words, href = _find_ending(action, ended, slug=slug)
    closed = [one.change.pk for one in told if one.change.after.get("state") == ActionState.CLOSED]
    for one in told:
        is_end = bool(closed) and one.change.pk == closed[-1]
        yield Moment(
            at=one.change.at,
            title=one.change.verb[:1].upper() + one.change.verb[1:],
            by=one.change.by_name,
            changes=tuple(change for change in one.differences if change[0] not in LEFT_OUT),
            why=str(one.change.after.get("why") or ""),
            words=words if is_end else "",
            words_href=href if is_end else "",
        )
    if ended is not None and not closed and action.closed_on:
        yield _quote("Closed", ended, on=action.closed_on, slug=slug)


def _find_ending(action: Action, ended: Passage | None, *, slug: str) -> tuple[str, str]:
    """Return the words that ended an action and where they stand, or "" twice: a passage's, or those of a report."""
    if ended is not None:
        return ended.words, reverse("desk:words", args=[slug, ended.pk])
    report = find_ending(action)
    if report is None:
        return "", ""
    shown = show_report(report, slug=slug)
    return shown.words, shown.href


def _counts(told: Told) -> bool:
    """Whether a line of the log is told: a note is told by itself, with its file."""
    return told.change.verb != "noted"


def _quote(title: str, passage: Passage, *, on: date, slug: str) -> Moment:
    at = timezone.make_aware(datetime.combine(on, time()))
    href = reverse("desk:words", args=[slug, passage.pk])
    return Moment(at=at, title=title, day_only=True, words=passage.words, words_href=href)


def _tell_note(note: Note) -> Moment:
    way = "" if note.via == "desk" else f", {note.get_via_display().lower()}"
    by = f"{note.by_name}{way if not note.by_name.endswith(way.lstrip(', ') or '-') else ''}"
    return Moment(at=note.at, title="Note", by=by, why=note.text, file=note if note.name else None)


def say_ended(action: Action) -> str:
    """Return when and where an action was closed, or when it was said to be done, in words."""
    if action.state == ActionState.CLOSED:
        at = f" at the meeting of {date_words(action.closed_at.on)}" if action.closed_at else ""
        return at.strip() or (f"on {date_words(action.closed_on)}, outside of a meeting" if action.closed_on else "")
    return f"on {date_words(action.done_on)}" if action.done_on else ""
