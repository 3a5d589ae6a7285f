"""Tasks that one is given by another: told, asked, left with one, requested from one."""

from __future__ import annotations

import re

from wapentake.reading.owners import as_owners, is_meeting, is_thing
from wapentake.reading.persons import is_role
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.prose.subjects import last_subject
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import Task, is_doing

_TOLD = re.compile(
    r"\s(?:was|were|is|are|has been|have been|had been|be)\s+(?:then |also |now |again )?"
    rf"(?:{any_of('tasks', 'told')})\s+(?:by [A-Z][\w' ]{{1,30}}? )?(?:to|that they|that he|that she)\s+(?=[a-z])"
)
_TELLS = re.compile(
    rf"\b(?:{any_of('tasks', 'tells')})\s+(?:that\s+|for\s+)?"
    r"(?P<who>[^,.;:]{2,70}?)\s+(?:to(?! (?:the|an?|our|its|their|this|these)\b)|should|would|could)\s+(?=[a-z])"
)
_THAT_DO = re.compile(
    r"\b(?:ask|request)(?:ed|s) that (?P<who>[^,.;:]{2,60}?) "
    rf"(?P<verb>(?:{any_of('tasks', 'task_verbs')})\b)"
)
# "The Board requested Quay Office outline …"
_ASKS_DO = re.compile(
    r"\b(?:asked|requested) (?P<who>(?:the )?[A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3}) "
    rf"(?P<verb>(?:{any_of('tasks', 'task_verbs')})\b)"
)
_THAT_BE = re.compile(
    r"\b(?:asked|requested|requests) that (?P<what>(?!it\b|this be\b)[^.;:]{3,160}?) be "
    rf"(?!recorded|minuted|noted)(?:{any_of('tasks', 'passive_tasks')})\b"
)
_AS_GUEST = re.compile(r"\b(?:has|have|had) been invited to (?:speak|attend|present|join|sit|take part)\b")
_WITH_DOING = re.compile(r"\s(?:was|were|is|are|has been|have been) (?:tasked|charged) with (?=(?P<stem>[a-z]+)ing\b)")
_GIVEN = re.compile(
    r"\b[Tt]here (?:was|is) (?:also )?an action (?:for|on) (?P<who>[^,.;]{2,60}?) to (?=[a-z])"
    r"|(?P<taker>.{2,60}?) (?:took|takes|has|had|was given|were given|accepted) (?:an|the) action to (?=[a-z])"
)
_WENT_TO = re.compile(
    r"(?:An?|The) (?:request|reminder|plea|call|note) (?:went|goes|was sent|was made|was put) (?:out )?"
    r"to (?P<who>[^,.;]{2,60}?) to (?=[a-z])"
)
_LEFT = re.compile(rf"\b(?i:{any_of('tasks', 'leaves')}) (?P<who>[^,.;]{{2,60}}?) to (?=[a-z])")
_COULD = re.compile(r"\b[Cc]ould (?P<who>[A-Za-z][^,.;?]{1,50}?) please (?=[a-z])")
_NAMED = re.compile(r"(?:the )?[A-Z]")
_MANY = load_phrases("tasks")["many"]
_FORMAL = re.compile(rf"(?:{any_of('tasks', 'formal')})\b")
_REQUEST = re.compile(
    rf"\b(?:{any_of('tasks', 'requests')})\s+"
    rf"(?P<what>(?:that |for )?(?:{any_of('tasks', 'requested')})\b[^.;]{{6,200}})"
)
_NO_REQUEST = re.compile(
    r"£|\bfunding\b|\b(?:was|were|has been|have been|had been) requested\b|\bopportunity\b"
    r"|\b(?:views|approval|agreement) of the\b"
)
_INFORMED = re.compile(r"\b(?:that|which|who|petition|residents|informed)\b")
_REQUEST_OPENING = re.compile(r"(?:that|for)\s+")
_FROM = re.compile(r"\bfrom (?P<who>(?:the )?[A-Z][\w'’-]*(?: [A-Za-z]+)?)")
_WHO_ASKS = re.compile(r"(?:[Tt]he |[Aa]ll )?(?P<who>(?:[A-Z][\w'’-]*|[a-z]{5,})(?: [A-Z][\w'’-]*){0,4})")


def find_told(words: str, roster: Roster) -> Task | None:
    """Return the task of "MC was asked to …", "Officers were requested to …"."""
    found = _TOLD.search(words)
    if not found or _AS_GUEST.search(words):
        return None
    subject = last_subject(words[: found.start()])
    loose = len(subject.split()) <= 4 and " from " not in subject
    owners = as_owners(subject, roster, marked=False) or as_owners(subject, roster, marked=loose)
    if (
        not owners
        or is_thing(owners[0])
        or (("required" in found[0] or "encouraged" in found[0]) and not _is_one_of_us(owners[0], roster))
    ):
        return None
    return _unless_formal(words, roster, Task(owners, found.end(), len(words)))


