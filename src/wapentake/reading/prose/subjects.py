"""Whose verb it is: the subject right before it, or the one with which the sentence began."""

from __future__ import annotations

import re

from wapentake.reading.owners import as_owners
from wapentake.reading.phrases import any_of
from wapentake.reading.rosters import Roster

_CLAUSE_START = re.compile(r"(?:, |; |: |\bthat\b|\bwhen\b|\bbut\b)\s*")
_SUBJECT_START = re.compile(
    r"(?:, (?:and )?| [–—-] |; |\band (?=(?:the )?[A-Z])|\bthat\b|\bwhen\b|\bafter which\b|\bso\b|\bbut\b)\s*"
)
_FIRST_WORDS = re.compile(
    rf"(?:(?:{any_of('tasks', 'openings')}),? )?"
    r"(?P<who>(?:[Tt]he )?[A-Z][\w'’.-]*(?: (?:and |of |the )?[A-Z][\w'’.-]*){0,4})"
)
_OPENING = re.compile(rf"(?:{any_of('tasks', 'openings')}),?\s+(?=[A-Za-z])")
_PRONOUNS = frozenset(("he", "she", "they", "who", "and", "but", ""))


def last_subject(before: str) -> str:
    """Return the subject that stands right before a verb: the words after the last comma, "and" or "that".

    An opening such as "In the meantime" is no part of it.
    """
    subject = _SUBJECT_START.split(before.strip())[-1].strip()
    opening = _OPENING.match(subject)
    return subject[opening.end() :] if opening else subject


def subject_of(before: str, roster: Roster) -> tuple[str, ...] | None:
    """Return who does what a verb says, from the words before it: its own subject, or else that of the sentence."""
    clause = _CLAUSE_START.split(before.strip())[-1].strip().removeprefix("and ")
    for words in (clause, last_subject(before)):
        if words.casefold() not in _PRONOUNS and (owners := as_owners(words, roster, marked=False)):
            return owners
    return sentence_subject(before, roster)


def sentence_subject(words: str, roster: Roster) -> tuple[str, ...] | None:
    """Return whom a sentence is about: the longest name, initials or role at its start."""
    found = _FIRST_WORDS.match(words)
    parts = found["who"].split(" ") if found else []
    for length in range(len(parts), 0, -1):
        if owners := as_owners(" ".join(parts[:length]), roster, marked=False):
            return owners
    return None
