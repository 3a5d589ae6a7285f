"""A task in words, and the plainest way to write one: its owner first ("KL to ask", "AB and CD will meet")."""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.owners import SMALL_WORDS, as_owners
from wapentake.reading.persons import is_name, split_people
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.rosters import Roster

__all__ = ["LINK_WORDS", "Roster", "Task", "is_doing", "is_state", "lead_task", "run_of_people"]

_LISTS = load_phrases("tasks")
TASK_VERBS = frozenset(_LISTS["task_verbs"])
_TOLD = frozenset(_LISTS["tells_after"])
_LOOSE = frozenset(_LISTS["loose_links"])
_WEAK = frozenset(_LISTS["weak_links"])
_BEFORE_LINK = SMALL_WORDS | frozenset(_LISTS["before_links"])
_VERB = rf"(?!(?:{any_of('tasks', 'no_verbs')}|\d|[A-Z]{{2,}})\b)[A-Za-z][a-z]"
_OWNER_TO = re.compile(rf"\s+(?P<link>{any_of('tasks', 'links')})\s+(?:please\s+)?(?={_VERB})")
_ASKED = re.compile(
    r" (?:(?:is|are|was|were|has|have) )?"
    r"(?:invited|asked|requested|reminded|required|needed|tasked|agreed|offered|undertook|volunteered)$"
)
_DOING = re.compile(r"(?!(?:b|sp|st|w)?ring\b|s[tw]?ing\b)[a-z]+ing\b")
_PERSON_RUN = re.compile(r"(?P<owners>[A-Z][\w'’.-]*(?:(?:,? and |, | & |/| )[A-Z][\w'’.-]*){0,8})\s+(?=[a-z])")
_STATE = re.compile(rf"(?!see (?:what|if|whether|how|about)\b)(?:{any_of('tasks', 'not_tasks')})\b")
_PLAIN_LINKS = [link for link in _LISTS["links"] if " " not in link]
_PLAIN_LINK = re.compile(f" (?:{'|'.join(_PLAIN_LINKS)}) ")
_FIRST_LINKS = tuple(f"{link} " for link in _PLAIN_LINKS)
_LAST_PART = re.compile(r"[,:] ")
_LONGEST_SUBJECT = 70
_LINK_WITHIN = 130
LINK_WORDS = frozenset(link.split()[-1] for link in _LISTS["links"])


class Task(NamedTuple):
    """A task in a sentence: owners as written, and where its words begin and end.

    `noted`: written as a note is ("KC to ask"), so the page itself marks it; `weak`: the words may only describe.
    """

    owners: tuple[str, ...]
    start: int
    end: int
    noted: bool = False
    weak: bool = False


def lead_task(words: str, roster: Roster, *, marked: bool) -> Task | None:
    """Return the task of a sentence that begins with its owner: "KL, AL and MS to meet …", "KL will contact …".

    A clause before the owner passes ("Upon receipt of the note, SP to provide …").
    """
    if not marked and not _may_lead(words):
        return None
    for found in _OWNER_TO.finditer(words, 0, 160):
        subject = words[: found.start()]
        if subject.startswith("To ") or (not marked and _is_too_long(subject)):
            return None
        if words[found.end()].isupper() and words[found.end() :].split(None, 1)[0].casefold() not in TASK_VERBS:
            continue  # the "to" of a name: "Head of Right to Light Policy"
        if found["link"] == "to" and _DOING.match(words, found.end()):
            continue  # "a new approach to painting the lamps"
        link = " ".join(found["link"].split())
        if owners := _owners_of(subject, link, roster, marked=marked):
            return Task(owners, found.end(), len(words), weak=link in _WEAK)
        if len(subject.split()) > 14:
            return None
    return None


def _is_too_long(subject: str) -> bool:
    """Whether the words before a link are too many to end in an owner: "If it is adopted by the Board, the team"."""
    if len(subject) <= _LONGEST_SUBJECT:
        return False
    return subject.startswith("If ") or len(_LAST_PART.split(subject)[-1]) > _LONGEST_SUBJECT


def _owners_of(subject: str, link: str, roster: Roster, *, marked: bool) -> tuple[str, ...] | None:
    """Return the owners that the words before a link name, whole or after the last comma or colon."""
    if marked and (asked := _ASKED.search(subject)):
        subject = subject[: asked.start()]
    owners = as_owners(subject, roster, marked=marked and link in _LOOSE, open_initials=link == "to")
    for mark in (", ", ": "):
        if owners is None and mark in subject:
            owners = as_owners(subject.rpartition(mark)[2], roster, marked=False)
    return owners


def _may_lead(words: str) -> bool:
    """Whether a sentence's first words before "to" or "will" can name somebody: few of them in small letters."""
    link = _PLAIN_LINK.search(words, 0, _LINK_WITHIN)
    if words.startswith(_FIRST_LINKS):
        return True
    for word in words[: link.start()].split(" ")[::-1] if link else ():
        if word.endswith((",", ":")):
            return True
        if word[:1].islower() and word.strip(".") not in _BEFORE_LINK:
            return False
    return link is not None


def run_of_people(words: str, roster: Roster) -> Task | None:
    """Return the task of a marked sentence that begins with people and a verb: "Ann Bell, Joe Dee draft the plan"."""
    found = _PERSON_RUN.match(words)
    if not found:
        return None
    verb = words[found.end() :].split(" ", 1)[0]
    if (
        verb in _TOLD
        or (verb.endswith("ed") and verb not in TASK_VERBS)
        or words.startswith(" to be ", len(found[0]) + len(verb))
    ):
        return None
    parts = split_people(found["owners"])
    if parts[0].split()[0].casefold() not in TASK_VERBS and all(roster.knows(part) or is_name(part) for part in parts):
        return Task(tuple(parts), found.end(), len(words))
    return None


def is_doing(stem: str) -> bool:
    """Whether a stem before "ing" is that of a verb with which tasks begin: "writ", "send", "plann"."""
    return not TASK_VERBS.isdisjoint((stem, f"{stem}e", stem[:-1]))


def is_state(words: str, at: int = 0) -> bool:
    """Whether the verb at a place, after "will", describes and gives no task: "be", "continue", "need"."""
    return _STATE.match(words, at) is not None
