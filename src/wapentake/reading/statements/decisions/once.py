"""Each decision once, and none that only gives a task which stands among the actions."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from wapentake.reading.record import Action, Decision
from wapentake.reading.sentences import LONGEST_SENTENCE
from wapentake.reading.spans import containment, shared_words, tokens_of
from wapentake.terms import DecisionKind

_MAY_GIVE_TASK = frozenset((DecisionKind.AGREED.value, DecisionKind.AGREED_IN_PRINCIPLE.value))
_SPENDS = re.compile(r"\b(?:donat|contribut|grant|award)[a-z]* (?:of|up to|to [^.;]{2,60} of)? ?£\d")
_MOST_COMPARED = 200  # more decisions than any item has; a made-up page shall not take for ever


@dataclass(frozen=True, slots=True)
class _Told:
    """A decision with its words, taken apart once."""

    decision: Decision
    words: list[str]
    known: frozenset[str]


def merge_decisions(found: list[Decision], actions: tuple[Action, ...]) -> tuple[Decision, ...]:
    """Return each decision once, without those that only give a task which stands among the actions."""
    starts = [action.span[0] for action in actions]
    kept: list[Decision] = []
    of_item: dict[int | None, list[_Told]] = {}
    for one in found:
        begin, end = bisect_left(starts, one.span[0] - LONGEST_SENTENCE), bisect_left(starts, one.span[1])
        if one.kind in _MAY_GIVE_TASK and _only_gives(one, actions[begin:end]):
            continue
        words = tokens_of(one.text)
        told = _Told(one, words, frozenset(words))
        others = of_item.setdefault(one.item, [])
        if not any(_is_same(told, other) for other in others[-_MOST_COMPARED:]):
            others.append(told)
            kept.append(one)
    return tuple(kept)


def _is_same(one: _Told, other: _Told) -> bool:
    """Whether two statements of one item settle the same: alike, or one the start of the other (a text cut short)."""
    shorter = min(len(one.words), len(other.words))
    if not shorter or 3 * len(one.known & other.known) < shorter:
        return False
    common = shared_words(one.words, other.words)
    if one.decision.kind == other.decision.kind and 2 * common > 0.8 * (len(one.words) + len(other.words)):
        return True
    return min(len(one.decision.text), len(other.decision.text)) > 60 and common > 0.85 * shorter


def _only_gives(decision: Decision, actions: tuple[Action, ...]) -> bool:
    """Whether a decision says no more than that one action is given, or several; money that is given is settled."""
    if _SPENDS.search(decision.text):
        return False
    start, end = decision.span
    given = [one.text for one in actions if one.span[0] < end and start < one.span[1]]
    given = [text for text in given if containment(text, decision.text) > 0.8]
    return sum(map(len, given)) > 0.45 * len(decision.text)
