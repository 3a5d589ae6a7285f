"""Each decision once, and none that only gives a task which stands among the actions."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from wapentake.reading.record import Action, Decision
from wapentake.reading.sentences import LONGEST_SENTENCE
from wapentake.reading.spans import containment, shared_words, tokens_of
from wapentake.reading.tasks import TASK_VERBS
from wapentake.terms import DecisionKind

_MAY_GIVE_TASK = frozenset((DecisionKind.AGREED.value, DecisionKind.AGREED_IN_PRINCIPLE.value))
_AGREES = re.compile(r"\b(?:agreed|approved|accepted|adopted|confirmed|resolved|record)\b", re.IGNORECASE)
_SPENDS = re.compile(r"\b(?:donat|contribut|grant|award)[a-z]* (?:of|up to|to [^.;]{2,60} of)? ?£\d")
_FEWEST_TOLD_AGAIN = 8  # words of a decision that a list at the end says again
_OPENING = ("it", "was")  # "it was resolved that" is "resolved that"
_HELD = 0.89  # the share of its words that a text cut short has in common with the whole
_ALIKE = 0.88  # the share of words from which two decisions of one kind are one
_NAME = re.compile(r"(?<=\S )[A-Z][a-z]+")
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
    whole = set[tuple[str, ...]]()
    for one in found:
        begin, end = bisect_left(starts, one.span[0] - LONGEST_SENTENCE), bisect_left(starts, one.span[1])
        if _only_gives(one, actions[begin:end]):
            continue
        words = [word for word in tokens_of(one.text) if word not in _OPENING]
        told = _Told(one, words, frozenset(words))
        others = of_item.setdefault(one.item, [])
        if _only_signs(one) and any(told.decision.kind == one.kind for told in others):
            continue
        again = tuple(words) in whole and len(words) >= _FEWEST_TOLD_AGAIN
        if not again and not any(_is_same(told, other) for other in others[-_MOST_COMPARED:]):
            others.append(told)
            kept.append(one)
            whole.add(tuple(words))
    return tuple(kept)


def _only_signs(decision: Decision) -> bool:
    """Whether minutes that were agreed are only signed: "The Chair signed the minutes"."""
    signs = decision.kind == DecisionKind.CONFIRMED.value and "signed" in decision.text
    return signs and not _AGREES.search(decision.text)


def _is_same(one: _Told, other: _Told) -> bool:
    """Whether two statements of one item settle the same: alike, or one the start of the other (a text cut short)."""
    shorter = min(len(one.words), len(other.words))
    if not shorter or 3 * len(one.known & other.known) < shorter:
        return False
    if _names_others(one.decision.text, other.decision.text):
        return False
    common = shared_words(one.words, other.words)
    if one.decision.kind == other.decision.kind and 2 * common > _ALIKE * (len(one.words) + len(other.words)):
        return True
    return min(len(one.decision.text), len(other.decision.text)) > 60 and common > _HELD * shorter


def _names_others(one: str, other: str) -> bool:
    """Whether each of two texts names somebody or something that the other does not: two appointments are two."""
    names, others = (set(_NAME.findall(text)) for text in (one, other))
    return bool(names - others) and bool(others - names)


def _only_gives(decision: Decision, actions: tuple[Action, ...]) -> bool:
    """Whether a decision says no more than that one action is given, or several; money that is given is settled."""
    if _SPENDS.search(decision.text):
        return False
    start, end = decision.span
    given = [one.text for one in actions if one.span[0] < end and start < one.span[1]]
    given = [text for text in given if containment(text, decision.text) > 0.8]
    if decision.kind not in _MAY_GIVE_TASK:  # "KL to circulate the approved minutes"
        given = [text for text in given if text.split(" ", 1)[0].casefold() in TASK_VERBS]
    return sum(map(len, given)) > 0.45 * len(decision.text)
