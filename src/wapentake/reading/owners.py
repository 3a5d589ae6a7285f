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
_NAMES_TOO = frozenset(_LISTS["verbs_in_names"])
_THING_ENDS = frozenset(_LISTS["thing_ends"])
_SOMEBODY = frozenset(_LISTS["somebody"])
_IN_NAMES = frozenset(load_phrases("people")["not_names"])
_JOINING = frozenset(load_phrases("people")["joining"])
SMALL_WORDS = _AGENTS | _JOINING | {word for role in load_phrases("people")["role_owners"] for word in role.split()}
_CLAUSE = re.compile(rf"^(?i:{any_of('tasks', 'pronouns')})\b|\b(?:{any_of('tasks', 'clause_words')})\b|\s[–—-]\s|:")
_ANYBODY = re.compile(r"(?:An?|an?|[Oo]ne|[Aa]nother) (?P<who>(?:[a-z-]+ and )?[a-z-]+(?: [a-z-]+)?)")
_ALSO = re.compile(r" (?:also|then|now)$")
_WITH_HELP = re.compile(r"\s+with\s.*$", re.DOTALL)
_ARTICLE = re.compile(r"(?:the|all)\s+")
_WITHIN_NAMES = _AGENTS | {"of", "the", "for", "and", "&", "all"}  # "Harbour secretariat observer"
_STOP = re.compile(r"[;:?]|\.(?![a-z])")  # "data.example.org" goes on
IN_BRACKETS = re.compile(
    r"(?<!\s)\s*[(\[](?:(?:new )?(?:for|by) |[Oo]wner:? |[Ll]ead:? )?(?P<who>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?$"
)  # "… (Clerk)." at the end
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
    bare = _ALSO.sub("", words.strip(" *:–-\t"))
    if not bare or len(bare) > LONGEST:
        return None
    if (anybody := _ANYBODY.fullmatch(bare)) and anybody["who"].rpartition(" ")[2] in (
        _AGENTS if marked else _SOMEBODY
    ):
        return (anybody["who"],)
    if marked and " with " in bare and _has_help(bare):
        bare = _WITH_HELP.sub("", bare)
    if not marked and any(word[0].islower() and word.strip(".,") not in SMALL_WORDS for word in bare.split()):
        return (bare[4:],) if _is_plain_agent(bare) else None
    owners = []
    for part in [bare] if _is_one_body(bare) else split_people(bare):
        one = _as_owner(part, roster, marked=marked, open_initials=open_initials)
        if one is None:
            whole = _as_owner(bare, roster, marked=marked, open_initials=open_initials)
            return None if whole is None else (whole,)
        owners.append(one)
    return tuple(dict.fromkeys(owners)) or None


def _is_plain_agent(words: str) -> bool:
    """Whether words name people by what they are, in small letters: "the lamp owner"."""
    inner = words[4:]
    return words[:4] in ("the ", "The ") and inner.count(" ") == 1 and _is_agent(inner) and not is_meeting(inner)


def _has_help(words: str) -> bool:
    """Whether somebody stands before "with", and no verb: "Ann Bell with help from KL"; "Meet with KL" not."""
    before = words.split(" with ", 1)[0].split()
    return len(before) > 1 or _NO_STARTS.isdisjoint(word.casefold() for word in before)


def _is_one_body(words: str) -> bool:
    """Whether "and" stands inside the name of one body: "Health and Safety team"; "KL and the Parks team" are two."""
    first, _, rest = words.partition(" and ")
    if not rest or "," in words or " and " in rest or rest.casefold().startswith("the "):
        return False
    word = first.casefold().removeprefix("the ")
    return rest.rpartition(" ")[2].casefold() in _AGENTS and word in _IN_NAMES - _AGENTS - _MEETINGS


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
    if not 1 < len(parts) <= 5 or parts[-1].casefold() not in _AGENTS or _starts_task(parts):
        return False
    named = all(part[0].isupper() or part in _WITHIN_NAMES for part in parts[:-1])
    return named or (len(parts) == 2 and parts[0].isalpha() and not _CLAUSE.search(words))


def _starts_task(parts: list[str]) -> bool:
    """Whether words begin with a verb or a thing and name nobody; "Open spaces team" does not."""
    first = parts[0].casefold()
    last = parts[-1].casefold()
    of_people = last in _AGENTS or (last in _MEETING_ENDS and parts[-1][0].isupper())
    named = first in _NAMES_TOO and 1 < len(parts) <= 4 and of_people and "the" not in parts
    return first in _NO_STARTS and not named


def _is_short_phrase(words: str) -> bool:
    """Whether words may be a body or person that an action column names: short, with a capital, and no clause."""
    parts = words.split()
    if not 1 <= len(parts) <= 7 or _starts_task(parts) or _CLAUSE.search(words):
        return False
    if parts[-1].casefold() in _THING_ENDS:
        return False
    return words[0].isupper() and not _STOP.search(words.replace("St.", ""))


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
