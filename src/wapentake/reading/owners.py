"""Which words name somebody who can be given a task: people, initials, roles, teams, bodies; and which name no one."""

from __future__ import annotations

import re

from wapentake.reading.persons import is_initials, is_person, is_role, split_people, strip_parenthesis
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.rosters import Roster

_LISTS = load_phrases("tasks")
_MEETINGS = frozenset(_LISTS["meetings"])
_MEETING_ENDS = frozenset(_LISTS["meeting_ends"])
_OFFICERS = frozenset(_LISTS["officers"])
_THINGS = frozenset(_LISTS["thing_words"])
_AGENTS = frozenset(_LISTS["agent_words"])
_NO_STARTS = _THINGS | frozenset(_LISTS["task_verbs"])
_JOINING = frozenset(load_phrases("people")["joining"])
SMALL_WORDS = _AGENTS | _JOINING | {word for role in load_phrases("people")["role_owners"] for word in role.split()}
_CLAUSE = re.compile(rf"^(?i:{any_of('tasks', 'pronouns')})\b|\b(?:{any_of('tasks', 'clause_words')})\b|\s[–—-]\s|:")
_ARTICLE = re.compile(r"(?:the|all)\s+")
IN_BRACKETS = re.compile(r"(?<!\s)\s*[(\[](?P<who>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?$")  # "… (Clerk)." at the end
LONGEST = 120


def as_owners(words: str, roster: Roster, *, marked: bool, open_initials: bool = False) -> tuple[str, ...] | None:
    """Return the owners that words name, or None where they name nobody who could be given a task.

    `marked` (the page itself says that this is an action) lets any short phrase with a capital stand; `open_initials`
    lets initials stand that nobody on the page explains.
    """
    if len(words) > 2 * LONGEST:
        return None
    asked = (words, marked, open_initials)
    if asked not in roster.tried:
        roster.tried[asked] = _find_owners(words, roster, marked=marked, open_initials=open_initials)
    return roster.tried[asked]


def _find_owners(words: str, roster: Roster, *, marked: bool, open_initials: bool) -> tuple[str, ...] | None:
    bare = words.strip(" *:–-\t")
    if not bare or len(bare) > LONGEST:
        return None
    if not marked and any(word[0].islower() and word.strip(".,") not in SMALL_WORDS for word in bare.split()):
        return None
    owners = []
    for part in split_people(bare):
        one = _as_owner(part, roster, marked=marked, open_initials=open_initials)
        if one is None:
            whole = _as_owner(bare, roster, marked=marked, open_initials=open_initials)
            return None if whole is None else (whole,)
        owners.append(one)
    return tuple(dict.fromkeys(owners)) or None


def _as_owner(part: str, roster: Roster, *, marked: bool, open_initials: bool) -> str | None:
    """Return the owner that one part names, without a remark in brackets and without "the"."""
    bare = strip_parenthesis(part).strip(" .:*")
    low = bare.casefold()
    if low.startswith(("both ", "action ")):
        bare = bare.split(" ", 1)[1]
        low = bare.casefold()
    if not bare:
        return None
    inner = bare[4:] if low.startswith("the ") else bare
    if is_role(bare) or roster.knows(bare) or is_person(bare):
        return inner
    if (marked or open_initials) and is_initials(bare):
        return bare
    if inner in roster.bodies or inner.casefold() in roster.bodies:
        return inner
    if (marked and _is_short_phrase(inner)) or (_is_agent(inner) and not is_meeting(inner)):
        return inner
    return bare if low.startswith("each ") and inner.split()[-1] in _AGENTS else None


def _is_agent(words: str) -> bool:
    """Whether words name people by what they are: "Transparency Team", "ward members"; "the plan for the team" not."""
    parts = words.split()
    if not 1 < len(parts) <= 5 or parts[-1].casefold() not in _AGENTS or parts[0].casefold() in _NO_STARTS:
        return False
    named = all(part[0].isupper() or part in ("of", "the", "for", "and", "&") for part in parts[:-1])
    return named or (len(parts) == 2 and parts[0].isalpha() and not _CLAUSE.search(words))


def _is_short_phrase(words: str) -> bool:
    """Whether words may be a body or person that an action column names: short, with a capital, and no clause."""
    parts = words.split()
    if not 1 <= len(parts) <= 7 or parts[0].casefold() in _NO_STARTS or _CLAUSE.search(words):
        return False
    return words[0].isupper() and not any(mark in words.replace("St.", "") for mark in ".;:?")


def is_meeting(words: str) -> bool:
    """Whether words are the meeting itself: "the Partnership", "Members", "it"."""
    bare = words.casefold().strip(" .,")
    if article := _ARTICLE.match(bare):
        bare = bare[article.end() :]
    return bare in _MEETINGS or bare.rpartition(" ")[2] in _MEETING_ENDS


def is_officer(who: str) -> bool:
    """Whether a subject is a role that carries out what the meeting wants: "the Clerk", "Members"."""
    return who.rpartition(" ")[2].casefold() in _OFFICERS


def begins_with_task(words: str) -> bool:
    """Whether the first word is a verb with which tasks begin: "Report noted", "Open the gate"."""
    return words.split()[0].casefold() in _NO_STARTS


def is_thing(owner: str) -> bool:
    """Whether an owner is in truth a thing: "Details", "The report"."""
    return owner.split()[0].casefold() in _THINGS
