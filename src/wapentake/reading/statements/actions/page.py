"""What the finder of actions carries from block to block, and the one place where an action is made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from wapentake.reading.dues import find_due
from wapentake.reading.layout import Layout
from wapentake.reading.phrases import any_of, has_any
from wapentake.reading.record import Action, Due, Span
from wapentake.reading.rosters import Roster
from wapentake.reading.sentences import Sentence
from wapentake.reading.spans import locate
from wapentake.reading.statements.actions.rows import Columns

_DONE = re.compile(
    r"\[\s*(?:done|completed?|closed|actioned)\s*\]|^\W*(?:completed|done|closed|discharged|complete(?! [a-z]))\b"
    r"|\b(?:action|now) (?:complete|completed|closed|discharged)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"[\W_]{{0,6}}(?:(?P<done>{any_of('tasks', 'done_states')})|{any_of('tasks', 'open_states')})\b"
    r"\s*(?:$|[.,;:)\]–—-]|\(|by\b|on\b|at\b|and\b|\*)",
    re.IGNORECASE,
)
_ENDS_DONE = re.compile(r"\w\)?(?::| [–—-]) (?i:done|completed?|closed|discharged|actioned)(?:$|[.,;]| -| –)")
_DONE_STEMS = ("done", "complete", "closed", "actioned", "discharged")


class Mode(Enum):
    """In what kind of list the next block stands."""

    NONE = "in none"
    LIST = "under a heading that begins tasks"
    OPEN = "after a label alone"
    BULLETS = "after a label with its task"
    REPORT = "below a report on a task"


@dataclass(slots=True)
class Page:
    """The page and its people, what was found so far, and how the next block is to be read.

    `resolving`: the block before ended in "RESOLVED that:"; `all_due` and `default`: the due and the owners of tasks
    that name none; `list_due`: the due that the heading of the list gives, and `list_level` how deep that heading is;
    `columns`: of the table that is being read; `last`: the paragraph that an owner-only mark is for; `marker`: that of
    the last point in the list; `owned`: a label below that paragraph has already said whose its task is.
    """

    layout: Layout
    roster: Roster
    near: date | None
    found: list[Action] = field(default_factory=list)
    mode: Mode = Mode.NONE
    resolving: bool = False
    all_due: Due | None = None
    list_due: Due | None = None
    list_level: int = 0
    default: tuple[str, ...] = ()
    columns: Columns | None = None
    last: int | None = None
    marker: str = ""
    owned: bool = False

    def due_of(self, sentence: Sentence, start: int, end: int | None = None) -> Due | None:
        """Return by when a task is due, as a part of a sentence says."""
        found = find_due(sentence.words[start:end], self.near, said=sentence.said)
        return found.due if found else None

    def make(
        self, sentence: Sentence, part: Span, owners: tuple[str, ...], *, marked: bool, certain: bool = True
    ) -> Action:
        """Return the action that a part of a sentence is."""
        start, end = part
        words = sentence.words[start:end]
        start += len(words) - len(words.lstrip(" *:–-"))
        words = words.strip(" *:–-")
        return Action(
            span=locate(self.layout.text, (sentence.start, sentence.end), sentence.words, (start, start + len(words))),
            owners=owners,
            text=words,
            due=self.due_of(sentence, part[0]) or (self.list_due if self.mode is Mode.LIST else None),
            item=self.layout.outline.item_of[sentence.block],
            marked=marked,
            done=is_done(words),
            certain=certain,
            reason=None if certain else "the words may describe and not give a task",
        )


def starts_done(words: str) -> bool:
    """Whether words begin with a report that a task is done: "Completed.", "Done - in May"."""
    found = _STATE.match(words)
    return found is not None and found["done"] is not None


def tells_state(words: str) -> bool:
    """Whether words begin with the state of a task, done or not: "In progress.", "Partially complete"."""
    return _STATE.match(words) is not None


def ends_done(words: str) -> bool:
    """Whether a task is told to be done behind its words: "count the lamps: done, forty of them"."""
    return has_any(words.lower(), _DONE_STEMS) and _ENDS_DONE.search(words) is not None


def is_done(words: str) -> bool:
    """Whether words say that a task is done: "[done]", "Completed", "action closed"."""
    return has_any(words.lower(), _DONE_STEMS) and _DONE.search(words) is not None
