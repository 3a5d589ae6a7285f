"""Nothing that goes out as CSV or as a spreadsheet holds a formula, whoever wrote the words; numbers stay numbers.

Each writer of such a file is in `WRITERS`; a module that begins to write one, and is not known here, fails.
"""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.reports.test_docx import HEAD
from tests.returns.workbook import make_workbook
from tests.where import ROOT, list_files
from wapentake.extracts.lists import FAULTS
from wapentake.extracts.rules import Fault, is_formula
from wapentake.kit.columns import Column
from wapentake.kit.exports import make_xlsx, stream_csv
from wapentake.money.exporting import Written, WrittenLine, write_csv
from wapentake.money.rules import Heading
from wapentake.reports.packs import list_files as list_papers
from wapentake.reports.papers import Attached, Entry, Paper
from wapentake.returns.workbooks import fill_workbook
from wapentake.terms import Amount

WRITES = re.compile(r"csv\.(?:writer|DictWriter)|xlsxwriter|openpyxl import Workbook|inlineStr")
KNOWN = {"kit/exports.py", "money/exporting.py", "reports/packs.py", "returns/workbooks/cells.py"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
BEGINNINGS = [
    "",
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t",
    "\r",
    "\n",
    " =",
    "\xa0=",
    "\x0b=",
    "\t\r\n@",
    "'",
    '"=',
    ",=",
    ";=",
]
CELLS = st.builds(
    str.__add__,
    st.sampled_from(BEGINNINGS),
    st.one_of(
        st.sampled_from(["cmd|' /C calc'!A0", "1+1", 'HYPERLINK("http://bad.example")', "5", "SUM(A1)", ""]),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20),
    ),
)
SUMS = st.integers(-(10**9), 10**9)


def read_rows(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def through_lists(cell, pence):
    """A list as CSV: the words, and a sum beside them."""
    columns = (Column(title="Words", value=lambda _: cell), Column(title="Sum", value=lambda _: Amount(pence)))
    answer = stream_csv(columns, [None], name="n")
    return read_rows(b"".join(answer.streaming_content).decode())[1]


def through_rejected(cell, pence):
    """The rows of an extract that could not be read."""
    answer = stream_csv(FAULTS, [Fault(7, cell, cell, cell)], name="n")
    return [*read_rows(b"".join(answer.streaming_content).decode())[1][1:], str(Amount(pence))]


def through_journal(cell, pence):
    """The journal as CSV; a credit stands in a column of its own, above zero."""
    lines = [WrittenLine(Heading.SPEND, cell, cell, pence or 1)]
    entry = Written(1, date(2017, 6, 12), 2017, "invoice", cell, cell, cell, cell, cell, cell, lines)
    row = read_rows("".join(write_csv([entry], title=cell)))[1]
    shown = Decimal(row[13] or 0) - Decimal(row[14] or 0)
    assert shown * 100 == (pence or 1)
    return [*row[5:11], row[12], str(Amount(pence))]


def through_pack(cell, pence):
    """The list of papers in a pack."""
    file = Attached(pk=1, name="a.pdf", title=cell, media_type=cell, size=1)
    row = read_rows(list_papers(Paper(HEAD, items=(Entry(cell, cell, attached=(file,)),))))[1]
    return [*row[:5], str(Amount(pence))]


WRITERS = [through_lists, through_rejected, through_journal, through_pack]


@pytest.mark.parametrize("write", WRITERS)
@settings(max_examples=150)
@given(cell=CELLS, pence=SUMS)
def test_no_cell_of_any_csv_is_a_formula(write, cell, pence):
    *words, number = write(cell, pence)
    for shown in words:
        begins = shown.lstrip()[:1] in tuple("=+-@＝＋－＠") and bool(shown.strip())
        assert NUMBER.fullmatch(shown) or not (begins or shown[:1] in ("\t", "\r", "\n"))
        assert not is_formula(shown)
    assert Decimal(number) * 100 == pence  # a sum below zero too is a number, and not text


@settings(max_examples=50)
@given(cell=CELLS, pence=SUMS)
def test_no_cell_of_a_spreadsheet_is_a_formula(cell, pence):
    columns = (Column(title="Words", value=lambda _: cell), Column(title="Sum", value=lambda _: Amount(pence)))
    answer = make_xlsx(columns, [None], name="n")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    answer.file_to_stream.close()
    words, number = (book.active.cell(2, place) for place in (1, 2))
    assert words.data_type in ("s", "n")
    assert words.data_type == "s" or words.value is None
    assert number.data_type == "n"
    assert Decimal(format(number.value, ".15g")) * 100 == pence


FOREIGN = make_workbook()


def count_formulas(data):
    with ZipFile(io.BytesIO(data)) as book:
        return sum(book.read(name).count(b"<f>") for name in book.namelist() if name.startswith("xl/worksheets/"))


@settings(max_examples=50)
@given(cell=CELLS)
def test_no_cell_of_a_funders_spreadsheet_becomes_a_formula(cell):
    filled = fill_workbook(FOREIGN, figures={"Story": cell}, columns={})
    assert count_formulas(filled) == count_formulas(FOREIGN) > 0


def test_every_module_that_writes_such_a_file_is_known():
    rooms = ROOT / "src" / "wapentake"
    found = {
        path.relative_to(rooms).as_posix()
        for path in list_files("src/wapentake/*.py")
        if WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == KNOWN
