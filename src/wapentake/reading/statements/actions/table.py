"""Tasks in tables: the rows under heads such as "Action, Owner, By when", and rows with no heads in a list of tasks."""

from __future__ import annotations

import re
from dataclasses import replace

from wapentake.reading.blocks import PARAGRAPH, Block
from wapentake.reading.dues import find_due
from wapentake.reading.outline import label_of
from wapentake.reading.owners import as_owners
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Span
from wapentake.reading.sentences import Sentence, whole_sentence
from wapentake.reading.statements.actions.marked import read_owner
from wapentake.reading.statements.actions.page import Mode, Page, is_done
from wapentake.reading.statements.actions.rows import Columns, columns_of

_NO_TASK = re.compile(r"none|no action|n/?a|nil|no further action|-")
_STATES = frozenset(load_phrases("headings")["states"])
_LINE = " / "
_AROUND = "*-•–[] "  # marks around the owner in a cell: "- [KL]"


def read_row(page: Page, block: Block, index: int) -> None:
    """Read a table row: the head of a table of tasks, or one of its rows."""
    cells = [page.layout.text[a:b] for a, b in block.cells]
    head = columns_of(cells, in_list=page.mode is Mode.LIST)
    if head:
        page.columns = head
        return
    if page.columns is None and label_of(cells[-1]) in _STATES and len(cells[0].split()) > 1:
        page.columns = Columns(task=0 if len(cells) < 4 else 1, owner=None, due=None, status=len(cells) - 1)
    columns = page.columns
    if columns and columns.done:
        return
    if columns is None or not columns.fits(len(cells)):
        if page.mode is Mode.LIST:
            _read_loose_row(page, block, index, cells)
        return
    task = cells[columns.task].strip("* ")
    if any(c.isalpha() for c in task) and not _NO_TASK.fullmatch(label_of(task)):
        for own_cells, spans in _rows_within(block, columns, cells):
            _add_row(page, spans, index, columns, own_cells)


def _rows_within(block: Block, columns: Columns, cells: list[str]) -> list[tuple[list[str], list[Span]]]:
    """Return the rows that one row of several lines is, where task and owner have as many lines each."""
    tasks = cells[columns.task].split(_LINE)
    owners = _cell(cells, columns.owner).split(_LINE)
    if columns.owner is None or len(tasks) < 2 or len(owners) != len(tasks):
        return [(cells, list(block.cells))]
    dues = _cell(cells, columns.due).split(_LINE)
    rows, at = [], block.cells[columns.task][0]
    for number, task in enumerate(tasks):
        one, spans = list(cells), list(block.cells)
        one[columns.task], one[columns.owner] = task, owners[number]
        if columns.due is not None and columns.due < len(cells):
            one[columns.due] = dues[number] if number < len(dues) else ""
        spans[columns.task] = (at, at + len(task))
        at += len(task) + len(_LINE)
        rows.append((one, spans))
    return rows


def _cell(cells: list[str], column: int | None) -> str:
    """Return the words of a column in a row, "" where it has no such column."""
    return cells[column] if column is not None and column < len(cells) else ""


def _add_row(page: Page, spans: list[Span], index: int, columns: Columns, cells: list[str]) -> None:
    """Add the task of a row of a table with known columns."""
    sentence = _sentence_of(page, spans[columns.task], index)
    if sentence is None or is_done(_cell(cells, columns.status)) or is_done(cells[columns.task]):
        return
    owner = _cell(cells, columns.owner).strip(_AROUND)
    owners = as_owners(owner.replace(_LINE, ", "), page.roster, marked=True) or ()
    owners = owners or ((owner,) if 0 < len(owner) <= 40 else page.default)
    task = read_owner(page, sentence.words)
    own = task.owners and (not owners or set(task.owners) == set(owners))
    part = (task.start, task.end) if own else (0, len(sentence.words))
    action = page.make(sentence, part, owners or task.owners, marked=True)
    due = find_due(_cell(cells, columns.due), page.near, column=True)
    page.found.append(replace(action, due=due.due if due else action.due or page.all_due))


def _sentence_of(page: Page, span: Span, index: int) -> Sentence | None:
    """Return the words of a cell as one sentence, without a number before them."""
    start, end = span
    sentences = page.layout.split(Block(PARAGRAPH, start, end, page.layout.text[start:end]), index)
    if not sentences:
        return None
    start, end = sentences[0].start, sentences[-1].end
    return whole_sentence(Block(PARAGRAPH, start, end, page.layout.text[start:end]), index)


def _read_loose_row(page: Page, block: Block, index: int, cells: list[str]) -> None:
    """Read a row of a list of tasks without column heads: the longest cell is the task, a cell of owners owns it."""
    task = max(range(len(cells)), key=lambda one: len(cells[one]))
    if len(cells[task].split()) < 3:
        return
    others = [one for one, cell in enumerate(cells) if one != task and cell]
    owner = next((one for one in others if as_owners(cells[one].strip(_AROUND), page.roster, marked=True)), None)
    due = next((one for one in others if one != owner and find_due(cells[one], page.near, column=True)), None)
    _add_row(page, list(block.cells), index, Columns(task=task, owner=owner, due=due, status=None), cells)
