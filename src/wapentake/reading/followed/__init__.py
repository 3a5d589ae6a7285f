"""What a later page of a body says was done of what earlier meetings asked: each report with its words and why.

Pure: a record and what was asked go in, proposals come out. Nothing is closed here, and where words are in doubt the
reason says so: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wapentake.reading.blocks import HEADING, MARGIN, ROW, Block, find_blocks
from wapentake.reading.followed.acts import Clause, find_clauses, is_past
from wapentake.reading.followed.fits import IT, Around, Fit, fit_answer, fit_clause
from wapentake.reading.followed.states import find_all_done, find_states
from wapentake.reading.followed.tasks import Asked, Task, forms_of, make_tasks
from wapentake.reading.followed.words import SMALL, tokens_of
from wapentake.reading.record import Record, Span
from wapentake.reading.sentences import Sentence, split_block
from wapentake.reading.spans import locate
from wapentake.terms import parse_iso

__all__ = ["Asked", "Followed", "find_followed"]

ALIKE = 0.75  # of the weight of two tasks, from which on they are the same task asked twice
FIRST = 60  # characters in which the first word of a sentence ends
NEAR = 0.1  # by so much two different tasks may differ for one clause to be in doubt between them


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A report that an action was done: the action's key, the span of the words on the later page, and why."""

    key: str
    span: Span
    reason: str


class _Found(NamedTuple):
    task: Task
    span: Span
    score: float
    reason: str


def find_followed(record: Record, asked: Sequence[Asked]) -> tuple[Followed, ...]:
    """Return the reports of a page that actions of earlier meetings were done, in the order of their words.

    Reads: minutes, notes and logs. What was asked on the page's own day or later is left out.
    Means: one report for each action at most, the one that fits best; words that fit several tasks report the best
    one, and others only where they are as good, which the reason then says. What is done in part, to come, put off or
    only mentioned is no report. The reason repeats no words of the page.
    """
    day = parse_iso(record.meeting.date)
    earlier = [one for one in asked if day is None or one.on < day]
    if not earlier:
        return ()
    tasks = make_tasks(earlier, record.people, body=record.meeting.body or "")
    blocks = find_blocks(record.text)
    done, still_open = find_states(record.text, blocks, tasks)
    found = [_Found(*one) for one in done]
    found += _find_told(record, blocks, [one for one in tasks if one not in still_open])
    found += [_Found(*one) for one in find_all_done(blocks, tasks)]
    best: dict[str, _Found] = {}
    for one in found:
        held = best.get(one.task.asked.key)
        if held is None or one.score > held.score:
            best[one.task.asked.key] = one
    made = [Followed(key=key, span=one.span, reason=one.reason) for key, one in best.items()]
    return tuple(sorted(made, key=lambda one: (one.span, one.key)))


def _find_told(record: Record, blocks: Sequence[Block], tasks: Sequence[Task]) -> Iterator[_Found]:
    """Yield what sentences report."""
    others = _people_of(record)
    titles = {item.body_span: _stems(item.title) for item in record.items}
    before: frozenset[str] = frozenset()
    for index, block in enumerate(blocks):
        if not tasks or block.kind in (HEADING, MARGIN):
            continue
        own = _stems(block.words) | _title_at(titles, block.start)
        for sentence in _sentences_of(record.text, block, index):
            if _is_task(record, sentence):
                continue
            own_tasks = _tasks_but_said(sentence, tasks)
            yield from _answers(sentence, own_tasks)
            for clause in find_clauses(sentence.words):
                if clause.acts and not _is_long_ago(record, sentence, clause, tasks):
                    yield from _report(record, sentence, clause, _fits(clause, own_tasks, Around(before, own), others))
                before = frozenset(one.stem for one in clause.tokens)


def _tasks_but_said(sentence: Sentence, tasks: Sequence[Task]) -> Sequence[Task]:
    """Return the tasks but those that begin as a sentence does, which then is the task itself and no report."""
    first = tokens_of(sentence.words[:FIRST])[:1]
    if not first or is_past(first[0].low):
        return tasks
    return [one for one in tasks if first[0].stem not in one.verbs]


