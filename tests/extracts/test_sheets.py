"""The bytes of a file as rows: CSV in each of its manners, Excel, and every file that is not read, with its words."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.extracts.made import HEAD, ROWS, pack, write_csv, write_xlsx
from wapentake.extracts.rules import Columns, Formula, Row, read_rows, read_text
from wapentake.extracts.sheets import limits, read_table
from wapentake.kit.errors import Refused

COLUMNS = Columns(on="Date", party="Supplier", text="Detail", reference="Ref", sum="Amount", vat="VAT", order="PO")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_manner_of_csv(mark, encoding, end):
    rows = read_table("a.csv", write_csv(mark=mark, encoding=encoding, end=end))
    assert [row.cells for row in rows] == [HEAD, *ROWS]
    assert len(read_rows(rows, COLUMNS).lines) == len(ROWS)


def test_quoted_cells_hold_separators_and_lines():
    data = b'A;"B;C"\r\n"one\r\nline";"say ""so"""\r\n'
    assert [row.cells for row in read_table("a.csv", data)] == [("A", "B;C"), ("one\r\nline", 'say "so"')]


def test_columns_may_be_named_below_a_title():
    data = b"Harrow Council, ledger, all, of, it\n\nDate;Supplier;Amount\n"
    assert read_table("a.csv", data, header_row=3)[2].cells == ("Date", "Supplier", "Amount")


def make_book(*cells, name="Sheet"):
    book = Workbook()
    book.active.title = name
    for at, value in cells:
        book.active[at] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("text", "text"),
        (12, 12),
        (1549.07, Decimal("1549.07")),
        (1549.0, 1549),
        (0.1 + 0.2, Decimal("0.3")),
        (-3198.07, Decimal("-3198.07")),
        (True, "TRUE"),
        (datetime(2017, 7, 31, 14), date(2017, 7, 31)),  # noqa: DTZ001 - a spreadsheet knows no zone
        (date(2017, 7, 31), date(2017, 7, 31)),
        (time(14, 5), "14:05:00"),
        ("=SUM(A2:A9)", Formula("=SUM(A2:A9)")),
    ],
)
def test_cells_of_excel(value, cell):
    assert read_table("a.xlsx", make_book(("B2", value)))[1] == Row(2, (None, cell))


def test_sheet_is_chosen_by_its_name():
    data = write_xlsx(sheet="June 2017", more=("Notes",))
    assert len(read_table("a.xlsx", data, sheet="june 2017 ")) == 1 + len(ROWS)
    for sheet, words in (("", "has several sheets: “June 2017”, “Notes”"), ("May", "no sheet called “May”")):
        with pytest.raises(Refused, match=words):
            read_table("a.xlsx", data, sheet=sheet)
    with pytest.raises(Refused, match="The sheet “Notes” of"):
        read_table("a.xlsx", data, sheet="Notes")


BOOK = make_book(("A1", "Date"))
TYPES = zipfile.ZipFile(io.BytesIO(BOOK)).read("[Content_Types].xml")
ROW = '<row r="{}"><c r="A{}"><v>1</v></c></row>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def with_sheet(text):
    return pack(BOOK, **{"xl__worksheets__sheet1_DOT_xml": text})


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>' + SHEET.format("")
MACRO = TYPES.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n ", "has no rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel file"),
        (b"PK\x03\x04 cut off", "not an Excel file"),
        (BOOK[: len(BOOK) // 2], "not an Excel file"),
        (pack(BOOK, **{"xl__vbaProject_DOT_bin": b"?"}), "holds macros"),
        (pack(BOOK, **{"XL__VBAPROJECT_DOT_BIN": b"?"}), "holds macros"),
        (pack(BOOK, **{"xl__macrosheets__sheet1_DOT_xml": b"<a/>"}), "holds macros"),
        (pack(BOOK, **{"[Content_Types]_DOT_xml": MACRO}), "holds macros"),
        (pack(BOOK, without=("xl/workbook.xml",)), "not an Excel file"),
        (pack(BOOK, without=("xl/worksheets/sheet1.xml",)), "not an Excel file"),
        (with_sheet(DOCTYPE), "not an Excel file"),
        (with_sheet("<!-- a --><?b?>" + DOCTYPE), "not an Excel file"),
        (with_sheet("<!-- a -->" * 2000 + DOCTYPE), "not an Excel file"),
        (with_sheet(SHEET.format("").encode("utf-16")), "not an Excel file"),
        (with_sheet("<worksheet"), "not an Excel file"),
        (with_sheet(SHEET.format(ROW.format(1048576, 1048576))), "more than 20,000 rows"),
        (with_sheet(SHEET.format('<row r="1"><c r="XFD1"><v>1</v></c></row>')), "more than 200 columns"),
        (pack(BOOK, **{"xl__media__a_DOT_png": b"0" * (limits.MOST_UNPACKED + 1)}), "would unpack to more than 60 MB"),
        (b"a,b\n" * 20_001, "more than 20,000 rows"),
        (b"," * 200, "more than 200 columns"),
        (b"a" * (limits.MOST_BYTES + 1), "larger than 10 MB"),
        (b"%PDF-1.4", "neither a CSV file nor"),
        (b"<html><table>", "neither a CSV file nor"),
        (b"a,b\x00c\n", "neither a CSV file nor"),
        (b"a,\x81\n", "neither a CSV file nor"),
        (b'a,b\n1,"2\n3,4\n', "from row 2 on: a quotation mark"),
        (b'a,b\n1,"2"3\n', "from row 2 on: a quotation mark"),
        (b"a" * 200_000, "from row 1 on"),
    ],
)
def test_wrong_files_are_refused_in_words(data, words):
    with pytest.raises(Refused, match=words) as refused:
        read_table("june.xlsx", data)
    assert "june.xlsx" in refused.value.words
    assert "Nothing was kept" in refused.value.words


