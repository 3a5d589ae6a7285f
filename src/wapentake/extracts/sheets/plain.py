"""CSV: its encoding, what separates its cells, and its rows."""

from __future__ import annotations

import csv
import io
import re

from wapentake.extracts.rules import Row
from wapentake.extracts.sheets.limits import check_place
from wapentake.kit.errors import Refused

SEPARATORS = (",", ";", "\t")
NO_TABLE = "{name} is neither a CSV file nor an Excel file (.xlsx). Nothing was kept. Choose another file."
BROKEN = (
    "{name} cannot be read from row {row} on: a quotation mark is missing or stands too often. Nothing was kept. "
    "Put it right, or export the file again."
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PAGE = re.compile(r"\s*(?:<!doctype|<html|<script|<\?xml|<svg|\{\\rtf|%pdf)", re.IGNORECASE)


def read_plain(name: str, data: bytes, *, header_row: int) -> list[Row]:
    """Return the rows of CSV: in UTF-8, UTF-16 or Windows' own letters; with commas, semicolons or tabs."""
    text = _decode(name, data)
    if not text.strip():
        raise Refused("empty", f"{name} has no rows. Nothing was kept. Choose another file.")
    if _CONTROLS.search(text) or _PAGE.match(text):
        raise Refused("no-table", NO_TABLE.format(name=name))
    return _part(name, text, _find_separator(text, header_row))


def _decode(name: str, data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("no-table", NO_TABLE.format(name=name))


def _find_separator(text: str, header_row: int) -> str:
    """Return the separator that gives the row of the columns' names the most cells; a comma where none gives two."""
    return max(SEPARATORS, key=lambda mark: _count_cells(text, mark, header_row))


def _count_cells(text: str, mark: str, header_row: int) -> int:
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark), 1):
            if number == header_row:
                return len(cells)
    except csv.Error:
        return 0
    return 0


def _part(name: str, text: str, mark: str) -> list[Row]:
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
            check_place(name, number, len(cells))
            rows.append(Row(number, tuple(cells)))
    except csv.Error:
        raise Refused("broken", BROKEN.format(name=name, row=len(rows) + 1)) from None
    return rows
