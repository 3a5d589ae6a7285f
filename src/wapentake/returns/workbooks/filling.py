"""Filling the named cells of a funder's spreadsheet: which cell gets what, and what must not be written over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from wapentake.kit.errors import Refused
from wapentake.returns.workbooks.cells import Filled, Value, write_cells
from wapentake.returns.workbooks.names import Name, find_anchors, list_names, open_book

FORMULA = "{name} points to {cell}, which holds a formula of the funder’s. Nothing was filled in. Choose another name."
TOO_FEW = "{name} has room for {room} parts, and there are {parts}. Nothing was filled in. Choose another name."
IN_THE_WAY = "{name} would be filled over what stands in {cell}. Nothing was filled in. Choose another name."
GONE = "{name} is not in this workbook, or points to no cell. Nothing was filled in. Look at the template again."
TWICE = "{name} and {other} both point to {cell}. Nothing was filled in. Leave one of the two out."


def fill_workbook(
    data: bytes, *, figures: Mapping[str, Value], columns: Mapping[str, Sequence[Sequence[Value]]]
) -> bytes:
    """Return the workbook with its named cells filled.

    Shape: `figures` has, by name, what goes into one cell; `columns`, by name, the rows of a table that begins there:
    one cell is the head of a column that goes down, more of them are a table of so many columns. Raises: Refused where
    a name is gone or too small, and where a formula or something else of the funder's would be written over.
    """
    book = open_book(data)
    names = {one.name: one for one in list_names(data) if not one.trouble}
    cells: list[Filled] = []
    for name, value in figures.items():
        cells += _place(book, _know(names, name), [[value]])
    for name, rows in columns.items():
        cells += _place(book, _know(names, name), rows)
    _check_once(cells)
    return write_cells(data, cells)


def _know(names: Mapping[str, Name], name: str) -> Name:
    if name not in names:
        raise Refused("template-name", GONE.format(name=name))
    return names[name]


def _place(book: Workbook, name: Name, rows: Sequence[Sequence[Value]]) -> list[Filled]:
    """Return the cells that a table goes into, the first row where the name points to."""
    sheet = book[name.sheet]
    if name.rows > 1 and len(rows) > name.rows:
        raise Refused("template-room", TOO_FEW.format(name=name.name, room=name.rows, parts=len(rows)))
    anchors = find_anchors(sheet)
    cells: list[Filled] = []
    at = name.first_row
    for row in rows:
        for number, value in enumerate(row):
            if value is None:
                continue
            place = anchors.get((at, name.first_column + number), (at, name.first_column + number))
            cells.append(Filled(name.sheet, *place, value, name.name))
        at = _below(sheet, at, name.first_column)
    for number, cell in enumerate(cells):
        held = sheet.cell(cell.row, cell.column).value
        if isinstance(held, str) and held.startswith("="):
            raise Refused("template-formula", FORMULA.format(name=name.name, cell=f"{name.sheet}!{cell.cell}"))
        if held not in (None, "") and cell.row >= name.first_row + name.rows and number:
            raise Refused("template-in-the-way", IN_THE_WAY.format(name=name.name, cell=f"{name.sheet}!{cell.cell}"))
    return cells


def _below(sheet: Worksheet, row: int, column: int) -> int:
    """Return the next row of a table: below all merged cells that the row belongs to."""
    ends = (
        one.max_row
        for one in sheet.merged_cells.ranges
        if one.min_row <= row <= one.max_row and one.min_col <= column <= one.max_col
    )
    return next(ends, row) + 1


def _check_once(cells: Iterable[Filled]) -> None:
    known: dict[tuple[str, str], Filled] = {}
    for cell in cells:
        other = known.setdefault((cell.sheet, cell.cell), cell)
        if other is not cell:
            place = f"{cell.sheet}!{cell.cell}"
            raise Refused("template-twice", TWICE.format(name=other.name, other=cell.name, cell=place))
