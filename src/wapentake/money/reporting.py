"""The treasurer's report as tables, charts and sheets; each figure of the page leads to what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.kit.charts import Bar, Chart
from wapentake.kit.columns import Column
from wapentake.money.models import Fund
from wapentake.money.queries.parts import NONE_NAMED
from wapentake.money.queries.position import Row
from wapentake.money.queries.report import Group, Report, ReportLine
from wapentake.money.rules import Figures
from wapentake.plans.models import TacticalAction
from wapentake.terms import Amount
from wapentake.terms.days import MONTHS

FIGURES: dict[str, Callable[[Figures], int]] = {
    "Original budget": lambda one: one.original,
    "Virements": lambda one: one.virements,
    "Current budget": lambda one: one.current,
    "Actual": lambda one: one.actual,
    "Committed": lambda one: one.committed,
    "Conditional": lambda one: one.conditional,
    "Uncommitted": lambda one: one.uncommitted,
    "Forecast": lambda one: one.forecast,
    "Variance": lambda one: one.variance,
}
# Of which postings a figure is made; promises and forecasts have pages of their own.
_MADE_OF = {
    "Original budget": "given",
    "Virements": "virement",
    "Current budget": "budget",
    "Actual": "actual",
    "Uncommitted": "result",
    "Variance": "result",
}
_PROMISED = {"Committed": "committed", "Conditional": "conditional"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table: under which head it stands, whole pence, and where it leads."""

    title: str
    pence: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a table: what it is about, and its figures."""

    line: ReportLine
    cells: list[Cell]
    href: str


class Places:
    """Where the figures of a report lead."""

    def __init__(self, slug: str, report: Report) -> None:
        """Keep what every address needs."""
        self.slug, self.report = slug, report

    def list_postings(self, account: str, **told: Any) -> str:
        """Return the address of the postings of an account up to the day of the report."""
        asked = {"account": account, **told, "until": self.report.until.isoformat()}
        return f"{reverse('money:postings', args=[self.slug])}?{urlencode(asked)}"

    def open_figure(self, title: str, fund: Fund, tactical_action: TacticalAction | None) -> str:
        """Return where a figure of a part of a fund leads."""
        part = {"fund": fund.pk, "tactical_action": tactical_action.pk if tactical_action else NONE_NAMED}
        if title in _PROMISED:
            asked = urlencode({"state": _PROMISED[title], **part})
            return f"{reverse('money:commitments', args=[self.slug])}?{asked}"
        if title == "Forecast":
            return self.open_outlook(fund, tactical_action)
        if title == "Original budget" and tactical_action:
            return reverse("money:budget", args=[self.slug, fund.pk])
        return self.list_postings(_MADE_OF[title], **part)

    def open_outlook(self, fund: Fund, tactical_action: TacticalAction | None) -> str:
        """Return where the forecast and the note of a part of a fund are written."""
        address = reverse("money:outlook", args=[self.slug, fund.pk])
        return f"{address}?tactical_action={tactical_action.pk}" if tactical_action else address


def draw_group(group: Group, places: Places) -> dict[str, Any]:
    """Return a group as its table is drawn."""
    lines = [
        Drawn(
            line,
            [
                Cell(title, find(line.figures), places.open_figure(title, line.fund, line.tactical_action))
                for title, find in FIGURES.items()
            ],
            places.open_outlook(line.fund, line.tactical_action),
        )
        for line in group.lines
    ]
    return {"title": group.title, "lines": lines, "totals": list_totals(group.total)}


def list_totals(figures: Figures) -> list[Cell]:
    """Return figures under their heads, leading nowhere."""
    return [Cell(title, find(figures)) for title, find in FIGURES.items()]


def list_whole(report: Report) -> list[tuple[str, int, str, str]]:
    """Return how what is free comes about: words, whole pence, an account or a state, and which of the two it is."""
    total, whole = report.total, report.position.whole
    return [
        ("Current budget", total.current, "budget", "account"),
        ("Spent this year", -total.actual, "actual", "account"),
        ("Spent for earlier years", -report.late_total, "prior-year", "account"),
        ("Balance", whole.balance, "result", "account"),
        ("Ring-fenced", -whole.ring_fenced, "", ""),
        ("Committed", -whole.committed, "committed", "state"),
        ("Conditional", -whole.conditional, "conditional", "state"),
        ("Free", whole.free, "", ""),
    ]


def link_whole(report: Report, places: Places) -> list[dict[str, str]]:
    """Return the same for people who read from top to bottom, each figure with where it leads."""
    rows = []
    for words, pence, asked, kind in list_whole(report):
        href = ""
        if kind == "account":
            href = places.list_postings(asked, year=report.journal.pk)
        elif kind == "state":
            href = f"{reverse('money:commitments', args=[places.slug])}?state={asked}"
        rows.append({"key": words, "pence": Amount(pence).say(), "href": href})
    return rows


def draw_where(report: Report) -> Chart:
    """Return the chart of where the money is: spent, spoken for, set apart, free."""
    whole = report.position.whole
    told = {
        "Spent this year": report.total.actual,
        "Spent for earlier years": report.late_total,
        "Committed": whole.committed,
        "Conditional": whole.conditional,
        "Ring-fenced and left": whole.ring_fenced,
        "Free": whole.free,
    }
    bars = [Bar(words, pence / 100, Amount(pence).say(), cells=(Amount(pence).say(),)) for words, pence in told.items()]
    says = "A bar for each thing that the money of the year is, or is for. A sum below zero has no bar."
    return Chart("Where the money is", says, heads=("What it is", "Sum"), bars=bars)


def draw_months(report: Report) -> Chart:
    """Return the chart of what was spent by the end of each month, and the even profile as a line."""
    done = (report.until.month - 4) % 12
    bars = []
    for month, (spent, planned) in enumerate(zip(report.spent_by_month, report.profile, strict=True)):
        name = f"{MONTHS[(month + 3) % 12]} {report.journal.start + (month > 8)}"
        said = Amount(spent).say() if month <= done else "still to come"
        cells = (said, Amount(planned).say())
        value = spent / 100 if month <= done else 0
        bars.append(Bar(name, value, said, line=planned / 100, cells=cells))
    says = "A bar for what was spent by the end of each month, and a line for the profile."
    line = "The profile: the current budget without reserves, spent evenly over twelve months"
    heads = ("By the end of", "Spent", "Profile")
    return Chart("Spending against the profile", says, heads=heads, bars=bars, line=line)


# What is downloaded


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
