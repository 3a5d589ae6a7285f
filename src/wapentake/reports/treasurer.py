"""The treasurer's report as it is printed: the same lines as its page, in tables that lie across the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wapentake.money.queries.report import Group, Report, ReportLine
from wapentake.money.reporting import FIGURES, draw_months, list_whole
from wapentake.money.rules import Figures
from wapentake.money.sheets import find_fenced
from wapentake.terms import Amount, say_date

TITLE = "Treasurer’s report"
NO_LATE, NO_FENCED = "Nothing came late.", "No fund is ring-fenced."
EXPLAINED = (
    "Actual is what was spent on this year, paid or not. Forecast is what is spent and committed, and what whoever "
    "leads it still expects; what is conditional is not in it. Variance is the current budget less the forecast. The "
    "profile is the current budget without reserves, spent evenly over twelve months."
)


def lay_out_report(report: Report, *, body: str) -> dict[str, Any]:
    """Return the report as what `reports.pdf` sets: the whole first, then line by line, and what stands apart."""
    day = say_date(report.until)
    return {
        "title": TITLE,
        "name": f"{TITLE}, {body}, {report.journal}",
        "about": f"{TITLE} of {body} for {report.journal}, up to {day}",
        "committee": body,
        "moment": f"{report.journal}, up to {day}",
        "draft": False,
        "landscape": True,
        "lines": [],
        "front": [],
        "items": [
            _item("All together", _grid(("What it is", "Sum"), _say_whole(report), (5, 2), numeric=1)),
            *(_item(group.title, _lay_out(group)) for group in report.groups),
            _item("All lines together", _lay_out_total(report)),
            _item("What earlier years cost", _lay_out_late(report)),
            _item("Ring-fenced money", _lay_out_fenced(report)),
            _item("Spending against the profile", _lay_out_months(report)),
        ],
        "closing": [_paragraph(EXPLAINED)],
        "more": [],
    }


def _lay_out_total(report: Report) -> dict[str, Any]:
    wide = (1,) * len(FIGURES)
    return _grid(tuple(FIGURES), [_figures(report.total)], wide, numeric=len(FIGURES))


def _lay_out_late(report: Report) -> dict[str, Any]:
    rows = [[_name(one.fund.name, one.tactical_action), Amount(one.pence).say()] for one in report.late]
    return _grid(("Fund", "Sum"), rows, (5, 2), numeric=1, none=NO_LATE)


def _lay_out_fenced(report: Report) -> dict[str, Any]:
    rows = [
        [row.fund.name, row.fund.criteria, *_say(row.standing.balance, row.standing.ring_fenced)]
        for row in find_fenced(report)
    ]
    head = ("Fund", "May be spent on", "Balance", "Not promised")
    return _grid(head, rows, (3, 5, 2, 2), numeric=2, none=NO_FENCED)


def _lay_out_months(report: Report) -> dict[str, Any]:
    bars = draw_months(report).bars
    rows = [[bar.label, bar.said, Amount(planned).say()] for bar, planned in zip(bars, report.profile, strict=True)]
    return _grid(("By the end of", "Spent", "Profile"), rows, (4, 2, 2), numeric=2)


def _item(heading: str, part: Mapping[str, Any]) -> dict[str, Any]:
    return {"heading": heading, "before": [], "parts": [part], "after": []}


def _paragraph(words: str) -> dict[str, Any]:
    return {"is": "paragraph", "marker": "", "lines": [{"lead": "", "text": words}]}


def _grid(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int], *, numeric: int, none: str = ""
) -> dict[str, Any]:
    """Return a table of which the last columns are sums; `none` is said where it has no rows."""
    if not rows and none:
        return _paragraph(none)
    told = {"is": "grid", "width": len(head), "widths": list(widths), "numeric": numeric}
    return told | {"head": list(head), "rows": [list(row) for row in rows]}


def _lay_out(group: Group) -> dict[str, Any]:
    rows = [[_say_line(line), *_figures(line.figures)] for line in group.lines]
    rows.append(["Total", *_figures(group.total)])
    head = ("Tactical action and fund", *FIGURES)
    return _grid(head, rows, (7, *(3,) * len(FIGURES)), numeric=len(FIGURES))


def _say_line(line: ReportLine) -> str:
    said = _name(line.fund.name, line.tactical_action)
    return f"{said}\nNote: {line.note}" if line.note else said


def _name(fund: str, tactical_action: object) -> str:
    return f"{tactical_action}\n{fund}" if tactical_action else fund


def _figures(figures: Figures) -> list[str]:
    return _say(*(find(figures) for find in FIGURES.values()))


def _say(*pence: int) -> list[str]:
    return [Amount(one).say() for one in pence]


def _say_whole(report: Report) -> list[list[str]]:
    return [[words, Amount(pence).say()] for words, pence, _, _ in list_whole(report)]