def _sentences_of(text: str, block: Block, index: int) -> Iterator[Sentence]:
    """Yield the sentences of a block; those of a row stand in its cells."""
    if block.kind is not ROW:
        yield from split_block(block, index)
        return
    for start, end in block.cells:
        yield from split_block(block._replace(start=start, end=end, words=text[start:end], lead=start), index)


def _answers(sentence: Sentence, tasks: Sequence[Task]) -> Iterator[_Found]:
    """Yield the tasks whose answer a sentence gives."""
    for task in tasks:
        if task.answer and (fit := fit_answer(sentence.words, task)) is not None:
            yield _Found(
                task, (sentence.start, sentence.end), fit.score, "The page gives the answer that was asked for."
            )


def _fits(clause: Clause, tasks: Sequence[Task], around: Around, others: frozenset[str]) -> list[tuple[Task, Fit]]:
    """Return the tasks that a clause reports: the one that fits best, those as good, and the same task asked twice."""
    stems = {one.stem for one in clause.tokens}
    stems |= around.before if any(one.low in IT for one in clause.tokens) else set()
    near = (task for task in tasks if not stems.isdisjoint(task.content))
    fits = {task.asked.key: fit for task in near if (fit := fit_clause(clause, task, around, others)) is not None}
    if not fits:
        return []
    best = max((task for task in tasks if task.asked.key in fits), key=lambda one: fits[one.asked.key].score)
    top = fits[best.asked.key]
    return [
        (task, fits.get(task.asked.key, top))
        for task in tasks
        if _is_alike(task, best) or (task.asked.key in fits and fits[task.asked.key].score >= top.score - NEAR)
    ]


def _report(record: Record, sentence: Sentence, clause: Clause, fits: Sequence[tuple[Task, Fit]]) -> Iterator[_Found]:
    span = locate(record.text, (sentence.start, sentence.end), sentence.words, (clause.start, clause.end))
    for task, fit in fits:
        reason = _say_why(fit, doubtful=any(not _is_alike(task, other) for other, _ in fits))
        yield _Found(task, span, fit.score, reason)


def _say_why(fit: Fit, *, doubtful: bool) -> str:
    """Return why words were taken for a report; it repeats none of them, so that none is kept twice."""
    same = "One word is" if fit.shared == 1 else f"{fit.shared} words are"
    words = f"The words tell of something done. {same} the same as in the action, "
    words += "and its owner is named." if fit.by_owner else "but its owner is not named."
    return words + (" They fit another action as well, so look twice." if doubtful else "")


def _is_alike(one: Task, other: Task) -> bool:
    """Whether two tasks are the same one, asked twice: of the same people, and most of the words of the shorter."""
    if not one.verbs & other.verbs or (one.forms and other.forms and not one.forms & other.forms):
        return one is other
    shared = sum(weight for stem, weight in one.content.items() if stem in other.content)
    return shared >= ALIKE * min(sum(one.content.values()), sum(other.content.values()))


def _is_task(record: Record, sentence: Sentence) -> bool:
    """Whether a sentence gives a task itself."""
    return any(
        min(one.span[1], sentence.end) - max(one.span[0], sentence.start) > (sentence.end - sentence.start) // 2
        for one in record.actions
    )


def _is_long_ago(record: Record, sentence: Sentence, clause: Clause, tasks: Sequence[Task]) -> bool:
    """Whether a clause names a day on which none of the tasks had been asked yet."""
    start, end = locate(record.text, (sentence.start, sentence.end), sentence.words, (clause.start, clause.end))
    days = [day for one in record.dates if start <= one.span[0] < end and (day := parse_iso(one.date))]
    return bool(days) and max(days) < min(one.asked.on for one in tasks)


def _people_of(record: Record) -> frozenset[str]:
    """Return the words that name people of a page: initials, and the last part of each name."""
    names = [*record.people.values(), *(one.name for one in record.attendance)]
    last = {name.split()[-1] for name in names if len(name.split()) > 1}
    return frozenset(last | set(record.people)) - forms_of((), {})


def _stems(words: str) -> frozenset[str]:
    return frozenset(one.stem for one in tokens_of(words) if one.low not in SMALL)


def _title_at(titles: dict[Span, frozenset[str]], at: int) -> frozenset[str]:
    return next((stems for (start, end), stems in titles.items() if start <= at < end), frozenset())
