"""Tasks in tables: the rows under heads such as "Action, Owner, By when", and rows with no heads in a list of tasks."""

from __future__ import annotations

import re
from dataclasses import replace

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.dues import find_due
from wapentake.reading.outline import label_of
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Span
from wapentake.reading.sentences import Sentence, flat, split_block
from wapentake.reading.statements.actions.marked import read_owner
from wapentake.reading.statements.actions.page import Page, is_done
from wapentake.reading.statements.actions.rows import Columns, columns_of
from wapentake.reading.tasks import as_owners

_NO_TASK = re.compile(r"none|no action|n/?a|nil|no further action|-")
_STATES = frozenset(load_phrases("headings")["states"])


def read_row(page: Page, block: Block, index: int) -> None:
    """Read a table row: the head of a table of tasks, or one of its rows."""
    cells = [page.layout.text[a:b] for a, b in block.cells]
    head = columns_of(cells, in_list=page.mode == "list")
    if head:
        page.columns = head
        return
    if page.columns is None and label_of(cells[-1]) in _STATES and len(cells[0].split()) > 1:
        page.columns = Columns(task=0 if len(cells) < 4 else 1, owner=None, due=None, status=len(cells) - 1)
    columns = page.columns
    if columns is None or not columns.fits(len(cells)):
        if page.mode == "list":
            _read_loose_row(page, block, index, cells)
        return
    task = cells[columns.task].strip("* ") if columns.task < len(cells) else ""
    if not task or not any(c.isalpha() for c in task) or _NO_TASK.fullmatch(label_of(task)):
        return
    for cells_of_one, spans in _rows_within(block, columns, cells):
        _add_row(page, spans, index, columns, cells_of_one)


def _rows_within(block: Block, columns: Columns, cells: list[str]) -> list[tuple[list[str], list[Span]]]:
    """Return the rows that one row of several lines is, where task and owner have as many lines each."""
    tasks = cells[columns.task].split(" / ")
    owners = cells[columns.owner].split(" / ") if columns.owner is not None else []
    if len(tasks) < 2 or len(owners) != len(tasks):
        return [(cells, list(block.cells))]
    dues = cells[columns.due].split(" / ") if columns.due is not None and columns.due < len(cells) else []
    rows, at = [], block.cells[columns.task][0]
    for number, task in enumerate(tasks):
        one, spans = list(cells), list(block.cells)
        one[columns.task], one[columns.owner or 0] = task, owners[number]
        if columns.due is not None and dues:
            one[columns.due] = dues[number] if number < len(dues) else ""
        spans[columns.task] = (at, at + len(task))
        at += len(task) + 3
        rows.append((one, spans))
    return rows


def _add_row(page: Page, spans: list[Span], index: int, columns: Columns, cells: list[str]) -> None:
    """Add the task of a row of a table with known columns."""
    owner = cells[columns.owner].strip("* ") if columns.owner is not None else ""
    owners = as_owners(owner.replace(" / ", ", "), page.roster, marked=True) or (
        (owner,) if 0 < len(owner) <= 40 else page.default
    )
    part = Block(Kind.PARAGRAPH, *spans[columns.task], cells[columns.task])
    sentences = split_block(part, index)
    status = cells[columns.status] if columns.status is not None and columns.status < len(cells) else ""
    if not sentences or is_done(status) or is_done(cells[columns.task]):
        return
    whole = Sentence(
        sentences[0].start, sentences[-1].end, flat(page.layout.text[sentences[0].start : sentences[-1].end]), index
    )
    found, start, end, _ = read_owner(page, whole.words)
    own = found and (not owners or set(found) == set(owners))
    action = page.make(whole, (start, end) if own else (0, len(whole.words)), owners or found, marked=True)
    due = (
        find_due(cells[columns.due], page.near, column=True)
        if columns.due is not None and columns.due < len(cells)
        else None
    )
    page.found.append(replace(action, due=due.due if due else action.due or page.all_due))


def _read_loose_row(page: Page, block: Block, index: int, cells: list[str]) -> None:
    """Read a row of a list of tasks without column heads: the longest cell is the task, a cell of owners owns it."""
    at = max(range(len(cells)), key=lambda one: len(cells[one]))
    owner = next(
        (one for one, cell in enumerate(cells) if one != at and cell and as_owners(cell, page.roster, marked=True)),
        None,
    )
    if len(cells[at].split()) >= 3:
        due = next(
            (
                one
                for one, cell in enumerate(cells)
                if one not in (at, owner) and find_due(cell, page.near, column=True)
            ),
            None,
        )
        _add_row(page, list(block.cells), index, Columns(task=at, owner=owner, due=due, status=None), cells)
