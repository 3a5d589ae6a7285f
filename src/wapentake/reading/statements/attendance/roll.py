"""The list of attendance as it grows, and how people come into it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from wapentake.reading.entries import Entry, fits_name, read_entry, read_list
from wapentake.reading.outline import label_of
from wapentake.reading.persons import is_initials
from wapentake.reading.record import Attendee
from wapentake.reading.statements.attendance.labels import status_of
from wapentake.terms import Presence

_SHARED = re.compile(r"[–-]\s?all\s+(?:of\s+|from\s+)?(?P<body>[A-Z][\w &]+)$")
NO_HEADING = "the list has lost its heading; apologies stand there as a rule"
UNHEADED = "the list has no heading; those who were there stand at the top as a rule"
TWO_HEADINGS = "two headings stand one below the other above the list, so who came and who did not cannot be told"


@dataclass(slots=True)
class Roll:
    """How the next entries stand, what was found, and which blocks were used up.

    `columns` say how people stand in each column of the table being read, `name_column` and `mark_column` where its
    names and its marks are. `doubt` says why it cannot be told for sure how the people of a list stand; `bare`: a
    label came last, and nobody after it.
    """

    meeting: date | None = None
    status: Presence | None = None
    doubt: str | None = None
    bare: bool = False
    columns: list[Presence | None] = field(default_factory=list)
    name_column: int | None = None
    mark_column: int | None = None
    found: list[Attendee] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def add_entry(
    roll: Roll, entry: Entry, offset: int, *, organisation: str | None = None, status: Presence | None = None
) -> None:
    """Add somebody who stands in words that begin in the text at `offset`; what is given goes before what was read."""
    roll.bare = False
    roll.found.append(
        Attendee(
            span=(offset + entry.start, offset + entry.end),
            name=" ".join(entry.name.split()),
            organisation=organisation or entry.organisation,
            role=entry.role,
            status=(status or roll.status or Presence.PRESENT).value,
            initials=entry.initials,
            deputy_for=entry.deputy_for,
            certain=roll.doubt is None,
            reason=roll.doubt,
        )
    )


def add_list(roll: Roll, words: str, offset: int, *, one_each: bool = False, status: Presence | None = None) -> bool:
    """Add the people of a list; whether there was one. "– all CLG" at the end gives the body of those who have none.

    `one_each` says that the list has a line for each person.
    """
    single = read_entry(words) if words.count(",") <= 2 and "\n" not in words.strip() else None
    entries = [single] if single and one_each else read_list(words, labelled=True)
    if single and len(entries) <= 1:
        entries = [single]
    shared = _SHARED.search(words.rstrip(". \t\n")) if "all " in words else None
    for entry in entries:
        takes_shared = shared and (entry.organisation is None or entry.organisation.startswith("all "))
        add_entry(
            roll, entry, offset, organisation=shared["body"].strip() if shared and takes_shared else None, status=status
        )
    return bool(entries)


def complete_last(roll: Roll, cell: str) -> None:
    """Give the last person found the initials, status or body that the next cell holds."""
    last = roll.found[-1]
    if is_initials(cell) and last.initials is None and fits_name(cell, last.name):
        roll.found[-1] = replace(last, initials=cell)
    elif (status := status_of(label_of(cell))) is not None:
        roll.found[-1] = replace(last, status=status.value)
    elif last.organisation is None:
        roll.found[-1] = replace(last, organisation=cell)
