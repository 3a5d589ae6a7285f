"""Each task once: minutes mark a task that their text has just told."""

from __future__ import annotations

from dataclasses import replace

from wapentake.reading.record import Action
from wapentake.reading.spans import shared_words, tokens_of


def once(found: list[Action]) -> tuple[Action, ...]:
    """Return each task once: a marked one stands before a prose one that says the same."""
    kept: list[tuple[Action, list[str]]] = []
    for one in sorted(found, key=lambda one: not one.marked):
        words = tokens_of(one.text)
        same = next((at for at, (other, others) in enumerate(kept) if _same(one, words, other, others)), None)
        if same is None:
            kept.append((one, words))
        elif one.due and not kept[same][0].due:
            kept[same] = (replace(kept[same][0], due=one.due), kept[same][1])
    return tuple(sorted((one for one, _ in kept), key=lambda one: one.span))


def _same(one: Action, words: list[str], other: Action, others: list[str]) -> bool:
    """Whether two statements, with their words, give the same task."""
    if one.span[0] < other.span[1] and other.span[0] < one.span[1] and set(one.owners) & set(other.owners):
        return True
    if 3 * len(set(words).intersection(others)) < min(len(words), len(others)):
        return False
    common = shared_words(words, others)
    if 2 * common < len(words) and 2 * common < len(others):
        return False
    shared = bool(set(one.owners) & set(other.owners)) or not one.owners or not other.owners
    alike = 2 * common / (len(words) + len(others) or 1)
    if one.marked and other.marked:
        within = common / (min(len(words), len(others)) or 1)
        return shared and (
            alike > 0.9 or (within > 0.88 and min(len(words), len(others)) > 4 and set(one.owners) == set(other.owners))
        )
    return alike > 0.75 or (
        one.item == other.item and common / (min(len(words), len(others)) or 1) >= (0.6 if shared else 0.75)
    )