def _is_one_of_us(owner: str, roster: Roster) -> bool:
    """Whether an owner is somebody of the page or a role; what others are "required to" do is a rule and no task."""
    return roster.knows(owner) or is_role(owner)


def find_tells(words: str, roster: Roster) -> Task | None:
    """Return the task of "The Chair asked the Clerk to …", "Members asked that the Clerk write …"."""
    for found in _TELLS.finditer(words):
        who = found["who"]
        owners = as_owners(who, roster, marked=False)
        if owners is None and len(who.split()) <= 4 and _NAMED.match(who):
            owners = as_owners(who, roster, marked=True)
        if owners:
            return _unless_formal(words, roster, Task(owners, found.end(), len(words)))
    for found in _THAT_DO.finditer(words) if " that " in words else ():
        if owners := as_owners(found["who"], roster, marked=False):
            return _unless_formal(words, roster, Task(owners, found.start("verb"), len(words)))
    asked = _ASKS_DO.search(words)
    owners = as_owners(asked["who"], roster, marked=True) if asked else None
    return _unless_formal(words, roster, Task(owners, asked.start("verb"), len(words))) if asked and owners else None


def _unless_formal(words: str, roster: Roster, task: Task) -> Task | None:
    """Return the task, but None where the meeting itself is asked for it, or is to consider or to note something."""
    if any(_is_other_body(one, roster) for one in task.owners):
        return task
    if all(is_meeting(one) and not one.casefold().endswith(_MANY) for one in task.owners):
        return None
    return None if _FORMAL.match(words, task.start) else task


def _is_other_body(owner: str, roster: Roster) -> bool:
    """Whether an owner is another body that meets, called by its full name: "Quay Harbour Board"."""
    parts = owner.removeprefix("the ").split()
    named = len(parts) > 2 and all(part[0].isupper() or part in ("and", "of", "for") for part in parts)
    return named and is_meeting(owner) and roster.body != "" and not set(parts) <= set(roster.body.split())


def find_given(words: str, roster: Roster) -> Task | None:
    """Return the task of "KL took an action to …", "There was an action for KL to …", "KL was tasked with asking …"."""
    found = _GIVEN.match(words) if " action " in words else None
    who = (found["who"] or found["taker"]) if found else None
    if found is None and (found := _WITH_DOING.search(words)) and is_doing(found["stem"]):
        who = last_subject(words[: found.start()])
    owners = as_owners(who, roster, marked=False) if who else None
    if not found or not owners or (found.re is _GIVEN and found["taker"] and not roster.knows(owners[0])):
        return None
    return Task(owners, found.end(), len(words))


def find_sent(words: str, roster: Roster) -> Task | None:
    """Return the task of "A request went to all members to …"."""
    found = _WENT_TO.match(words)
    owners = as_owners(found["who"], roster, marked=False) if found else None
    return Task(owners, found.end(), len(words)) if found and owners else None


def find_left(words: str, roster: Roster) -> Task | None:
    """Return the task of "It was left to the Chairman to settle a date"."""
    found = _LEFT.search(words)
    owners = as_owners(found["who"], roster, marked=False) if found else None
    return Task(owners, found.end(), len(words)) if found and owners else None


def find_could(words: str, roster: Roster) -> Task | None:
    """Return the task of "Could Rachel please find out …"."""
    found = _COULD.search(words)
    owners = as_owners(found["who"], roster, marked=False) if found else None
    return Task(owners, found.end(), len(words.rstrip("? "))) if found and owners else None


def find_requested(words: str, roster: Roster) -> Task | None:
    """Return the task of "The Board requested a report on …", "Members asked for feedback from officers"."""
    be = _THAT_BE.search(words) if " be " in words else None
    if be and _asks(words[: be.start()], roster):
        return Task((), be.start("what"), len(words.rstrip(" .;")))
    found = _REQUEST.search(words)
    if not found or _NO_REQUEST.search(words) or not _asks(words[: found.start()], roster):
        return None
    whom = _FROM.search(found["what"])
    owners = (as_owners(whom["who"], roster, marked=False) or ()) if whom else ()
    opening = _REQUEST_OPENING.match(found["what"])
    return Task(owners, found.start("what") + (opening.end() if opening else 0), found.end("what"))


def _asks(before: str, roster: Roster) -> bool:
    """Whether the subject of a request is the meeting or somebody at it."""
    head = _WHO_ASKS.match(before)
    if not head or (not before.rstrip().endswith(" and") and _INFORMED.search(before)):
        return False
    who = head["who"]
    known = is_meeting(who) or roster.knows(who) or roster.knows(who.split()[0])
    return known or as_owners(who, roster, marked=False) is not None
