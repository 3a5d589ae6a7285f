"""Tasks that one takes on oneself: offered, promised, said that he would, will."""

from __future__ import annotations

import re

from wapentake.reading.owners import as_owners, is_meeting, is_officer, is_thing
from wapentake.reading.persons import is_role, strip_parenthesis
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.prose.subjects import sentence_subject, subject_of
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import TASK_VERBS, Task, is_doing, is_state

_TAKES_ON = re.compile(
    rf" (?:{any_of('tasks', 'takes_on')})\s+to\s+(?=[a-z])"
    r"(?!(?:the|a|an|this|that|these|his|her|their|its|it|all|any)\b|(?!embed)[a-z]+[^e]ed\b)"
)
_TAKES_ROLE = re.compile(
    r"(?:become|serve|stand|act as|step (?:up|down)|remain|stay on"
    r"|(?:take on|undertake|fill|assume) (?:the|this) (?:role|post|office|position))\b"
)
_SETTLES = re.compile(r"(?:adopt|approve|support|accept|endorse|ratify|elect|appoint|note)\b")
_SAYS_WOULD = re.compile(
    rf"\s(?:{any_of('tasks', 'says')})\s+(?:the\s+\w+\s+|members\s+|partners\s+)?(?:that\s+)?"
    r"(?:he|she|they)(?:\s+would|\s+will|['’]d|['’]ll|(?<!they)\s+(?:was|is) going to)\s+(?:also\s+)?(?=[a-z])"
)
_AND_WOULD = re.compile(
    r"\s(?:and|but) (?:that )?(?:he|she|they) (?:would|will|undertook to|agreed to|offered to)\s+(?:also\s+)?(?=[a-z])"
)
_OWED = re.compile(
    r" (?:still (?:had|has|have|needs|needed) to|(?:had|has|have) still to|(?:had|has|have) yet to) (?=[a-z])(?!be\b)"
)
WHO_WILL = r"(?:will|would|(?:has |had )?(?:agreed|offered|undertook|volunteered) to|is to)(?! be\b)"
_WHO = re.compile(rf",? who {WHO_WILL} (?=[a-z])")
_NAME_BEFORE = re.compile(r"(?:[Tt]he )?(?:[A-Z][\w'’-]*\.? ){0,3}[A-Z][\w'’-]*$")
_DOES_NEXT = re.compile(r" (?:and|but) (?P<link>will|would) (?:also |now |then )?(?P<verb>(?!be\b)[a-z][a-z'-]+)")
_SAID_THAT = re.compile(rf"[^,;]{{2,50}}? (?:{any_of('tasks', 'says')}) that ")
_OTHER_SUBJECT = re.compile(r"\b(?:that|which|who|whether|if|when|where|as)\b(?! (?:he|she|they)\b)|[,;:]")
_DOING = re.compile(r"be (?=(?P<stem>[a-z]+)ing\b)")
_LINK = re.compile(
    r" (?P<link>will|would|shall|should|must|(?:is|are) going to) "
    r"(?=(?:then |also |now |again |therefore |both )?(?P<verb>[a-z][a-z'-]+))"
)
_UNSURE = frozenset(("would", "should", "must"))
_CLAUSE_BREAK = re.compile(r"(?:[,;:]|(?<!\b[A-Z])\.)\s*| that | [–—-] ")
_CONJUNCTIONS = frozenset(load_phrases("tasks")["conjunctions"])
_OPENING = re.compile(rf"(?:{any_of('tasks', 'openings')})\s+")
_CONDITION = re.compile(r"\b(?:if|when|where|whether|who|which|unless)\b")
_NAME_LAST = re.compile(r"^(?:As|Since|Because|Given|Once|After) [^,]*\b[a-z]+ (?P<who>[A-Z][\w'’-]+ [A-Z][\w'’-]+)$")
_BODY_WILL = re.compile(
    r"(?:(?!If|When|Where|Unless|Should|Whether)[A-Z][^,.;:]{2,50}(?:,| [–-]) ?)?"
    r"(?P<who>(?:[Tt]he|A) (?:[A-Z][\w&'’-]*\s+){0,5}?(?:(?:working|steering|task|joint) )?[A-Za-z-]+|[A-Z]{3,6})"
    r" will (?:now |also |then |therefore )?"
    rf"(?P<verb>(?:{any_of('tasks', 'body_tasks')})\b)"
)
_NO_VERB = re.compile(r"(?!b?ring\b)[a-z]+ing\b|be\b|have\b")


def find_offered(words: str, roster: Roster) -> Task | None:
    """Return the task of "Cllr Smith offered to …", "MC agreed to …"; the meeting itself only decides."""
    found = _TAKES_ON.search(words)
    owners = subject_of(words[: found.start()], roster) if found else None
    if not found or owners is None or any(is_meeting(owner) or _is_body(owner, roster) for owner in owners):
        return None
    if _TAKES_ROLE.match(words, found.end()) or (owners[-1].endswith("members") and _SETTLES.match(words, found.end())):
        return None
    return Task(owners, found.end(), len(words))


