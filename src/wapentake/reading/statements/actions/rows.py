"""The columns of a table of tasks: which holds the task, the owner, the due, the state."""

from __future__ import annotations

from dataclasses import dataclass

from wapentake.reading.outline import label_of
from wapentake.reading.phrases import load_phrases

_LISTS = load_phrases("headings")
_OWNER = frozenset(_LISTS["owner_columns"])
_DUE = frozenset(_LISTS["due_columns"])
_TASK = frozenset(_LISTS["task_columns"])
_STATUS = frozenset(_LISTS["status_columns"])


@dataclass(frozen=True, slots=True)
class Columns:
    """Indexes of the columns of a table of tasks."""

    task: int
    owner: int | None
    due: int | None
    status: int | None

    def fits(self, cells: int) -> bool:
        """Whether a row with so many cells can be one of this table."""
        return self.task < cells and (self.owner is None or self.owner < cells)


def columns_of(cells: list[str], *, in_list: bool) -> Columns | None:
    """Return the columns that a row of column heads names, or None where it names no table of tasks."""
    labels = [label_of(cell) for cell in cells]
    if sum(bool(label) for label in labels) < 2 or any(len(label.split()) > 5 for label in labels):
        return None
    owner = next((at for at, label in enumerate(labels) if label in _OWNER - _TASK), None)
    task = next(
        (at for at, label in enumerate(labels) if label in _TASK and label.startswith(("action", "task", "agreed"))),
        None,
    )
    if task is None:
        task = next((at for at, label in enumerate(labels) if label in _TASK and at != owner), None)
    due = next((at for at, label in enumerate(labels) if label in _DUE and at not in (owner, task)), None)
    states = [at for at, label in enumerate(labels) if label in _STATUS and at not in (owner, task, due)]
    status = next((at for at in states if "status" in labels[at] or labels[at] == "rag"), states[0] if states else None)
    if task is None or (owner is None and due is None and not in_list):
        return None
    return Columns(task=task, owner=owner, due=due, status=status)
