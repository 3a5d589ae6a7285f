"""Filling a funder's spreadsheet: just the cells that are named, and nothing else of it."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.returns.workbook import NAMES, add_file, make_workbook
from wapentake.kit.errors import Refused
from wapentake.returns.workbooks import check_workbook, fill_workbook, list_names

ROWS = [["1.1", "Evening sessions", 90_000, "=HYPERLINK(1)"], ["1.2", "Lights", 5, "Two lamps\nwere mended"]]


def fill(data=None, **told):
    return fill_workbook(data or make_workbook(), **{"figures": {}, "columns": {}, **told})


def cells_of(data):
    """All cells with what stands in them and how it looks, and what each sheet is beside that."""
    book = load_workbook(BytesIO(data))
    cells = {
        (sheet.title, cell.coordinate): (cell.value, cell.style_id, cell.number_format, cell.data_type)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    sheets = {
        sheet.title: (
            sorted(map(str, sheet.merged_cells.ranges)),
            dict(sheet.protection),
            sheet.freeze_panes,
            sheet.sheet_state,
            [(str(one.sqref), one.formula1) for one in sheet.data_validations.dataValidation],
        )
        for sheet in book.worksheets
    }
    return cells, sheets, {name: one.attr_text for name, one in book.defined_names.items()}


def test_what_the_names_point_to():
    names = {one.name: one for one in list_names(make_workbook())}
    assert set(names) == set(NAMES)
    assert names["Funder_Spend"].place == "Summary!C5"
    assert names["Funder_Forecast"].place == "Notes & lists!B2"
    assert names["Story"].place == "Summary!A8"
    assert (names["Lines"].place, names["Lines"].rows, names["Lines"].columns) == ("Lines!A4", 1, 4)
    assert {name: one.trouble for name, one in names.items() if one.trouble} == {
        "Lost": "It points to a cell that was deleted.",
        "Elsewhere": "It points to another workbook.",
        "Rate": "It is no cell, but a value or a formula.",
        "Total": "It holds a formula of the funder’s, which works itself out.",
        "Whole_column": "It names whole rows or columns.",
    }


def test_just_what_is_named_is_filled_and_all_else_is_as_it_was():
    before = make_workbook()
    figures = {"Funder_Spend": 154_907, "Funder_Forecast": -5, "Story": "@SUM(1) and more"}
    after = fill(before, figures=figures, columns={"Lines": ROWS})
    (was, sheets, names), (now, sheets_now, names_now) = cells_of(before), cells_of(after)
    assert (sheets_now, names_now) == (sheets, names)
    assert dict(load_workbook(BytesIO(after))["Summary"].protection)["sheet"] == "1"
    changed = {place: held[0] for place, held in now.items() if was.get(place, (None,))[0] != held[0]}
    assert changed == {
        ("Summary", "C5"): 1549.07,
        ("Summary", "A8"): "@SUM(1) and more",
        ("Notes & lists", "B2"): -0.05,
        **{("Lines", f"{'ABCD'[at]}{4 + row}"): pounds(v) for row, one in enumerate(ROWS) for at, v in enumerate(one)},
    }
    styled = {place: held[1:3] for place, held in now.items() if place in was}
    assert styled == {place: held[1:3] for place, held in was.items()}
    assert now["Summary", "C6"][0] == "=C5*1.2"


def pounds(value):
    return value / 100 if isinstance(value, int) else value


def test_every_other_file_in_it_is_kept_byte_for_byte():
    before, after = make_workbook(), fill(figures={"Funder_Spend": 1})
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        differ = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert new.read("xl/media/logo.png").startswith(b"\x89PNG")
        book = new.read("xl/workbook.xml")
    assert differ == ["xl/worksheets/sheet1.xml", "xl/workbook.xml"] or set(differ) == {
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
    }
    assert b'fullCalcOnLoad="1"' in book


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "'=1"])
def test_no_words_become_a_formula(words):
    book = load_workbook(BytesIO(fill(figures={"Story": words})))
    cell = book["Summary"]["A8"]
    assert (cell.value, cell.data_type) == (words, "s" if not words.startswith("=") else cell.data_type)
    with ZipFile(BytesIO(fill(figures={"Story": words}))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<f>") == 1  # the funder's own
    assert 't="inlineStr"' in sheet


@given(st.text())
def test_any_words_make_a_workbook_that_opens(words):
    load_workbook(BytesIO(fill(_DATA, figures={"Story": words})))


_DATA = make_workbook()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"figures": {"Total": 1}}, "Total is not in this workbook, or points to no cell"),
        ({"columns": {"Sums": [[1], [2]]}}, "Sums points to Lines!H5, which holds a formula"),
        ({"figures": {"Lost": 1}}, "Lost is not in this workbook"),
        ({"figures": {"Nothing": 1}}, "Nothing is not in this workbook"),
        ({"columns": {"Narrow": [[1], [2], [3]]}}, "Narrow has room for 2 parts, and there are 3"),
        ({"columns": {"Lines": [["a"]] * 40}}, "Lines would be filled over what stands in Lines!A40"),
    ],
)
def test_what_of_the_funder_would_be_written_over_is_refused(told, words):
    with pytest.raises(Refused, match=words):
        fill(**told)


def test_two_names_of_one_cell_are_refused():
    book = load_workbook(BytesIO(make_workbook()))
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["Again"] = DefinedName("Again", attr_text="Summary!$C$5")
    written = BytesIO()
    book.save(written)
    with pytest.raises(Refused, match="Funder_Spend and Again both point to Summary!C5"):
        fill(written.getvalue(), figures={"Funder_Spend": 1, "Again": 2})


def test_a_table_in_merged_rows_goes_on_below_them():
    book = Workbook()
    sheet = book.active
    for top in (2, 4, 6):
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=1, end_column=2)
    from openpyxl.workbook.defined_name import DefinedName

    book.defined_names["Titles"] = DefinedName("Titles", attr_text="Sheet!$A$2")
    written = BytesIO()
    book.save(written)
    filled = load_workbook(BytesIO(fill(written.getvalue(), columns={"Titles": [["one"], ["two"], ["three"]]})))
    assert [filled.active[f"A{row}"].value for row in (2, 4, 6)] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no Excel workbook"),
        (b"PK\x03\x04 broken", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "only with a password"),
        (add_file(_DATA, "xl/vbaProject.bin", b"macro"), "holds macros"),
        (add_file(_DATA, "xl/media/large.bin", b"\0" * (101 * 2**20)), "too large"),
    ],
)
def test_what_may_not_be_kept(data, words):
    with pytest.raises(Refused, match=words):
        check_workbook(data)


def test_a_workbook_may_be_kept():
    check_workbook(make_workbook())
