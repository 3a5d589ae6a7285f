"""The columns of a table of tasks: which holds the task, the owner, the due, the state."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from wapentake.reading.outline import label_of
from wapentake.reading.phrases import load_phrases

_LISTS = load_phrases("headings")
_TASK = frozenset(_LISTS["task_columns"])
_OWNER = frozenset(_LISTS["owner_columns"]) - _TASK
_DUE = frozenset(_LISTS["due_columns"])
_DONE = re.compile(
    r"(?<=ions|asks|tems) (?:now )?(?:completed?|closed|done|discharged)$|^(?:completed|closed) (?=actions|tasks)"
)
_LIKE_OWNER = re.compile(r"\b(?:by whom|actioned by|owners?(?:\(s\))?|assigned to|responsible|taken by|done by)$")
_LIKE_TASK = re.compile(
    r"(?:what (?:is|are) to be done|what needs|agreed actions?|actions? (?:required|needed|agreed))"
)
_LIKE_DUE = re.compile(r"\b(?:by when|deadline|due date|due by|target date|timescales?)\b")
_STATUS = frozenset(_LISTS["status_columns"])


@dataclass(frozen=True, slots=True)
class Columns:
    """Indexes of the columns of a table of tasks; `done`: the heads say that its tasks are done."""

    task: int
    owner: int | None
    due: int | None
    status: int | None
    done: bool = False

    def fits(self, cells: int) -> bool:
        """Whether a row with so many cells can be one of this table."""
        return self.task < cells and (self.owner is None or self.owner < cells)


def columns_of(cells: list[str], *, in_list: bool) -> Columns | None:
    """Return the columns that a row of column heads names, or None where it names no table of tasks."""
    labels = [label_of(cell) for cell in cells]
    bare = [_DONE.sub("", label) for label in labels]
    done, labels = bare != labels and any(label in _TASK for label in bare), bare
    if sum(bool(label) for label in labels) < 2 or any(len(label.split()) > 5 for label in labels):
        return None
    owner = _first(labels, _OWNER.__contains__)
    if owner is None:
        owner = _first(labels, lambda label: _LIKE_OWNER.search(label) is not None)
    task = _first(labels, lambda label: label in _TASK and label.startswith(("action", "task", "agreed")), owner)
    if task is None:
        task = _first(labels, lambda label: label in _TASK or _LIKE_TASK.match(label) is not None, owner)
    due = _first(labels, lambda label: label in _DUE or _LIKE_DUE.search(label) is not None, owner, task)
    status = _first(labels, lambda label: label in _STATUS and ("status" in label or label == "rag"), owner, task, due)
    if status is None:
        status = _first(labels, _STATUS.__contains__, owner, task, due)
    if task is None or (owner is None and due is None and not in_list):
        return None
    return Columns(task=task, owner=owner, due=due, status=status, done=done)


def _first(labels: list[str], fits: Callable[[str], bool], *taken: int | None) -> int | None:
    """Return the index of the first label that fits and is not another column already."""
    return next((at for at, label in enumerate(labels) if at not in taken and fits(label)), None)
