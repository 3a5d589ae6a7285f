"""What the tests of extracts make: files of CSV and of Excel, mappings, and lines that are in."""

import csv
import io
import zipfile

from openpyxl import Workbook

from wapentake.extracts.changes import bring_in, put_mapping, receive_extract
from wapentake.extracts.models import ExtractLine

HEAD = ("Date", "Supplier", "Detail", "Ref", "Amount", "VAT", "Cost centre", "PO")
LEDGER = {
    "name": "Council ledger",
    "on": "Date",
    "party": "Supplier",
    "text": "Detail",
    "reference": "Ref",
    "sum": "Amount",
    "vat": "VAT",
    "code": "Cost centre",
    "order": "PO",
    "funds": {"4410": "Main"},
}
ROWS = (
    ("12/06/2017", "Harrow Locks Ltd", "Locks for Boundary Road", "INV-101", "1,200.00", "200.00", "4410", "PO-77"),
    ("13/06/2017", "Lantern Youth Club", "Summer football", "INV-102", "£350.50", "", "4410", ""),
    ("13/06/2017", "Lantern Youth Club", "Summer football", "INV-102", "£350.50", "", "4410", ""),
    ("20 Jun 2017", "Harrow Locks Ltd", "A lock came back", "CR-9", "(60.00)", "(10.00)", "4410", ""),
    ("2017-06-30", "Fenland Print", "Leaflets", "INV-7", "99.99", "", "9999", ""),
)


def write_csv(rows=ROWS, *, head=HEAD, mark=",", encoding="utf-8", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=end).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def write_xlsx(rows=ROWS, *, head=HEAD, sheet="Sheet", more=()):
    book = Workbook()
    book.active.title = sheet
    for row in (head, *rows):
        book.active.append(row)
    for name in more:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pack(data, *, without=(), **parts):
    """The parts of a package, some changed or left out. A name of a part is given with __ for its stroke."""
    out = io.BytesIO()
    changed = {name.replace("__", "/").replace("_DOT_", "."): value for name, value in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(one for one in changed if one not in old.namelist())]:
            if name not in without:
                new.writestr(name, changed[name] if name in changed else old.read(name))
    return out.getvalue()


def map_ledger(partnership, by, **more):
    return put_mapping(partnership, LEDGER | more, by=by)


def bring(mapping, data, by, name="june.csv"):
    """A file is kept and brought in; its lines, in their order."""
    extract, _ = receive_extract(mapping, name=name, data=data, by=by)
    bring_in(extract, by=by)
    return list(ExtractLine.objects.filter(extract=extract).order_by("row"))
