"""Which column holds what, and the lines that the rows of a table make by it; each row that cannot be read, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wapentake.extracts.rules.cells import (
    FORMULA,
    Cell,
    Money,
    Row,
    Unread,
    is_formula,
    read_day,
    read_sum,
    read_text,
    show_cell,
)
from wapentake.kit.errors import Refused
from wapentake.terms import FinancialYear
from wapentake.terms.names import fold_text

Read = TypeVar("Read")
MOST_TEXT = 300
NO_HEADER = (
    "The file has no row {row}, in which the names of the columns should stand. Nothing was kept. Check the row."
)
MISSING = (
    "Row {row} has no column called {names}. Nothing was kept. It has {there}. Correct the names in “How columns are "
    "read”, or choose another file."
)
TWICE = "Row {row} has the column {name} more than once. Nothing was kept. Give each column a name of its own."
NEEDED = "This cell is empty, and it is needed."
BOTH = "A debit and a credit stand in one row. Write one of them."
NOUGHT = "The sum is nought, so nothing moved."
OTHER_YEAR = "{day} is not in {year}."
VAT_LARGE = "The VAT is more than the sum itself, or has the other sign."
NO_TEXT = "Neither a text nor a supplier stands in this row."


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What the columns of an extract are called. Either `sum`, or `debit` and `credit`; what is not there is "".

    `below_is_cost`: a sum below zero is what was spent. `adds_vat`: the sum is without the VAT in its column.
    """

    on: str
    sum: str = ""
    debit: str = ""
    credit: str = ""
    text: str = ""
    party: str = ""
    reference: str = ""
    vat: str = ""
    code: str = ""
    order: str = ""
    header_row: int = 1
    below_is_cost: bool = False
    adds_vat: bool = False

    @property
    def named(self) -> dict[str, str]:
        """Return the columns that have a name, by what they hold."""
        kinds = ("on", "text", "party", "reference", "sum", "debit", "credit", "vat", "code", "order")
        return {kind: name for kind in kinds if (name := getattr(self, kind))}


