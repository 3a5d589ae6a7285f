"""What a cell says, what a row makes, which lines are the same."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wapentake.extracts.rules import (
    Columns,
    Formula,
    Line,
    Money,
    Row,
    Unread,
    count_lines,
    is_formula,
    part_known,
    read_day,
    read_rows,
    read_sum,
    read_text,
)
from wapentake.kit.errors import Refused
from wapentake.terms import FinancialYear

PLAIN = Columns(on="Date", sum="Sum", text="What", party="Who", reference="Ref")
SIDES = Columns(on="Date", debit="Dr", credit="Cr", text="What")


@pytest.mark.parametrize(
    ("cell", "pence", "side"),
    [
        ("1,549.07", 154907, ""),
        ("£1,549.07", 154907, ""),
        ("£ 1549.07", 154907, ""),
        ("1549", 154900, ""),
        (".5", 50, ""),
        ("7.", 700, ""),
        ("+3.10", 310, ""),
        ("(1,549.07)", -154907, ""),
        ("(£1,549.07)", -154907, ""),
        ("£(3.00)", -300, ""),
        ("-1,549.07", -154907, ""),
        ("-£1,549.07", -154907, ""),
        ("£-1,549.07", -154907, ""),
        ("−5.00", -500, ""),
        ("1,549.07-", -154907, ""),
        ("1,549.07 CR", 154907, "CR"),
        ("1,549.07DR", 154907, "DR"),
        ("12.340", 1234, ""),
        ("0.00", 0, ""),
        (12, 1200, ""),
        (Decimal("1549.07"), 154907, ""),
        (Decimal("-0.1"), -10, ""),
    ],
)
def test_sums(cell, pence, side):
    assert read_sum(cell) == Money(pence, side)


@pytest.mark.parametrize("cell", ["", "  ", None, "-", "£-", "\xa0"])
def test_no_sum(cell):
    assert read_sum(cell) is None


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1.005", "more than two decimals"),
        (Decimal("1.005"), "more than two decimals"),
        ("1,54.07", "not a sum"),
        ("1.549,07", "not a sum"),
        ("12a", "not a sum"),
        ("--5", "not a sum"),
        ("(-5", "not a sum"),
        ("5-5", "not a sum"),
        (".", "not a sum"),
        ("#REF!", "not a sum"),
        ("nan", "not a sum"),
        ("1e5", "not a sum"),
        ("€5", "not a sum"),
        ("١٢", "not a sum"),
        (date(2017, 7, 31), "not a sum"),
        ("99999999999999.00", "more than an extract may hold"),
    ],
)
def test_what_is_no_sum_is_refused_in_words(cell, why):
    with pytest.raises(Unread, match=why):
        read_sum(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "31/07/2017", "31.07.2017", "31-7-2017", "31 Jul 2017", "31 July 2017", "31-JUL-2017", "31/Jul/2017",
        "2017-07-31", "2017-07-31T00:00:00", "2017-07-31 14:05", "31/07/2017 00:00:00", date(2017, 7, 31),
        " 31/7/2017 ",
    ],
)  # fmt: skip
def test_days(cell):
    assert read_day(cell) == date(2017, 7, 31)


@pytest.mark.parametrize(
    "cell",
    [
        "07/31/2017", "31/07/17", "17-07-31", "31 Jux 2017", "31 Julember 2017", "soon", "30 Feb 2017", "2017",
        "31/07-2017",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_in_words(cell):
    with pytest.raises(Unread, match="is not a day"):
        read_day(cell)


def test_a_bare_number_is_no_day():
    with pytest.raises(Unread, match="42947 is a number and not a day"):
        read_day(42947)


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        ("=A1", True),
        ("  =A1", True),
        ("\t=cmd|' /C calc'!A0", True),
        ("＝A1", True),
        ("+A1*2", True),
        ("-2+3+cmd|' /C calc'!A0", True),
        ("@SUM(1+1)*cmd|' /C calc'!A0", True),
        ("＠SUM(1)", True),
        (Formula("=1"), True),
        ("-5.00", False),
        ("-£5.00", False),
        ("-1,549.07", False),
        ("+44 116 496 0000", False),
        ("- a refund (part)", False),
        ("@ the hall", False),
        ("A=B", False),
        (5, False),
        (None, False),
    ],
)
def test_formulas(cell, is_one):
    assert is_formula(cell) is is_one


def table(*rows, head=("Date", "Sum", "What", "Who", "Ref")):
    return [Row(number, tuple(cells)) for number, cells in enumerate((head, *rows), 1)]


def test_rows_make_lines():
    rows = table(("31/07/2017", "5.10", "Locks", "Fox", "A1"), (None, "", " "), (date(2017, 8, 1), 7, None, "Fox"))
    assert read_rows(rows, PLAIN).lines == (
        Line(2, date(2017, 7, 31), 510, "Locks", "Fox", "A1"),
        Line(4, date(2017, 8, 1), 700, "Fox", "Fox"),
    )


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (("07/31/2017", "5", "a"), [("Date", "is not a day")]),
        (("31/07/2017", "1.005", "a"), [("Sum", "more than two decimals")]),
        (("", "", "a"), [("Date", "is needed"), ("Sum", "is needed")]),
        (("31/07/2017", "0.00", "a"), [("Sum", "nothing moved")]),
        (("31/07/2017", "5"), [("What", "Neither a text nor a supplier")]),
        (("31/07/2017", "5", "=A1", "", "@SUM(1)"), [("What", "is a formula"), ("Ref", "is a formula")]),
        (("31/07/2017", Formula("=SUM(B2:B9)"), "a"), [("Sum", "is a formula")]),
        (("31/07/2018", "5", "a"), [("Date", "is not in 2017/18")]),
    ],
)
def test_rows_that_cannot_be_read_say_why(cells, faults):
    reading = read_rows(table(("31/07/2017", "5", "fine"), cells), PLAIN, year=FinancialYear(2017))
    assert [line.row for line in reading.lines] == [2]
    assert [(one.row, one.column) for one in reading.faults] == [(3, column) for column, _ in faults]
    assert all(words in one.why for one, (_, words) in zip(reading.faults, faults, strict=True))
    assert reading.rejected == 1


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("31/07/2017", "5", "", "a"), 500),
        (("31/07/2017", "", "5", "a"), -500),
        (("31/07/2017", "0.00", "5", "a"), -500),
        (("31/07/2017", "(5)", "", "a"), -500),
        (("31/07/2017", "", "(5)", "a"), 500),
        (("31/07/2017", "5", "6", "a"), "A debit and a credit"),
        (("31/07/2017", "", "", "a"), "is needed"),
        (("31/07/2017", "x", "", "a"), "not a sum"),
    ],
)
def test_debits_and_credits(cells, expected):
    reading = read_rows(table(cells, head=("Date", "Dr", "Cr", "What")), SIDES)
    if isinstance(expected, int):
        assert [line.pence for line in reading.lines] == [expected]
    else:
        [fault] = reading.faults
        assert expected in fault.why


@pytest.mark.parametrize(
    ("more", "cells", "pence", "vat"),
    [
        ({}, ("120", "20"), 12000, 2000),
        ({"adds_vat": True}, ("100", "20"), 12000, 2000),
        ({"below_is_cost": True}, ("-120", "-20"), 12000, 2000),
        ({"below_is_cost": True}, ("120", ""), -12000, 0),
        ({"below_is_cost": True}, ("120 DR", ""), 12000, 0),
        ({}, ("120 CR", ""), -12000, 0),
    ],
)
def test_signs_and_vat(more, cells, pence, vat):
    columns = Columns(on="Date", sum="Sum", vat="VAT", text="What", **more)
    rows = table(("31/07/2017", *cells, "a"), head=("Date", "Sum", "VAT", "What"))
    [line] = read_rows(rows, columns).lines
    assert (line.pence, line.vat) == (pence, vat)


@pytest.mark.parametrize("vat", ["130", "-20"])
def test_vat_that_cannot_be_is_refused(vat):
    columns = Columns(on="Date", sum="Sum", vat="VAT", text="What")
    [fault] = read_rows(table(("31/07/2017", "120", vat, "a"), head=("Date", "Sum", "VAT", "What")), columns).faults
    assert (fault.column, fault.why) == ("VAT", "The VAT is more than the sum itself, or has the other sign.")


@pytest.mark.parametrize(
    ("head", "columns", "words"),
    [
        (("Date", "What", "Who", "Ref"), PLAIN, "Row 1 has no column called “Sum”"),
        (("Date", "Sum", "Sum", "What", "Who", "Ref"), PLAIN, "has the column “Sum” more than once"),
        (("Date",), Columns(on="Date", sum="x", header_row=9), "has no row 9"),
        ((), PLAIN, "It has no names at all"),
    ],
)
def test_columns_that_are_missing_are_named(head, columns, words):
    with pytest.raises(Refused, match=words):
        read_rows(table(head=head), columns)


def test_names_of_columns_meet_in_whatever_letters():
    columns = Columns(on="date ", sum="SUM  (£)", text="What")
    assert read_rows(table(("31/07/2017", "5", "a"), head=("DATE", "Sum (£)", "what")), columns).lines


LINES = st.lists(
    st.builds(
        Line,
        row=st.just(2),
        on=st.dates(date(2017, 4, 1), date(2017, 4, 3)),
        pence=st.integers(1, 2),
        text=st.sampled_from("ab"),
    )
)


def take(kept, lines):
    """What is there after these lines come in."""
    new, known = part_known(count_lines(lines), kept)
    assert len(new) + len(known) == len(lines)
    return kept + Counter(one.identity for one in new)


@given(LINES, LINES)
def test_overlap_law(one, other):
    """Two files that overlap hold together what the larger count of each line says, in whatever order they come."""
    both = take(take(Counter(), one), other)
    assert both == take(take(Counter(), other), one)
    assert both == take(Counter(), one) | take(Counter(), other)
    assert take(both, one) == take(both, other) == both


@given(LINES, LINES, LINES)
def test_overlap_is_as_if_the_union_came(before, between, after):
    """Two extracts of one ledger, the second begun before the first ended, are what one extract of it all would be."""
    days = {"before": date(2017, 5, 1), "between": date(2017, 6, 1), "after": date(2017, 7, 1)}
    before, between, after = (
        [replace(line, on=days[name]) for line in lines]
        for name, lines in (("before", before), ("between", between), ("after", after))
    )
    whole = take(Counter(), before + between + after)
    assert take(take(Counter(), before + between), between + after) == whole


@given(st.text())
def test_text_is_one_line_that_prints(text):
    assert read_text(text).isprintable()
