"""The meeting itself, from the top of the page: body, day, time, venue, contact; and what kind of page it is."""

from __future__ import annotations

import re
from datetime import date

from wapentake.reading.blocks import Block
from wapentake.reading.outline import Outline
from wapentake.reading.persons import drop_titles, is_first_name, is_person
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Meeting
from wapentake.reading.statements.meeting.body import find_body, find_body_of_issue
from wapentake.reading.statements.meeting.front import Line, find_front
from wapentake.reading.statements.meeting.kind import kind_of_page
from wapentake.reading.statements.meeting.place import find_venue
from wapentake.reading.statements.meeting.when import find_day, find_time

__all__ = ["find", "kind_of_page", "meeting_day"]
_CONTACT = re.compile(
    rf"\W{{0,9}}(?:{any_of('meeting', 'contact_labels')})\s{{0,9}}(?:\*\*)?:\s*(?:\*\*)?\s*"
    r"(?P<who>[^\n:]+?)(?:\s{2,}|\s?(?:E-?mail|Tel|Telephone|Direct|Phone)\b|\n|$)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"[ ,]+(?:[xX]|[Ee]xt\.?)?[ :]*\d[\d ]*$")
_FULL_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")


def find(text: str, blocks: list[Block], outline: Outline) -> Meeting:
    """Return what the top of the page says of the meeting."""
    front = find_front(blocks, outline)
    day, at = find_day(front, text)
    return Meeting(
        body=find_body_of_issue(front) or find_body(front),
        date=day.isoformat() if day else None,
        time=find_time(front, at),
        venue=find_venue(front),
        contact=_find_contact(front),
    )


def _find_contact(front: list[Line]) -> str | None:
    """Return the person whom the page names as its contact or clerk."""
    who = next((found["who"].strip() for line in front if (found := _CONTACT.match(line.words))), "")
    who = who if is_person(who) else _EXTENSION.sub("", who.partition(",")[0])
    named = is_person(who) or (_FULL_NAME.fullmatch(who) and is_first_name(who.split()[0]))
    return drop_titles(who) if named else None


def meeting_day(meeting: Meeting) -> date | None:
    """Return the day of the meeting, or None."""
    return date.fromisoformat(meeting.date) if meeting.date else None
