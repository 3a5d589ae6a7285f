"""How well a clause of a later page fits what was asked: the same doing, the same things, by the same people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from wapentake.reading.followed.acts import Act, Clause, is_past
from wapentake.reading.followed.tasks import Task
from wapentake.reading.followed.words import COUNTED, GENERAL, Token, kinds_of, stems_of_list, tokens_of, words_of

_DEEDS = stems_of_list("deeds")
_FINISHES = stems_of_list("finishes")
IT = words_of("it")
_EVERYBODY = words_of("everybody")
_COUNTS = frozenset((*COUNTED[1:], "eleven", "twelve", "some", "several"))
_ANSWER = re.compile(
    r"(?:The |A |An )?(?P<subject>[^,.;:]{3,120}?) (?P<verb>is|are|was|were|comes? to|came to|stands? at) "
    r"(?:now |about |around |on )?(?=[£\d]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_NUMBERS = {word: at for at, word in enumerate(("no", *COUNTED))}
BORROWED, AROUND = 0.6, 0.4  # what a stem counts that "it" stands for, and one that stands elsewhere in the block
TAIL = 0.6  # what a stem counts that only says of what, for whom or where
LEAST_BY_OWNER, LEAST, LEAST_UNSURE, LEAST_BY_OTHER = 0.5, 0.62, 0.75, 0.9  # of the weight of what was asked
LEAST_TELLING = 1.4  # of weight in the words shared: two telling words, or one and the very verb
OBJECT_REACH = 10  # words from a verb, within which one must be shared


class Around(NamedTuple):
    """What stands around a clause: the stems of the clause before it, and those of its block and its item's title."""

    before: frozenset[str]
    block: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a clause fits a task: how well (0 to 1.5), by which act, and how many telling words they share."""

    score: float
    act: Act
    shared: int
    by_owner: bool


def fit_clause(clause: Clause, task: Task, around: Around, others: frozenset[str]) -> Fit | None:
    """Return how a clause reports a task as done, or None. `others`: words that name people of the page."""
    act, sure = _best_act(clause, task)
    if act is None or _is_in_part(clause, act, task) or not _is_near(clause, act, task):
        return None
    own, share = _weigh(clause, act, task, around)
    by_owner = _names((*clause.subject, *clause.tokens), task.forms) or (task.many and _is_everybody(clause, act))
    very = act.stem in task.verbs
    if share < _least(clause, act, by_owner=by_owner, sure=sure, very=very, others=others):
        return None
    telling = own + 0.5 * (very and act.stem not in GENERAL)
    if telling < LEAST_TELLING and not (by_owner and sure and (share >= LEAST_UNSURE or (very and own >= 1))):
        return None
    shared = len({one.stem for one in clause.tokens} & set(task.content))
    return Fit(share + 0.2 * by_owner + 0.1 * very, act, shared, by_owner)


def fit_answer(words: str, task: Task) -> Fit | None:
    """Return how a sentence gives the answer that was to be brought: "The cost of pilot training is £600"."""
    found = _ANSWER.match(words) if task.answer else None
    if found is None:
        return None
    stems = {one.stem for one in tokens_of(found["subject"])}
    own = sum(weight for stem, weight in task.content.items() if stem in stems)
    if own < LEAST_UNSURE or own < LEAST_BY_OTHER * sum(task.content.values()):
        return None
    at = len(tokens_of(words[: found.start("verb")]))
    return Fit(own / sum(task.content.values()), Act(at, ""), len(stems & set(task.content)), by_owner=False)


def _weigh(clause: Clause, act: Act, task: Task, around: Around) -> tuple[float, float]:
    """Return the weight of what a clause shares with a task, and the share of the task that it and its block hold."""
    doing = kinds_of(act.stem)  # who was to send "a letter" has "written"
    stems = {one.stem for one in clause.tokens} | {stem for stem in _DEEDS if kinds_of(stem) & doing}
    pointing = any(one.low in IT for one in clause.tokens)
    own = held = whole = 0.0
    for stem, weight in task.content.items():
        counts = weight * (TAIL if stem in task.tails else 1.0)
        whole += counts
        borrowed = pointing and stem in around.before
        if stem in stems or borrowed:
            own += weight * (BORROWED if stem not in stems else 1.0)
            held += counts * (BORROWED if stem not in stems else 1.0)
        elif stem in around.block:
            held += counts * AROUND
    return own, held / (whole or 1.0)


def _least(clause: Clause, act: Act, *, by_owner: bool, sure: bool, very: bool, others: frozenset[str]) -> float:
    """Return how much of what was asked a clause must hold: less where its owner is named, much where another is."""
    if by_owner:
        return LEAST_BY_OWNER if sure else LEAST
    if not act.passive and _names((*clause.subject, *clause.tokens[: act.at]), others):
        return LEAST_BY_OTHER
    if very:
        return LEAST
    return LEAST_UNSURE if sure else LEAST_BY_OTHER


def _is_near(clause: Clause, act: Act, task: Task) -> bool:
    """Whether a word that is shared stands near the verb, and not only at the far end of the clause."""
    near = clause.tokens[max(0, act.at - OBJECT_REACH) : act.at + OBJECT_REACH]
    return any(one.stem in task.content or one.low in IT for one in near)


def _best_act(clause: Clause, task: Task) -> tuple[Act | None, bool]:
    """Return the act that answers what was asked, and whether its verb says so, or only a noun of the same stem."""
    for act in clause.acts:
        if act.stem in task.verbs and not act.having:
            return act, True
    for act in clause.acts:
        if act.stem in _FINISHES or kinds_of(act.stem) & task.kinds:
            return act, True
    if any(one.stem in task.verbs and not is_past(one.low) for one in clause.tokens):
        return next((act for act in clause.acts if act.having or act.perfect), None), False
    return None, False


def _is_in_part(clause: Clause, act: Act, task: Task) -> bool:
    """Whether only some did what all were asked to, or fewer things came than were asked for."""
    tokens = clause.tokens
    if task.many and any(one.low in _COUNTS for one in tokens[: min(act.at, 3)]):
        return True
    if task.many and any(one.low in _COUNTS for one in tokens[act.at + 1 :]) and act.passive:
        return True
    return any(_NUMBERS.get(one.low, 99) < task.numbers.get(after.stem, 0) for one, after in pairwise(tokens))


def _is_everybody(clause: Clause, act: Act) -> bool:
    return any(one.low in _EVERYBODY for one in clause.tokens[: act.at])


def _names(tokens: Sequence[Token], forms: frozenset[str]) -> bool:
    """Whether some of these words name somebody: written large, as a name is."""
    words = [one.word.removesuffix("'s").removesuffix("’s") for one in tokens]
    if any(word in forms for word in words):
        return True
    said = " ".join(words)
    return any(" " in form and form in said for form in forms)