def test_rows_that_claim_every_column_are_given_up_early():
    rows = "".join(f'<row r="{one}"><c r="XFD{one}"/></row>' for one in range(1, 2000))
    with pytest.raises(Refused, match="more than 200 columns"):
        read_table("a.xlsx", with_sheet(SHEET.format(rows)))


def test_formula_is_named_with_its_row_and_column():
    data = write_xlsx((*ROWS, ("", "Whole", "", "", "=SUM(E2:E6)")))
    reading = read_rows(read_table("a.xlsx", data), COLUMNS)
    [fault] = reading.faults
    assert (fault.row, fault.column, fault.cell) == (7, "Amount", "=SUM(E2:E6)")
    assert len(reading.lines) == len(ROWS)


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_words(data):
    with suppress(Refused):
        assert isinstance(read_table("a", data), list)


@settings(max_examples=60)
@given(at=st.integers(0, len(BOOK) - 1), by=st.integers(1, 255))
def test_any_harm_to_a_workbook_gives_rows_or_words(at, by):
    harmed = bytearray(write_xlsx())
    harmed[at % len(harmed)] ^= by
    with suppress(Refused):
        assert isinstance(read_table("a", bytes(harmed)), list)


# What is written in whatever form is read as the same days and pence.

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
PENCE = st.integers(-(10**12), 10**12).filter(bool)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=30
).filter(lambda text: read_text(text) == text and text[0] not in "=+-@＝＋－＠" and not text.startswith("_x"))
DAY_FORMS = [
    lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day} {day:%b} {day.year}",
    lambda day: f"{day.day:02}-{day:%B}-{day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.isoformat()} 00:00:00",
]


def say_plain(pence):
    return f"{abs(pence) // 100}.{abs(pence) % 100:02}"


def say_commas(pence):
    return f"{abs(pence) // 100:,}.{abs(pence) % 100:02}"


SUM_FORMS = [
    lambda pence: f"{'-' * (pence < 0)}{say_plain(pence)}",
    lambda pence: f"({say_commas(pence)})" if pence < 0 else f"£{say_commas(pence)}",
    lambda pence: f"{say_commas(pence)}{'-' * (pence < 0)}",
    lambda pence: f"£{say_commas(pence)} {'CR' if pence < 0 else 'DR'}",
]
WRITTEN = st.lists(st.tuples(DAYS, PENCE, TEXTS), min_size=1, max_size=5)
PLAIN = Columns(on="Date", sum="Sum", text="What")


def as_lines(rows):
    return [(line.on, line.pence, line.text) for line in read_rows(rows, PLAIN).lines]


@settings(max_examples=150)
@given(
    told=WRITTEN,
    day=st.sampled_from(DAY_FORMS),
    pounds=st.sampled_from(SUM_FORMS),
    mark=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_csv_in_any_form_is_read_to_the_same_pence_and_days(told, day, pounds, mark, encoding):
    rows = [(day(on), pounds(pence), text) for on, pence, text in told]
    data = write_csv(rows, head=("Date", "Sum", "What"), mark=mark, encoding=encoding)
    assert as_lines(read_table("a.csv", data)) == told


@settings(max_examples=60)
@given(told=WRITTEN, day=st.sampled_from([None, *DAY_FORMS]), pounds=st.sampled_from([None, *SUM_FORMS]))
def test_excel_in_any_form_is_read_to_the_same_pence_and_days(told, day, pounds):
    rows = [
        (day(on) if day else on, pounds(pence) if pounds else Decimal(pence) / 100, text) for on, pence, text in told
    ]
    assert as_lines(read_table("a.xlsx", write_xlsx(rows, head=("Date", "Sum", "What")))) == told
