"""A funder's own spreadsheet (XLSX): what may be kept, and what its names point to."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from wapentake.kit.errors import Refused

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 100 * 2**20
MOST_ROWS = 2_000

NOT_XLSX = "This is no Excel workbook (XLSX), so it was not kept. Ask the funder for one, or save it as XLSX."
MACROS = "This workbook holds macros, so it was not kept. Save it as an Excel workbook without macros (XLSX)."
LARGE = "This workbook is too large. It was not kept. Ten megabytes are the most."
LOCKED = "This workbook opens only with a password, so it was not kept. Ask the funder for one without."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what an encrypted or an old workbook begins with


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a workbook with the cells that it names; `trouble` says in words why it cannot be filled."""

    name: str
    sheet: str = ""
    first_row: int = 0
    first_column: int = 0
    rows: int = 0
    columns: int = 0
    trouble: str = ""

    @property
    def place(self) -> str:
        """Return where it begins, as people write it: "Return!B12"."""
        return "" if self.trouble else self.place_of(0)

    def place_of(self, column: int) -> str:
        """Return where one of its columns begins, counted from 0."""
        return f"{self.sheet}!{get_column_letter(self.first_column + column)}{self.first_row}"


def check_workbook(data: bytes) -> None:
    """Raise Refused for what is no workbook that may be kept: too large, locked, with macros, or something else."""
    if len(data) > MOST_BYTES:
        raise Refused("template-large", LARGE)
    if data.startswith(_OLE):
        raise Refused("template-locked", LOCKED)
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = {one.filename for one in archive.infolist()}
            if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                raise Refused("template-large", LARGE)
            kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise Refused("template-kind", NOT_XLSX) from None
    if any("vbaProject" in name for name in names) or b"macroEnabled" in kinds or b"macrosheet" in kinds:
        raise Refused("template-macros", MACROS)
    if "xl/workbook.xml" not in names:
        raise Refused("template-kind", NOT_XLSX)
    open_book(data)


def open_book(data: bytes) -> Workbook:
    """Return a workbook as its library reads it, to look at."""
    try:
        return load_workbook(BytesIO(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, etree.XMLSyntaxError, SyntaxError):
        raise Refused("template-kind", NOT_XLSX) from None  # what its library raises for a workbook that is not whole


def list_names(data: bytes) -> list[Name]:
    """Return the names of a workbook in their order, each with its cells; one that points to none says why.

    Means: names that Excel makes for itself (print areas, filters) are left out.
    """
    book = open_book(data)
    found = [_find_name(book, name, one.attr_text, None) for name, one in book.defined_names.items() if not one.hidden]
    for sheet in book.worksheets:
        found += [
            _find_name(book, name, one.attr_text, sheet)
            for name, one in sheet.defined_names.items()
            if not one.hidden and not name.startswith(("_xlnm", "Print_"))
        ]
    return sorted(
        (one for one in found if not one.name.startswith("_xlnm")), key=lambda one: (bool(one.trouble), one.name)
    )


def _find_name(book: Workbook, name: str, text: str, sheet: Worksheet | None) -> Name:
    """Return where a name of a workbook points to."""
    if "#REF!" in text:
        return Name(name, trouble="It points to a cell that was deleted.")
    place, _, cells = text.rpartition("!")
    title = place.strip("'").replace("''", "'") or (sheet.title if sheet else "")
    if "[" in place:
        return Name(name, trouble="It points to another workbook.")
    if title not in book.sheetnames:
        return Name(name, trouble="It is no cell, but a value or a formula.")
    try:
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    except (ValueError, TypeError):
        return Name(name, trouble="It names several areas, or none.")
    if left is None or top is None or right is None or bottom is None or bottom - top >= MOST_ROWS:
        return Name(name, trouble="It names whole rows or columns.")
    return _settle(book[title], Name(name, title, top, left, bottom - top + 1, right - left + 1))


def _settle(sheet: Worksheet, name: Name) -> Name:
    """Return a name with the cell that is filled: one that lies in merged cells means the whole of these."""
    if sheet.cell(name.first_row, name.first_column).data_type == "f":
        return Name(name.name, trouble="It holds a formula of the funder’s, which works itself out.")
    anchors = find_anchors(sheet)
    top, left = anchors.get((name.first_row, name.first_column), (name.first_row, name.first_column))
    merged = next((one for one in sheet.merged_cells.ranges if (one.min_row, one.min_col) == (top, left)), None)
    inside = merged is not None and merged.max_row >= name.first_row + name.rows - 1
    if merged is not None and inside and merged.max_col >= name.first_column + name.columns - 1:
        return Name(name.name, sheet.title, top, left, 1, 1)
    return name


def find_anchors(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each merged cell of a sheet the one in which their content stands."""
    return {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