def _is_body(owner: str, roster: Roster) -> bool:
    """Whether an owner is another organisation: what it agreed elsewhere is reported here and not promised."""
    return owner.casefold() in roster.bodies and not roster.knows(owner) and not is_role(owner)


def find_said(words: str, roster: Roster) -> Task | None:
    """Return the task of "AB said she would …"."""
    found = _SAYS_WOULD.search(words) or _AND_WOULD.search(words)
    owners = subject_of(words[: found.start()], roster) if found else None
    if not found or not owners or any(map(is_meeting, owners)):
        return None
    if doing := _doing_task(words, found.end()):
        return Task(owners, doing, len(words))
    return None if is_state(words, found.end()) else Task(owners, found.end(), len(words))


def _doing_task(words: str, at: int) -> int | None:
    """Return where the task begins in "they will be writing": at the verb, if it is one with which tasks begin."""
    found = _DOING.match(words, at)
    return found.end() if found and is_doing(found["stem"]) else None


def find_who(words: str, roster: Roster) -> Task | None:
    """Return the task of "Ann Bell, who will count the lamps"."""
    for found in _WHO.finditer(words):
        named = _NAME_BEFORE.search(words, max(0, found.start() - 60), found.start())
        owners = as_owners(named[0], roster, marked=False) if named else None
        if owners and (roster.knows(owners[-1]) or is_officer(owners[-1])) and not is_state(words, found.end()):
            return Task(owners, found.end(), len(words), weak=True)
    return None


def find_owed(words: str, roster: Roster) -> Task | None:
    """Return the task of "KL still had to count the lamps"."""
    found = _OWED.search(words)
    owners = subject_of(words[: found.start()], roster) if found else None
    if not found or not owners or any(map(is_meeting, owners)) or is_state(words, found.end()):
        return None
    return Task(owners, found.end(), len(words))


def find_next(words: str, roster: Roster) -> Task | None:
    """Return the task of "KL has heard nothing and will write again": what somebody will do next."""
    may = " and w" in words or " but w" in words
    for found in _DOES_NEXT.finditer(words) if may else ():
        before = words[: found.start()].removesuffix(",")
        owners = sentence_subject(before, roster)
        if not owners or any(map(is_meeting, owners)) or _only_describes(found["link"], owners, roster):
            return None
        if is_state(words, found.start("verb")) or not (roster.knows(owners[-1]) or is_role(owners[-1])):
            continue
        said = found["verb"] in TASK_VERBS and _SAID_THAT.match(before) is not None
        if said or not _OTHER_SUBJECT.search(before):
            return Task(owners, found.start("verb"), len(words), weak=True)
    return None


def find_will(words: str, roster: Roster) -> Task | None:
    """Return the task of "KL will contact …": somebody known will do something, and not merely be or go on."""
    for found in _LINK.finditer(words):
        at, verb = found.start(), found.start("verb")
        if is_state(words, verb) or _NO_VERB.match(words, verb):
            continue
        owners = _owners_before(words[max(0, at - 110) : at], roster)
        if not owners or _only_describes(found["link"], owners, roster):
            continue
        clause = words[max(0, at - 300) : at].rpartition(",")[2]
        if not _CONDITION.search(clause):
            return Task(owners, verb, len(words), weak=found["link"] in ("would", "should"))
    return None


def find_body_will(words: str, roster: Roster) -> Task | None:
    """Return the task of "The Board will draw up a list": the meeting's own, where the verb is one of doing."""
    found = _BODY_WILL.match(words)
    if not found or not (is_meeting(found["who"].removeprefix("A ")) or found["who"].rpartition(" ")[2] in roster.own):
        return None
    return Task(
        (found["who"].removeprefix("The ").removeprefix("the ").removeprefix("A "),),
        found.start("verb"),
        len(words),
        weak=True,
    )


def _owners_before(before: str, roster: Roster) -> tuple[str, ...] | None:
    """Return who is named right before "will": people, officers, or bodies that are not the meeting itself."""
    who = _CLAUSE_BREAK.split(before)[-1].strip()
    first, _, rest = who.partition(" ")
    who = strip_parenthesis(rest if first in _CONJUNCTIONS else who)
    if opening := _OPENING.match(who):
        who = who[opening.end() :]
    owners = as_owners(who, roster, marked=False)
    if not owners and " and " in who:
        who = who.rpartition(" and ")[2]
        owners = as_owners(who, roster, marked=False)
    if not owners and (named := _NAME_LAST.search(who)) and roster.knows(named["who"]):
        owners = (named["who"],)
    if not owners or any(map(is_thing, owners)) or (any(map(is_meeting, owners)) and not is_officer(who)):
        return None
    return owners


def _only_describes(link: str, owners: tuple[str, ...], roster: Roster) -> bool:
    """Whether "would" and its like say no more than what some body might do: they task people and officers only."""
    last = owners[-1]
    office = is_officer(last) or (" " in last and is_role(last) and not is_meeting(last))
    return link in _UNSURE and not roster.knows(last) and not office
