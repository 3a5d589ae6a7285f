"""The parts of a sentence that each give a task: "SP to contact ODI … and HMCTS to come back …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.phrases import places_of
from wapentake.reading.record import Span
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import lead_task

_AND = re.compile(
    r" and (?:(?P<that>that )(?=(?:the )?[A-Z])|(?=(?:the )?[A-Z][A-Za-z'’. ]{0,60}? (?:to|will|would|should) [a-z]))"
)
_BRACKET = re.compile(r" \((?=[A-Z][A-Za-z'’. ]{0,60}? to [a-z][^()]*\)\W*$)")
_SEMICOLON = re.compile(r"; (?=[A-Z])")
_OWNS = re.compile(r"\b(?:to|will|should|would|that) [a-zA-Z]{2,}")


def split_clauses(words: str, roster: Roster) -> list[Span]:
    """Return the parts of a sentence that each give a task; the whole sentence where it gives one or none."""
    joined = " and " in words and _AND.search(words)
    if not joined and "; " not in words and " (" not in words:
        return [(0, len(words))]
    parts, at = [], 0
    for found in _joints(words):
        stop = found.start() - (found[0].startswith(" and") and words[found.start() - 1] in ",;")
        before = words[at:stop]
        if not before or not _OWNS.search(before) or (stop == found.start() and _ends_in_name(before, found)):
            continue
        if not found[0].endswith("that ") and lead_task(words[found.end() :], roster, marked=False) is None:
            continue
        parts.append((at, stop))
        at = found.end()
    end = len(words.rstrip(" .)")) if words[at - 1 : at] == "(" else len(words)
    return [*parts, (at, end)]


def _joints(words: str) -> Iterator[re.Match[str]]:
    """Yield each "and" or ";" that may join two tasks, in the order of the sentence."""
    joints = [(place, _AND) for place in places_of(" and ", words)]
    joints += [(place, _BRACKET) for place in places_of(" (", words)]
    joints += [(place, _SEMICOLON) for place in places_of("; ", words)]
    for place, pattern in sorted(joints, key=lambda joint: joint[0]):
        if found := pattern.match(words, place):
            yield found


def _ends_in_name(before: str, found: re.Match[str]) -> bool:
    """Whether "and" stands right after a name, so that it joins two owners and not two tasks."""
    return found[0].startswith(" and") and before.split()[-1][:1].isupper()
