"""Downloads: what a spreadsheet may take for a formula, and days and numbers as such."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.facts import read_csv, read_xlsx
from wapentake.kit.columns import Column
from wapentake.kit.exports import MOST_IN_CELL, disarm, make_xlsx, stream_csv
from wapentake.terms import Amount

HARMFUL = [
    "=1+1",
    '=HYPERLINK("http://bad.example","Click")',
    "+44 20 7946 0000",
    "-2+3",
    "-- no",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1",
]
HARMLESS = ["", "Send the report", "-5", "-1549.07", "31", "£-5", "a=b", "'=1"]

COLUMN = (Column[object](title="Value", value=lambda row: row),)


@pytest.mark.parametrize("text", HARMFUL)
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert disarm(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays(text):
    assert disarm(text) == text


def test_csv_holds_values_as_they_are():
    rows = [None, "Ä, “b”\nc", 3, Decimal("1.5"), date(2017, 7, 31), Amount(-154907), "=1+1"]
    answer = stream_csv(COLUMN, rows, name="harrowmere-actions")
    assert answer["Content-Disposition"] == 'attachment; filename="harrowmere-actions.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert [row[0] if row else "" for row in read_csv(answer)] == [
        "Value", "", "Ä, “b”\nc", "3", "1.5", "2017-07-31", "-1549.07", "'=1+1",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [*HARMFUL, *HARMLESS[1:]])
def test_text_in_a_spreadsheet_is_text_whatever_it_begins_with(text):
    (_, (value,)) = read_xlsx(make_xlsx(COLUMN, [text], name="n"))
    assert value == text.replace("\r", "")


def test_a_spreadsheet_holds_no_formula():
    from io import BytesIO

    from openpyxl import load_workbook

    answer = make_xlsx(COLUMN, HARMFUL, name="n")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    answer.file_to_stream.close()
    assert {cell.data_type for cell in sheet["A"]} <= {"s", "inlineStr"}


def test_a_spreadsheet_holds_real_days_and_numbers():
    rows = [date(2017, 7, 31), 3, Decimal("1.5"), Amount(-154907), date(1888, 1, 1), None]
    values = [row[0] for row in read_xlsx(make_xlsx(COLUMN, rows, name="n"))]
    assert values[1:6] == [datetime(2017, 7, 31), 3, 1.5, -1549.07, "1888-01-01"]  # noqa: DTZ001 - as openpyxl says it


def test_odd_characters_and_long_texts_break_no_spreadsheet():
    rows = ["a\x00b\x0bc", "x" * (MOST_IN_CELL + 10)]
    values = [row[0] for row in read_xlsx(make_xlsx(COLUMN, rows, name="n"))]
    assert values[1] == "abc"
    assert len(values[2]) == MOST_IN_CELL


def test_a_spreadsheet_may_have_no_rows():
    assert read_xlsx(make_xlsx(COLUMN, [], name="n")) == [("Value",)]
