"""Reports by state: a task said again with "Complete" beside, behind or below it, and "all actions were completed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wapentake.reading.blocks import HEADING, MARGIN, ROW, Block
from wapentake.reading.followed.tasks import Task
from wapentake.reading.followed.words import LISTS, SMALL, tokens_of
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Span
from wapentake.reading.sentences import split_block
from wapentake.terms.days import MONTHS
from wapentake.terms.phrases import match_any

_DONE = any_of("tasks", "done_states")
_OPEN = any_of("tasks", "open_states")
_ENDS = r"\s*(?:$|[.,;:)\]–—-]|\(|by\b|on\b|at\b|and\b|in\b)"
_STATE = re.compile(rf"[\W_]{{0,6}}(?:(?P<done>{_DONE})|(?:{_OPEN}))\b{_ENDS}", re.IGNORECASE)
_STILL_OPEN = re.compile(rf"\b(?:{_OPEN}|to follow|not yet|awaiting|awaited|but)\b", re.IGNORECASE)
_DROPPED = re.compile(rf"[\W_]*(?:{match_any(LISTS['dropped'])})\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:\s+[–—-]\s+|:\s+|\s*[([]\s*|[.]\s+)(?=\w)")
_ALL = re.compile(
    rf"\b(?:{match_any(LISTS['all_actions'])})\b[^.;]{{0,80}}?\b(?:{match_any(LISTS['all_done'])})\b", re.IGNORECASE
)
_NOT_ALL = re.compile(r"\b(?:not|will|would|to be|should|unless|if|until|once)\b", re.IGNORECASE)
_EXCEPTED = re.compile(rf"\b(?:{match_any(LISTS['excepted'])})\b", re.IGNORECASE)
SAID_AGAIN = 0.7  # of the weight of a task: then a block says it again
EXCEPTED = 0.4

Told = tuple[Task, Span, float, str]


def find_states(text: str, blocks: Sequence[Block], tasks: Sequence[Task]) -> tuple[list[Told], list[Task]]:
    """Return the tasks that a row, a paragraph or a bullet says again and gives as done, and those it keeps open."""
    done: list[Told] = []
    still_open: list[Task] = []
    for index, block in enumerate(blocks):
        again = _said_again(text, block, tasks) if block.kind not in (HEADING, MARGIN) else []
        if not again:
            continue
        span, is_open = _state_at(text, blocks, index)
        if span is not None:
            done += [
                (one, span, 1 + share, "The page says the action again, and that it is done.") for one, share in again
            ]
        elif is_open:
            still_open += [one for one, _ in again]
    return done, still_open


def _said_again(text: str, block: Block, tasks: Sequence[Task]) -> list[tuple[Task, float]]:
    """Return the tasks that a block says again, and how much of each; only those that fit it best."""
    parts = [text[slice(*cell)] for cell in block.cells] if block.kind is ROW else [block.words]
    stems = {one.stem for part in parts for one in tokens_of(part)}
    longest = max((_telling(part) for part in parts), key=len, default=set())
    shares = [
        (task, _share(task, stems))
        for task in tasks
        if (task.verbs & stems or not task.verbs) and (block.kind is not ROW or _is_alike(task, longest))
    ]
    most = max((share for _, share in shares), default=0.0)
    return [(task, share) for task, share in shares if share >= SAID_AGAIN and share >= most - 0.15]


def _is_alike(task: Task, said: set[str]) -> bool:
    """Whether the task makes up enough of what a cell says."""
    own = said & (set(task.content) | task.verbs)
    return len(own) >= 2 and 2 * len(own) >= len(said)


def _telling(words: str) -> set[str]:
    return {one.stem for one in tokens_of(words) if one.low not in SMALL}


def _share(task: Task, stems: set[str]) -> float:
    whole = sum(task.content.values())
    return sum(weight for stem, weight in task.content.items() if stem in stems) / whole if whole else 0.0


def _state_at(text: str, blocks: Sequence[Block], index: int) -> tuple[Span | None, bool]:
    """Return where a block that says a task again, or the one below it, gives it as done; or whether it is open."""
    block = blocks[index]
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if block.kind is ROW:
        places = list(reversed(block.cells))
    else:
        places = [(block.start + tail.end(), block.end) for tail in _TAIL.finditer(block.words)]
        if below is not None and below.kind not in (HEADING, ROW, MARGIN):
            places.append(below.span)
    states = [(place, state) for place in places if (state := _read_state(text[slice(*place)])) is not None]
    done = next((place for place, state in states if state), None)
    return done, bool(states) and done is None


def _read_state(words: str) -> bool | None:
    """Return whether words that begin with the state of a task give it as done; None where they begin with none."""
    line = " ".join(words.split())
    found = _STATE.match(line)
    if found is None:
        return None
    rest = re.split(r"(?<=[.;])\s", line[found.end("done") :], maxsplit=1)[0] if found["done"] else ""
    return bool(found["done"]) and not _DROPPED.match(line) and _STILL_OPEN.search(rest) is None


def find_all_done(blocks: Sequence[Block], tasks: Sequence[Task]) -> Iterator[Told]:
    """Yield the tasks of the meeting before, where the page says of all of them at once that they are done."""
    last = max((one.asked.on for one in tasks), default=None)
    for index, block in enumerate(blocks):
        if block.kind in (HEADING, MARGIN) or _ALL.search(block.words) is None:
            continue
        for sentence in split_block(block, index):
            found = _ALL.search(sentence.words)
            if found is None or _NOT_ALL.search(found.group()):
                continue
            left_out = _EXCEPTED.search(sentence.words, found.end())
            own = [one for one in tasks if one.asked.on == last and _is_meant(found.group(), one)]
            out = _left_out(sentence.words[left_out.end() :], own) if left_out else []
            if left_out and not out:
                continue  # something is left out, and nobody can tell what
            span = (sentence.start, sentence.end)
            for task in own:
                if task not in out:
                    yield task, span, 0.5, "The page says of all actions of the meeting before that they are done."


def _is_meant(words: str, task: Task) -> bool:
    """Whether a sentence about all actions names no other month than that of the task's meeting."""
    months = [word for word in re.findall(r"[A-Z][a-z]+", words) if word in MONTHS]
    return not months or MONTHS[task.asked.on.month - 1] in months


def _left_out(words: str, tasks: Sequence[Task]) -> list[Task]:
    stems = {one.stem for one in tokens_of(words) if one.low not in SMALL}
    return [one for one in tasks if _share(one, stems) >= EXCEPTED]