@dataclass(frozen=True, slots=True)
class Line:
    """A row that could be read. Units: whole pence with VAT; money that goes out is above zero."""

    row: int
    on: date
    pence: int
    text: str
    party: str = ""
    reference: str = ""
    vat: int = 0
    code: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row: in which column, what stands there, and why it cannot be read."""

    row: int
    column: str
    cell: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table holds: the lines that could be read, and what is wrong in the other rows."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def rejected(self) -> int:
        """Return how many rows could not be read."""
        return len({fault.row for fault in self.faults})


def read_rows(rows: Sequence[Row], columns: Columns, *, year: FinancialYear | None = None) -> Reading:
    """Return the lines that these rows make, and what is wrong in the others; empty rows are left out.

    Raises: Refused where the table lacks a column, or has it twice. With `year`, a day outside it is a fault.
    """
    head = next((row for row in rows if row.number == columns.header_row), None)
    if head is None:
        raise Refused("no-header", NO_HEADER.format(row=columns.header_row))
    places = find_places(head, columns)
    heads = {place: read_text(cell) for place, cell in enumerate(head.cells)}
    lines: list[Line] = []
    faults: list[Fault] = []
    for row in rows:
        if row.number <= columns.header_row or not any(read_text(cell) for cell in row.cells):
            continue
        reader = _Reader(row, places, columns, heads)
        line = reader.read(year)
        faults += reader.faults
        if line and not reader.faults:
            lines.append(line)
    return Reading(tuple(lines), tuple(faults))


def find_places(head: Row, columns: Columns) -> dict[str, int]:
    """Return where each column stands, by what it holds. Capitals, accents and spaces make no difference."""
    there = [fold_text(read_text(cell)) for cell in head.cells]
    missing = [name for name in columns.named.values() if fold_text(name) not in there]
    if missing:
        said = ", ".join(f"“{read_text(cell)}”" for cell in head.cells if read_text(cell)) or "no names at all"
        names = ", ".join(f"“{name}”" for name in dict.fromkeys(missing))
        raise Refused("missing-column", MISSING.format(row=head.number, names=names, there=said[:600]))
    for name in columns.named.values():
        if there.count(fold_text(name)) > 1:
            raise Refused("column-twice", TWICE.format(row=head.number, name=f"“{name}”"))
    return {kind: there.index(fold_text(name)) for kind, name in columns.named.items()}


class _Reader:
    """Reads one row; what is wrong is noted, each with its column, and the rest is read on."""

    def __init__(self, row: Row, places: dict[str, int], columns: Columns, heads: dict[int, str]) -> None:
        self.row, self.places, self.columns, self.heads = row, places, columns, heads
        self.faults: list[Fault] = []

    def read(self, year: FinancialYear | None) -> Line | None:
        for place, cell in enumerate(self.row.cells):
            if is_formula(cell):
                self.note(place, FORMULA.format(text=show_cell(cell)[:80]))
        if self.faults:
            return None
        on = self.ask("on", read_day)
        if on and year and FinancialYear.of(on) != year:
            self.fault("on", OTHER_YEAR.format(day=show_cell(self.cell("on")), year=year))
        pence, vat = self.read_money()
        party, text = self.text("party"), self.text("text")
        if not (party or text):
            self.fault("text" if "text" in self.places else "party", NO_TEXT)
        if on is None or pence is None:
            return None
        told = {kind: self.text(kind) for kind in ("reference", "code", "order")}
        return Line(self.row.number, on, pence, text or party, party, vat=vat, **told)

    def read_money(self) -> tuple[int | None, int]:
        """Return the sum with its VAT, and the VAT in it. Money that goes out is above zero."""
        money = self.ask("sum", read_sum) if "sum" in self.places else self.read_sides()
        if money is None:
            return None, 0
        pence, sign = money.pence, -1 if self.columns.below_is_cost else 1
        sign = {"DR": 1, "CR": -1}.get(money.side, sign)
        if not pence:
            self.fault("sum" if "sum" in self.places else "debit", NOUGHT)
        found = self.try_read("vat", read_sum)
        vat = found.pence if found else 0
        if self.columns.adds_vat:
            pence += vat
        if vat and (abs(vat) > abs(pence) or (vat < 0) != (pence < 0)):
            self.fault("vat", VAT_LARGE)
        return sign * pence, sign * vat

    def read_sides(self) -> Money | None:
        """Return a debit above zero, or a credit below it, in the manner of a ledger."""
        before = len(self.faults)
        debit, credit = self.try_read("debit", read_sum), self.try_read("credit", read_sum)
        if len(self.faults) > before:
            return None
        if debit and credit and debit.pence and credit.pence:
            self.fault("debit", BOTH)
        elif debit is None and credit is None:
            self.fault("debit", NEEDED)
        else:
            return Money((debit.pence if debit else 0) - (credit.pence if credit else 0), "DR")
        return None

    def ask(self, kind: str, read: Callable[[Cell], Read | None]) -> Read | None:
        """Return what a cell holds; that it is empty is a fault."""
        before = len(self.faults)
        found = self.try_read(kind, read)
        if found is None and len(self.faults) == before:
            self.fault(kind, NEEDED)
        return found

    def try_read(self, kind: str, read: Callable[[Cell], Read | None]) -> Read | None:
        try:
            return read(self.cell(kind))
        except Unread as unread:
            self.fault(kind, str(unread))
            return None

    def cell(self, kind: str) -> Cell:
        place = self.places.get(kind, -1)
        return self.row.cells[place] if 0 <= place < len(self.row.cells) else None

    def text(self, kind: str) -> str:
        return read_text(self.cell(kind))[:MOST_TEXT]

    def fault(self, kind: str, why: str) -> None:
        self.note(self.places.get(kind, -1), why)

    def note(self, place: int, why: str) -> None:
        name = self.heads.get(place, "") or f"column {place + 1}"
        shown = show_cell(self.row.cells[place]) if 0 <= place < len(self.row.cells) else ""
        self.faults.append(Fault(self.row.number, name, shown[:MOST_TEXT], why))


def add_up(lines: Iterable[Line]) -> tuple[int, int]:
    """Return what goes out and what comes in, both above zero. Units: whole pence."""
    sums = [line.pence for line in lines]
    return sum(one for one in sums if one > 0), -sum(one for one in sums if one < 0)
