"""Downloads of a list: CSV that streams, and spreadsheets with real days and numbers. Neither runs a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wapentake.kit.columns import Column, Row, Value
from wapentake.terms import Amount

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_CELL = 32_767  # characters that a cell of a spreadsheet holds
_BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - Excel reads the wide forms too
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def disarm(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before what begins like one.

    A plain number stays, a negative one too.
    """
    if _NUMBER.fullmatch(text):
        return text
    harmful = text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if harmful else text


class _Echo:
    """A file that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def stream_csv(columns: Sequence[Column[Row]], rows: Iterable[Row], *, name: str) -> StreamingHttpResponse:
    """Answer with all rows as CSV, sent as they are read."""
    disposition = f'attachment; filename="{name}.csv"'
    lines = _csv_lines(columns, rows)
    headers = {"Content-Disposition": disposition}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _csv_lines(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow([column.title for column in columns])
    for row in rows:
        yield writer.writerow([_csv_cell(column.value(row)) for column in columns])


def _csv_cell(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return disarm(value) if isinstance(value, str) else "" if value is None else str(value)


def make_xlsx(columns: Sequence[Column[Row]], rows: Iterable[Row], *, name: str) -> FileResponse:
    """Answer with all rows as a spreadsheet; memory does not grow with them."""
    return make_book({"": (columns, rows)}, name=name)


def make_book(sheets: Mapping[str, tuple[Sequence[Column[Any]], Iterable[Any]]], *, name: str) -> FileResponse:
    """Answer with several lists as the sheets of one spreadsheet, each by its title: its columns and its rows."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        forms = _Forms(book)
        for title, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(title or None)
            sheet.freeze_panes(1, 0)
            for position, column in enumerate(columns):
                sheet.set_column(position, position, column.width)
                sheet.write_string(0, position, column.title, bold)
            for line, row in enumerate(rows, 1):
                for position, column in enumerate(columns):
                    _write_cell(sheet, (line, position), column.value(row), forms)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


class _Forms:
    """How cells look: text that wraps, days in words, money with two digits."""

    def __init__(self, book: Workbook) -> None:
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.day: Format = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
        self.money: Format = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.number: Format = book.add_format({"valign": "top"})


def _write_cell(sheet: Worksheet, place: tuple[int, int], value: Value, forms: _Forms) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Amount):
        sheet.write_number(*place, Decimal(value.pence) / 100, forms.money)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(*place, value, forms.number)
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(*place, value, forms.day)
    else:
        text = value.isoformat() if isinstance(value, date) else _CONTROLS.sub("", value)
        sheet.write_string(*place, text[:MOST_IN_CELL], forms.text)
