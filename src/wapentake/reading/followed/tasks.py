"""What was asked, as a report may be held against it: its telling words and their weight, its verbs, its owners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log

from wapentake.reading.dues import find_due
from wapentake.reading.followed.words import (
    COUNTED,
    GENERAL,
    LISTS,
    SMALL,
    Token,
    kinds_of,
    stems_of_list,
    tokens_of,
    words_of,
)
from wapentake.reading.persons import drop_titles, is_person
from wapentake.terms.phrases import match_any

_AT_MEETING = re.compile(
    r"\b(?:at|to|for|before|by)\s+(?:the\s+|its\s+|our\s+)?(?:next|following|[A-Z][a-z]+)\s+(?:\w+\s+){0,2}?"
    r"(?:meetings?|JAG|board|group|committee|panel)\b|\b(?:at|to)\s+the\s+next\s+\w+",
)
_LEAD = re.compile(
    r"^(?:(?:the\s+)?[A-Z][\w'’.]*(?:(?:\s+|/|,\s*|\s+and\s+|\s*&\s*)[A-Z][\w'’.]*){0,6}\s+)?"
    r"(?:to|will|is\s+to|are\s+to|should)\s+(?=[a-z])(?!(?:be|the|an?|all)\b)"
)
_PASSIVE = re.compile(r"\bto be\b|\b(?:is|are) to\b")
_PLURAL = re.compile(r"[^su]s$")
_NOT_VERBS = frozenset({"the", "a", "an", "all", "each", "every", "any", "their", "his", "her", "its", "our", "this"})
_EVERYBODY = re.compile(rf"\b(?:{match_any(LISTS['everybody'])})\b", re.IGNORECASE)
_NUMBERS = {word: at for at, word in enumerate(COUNTED, start=1)}
_SLIGHT = stems_of_list("slight")
_ANSWERS = words_of("answers")
_PREPOSITIONS = words_of("prepositions")
GENERAL_WEIGHT, RARITY = 0.4, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An action of an earlier meeting: its words, its owners as written or by name, its day, and the caller's key."""

    key: str
    text: str
    owners: tuple[str, ...] = ()
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What was asked, ready to be compared.

    `content`: the weight of each telling stem, by its rarity among what was asked; `tails`:
    those that only say of what, for whom or where; `verbs`: the stems of what is to be
    done, and `kinds` what kinds of doing they name; `forms`: words that name an owner; `many`: whether it was asked of
    everybody; `numbers`: how many of a thing, by its stem; `answer`: the stems of what is asked for, where the task is
    to bring an answer to a meeting.
    """

    asked: Asked
    content: Mapping[str, float]
    tails: frozenset[str]
    verbs: frozenset[str]
    kinds: frozenset[str]
    forms: frozenset[str]
    many: bool
    numbers: Mapping[str, int]
    answer: bool


def make_tasks(asked: Sequence[Asked], people: Mapping[str, str], *, body: str = "") -> list[Task]:
    """Return the tasks of what was asked; `people` are names by initials, as the later page of `body` knows them."""
    own = frozenset(one.stem for one in tokens_of(body))
    read = [(one, *_parts_of(one, own)) for one in asked]
    spread = Counter(stem for _, content, *_ in {_same(row): row for row in read}.values() for stem in set(content))
    return [
        Task(
            asked=one,
            content={stem: _weight(stem, spread[stem]) for stem in content},
            tails=frozenset(stem for stem, is_tail in content.items() if is_tail),
            verbs=verbs,
            kinds=frozenset(kind for verb in verbs for kind in kinds_of(verb)) | ({"tell"} if at_meeting else set()),
            forms=forms_of(one.owners, people),
            many=any(is_everybody(owner) for owner in one.owners),
            numbers=numbers,
            answer=at_meeting and any(token.low in _ANSWERS for token in tokens_of(one.text)[:6]),
        )
        for one, content, verbs, numbers, at_meeting in read
    ]


def _same(row: tuple[Asked, dict[str, bool], frozenset[str], dict[str, int], bool]) -> tuple[str, ...]:
    return tuple(sorted(row[1]))


def _weight(stem: str, spread: int) -> float:
    """Return how much a stem tells: little where any minutes have it, less the more tasks share it."""
    worth = GENERAL_WEIGHT if stem in GENERAL or stem in _SLIGHT else 1.0
    return worth / (1 + RARITY * log(max(spread, 1)))


@lru_cache(maxsize=2048)  # page after page is held against the same actions
def _parts_of(asked: Asked, body: frozenset[str]) -> tuple[dict[str, bool], frozenset[str], dict[str, int], bool]:
    """Return the telling stems of a task, the stems of its verbs, its numbers, and whether a meeting is to have it."""
    words = " ".join(asked.text.split())
    own = {one.word for owner in asked.owners for one in tokens_of(owner)}
    lead = _LEAD.match(words)
    if lead and (named := tokens_of(lead.group())) and not (kinds_of(named[0].stem) and named[0].word not in own):
        words = words[lead.end() :]
    at_meeting = _AT_MEETING.search(words) is not None
    words = _AT_MEETING.sub(" ", words)
    if (due := find_due(words, asked.on)) is not None and due.start:
        words = words[: due.start] + " " + words[due.end :]
    tokens = tokens_of(words)
    verbs = _verbs_in(tokens, headed=_PASSIVE.search(words) is None)
    numbers = {
        tokens[at + 1].stem: _NUMBERS[one.low]
        for at, one in enumerate(tokens[:-1])
        if one.low in _NUMBERS and tokens[at + 1].low not in SMALL
    }
    said = {one.stem for owner in asked.owners for one in tokens_of(owner)}
    content = _content_of(tokens, verbs)
    told = {stem: is_tail for stem, is_tail in content.items() if stem not in body and stem not in said} or content
    return told, frozenset(tokens[at].stem for at in verbs), numbers, at_meeting


def _content_of(tokens: Sequence[Token], verbs: Container[int]) -> dict[str, bool]:
    """Return the telling stems of a task, and whether each only says of what, for whom or where."""
    content: dict[str, bool] = {}
    is_tail = False
    for at, one in enumerate(tokens):
        if one.low in _PREPOSITIONS and any(stem not in GENERAL | _SLIGHT for stem in content):
            is_tail = True
        elif at in verbs:
            is_tail = False
        elif one.low not in SMALL and one.low not in _NUMBERS:
            content.setdefault(one.stem, is_tail)
    return content


def _verbs_in(tokens: Sequence[Token], *, headed: bool) -> frozenset[int]:
    """Return where the verbs of a task stand: after "to" and "to be", after "and" where one is known, and at its head.

    `headed`: its first word is a verb, as it is not in "signs to be put up".
    """
    found = set()
    for at, one in enumerate(tokens):
        before = tokens[at - 1].low if at else ""
        if before == "to" and one.low == "be" and at + 1 < len(tokens):
            found.add(at + 1)
        elif (one.low not in SMALL or one.low == "have") and _is_verb(one, before, headed=headed and not at):
            found.add(at)
    return frozenset(at for at in found if tokens[at].low not in _NOT_VERBS)


def _is_verb(token: Token, before: str, *, headed: bool) -> bool:
    if headed:
        return True
    if token.word != token.low:
        return False
    return (before == "to" and not _PLURAL.search(token.low)) or (before == "and" and bool(kinds_of(token.stem)))


def is_everybody(owner: str) -> bool:
    """Whether something was asked of everybody: "All partners", "each agency"."""
    return _EVERYBODY.search(owner) is not None


def forms_of(owners: Iterable[str], people: Mapping[str, str]) -> frozenset[str]:
    """Return what names an owner: initials, each part of a person's name, and the whole name of anybody else.

    Means: where the page says whose initials they are, either is a name of both.
    """
    by_name = {name: initials for initials, name in people.items()}
    found: set[str] = set()
    for owner in owners:
        if is_everybody(owner):
            continue
        for named in filter(None, (owner, people.get(owner), by_name.get(owner))):
            tokens = [one.word for one in tokens_of(drop_titles(named)) if one.low not in SMALL]
            found.update(tokens if len(tokens) == 1 or is_person(named) else [" ".join(tokens)])
    return frozenset(found)
