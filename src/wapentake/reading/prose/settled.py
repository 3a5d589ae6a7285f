"""Tasks that the meeting settles: "it was agreed that the Clerk would …", "RESOLVED: that a letter be sent"."""

from __future__ import annotations

import re

from wapentake.reading.owners import as_owners, is_meeting, is_thing
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import Task, is_state

_ADVERB = r"(?:also|then|further|therefore|unanimously|instead)"
_SETTLED = re.compile(
    rf"\b(?:it was (?:{_ADVERB} )*(?:{any_of('tasks', 'settles')})(?: {_ADVERB})?"
    rf"|(?:{any_of('tasks', 'settles_alone')})(?: {_ADVERB})?)"
    r"[:,]?\s*(?:by [^,.]{2,30} )?"
    r"(?:(?:that|for)\s+|\s(?=(?-i:(?:the )?[A-Z][^,.;]{1,40}? (?:should|would|will) [a-z])))(?P<rest>.*)$",
    re.IGNORECASE,
)
_HISTORY = re.compile(rf"\b(?:{any_of('tasks', 'history')})\b")
_WHO_WILL = re.compile(
    r"(?P<who>.{1,90}?)\s+(?:(?:would|should|will|shall|must|needs? to|are to|is to|to"
    r"|be (?:asked|requested|instructed|authorised|tasked) to)\s+"
    r"(?:also |now |then |be asked to |be requested to |look to )*)"
    r"(?=[a-z])(?!(?:be|the|a|an|this|its|their|his|her)\b)"
)
_OUTSIDE = re.compile(rf"(?:{any_of('tasks', 'outside_tasks')})\b")
_WHO_DOES = re.compile(
    r"(?P<who>(?:the |The )?[A-Z][\w'’ -]{1,50}?)\s+"
    rf"(?P<verb>be (?:asked|requested|instructed|authorised|delegated) to|(?:{any_of('tasks', 'task_verbs')})"
    r"(?:\b|e?s(?= (?:the|an?|this|that|these|it|them|his|her|their|any|all|up|back|forward|with|on|to|out)\b)))"
)
_DOES = re.compile(rf"(?:{any_of('tasks', 'task_verbs')})e?s\b")  # "recommended that the Clerk writes" is advice
_IS_DONE = re.compile(
    r"(?:that\s+)?(?P<what>[^.;]{2,110}?)\s+(?:(?:should|would|will|shall|must|to|needs? to)\s+)?"
    rf"be\s+(?:also\s+)?(?P<done>{any_of('tasks', 'passive_tasks')})\b"
)
_TASKS = frozenset(load_phrases("tasks")["settled_tasks"])
_MADE = tuple(load_phrases("tasks")["made_tasks"])
_NO_TASK = re.compile(r"\b(?:is|are|was|were|has|have|would|will|should|which|who|minutes)\b|^(?:that )?no\b")
_BY_WHOM = re.compile(r"\bby (?P<who>(?:the )?[A-Za-z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3})")


def find_settled(words: str, roster: Roster) -> Task | None:
    """Return the task of "it was agreed that X would …" and "that a letter be sent"."""
    found = _SETTLED.search(words)
    if not found or _HISTORY.search(words, 0, found.start("rest")):
        return None
    task = read_settled(found["rest"], found.start("rest"), roster)
    return None if task and found[0][:5].lower() == "recom" and _DOES.match(words, task.start) else task


def read_settled(said: str, at: int, roster: Roster) -> Task | None:
    """Return the task of the words after "it was agreed that", which begin at `at`."""
    end = at + len(said)
    if said.startswith(("That ", "that ")):
        said, at = said[5:], at + 5
    if found := _WHO_WILL.match(said):
        owners = _task_owners(found["who"], roster, marked=False) or _own_owners(found, said, roster)
        if owners and not is_state(said[found.end() :]):
            return Task(owners, at + found.end(), end)
    if found := _WHO_DOES.match(said):
        asked = found["verb"].startswith("be ")
        owners = _task_owners(found["who"], roster, marked=asked and len(found["who"].split()) <= 5)
        start = (
            found.end() + len(said[found.end() :]) - len(said[found.end() :].lstrip()) if asked else found.start("verb")
        )
        if owners and not is_state(said[start:]):
            return Task(owners, at + start, end)
    return _read_done(said, at, roster)


def _task_owners(who: str, roster: Roster, *, marked: bool) -> tuple[str, ...] | None:
    """Return the owners that words name, but None where one of them is the meeting itself."""
    owners = as_owners(who.removeprefix("both "), roster, marked=marked)
    if (
        owners is None
        or is_thing(owners[0])
        or any(is_meeting(owner) and not owner.casefold().startswith("all ") for owner in owners)
    ):
        return None
    return owners


def _own_owners(found: re.Match[str], said: str, roster: Roster) -> tuple[str, ...] | None:
    """Return the meeting itself as the owner where it is to do something outside: "the Council should write to …"."""
    who = found["who"].removeprefix("the ").removeprefix("The ")
    own = is_meeting(who) or (who in roster.body and who.rpartition(" ")[2] == roster.body.rpartition(" ")[2])
    return (who,) if own and who[0].isupper() and _OUTSIDE.match(said, found.end()) else None


def _read_done(said: str, at: int, roster: Roster) -> Task | None:
    """Return the task of "a report be brought back to the next meeting": nobody's, unless "by" says whose."""
    found = _IS_DONE.match(said)
    if not found or _NO_TASK.search(found["what"]):
        return None
    if found["done"] not in _TASKS and not (found["done"] == "made" and found["what"].endswith(_MADE)):
        return None
    return Task(owners_by(said, found.end(), roster), at, at + len(said))


def owners_by(words: str, start: int, roster: Roster) -> tuple[str, ...]:
    """Return the owners that "by" names after a passive verb, if it names any."""
    whom = _BY_WHOM.search(words, start)
    return (as_owners(whom["who"], roster, marked=False) or ()) if whom else ()
