"""What a file holds before anything of it comes in: its lines, what is wrong in others, and what is known already."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from wapentake.extracts.models import Extract, ExtractLine, Mapping
from wapentake.extracts.rules import Fault, Line, Reading, Told, add_up, count_lines, part_known, read_rows, seal_of
from wapentake.extracts.sheets import read_table
from wapentake.terms import FinancialYear


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in, what is known already, and what cannot be read. Units: whole pence."""

    reading: Reading
    new: list[Told]
    known: list[Told]

    @property
    def lines(self) -> list[Line]:
        """Return the lines that would come in."""
        return [one.line for one in self.new]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong, row by row."""
        return self.reading.faults

    @property
    def totals(self) -> tuple[int, int]:
        """Return what goes out and what comes in by the lines that would come in, both above zero."""
        return add_up(self.lines)

    @property
    def seal(self) -> str:
        """Return by what a page knows that just these lines come in."""
        return seal_of(self.new)


def look_through(mapping: Mapping, *, name: str, data: bytes, year: int | None = None) -> Preview:
    """Return what a file holds, by a mapping. Raises Refused where it cannot be read at all; nothing is written."""
    rows = read_table(name, data, sheet=mapping.sheet, header_row=mapping.header_row)
    wanted = FinancialYear(year) if year is not None else None
    reading = read_rows(rows, mapping.columns, year=wanted)
    told = count_lines(reading.lines)
    new, known = part_known(told, _count_known(mapping.partnership_id, told))
    return Preview(reading, new, known)


def look_at(extract: Extract) -> Preview:
    """Return what a file that was kept holds."""
    return look_through(extract.mapping, name=extract.name, data=bytes(extract.data), year=extract.year)


def _count_known(partnership: int, told: list[Told]) -> dict[str, int]:
    """Return how many lines are there already, by what they say, in one query over the days of the file."""
    if not told:
        return {}
    days = [one.line.on for one in told]
    rows = ExtractLine.objects.filter(partnership=partnership, on__range=(min(days), max(days)))
    return dict(rows.values_list("identity").annotate(count=Count("pk")).order_by())
