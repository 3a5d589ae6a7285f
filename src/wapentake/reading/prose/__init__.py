"""Tasks in running text: "MC was asked to …", "it was agreed that the Clerk would …", "Cllr Smith offered to …".

Each form has a finder of its own, and words without one of which it need not be tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from wapentake.reading.phrases import any_of, key_words, words_in
from wapentake.reading.prose.offered import (
    find_body_will,
    find_next,
    find_offered,
    find_owed,
    find_said,
    find_who,
    find_will,
)
from wapentake.reading.prose.passive import find_bracketed, find_by_agent, find_next_step, find_passive
from wapentake.reading.prose.settled import find_settled, read_settled
from wapentake.reading.prose.told import (
    find_could,
    find_given,
    find_left,
    find_requested,
    find_sent,
    find_tells,
    find_told,
)
from wapentake.reading.rosters import Roster
from wapentake.reading.tasks import LINK_WORDS, Task, lead_task

_PAST = re.compile(rf"\b(?i:{any_of('tasks', 'past')})\b")
_NOT_NOW = re.compile(rf"\b(?i:{any_of('tasks', 'not_now')})\b")
_SPLICE = re.compile(
    r", (?:and |but )?(?:[Tt]he [A-Z][A-Za-z]+(?: [A-Z][a-z]+)?|[Ii]t was|[Mm]embers) "
    r"(?:also |then )?(?:agreed|noted|resolved|decided|felt|heard|discussed|thought)\b"
    r"|, and (?:Mrs?\.? |Ms\.? |Dr\.? )?[A-Z][\w'’-]+ [A-Z][\w'’-]+(?: \([^()]{2,80}\))? (?:was|were|has|had)\b"
)
_PAST_WORDS = key_words("tasks", "past")
_NOT_NOW_WORDS = key_words("tasks", "not_now")
_PRONOUNS = frozenset(who + verb for who in ("he", "she", "they") for verb in ("", "'d", "'ll"))

_FINDERS: tuple[tuple[Callable[[str, Roster], Task | None], frozenset[str]], ...] = (
    (find_settled, key_words("tasks", "settles_alone")),
    (find_bracketed, frozenset()),  # tried where a bracket ends the sentence
    (find_left, key_words("tasks", "leaves")),
    (find_told, key_words("tasks", "told")),
    (find_offered, key_words("tasks", "takes_on")),
    (find_said, _PRONOUNS),
    (find_tells, key_words("tasks", "tells")),
    (find_will, (LINK_WORDS - {"to"}) | {"going"}),
    (find_next, frozenset(("will", "would"))),
    (find_who, frozenset(("who",))),
    (find_owed, frozenset(("still", "yet"))),
    (find_body_will, frozenset(("will",))),
    (find_passive, frozenset(("be",))),
    (find_requested, frozenset(("requested", "requests", "asked"))),
    (find_by_agent, frozenset(("by",))),
    (find_next_step, frozenset(("step", "steps"))),
    (find_given, frozenset(("action", "tasked", "charged"))),
    (find_sent, frozenset(("request", "reminder", "plea", "call", "note"))),
    (find_could, frozenset(("could",))),
)
# What a word calls for is told by bits, so that one pass over a sentence's words says which finders to try.
_BITS: dict[str, int] = {}
for _at, (_, _look) in enumerate(_FINDERS):
    for _word in _look:
        _BITS[_word] = _BITS.get(_word, 0) | 1 << _at
_CUES = frozenset(_BITS)
_FINDER_OF = {1 << at: finder for at, (finder, _) in enumerate(_FINDERS)}
_BRACKETED = next(bit for bit, finder in _FINDER_OF.items() if finder is find_bracketed)


def find_prose(
    words: str, roster: Roster, *, marked: bool, settled: bool = False, said: frozenset[str] | None = None
) -> Task | None:
    """Return the task that a sentence gives, or None.

    `marked`: the page says elsewhere that there is one here, so looser forms stand; `settled`: it stands in a list of
    resolutions; `said`: its words, or those of a sentence that it is part of, if known.
    """
    said = words_in(words) if said is None else said
    if not said.isdisjoint(LINK_WORDS):
        note = lead_task(words, roster, marked=False)
        if note and not note.weak and (said.isdisjoint(_PAST_WORDS) or not _PAST.search(words, 0, note.start)):
            return Task(note.owners, note.start, note.end, noted=True)
    task = read_settled(words, 0, roster) if settled else None
    if task is None:
        wanted = _BRACKETED if ")" in words[-3:] or "]" in words[-3:] else 0
        for word in said & _CUES:
            wanted |= _BITS[word]
        while wanted and task is None:
            first = wanted & -wanted  # the lowest bit
            task = _FINDER_OF[first](words, roster)
            wanted ^= first
    if task and not marked and not said.isdisjoint(_NOT_NOW_WORDS) and _NOT_NOW.search(words):
        return None
    splice = _SPLICE.search(words, task.start, task.end) if task and ", " in words else None
    return task._replace(end=splice.start()) if task and splice else task
