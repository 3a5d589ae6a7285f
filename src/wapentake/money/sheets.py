"""The treasurer's report as it is downloaded: one list of its lines, or a spreadsheet of several sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wapentake.kit.columns import Column
from wapentake.money.queries.position import Row
from wapentake.money.queries.report import Report, ReportLine
from wapentake.money.reporting import FIGURES, draw_months, list_whole
from wapentake.money.rules import Figures
from wapentake.terms import Amount


@dataclass(frozen=True, slots=True)
class Flat:
    """A line of a download; a total has no line."""

    section: str
    figures: Figures
    line: ReportLine | None = None

    def say(self, name: str) -> str:
        """Return what a line is about, in words: "tactical_action", "fund" or "note"."""
        return str(getattr(self.line, name) or "") if self.line else ""


def flatten(report: Report) -> list[Flat]:
    """Return all lines with the totals below each group, and below all."""
    rows = []
    for group in report.groups:
        rows += [Flat(group.title, line.figures, line) for line in group.lines]
        rows.append(Flat(f"{group.title}: total", group.total))
    return [*rows, Flat("All together", report.total)]


def _figure(title: str, find: Callable[[Figures], int]) -> Column[Flat]:
    return Column[Flat](title=title, value=lambda row: Amount(find(row.figures)), numeric=True, width=15)


def list_columns() -> Sequence[Column[Flat]]:
    """Return the columns of a download."""
    return (
        Column[Flat](title="Objective", value=lambda row: row.section, width=35),
        Column[Flat](title="Tactical action", value=lambda row: row.say("tactical_action"), width=35),
        Column[Flat](title="Fund", value=lambda row: row.say("fund"), width=35),
        *(_figure(title, find) for title, find in FIGURES.items()),
        Column[Flat](title="Note", value=lambda row: row.say("note"), width=50),
    )


def list_sheets(report: Report) -> dict[str, tuple[Sequence[Column[Any]], Sequence[Any]]]:
    """Return the sheets of the report: its lines, what earlier years cost, ring-fenced funds, months, the whole."""
    months = [
        (bar.label, spent, planned)
        for bar, spent, planned in zip(draw_months(report).bars, report.spent_by_month, report.profile, strict=True)
    ]
    late = (
        Column[Any](title="Fund", value=lambda row: row.fund.name, width=35),
        Column[Any](title="Tactical action", value=lambda row: str(row.tactical_action or ""), width=35),
        _sum("Spent for earlier years", lambda row: row.pence),
    )
    fenced = (
        Column[Any](title="Fund", value=lambda row: row.fund.name, width=35),
        Column[Any](title="May be spent on", value=lambda row: row.fund.criteria, width=50),
        _sum("Balance", lambda row: row.standing.balance),
        _sum("Committed", lambda row: row.standing.committed),
        _sum("Conditional", lambda row: row.standing.conditional),
        _sum("Ring-fenced", lambda row: row.standing.ring_fenced),
    )
    by_month = (
        Column[Any](title="By the end of", value=lambda row: row[0]),
        _sum("Spent", lambda row: row[1]),
        _sum("Profile", lambda row: row[2]),
    )
    what = Column[Any](title=f"{report.journal}", value=lambda row: row[0], width=30)
    return {
        "Report": (list_columns(), flatten(report)),
        "Earlier years": (late, report.late),
        "Ring-fenced": (fenced, find_fenced(report)),
        "Months": (by_month, months),
        "All together": ((what, _sum("Sum", lambda row: row[1])), list_whole(report)),
    }


def _sum(title: str, value: Callable[[Any], int]) -> Column[Any]:
    return Column[Any](title=title, value=lambda row: Amount(value(row)), numeric=True, width=18)


def find_fenced(report: Report) -> list[Row]:
    """Return where the ring-fenced funds stand."""
    return [row for row in report.position.rows if row.fund.is_ring_fenced]
