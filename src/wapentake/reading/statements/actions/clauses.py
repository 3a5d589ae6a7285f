"""The parts of a sentence that each give a task: "SP to contact ODI … and HMCTS to come back …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.phrases import places_of
from wapentake.reading.prose.offered import WHO_WILL
from wapentake.reading.prose.told import find_told
from wapentake.reading.record import Span
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import lead_task

_AND = re.compile(
    r" and (?:(?P<that>that )(?=(?:the )?[A-Z])|(?=(?:the )?[A-Z][A-Za-z'’. ]{0,60}? (?:to|will|would|should) [a-z]))"
)
_COMMA = re.compile(r", (?=[A-Z]{2,6}[a-z]? to [a-z])")
_WHO = re.compile(rf"(?<=[a-zA-Z]),? who (?:{WHO_WILL}) (?=[a-z])")
_NAME_BEFORE = re.compile(r"(?:(?:the )?(?:[A-Z][\w'’-]*\.? ){0,3}[A-Z][\w'’-]*)$")
_BRACKET = re.compile(r" \((?=[A-Z][A-Za-z'’. ]{0,60}? to [a-z][^()]*\)\W*$)")
_SEMICOLON = re.compile(r"; (?=[A-Z])")
_OWNS = re.compile(r"\b(?:to|will|should|would|that) [a-zA-Z]{2,}")


def split_clauses(words: str, roster: Roster, *, told: bool = False) -> list[Span]:
    """Return the parts of a sentence that each give a task; the whole sentence where it gives one or none.

    `told`: it is running text, where "to AB, who will count them" gives AB a task too; a marked one stays as it is.
    """
    joined = (" and " in words and _AND.search(words)) or (", " in words and _COMMA.search(words))
    if not joined and "; " not in words and " (" not in words and " who " not in words:
        return [(0, len(words))]
    parts, at = list[Span](), 0
    for found in _joints(words, told=told):
        stop = found.start() - (found[0].startswith(" and") and words[found.start() - 1] in ",;")
        before = words[at:stop]
        if found.re is _WHO:
            if _OWNS.search(before) and (owner := _NAME_BEFORE.search(before)):
                parts.append((at, stop))
                at += owner.start()
            continue
        if not before or not _OWNS.search(before) or (stop == found.start() and _ends_in_name(before, found)):
            continue
        if not found[0].endswith("that ") and not _gives(words[found.end() :], roster):
            continue
        parts.append((at, stop))
        at = found.end()
    end = len(words.rstrip(" .)")) if words[at - 1 : at] == "(" else len(words)
    return [*parts, (at, end)]


def _gives(words: str, roster: Roster) -> bool:
    """Whether words begin with an owner and a task: "AB to paint them", "the Clerk was asked to write"."""
    return lead_task(words, roster, marked=False) is not None or find_told(words, roster) is not None


def _joints(words: str, *, told: bool) -> Iterator[re.Match[str]]:
    """Yield each "and", ";", comma or "who" that may join two tasks, in the order of the sentence."""
    joints = [(place, _AND) for place in places_of(" and ", words)]
    joints += [(place, _BRACKET) for place in places_of(" (", words)]
    joints += [(place, _SEMICOLON) for place in places_of("; ", words)]
    joints += [(place, _COMMA) for place in (places_of(", ", words) if " to " in words else ())]
    joints += [(place - (words[place - 1] == ","), _WHO) for place in places_of(" who ", words) if place and told]
    for place, pattern in sorted(joints, key=lambda joint: joint[0]):
        if found := pattern.match(words, place):
            yield found


def _ends_in_name(before: str, found: re.Match[str]) -> bool:
    """Whether "and" stands right after a name, so that it joins two owners and not two tasks."""
    return found[0].startswith(" and") and before.split()[-1][:1].isupper()
