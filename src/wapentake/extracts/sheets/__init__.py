"""The bytes of a file as rows of cells: CSV, and spreadsheets of Excel. No Django, and nothing that a file may run."""

from __future__ import annotations

from wapentake.extracts.rules import Row
from wapentake.extracts.sheets.limits import MOST_BYTES, MOST_ROWS
from wapentake.extracts.sheets.plain import read_plain
from wapentake.extracts.sheets.workbook import read_workbook
from wapentake.kit.errors import Refused

EMPTY = "{name} is empty. Nothing was kept. Choose another file."
LARGE = "{name} is larger than {most} MB. Nothing was kept. Export a shorter time, and bring it in by parts."
OLD = (
    "{name} is an old Excel file (.xls), or has a password, and is not read. Nothing was kept. Save it as .xlsx "
    "without a password, or as CSV."
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

__all__ = ["MOST_BYTES", "MOST_ROWS", "read_table"]


def read_table(name: str, data: bytes, *, sheet: str = "", header_row: int = 1) -> list[Row]:
    """Return the rows of a file, what kind it is from its bytes and not from its name.

    Raises: Refused in words for what is empty, too large, no table, or may run something: macros.
    """
    if not data:
        raise Refused("empty", EMPTY.format(name=name))
    if len(data) > MOST_BYTES:
        raise Refused("large", LARGE.format(name=name, most=MOST_BYTES >> 20))
    if data.startswith(OLE):
        raise Refused("old-excel", OLD.format(name=name))
    if data.startswith(b"PK"):
        return read_workbook(name, data, sheet=sheet)
    return read_plain(name, data, header_row=header_row)
