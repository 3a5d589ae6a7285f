"""Tasks told of what is to be done more than of who does it: "Minutes to be circulated", "Form to be sent (Clerk)"."""

from __future__ import annotations

import re

from wapentake.reading.owners import IN_BRACKETS, as_owners, is_meeting
from wapentake.reading.phrases import any_of
from wapentake.reading.prose.settled import owners_by
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import TASK_VERBS, Task

_DONE = any_of("tasks", "passive_tasks")
_NOTE = re.compile(rf"(?!No |Not |None|Nothing|Neither )(?P<what>[A-Z][^.;:]{{1,80}}?)\s+to be (?:{_DONE})\b")
_FINITE = re.compile(rf"\b(?:{any_of('tasks', 'finite_words')})\b")
_GOES_ON_FINITE = re.compile(r"[^,;]*\b(?:was|were|would)\b")
_SENT_ON = re.compile(rf"[A-Z][^.;]{{1,80}}? (?:is|are) to be (?:{any_of('tasks', 'sent_on')})\b")
_BROUGHT_BACK = re.compile(rf"[A-Z][^.;,]{{1,60}}? should be (?:{any_of('tasks', 'brought_back')})\b")
_TO_PUBLIC = re.compile(rf"\b(?:{any_of('tasks', 'public_lines')})\b", re.IGNORECASE)
_PASSED_ON = re.compile(
    rf"(?P<what>[A-Z][^.;:,]{{1,70}}?) (?:will|would) (?:also )?be (?:{any_of('tasks', 'passed_on')})"
    r"(?: on| back| directly| out)* to (?:the |[A-Z])"
)
_BEFORE_NEXT = re.compile(
    rf"(?P<what>[A-Z][^.;:,]{{1,70}}?) (?:will|would) (?:also )?be (?:{any_of('tasks', 'before_next')})\b"
    r"[^.;:]*\b(?:at|to|for|before|by|in time for) (?:the |our )?(?:next|following) meeting\b"
)
_SAID_THAT = re.compile(r"\b(?:advised|confirmed|explained|noted|reported|said|stated) that [a-z]")
_SENT_ROUND = re.compile(
    r"(?:^|, )(?P<what>[A-Za-z][^.;:,]{1,70}?) (?:will|would) (?:also |then )?be "
    r"(?:re-?)?(?:circulated|distributed|e-?mailed) "
    r"(?:out )?(?:to |by e-?mail|in due course|after the meeting|shortly|with the minutes|round|around)"
)
_BY_AGENT = re.compile(
    rf"\b(?:will|would|should|shall) be (?:also )?(?:{_DONE}) by "
    r"(?P<who>(?:the )?[A-Za-z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3})"
)
_BY_AGENT_LAST = re.compile(
    rf"\b(?:will|would|should|shall) be (?:also )?(?:{_DONE})\b[^.;:]{{1,60}} by "
    r"(?P<who>(?:the )?[A-Za-z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3})\W*$"
)
_OPEN_TASK = re.compile(r"\b(?:(?:still )?to be [a-z]+|still to [a-z]+|needs? to [a-z]+|should be [a-z]+)\b")
_NEXT_STEP = re.compile(r"(?:The )?[Nn]ext steps? (?:is|will be) to [a-z]")


def find_passive(words: str, roster: Roster) -> Task | None:
    """Return the task of a note such as "Minutes to be circulated" or "Progress should be reported back"."""
    note = _NOTE.match(words) if " to be " in words else None
    if note and not _GOES_ON_FINITE.match(words, note.end()) and not _FINITE.search(note["what"]):
        return Task(owners_by(words, note.end(), roster), 0, len(words), noted=True)
    sent = " to be " in words and _SENT_ON.match(words)
    back = " should be " in words and _BROUGHT_BACK.match(words) and not _TO_PUBLIC.search(words)
    return Task((), 0, len(words)) if sent or back else _find_coming(words)


def _find_coming(words: str) -> Task | None:
    """Return the task of "This will be passed to the county" and "A list will be provided for the next meeting"."""
    if " will " not in words and " would " not in words:
        return None
    told = _SAID_THAT.search(words)
    own = words[told.end() - 1].upper() + words[told.end() :] if told else words
    found = _PASSED_ON.match(words) or _BEFORE_NEXT.match(own) or _SENT_ROUND.search(words)
    if not found or _FINITE.search(found["what"]):
        return None
    return Task((), told.end() - 1 if told and found.string is own else found.start("what"), len(words), weak=True)


def find_by_agent(words: str, roster: Roster) -> Task | None:
    """Return the task of "Private donations would be taken by NR"."""
    found = (_BY_AGENT.search(words) or _BY_AGENT_LAST.search(words)) if " be " in words else None
    if found and found["who"] in roster.own:
        return Task((found["who"],), 0, len(words), weak=True)
    owners = as_owners(found["who"], roster, marked=False) if found else None
    if not owners or any(is_meeting(owner) or owner.casefold() in roster.bodies for owner in owners):
        return None
    return Task(owners, 0, len(words), weak=True)


def find_bracketed(words: str, roster: Roster) -> Task | None:
    """Return the task of "The form to be sent before 12 January (Clerk)."."""
    found = IN_BRACKETS.search(words)
    first = words.split(" ", 1)[0].casefold()
    if not found or not (first in TASK_VERBS or _OPEN_TASK.search(words)):
        return None
    owners = as_owners(found["who"], roster, marked=False)
    return Task(owners, 0, found.start(), noted=True) if owners else None


def find_next_step(words: str, roster: Roster) -> Task | None:
    """Return the task of "The next step is to set up a meeting": nobody's."""
    return Task((), 0, len(words)) if _NEXT_STEP.match(words) else None
