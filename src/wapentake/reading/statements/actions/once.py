"""Each task once: minutes mark a task that their text has just told."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wapentake.reading.record import Action
from wapentake.reading.spans import shared_words, tokens_of

_MOST_COMPARED = 500  # more tasks than any page has; a made-up one shall not take for ever


@dataclass(slots=True)
class _Told:
    """A task with its words, taken apart once."""

    action: Action
    words: list[str]
    known: frozenset[str]
    owners: frozenset[str]


def merge_actions(found: list[Action]) -> tuple[Action, ...]:
    """Return each task once: a marked one stands before a prose one that says the same."""
    kept: list[_Told] = []
    for action in sorted(found, key=lambda one: not one.marked):
        words = tokens_of(action.text)
        told = _Told(action, words, frozenset(words), frozenset(action.owners))
        same = next((other for other in kept[-_MOST_COMPARED:] if _is_same(told, other)), None)
        if same is None:
            kept.append(told)
        elif action.due and not same.action.due and action.marked:
            same.action = replace(same.action, due=action.due)
    return tuple(sorted((told.action for told in kept), key=lambda one: one.span))


def _is_same(one: _Told, other: _Told) -> bool:
    """Whether two statements give the same task."""
    shorter = min(len(one.words), len(other.words))
    share_owner = not one.owners.isdisjoint(other.owners)
    if share_owner and one.action.span[0] < other.action.span[1] and other.action.span[0] < one.action.span[1]:
        return True
    if 3 * len(one.known & other.known) < shorter:
        return False
    common = shared_words(one.words, other.words)
    if 2 * common < shorter:
        return False
    within = common / (shorter or 1)
    alike = 2 * common / (len(one.words) + len(other.words) or 1)
    may_share = share_owner or not one.owners or not other.owners
    if one.action.marked and other.action.marked:
        whole = within > 0.88 and shorter > 4 and one.owners == other.owners
        if one.action.item != other.action.item and common < shorter:
            return False
        return may_share and (alike > 0.9 or whole)
    return alike > 0.75 or (one.action.item == other.action.item and within >= (0.6 if may_share else 0.75))
