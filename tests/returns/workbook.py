"""A funder's spreadsheet that the product did not make: merged cells, names, a protected sheet, formulas, a picture."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

NAMES = {
    "Funder_Spend": "Summary!$C$5",
    "Funder_Forecast": "'Notes & lists'!$B$2",
    "Story": "Summary!$B$9",  # inside merged cells, and not the first of them
    "Lines": "Lines!$A$4:$D$4",
    "Narrow": "Lines!$G$4:$G$5",
    "Sums": "Lines!$H$4",
    "Total": "Summary!$C$6",  # holds a formula
    "Lost": "Summary!#REF!",
    "Elsewhere": "[1]Sheet1!$A$1",
    "Rate": "0.2",
    "Whole_column": "Summary!$F:$F",
}


def make_workbook() -> bytes:
    """The funder's spreadsheet."""
    book = Workbook()
    summary = book.active
    summary.title = "Summary"
    summary.merge_cells("A1:D1")
    summary["A1"] = "Monitoring return"
    summary["A1"].font = Font(bold=True, color="FF0000")
    summary["B5"], summary["B6"] = "Spend", "Spend and VAT"
    summary["C5"].number_format = "£#,##0.00"
    summary["C5"].fill = PatternFill("solid", fgColor="FFFF00")
    summary["C6"] = "=C5*1.2"
    summary.merge_cells("A8:D12")
    summary["B5"].comment = Comment("To the end of the period", "Funder")
    summary.protection.sheet = True
    summary.protection.password = "funder"
    notes = book.create_sheet("Notes & lists")
    notes["A2"] = "Forecast"
    for row, word in enumerate(("On track", "Late", "Stopped"), 5):
        notes.cell(row, 1, word)
    lines = book.create_sheet("Lines")
    for column, word in enumerate(("Ref", "Action", "Spent", "What was done"), 1):
        lines.cell(3, column, word)
    lines["A4"].font = Font(italic=True)
    lines["A40"], lines["C40"] = "Total", "=SUM(C4:C39)"
    choice = DataValidation("list", formula1="'Notes & lists'!$A$5:$A$7")
    lines.add_data_validation(choice)
    choice.add("E4:E39")
    lines["H5"] = "=G5"
    lines.freeze_panes = "A4"
    book.create_sheet("Hidden").sheet_state = "hidden"
    for name, place in NAMES.items():
        book.defined_names[name] = DefinedName(name, attr_text=place)
    written = BytesIO()
    book.save(written)
    return add_file(written.getvalue(), "xl/media/logo.png", b"\x89PNG a picture that a library may drop")


def add_file(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one more file in its zip."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, old.read(info.filename))
        new.writestr(name, content)
    return written.getvalue()
