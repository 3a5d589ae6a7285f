"""Spreadsheets of Excel (.xlsx): what they may not hold, and the rows of a sheet. Formulas are seen, and never run."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from wapentake.extracts.rules import Cell, Formula, Row
from wapentake.extracts.sheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_UNPACKED, check_place
from wapentake.kit.errors import Refused

MACROS = (
    "{name} holds macros, and such files are not read. Nothing was kept. Save it as .xlsx without macros, or as CSV."
)
NO_BOOK = "{name} is not an Excel file (.xlsx) that can be read. Nothing was kept. Save it again as .xlsx, or as CSV."
SWELLS = "{name} would unpack to more than {most} MB, so it was not opened. Nothing was kept. Save it again, or as CSV."
NO_SHEET = "{name} has no sheet called “{sheet}”. Nothing was kept. It has {there}. Correct “How columns are read”."
WHICH = "{name} has several sheets: {there}. Nothing was kept. Name one of them in “How columns are read”."
EMPTY = "The sheet “{sheet}” of {name} has no rows. Nothing was kept. Choose another file or another sheet."
_MOST_MEMBERS = 2_000
_HEAD_BYTES = 64 * 1024
_MOST_REMARKS = 100
_ELEMENT = re.compile(rb"<[A-Za-z_]")
# What zipfile and openpyxl raise over bytes that are no whole workbook; both leave that to whoever reads.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError,
    EOFError, OverflowError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read_workbook(name: str, data: bytes, *, sheet: str) -> list[Row]:
    """Return the rows of one sheet: the one of that name, or the only one. Raises Refused in words."""
    check_package(name, data)
    try:
        rows = list(_read(name, data, sheet))
    except _BROKEN:
        raise Refused("no-book", NO_BOOK.format(name=name)) from None
    if not any(cell is not None for row in rows for cell in row.cells):
        raise Refused("empty", EMPTY.format(name=name, sheet=sheet or "first"))
    return rows


def check_package(name: str, data: bytes) -> None:
    """Raise Refused for a package that holds macros, that swells when it is opened, or that is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            names = {one.filename.lower() for one in members}
            if any(one.endswith("vbaproject.bin") or "macrosheets/" in one for one in names):
                raise Refused("macros", MACROS.format(name=name))
            if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise Refused("swells", SWELLS.format(name=name, most=MOST_UNPACKED >> 20))
            if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
                raise Refused("no-book", NO_BOOK.format(name=name))
            if b"macroenabled" in package.read("[Content_Types].xml").lower():
                raise Refused("macros", MACROS.format(name=name))
            _check_members(name, package)
    except _BROKEN:
        raise Refused("no-book", NO_BOOK.format(name=name)) from None


def _check_members(name: str, package: zipfile.ZipFile) -> None:
    """Raise Refused where a part declares entities, which may swell: its first mark has to be its first element."""
    for member in package.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            with package.open(member) as part:
                head = part.read(_HEAD_BYTES)
            if head and not _begins_with_element(head):
                raise Refused("no-book", NO_BOOK.format(name=name))


def _begins_with_element(head: bytes) -> bool:
    """Return whether nothing but remarks stands before the first element: no DOCTYPE, and no letters of two bytes."""
    left = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for _ in range(_MOST_REMARKS):
        end = b"?>" if left.startswith(b"<?") else b"-->" if left.startswith(b"<!--") else b""
        if not end:
            return bool(_ELEMENT.match(left))
        left = left.partition(end)[2].lstrip()
    return False


def _read(name: str, data: bytes, sheet: str) -> Iterator[Row]:
    from openpyxl import load_workbook

    # Not only values: a cell that holds a formula has to be seen as one.
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        chosen = book[_choose(name, [one.title for one in book.worksheets], sheet)]
        chosen.reset_dimensions()  # what a file says of its own size may be untrue
        whole = 0
        for number, cells in enumerate(chosen.iter_rows(), 1):
            whole += len(cells)
            check_place(name, number, MOST_COLUMNS + 1 if whole > MOST_CELLS else 0)
            found = [_read_cell(cell) for cell in cells]
            while found and found[-1] is None:
                found.pop()
            check_place(name, number, len(found))
            yield Row(number, tuple(found))
    finally:
        book.close()


def _choose(name: str, there: list[str], sheet: str) -> str:
    if not there:
        raise Refused("no-book", NO_BOOK.format(name=name))
    said = ", ".join(f"“{one}”" for one in there)[:600]
    if sheet:
        found = next((one for one in there if one.strip().lower() == sheet.strip().lower()), None)
        if found is None:
            raise Refused("no-sheet", NO_SHEET.format(name=name, sheet=sheet, there=said))
        return found
    if len(there) > 1:
        raise Refused("which-sheet", WHICH.format(name=name, there=said))
    return there[0]


def _read_cell(cell: Any) -> Cell:
    """Return a cell as it is meant: a number to the 15 figures that Excel itself shows, and never as a float."""
    value = cell.value
    if cell.data_type == "f":
        return Formula(str(getattr(value, "text", value) or "="))
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (int, date)):
        return value
    return _read_number(value) if isinstance(value, float) else str(value)


def _read_number(value: float) -> Cell:
    try:
        exact = Decimal(format(value, ".15g"))
    except InvalidOperation:
        return str(value)
    if exact.is_finite() and exact == exact.to_integral_value() and abs(exact) < 10**15:
        return int(exact)
    return exact
