"""What only the whole page can tell: "next meeting" becomes the day that the page's own list of next meetings gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wapentake.reading.record import Action, DateMention, Due, Meeting
from wapentake.reading.spans import tokens_of
from wapentake.terms import DateRole, initials_of

_SAY_NO_BODY = frozenset(
    [
        "next",
        "following",
        "subsequent",
        "meeting",
        "meetings",
        "agenda",
        "session",
        "our",
        "the",
        "of",
        "s",
        "full",
        "ordinary",
        "scheduled",
    ]
)


def resolve_dues(actions: Iterable[Action], dates: Iterable[DateMention], meeting: Meeting) -> tuple[Action, ...]:
    """Return the actions, those due at the next meeting with its day where the page lists the meetings to come."""
    day = next_meeting(dates, meeting)
    return tuple(
        replace(action, due=Due(date=day, event=action.due.event))
        if day and action.due and action.due.date is None and is_next_meeting(action.due.event, meeting.body)
        else action
        for action in actions
    )


def next_meeting(dates: Iterable[DateMention], meeting: Meeting) -> str | None:
    """Return the first day after the meeting in the page's list of meetings to come, or None."""
    days = [one.date for one in dates if one.role == DateRole.NEXT_MEETING and len(one.date) == 10]
    return min((day for day in days if meeting.date and day > meeting.date), default=None)


def is_next_meeting(event: str | None, body: str | None) -> bool:
    """Whether an event is the next meeting of this body and of no other: "next meeting", "next Partnership meeting"."""
    words = tokens_of(event or "")
    if not words or words[0] not in ("next", "following", "subsequent"):
        return False
    own = set(tokens_of(body or ""))
    letters = initials_of(body or "").casefold()
    return all(word in _SAY_NO_BODY or word in own or (len(word) > 2 and word in letters) for word in words)
