"""Table rows that list people: heads of columns, a label with names, a person with a mark, names side by side."""

from __future__ import annotations

import re

from wapentake.reading.blocks import Block
from wapentake.reading.entries import fits_name, read_entry
from wapentake.reading.moments import find_moments
from wapentake.reading.outline import ATTENDANCE, META_LABELS, label_of
from wapentake.reading.persons import is_initials
from wapentake.reading.statements.attendance.labels import (
    BODY_COLUMNS,
    MARK_COLUMNS,
    NAME_COLUMNS,
    TICKS,
    status_of,
    status_of_mark,
)
from wapentake.reading.statements.attendance.roll import Roll, add_entry, complete_last
from wapentake.terms import Presence

_DAY_HEAD = re.compile(r"\d{1,2}(?:st|nd|rd|th)?[ ./-](?:[A-Z][a-z]{2,8}|\d{1,2})(?:[ ./-]\d{2,4})?$")
_PAGE_LABELS = META_LABELS - ATTENDANCE
_DASHES = ("-", "–", "—")  # in a cell of its own after a name: the body follows


def read_row(roll: Roll, text: str, block: Block) -> bool:
    """Read a table row of two cells or more; whether it says who was there and nothing else."""
    cells = [text[a:b].strip("* ") for a, b in block.cells]
    labels = [label_of(cell) for cell in cells]
    if labels[0] in _PAGE_LABELS:
        return False
    if _read_heads(roll, cells, labels):
        return True
    if roll.mark_column is not None and roll.mark_column < len(cells) and _add_marked(roll, block, cells):
        return True
    statuses = [status_of(label) for label in labels]
    if _read_labels(roll, cells, statuses):
        return True
    return _add_ticked(roll, block, cells) or _read_cells(roll, block, cells, statuses)


def _read_heads(roll: Roll, cells: list[str], labels: list[str]) -> bool:
    """Read a row that heads a column of marks or of names; whether it is one."""
    if (column := _mark_column(roll, cells)) is not None:
        roll.mark_column, roll.status = column, roll.status or Presence.PRESENT
        return True
    named = next((at for at, label in enumerate(labels) if label in NAME_COLUMNS), None)
    if named is None and any(label in BODY_COLUMNS for label in labels[1:]):
        named = 0
    if named is None or any(read_entry(cell) for cell in cells):
        return False
    roll.name_column, roll.status = named, roll.status or Presence.PRESENT
    roll.columns = [status_of(label) for label in labels]
    return True


def _mark_column(roll: Roll, cells: list[str]) -> int | None:
    """Return the column of marks that a row of heads names: "Here?", or the day of this meeting among several."""
    marked = next((at for at, cell in enumerate(cells) if at and cell.casefold() in MARK_COLUMNS), None)
    if marked is not None and not read_entry(cells[0]):
        return marked
    days = [at for at, cell in enumerate(cells) if at and _DAY_HEAD.match(cell)]
    for at in days if roll.meeting else ():
        moments = find_moments(cells[at])
        if moments and moments[0].on(roll.meeting) == roll.meeting:
            return at
    return days[-1] if days else None


def _add_marked(roll: Roll, block: Block, cells: list[str]) -> bool:
    """Add somebody whose mark stands in the column of this meeting; whether the row begins with a person.

    With no mark, nobody is added.
    """
    column = roll.mark_column or 0
    if not (entry := read_entry(cells[0])):
        return False
    if status := status_of_mark(cells[column]):
        organisation = cells[1] if column > 1 and not find_moments(cells[1]) else None
        add_entry(roll, entry, block.cells[0][0], organisation=organisation, status=status)
    return True


def _read_labels(roll: Roll, cells: list[str], statuses: list[Presence | None]) -> bool:
    """Read the labels in a row; whether it holds nothing else."""
    if sum(status is not None for status in statuses) >= 2 or (statuses[0] and not any(cells[1:])):
        roll.columns, roll.name_column = statuses, None
        roll.status = roll.status or statuses[0]
        return True
    if statuses[0] and not (len(roll.columns) == len(cells) and all(roll.columns) and read_entry(cells[1])):
        roll.status, roll.columns = statuses[0], []
    return False


def _add_ticked(roll: Roll, block: Block, cells: list[str]) -> bool:
    """Add somebody with a tick in one of the columns that say how people stand; whether there was one."""
    ticked = [at for at, cell in enumerate(cells) if at and cell.casefold() in TICKS] if roll.columns else []
    if not ticked or not (entry := read_entry(cells[0])):
        return False
    roll.status = roll.columns[ticked[0]] if ticked[0] < len(roll.columns) else roll.status
    add_entry(roll, entry, block.cells[0][0], organisation=None if 1 in ticked else cells[1])
    return True


def _read_cells(roll: Roll, block: Block, cells: list[str], statuses: list[Presence | None]) -> bool:
    """Read the cells of a row one by one: a person, then what belongs to that person; whether anybody was found."""
    before = len(roll.found)
    for at, cell in enumerate(cells):
        fresh = len(roll.found) > before
        if roll.name_column is not None and at != roll.name_column:
            if fresh and cell:
                complete_last(roll, cell)
        elif at < len(roll.columns) and statuses[at]:
            roll.columns[at] = statuses[at]
        else:
            if at < len(roll.columns):
                roll.status = roll.columns[at] or roll.status
            if fresh and (cells[at - 1] in _DASHES or _is_body_of(roll, cells, at)):
                complete_last(roll, cell)
                continue
            _read_cell(roll, cell, block.cells[at][0], fresh=fresh)
    return len(roll.found) > before


def _is_body_of(roll: Roll, cells: list[str], at: int) -> bool:
    """Whether a cell between a name and the initials of that name tells whom the person comes from."""
    after = cells[at + 1] if at + 1 < len(cells) else ""
    return is_initials(after) and fits_name(after, roll.found[-1].name) and not fits_name(after, cells[at])


def _read_cell(roll: Roll, cell: str, offset: int, *, fresh: bool) -> None:
    """Read the lines of one cell: people, and what belongs to the person before; `fresh` where there is one already."""
    parts = cell.split(" / ")
    bracketed = ["(" in part or ")" in part for part in parts]
    plain = not any(bracketed) or all("(" in part for part in parts)
    for number, part in enumerate(parts):
        entry = read_entry(part) if plain or number == 0 or not fresh else None
        if entry and roll.status:
            add_entry(roll, entry, offset + cell.find(part))
            fresh = True
        elif part and fresh:
            complete_last(roll, part)
