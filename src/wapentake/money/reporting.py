"""The treasurer's report as tables and charts; each figure of the page leads to what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from wapentake.kit.charts import Bar, Chart
from wapentake.kit.columns import address_of
from wapentake.money.models import Fund
from wapentake.money.queries.parts import NONE_NAMED
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
_ORIGINAL_AT, _FORECAST_AT = (list(FIGURES).index(title) for title in ("Original budget", "Forecast"))


_CELL = (
    '<td class="govuk-table__cell govuk-table__cell--numeric govuk-!-padding-right-2 app-nowrap" role="cell" '
    'data-label="{}">{}</td>'
)
_FIGURE = '<a class="govuk-link" href="{{{}}}">{{{}}}<span class="govuk-visually-hidden">: {} of {{name}}</span></a>'
# The cells of a line as one pattern: first nine places, then nine sums, and the name of the line.
_CELLS = "".join(
    _CELL.format(escape(title), _FIGURE.format(place, place + len(FIGURES), escape(title.lower())))
    for place, title in enumerate(FIGURES)
)
_ROW = (
    '<tr class="govuk-table__row" role="row">'
    '<th scope="row" class="govuk-table__header govuk-!-font-weight-regular" role="rowheader">{}</th>{}</tr>\n    '
)
_FORECAST = (
    '<br><a class="govuk-link" href="{}">Forecast and note<span class="govuk-visually-hidden"> for {}</span></a>'
)


class Places:
    """Where the figures of a report lead. The addresses are looked up once, not for every figure."""

    def __init__(self, slug: str, report: Report) -> None:
        """Look up the addresses."""
        self.slug, self.report = slug, report
        self._postings, self._promises = (reverse(f"money:{name}", args=[slug]) for name in ("postings", "commitments"))
        self._split = reverse("desk:budgets", args=[slug])
        self._budget, self._outlook = (address_of(name, slug) for name in ("money:budget", "money:outlook"))
        until = f"&until={report.until.isoformat()}"
        self._parts = [
            (f"{self._promises}?state={_PROMISED[title]}", "")
            if title in _PROMISED
            else (f"{self._postings}?account={_MADE_OF.get(title, '')}", until)
            for title in FIGURES
        ]

    def list_postings(self, account: str, **told: int | str) -> str:
        """Return the address of the postings of an account up to the day of the report, or `by` another day."""
        until = told.pop("by", self.report.until.isoformat())
        asked = "".join(f"&{name}={value}" for name, value in told.items())
        return f"{self._postings}?account={account}{asked}&until={until}"

    def list_promises(self, state: str) -> str:
        """Return the address of the commitments of the year that stand so."""
        return f"{self._promises}?state={state}&year={self.report.journal.pk}"

    def open_figures(self, fund: Fund, tactical_action: TacticalAction | None) -> list[str]:
        """Return where each figure of a part of a fund leads, in their order."""
        part = f"&fund={fund.pk}&tactical_action={tactical_action.pk if tactical_action else NONE_NAMED}"
        hrefs = [f"{begin}{part}{end}" for begin, end in self._parts]
        hrefs[_FORECAST_AT] = self.open_outlook(fund, tactical_action)
        if tactical_action:
            hrefs[_ORIGINAL_AT] = self._budget(fund.pk)
        return hrefs

    def open_total(self, title: str, group: Group) -> str:
        """Return where a figure of a whole group leads, as those of its lines do; "" where only its lines lead on."""
        asked = urlencode({"group": group.key, "year": self.report.journal.pk})
        if title in _PROMISED:
            return f"{self._promises}?state={_PROMISED[title]}&{asked}"
        if title == "Original budget" and any(line.tactical_action for line in group.lines):
            return f"{self._split}?{urlencode({'year': str(self.report.journal)})}"
        if title not in _MADE_OF:
            return ""
        return f"{self._postings}?account={_MADE_OF[title]}&{asked}&until={self.report.until.isoformat()}"

    def open_outlook(self, fund: Fund, tactical_action: TacticalAction | None) -> str:
        """Return where the forecast and the note of a part of a fund are written."""
        address = self._outlook(fund.pk)
        return f"{address}?tactical_action={tactical_action.pk}" if tactical_action else address


def draw_group(group: Group, places: Places) -> dict[str, Any]:
    """Return the rows of a group's table. Not by a template: a report has thousands of figures."""
    rows = mark_safe("".join(draw_line(line, places) for line in group.lines))  # noqa: S308 - each is safe
    total = group.total
    totals = format_html_join(
        "",
        _CELL,
        (
            (title, _show_total(places.open_total(title, group), Amount(find(total)).say(), title, group.title))
            for title, find in FIGURES.items()
        ),
    )
    return {"title": group.title, "rows": rows, "totals": totals}


def _show_total(href: str, said: str, title: str, of: str) -> SafeString:
    """Show a sum of a group, with where it leads; a forecast is of its lines alone, and leads nowhere."""
    if not href:
        return format_html("<strong>{}</strong>", said)
    words = f"{title.lower()} of all of “{of}”"
    link = '<strong><a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a></strong>'
    return format_html(link, href, said, words)


def draw_line(line: ReportLine, places: Places) -> SafeString:
    """Return the row of a line, each figure leading to what it is made of."""
    fund, about = line.fund, line.tactical_action
    source, what = escape(fund.name), escape(about) if about else ""
    name = f"{what or 'no tactical action'}, {source}"
    hrefs = [href.replace("&", "&amp;") for href in places.open_figures(fund, about)]
    sums = [Amount(find(line.figures)).say() for find in FIGURES.values()]
    told = [f"<strong>{what}</strong><br>" if what else "", source]
    if line.note:
        told.append(f"<br>Note: {escape(line.note)}")
    if not places.report.journal.is_closed:
        told.append(_FORECAST.format(hrefs[_FORECAST_AT], name))
    row = _ROW.format("".join(told), _CELLS.format(*hrefs, *sums, name=name))
    return mark_safe(row)  # noqa: S308 - what is not ours was escaped above


def link_totals(report: Report, places: Places) -> list[dict[str, str]]:
    """Return the figures of all lines together, each with where it leads; a forecast is of its lines alone."""
    rows, total = [], report.total
    for title, find in FIGURES.items():
        href = ""
        if title in _PROMISED:
            href = places.list_promises(_PROMISED[title])
        elif title in _MADE_OF:
            href = places.list_postings(_MADE_OF[title], year=report.journal.pk)
        rows.append({"key": title, "pence": Amount(find(total)).say(), "href": href})
    return rows


def list_whole(report: Report) -> list[tuple[str, int, str, str]]:
    """Return how what is free comes about: words, whole pence, what to ask for, and of which kind that is."""
    total, whole = report.total, report.position.whole
    return [
        ("Current budget", total.current, "budget", "account"),
        ("Spent this year", -total.actual, "actual", "account"),
        ("Spent for earlier years", -report.late_total, "prior-year", "account"),
        ("Balance", whole.balance, "result", "account"),
        ("Ring-fenced", -whole.ring_fenced, "#ring-fenced", ""),
        ("Committed", -whole.committed, "committed", "state"),
        ("Conditional", -whole.conditional, "conditional", "state"),
        ("Free", whole.free, "money:position", "page"),
    ]


def link_whole(report: Report, places: Places) -> list[dict[str, str]]:
    """Return the same for people who read from top to bottom, each figure with where it leads."""
    rows = []
    for words, pence, asked, kind in list_whole(report):
        href = asked
        if kind == "account":
            href = places.list_postings(asked, year=report.journal.pk)
        elif kind == "state":
            href = places.list_promises(asked)
        elif kind == "page":
            href = f"{reverse(asked, args=[places.slug])}?year={report.journal}"
        rows.append({"key": words, "pence": Amount(pence).say(), "href": href})
    return rows


def draw_where(report: Report, places: Places) -> Chart:
    """Return the chart of where the money is: spent, spoken for, set apart, free; each sum with where it leads."""
    whole, year = report.position.whole, report.journal
    position = f"{reverse('money:position', args=[places.slug])}?year={year}"
    told = {
        "Spent this year": (report.total.actual, places.list_postings("actual", year=year.pk)),
        "Spent for earlier years": (report.late_total, places.list_postings("prior-year", year=year.pk)),
        "Committed": (whole.committed, places.list_promises("committed")),
        "Conditional": (whole.conditional, places.list_promises("conditional")),
        "Ring-fenced and left": (whole.ring_fenced, "#ring-fenced"),
        "Free": (whole.free, position),
    }
    bars = [
        Bar(words, pence / 100, said := Amount(pence).say(), cells=(said,), hrefs=(href,))
        for words, (pence, href) in told.items()
    ]
    says = "A bar for each thing that the money of the year is, or is for. A sum below zero has no bar."
    return Chart("Where the money is", says, heads=("What it is", "Sum"), bars=bars)


def draw_months(report: Report, places: Places | None = None) -> Chart:
    """Return the chart of what was spent by the end of each month, and the even profile as a line.

    Means: with `places`, what was spent leads to its postings. The profile is reckoned, and has none.
    """
    done = (report.until.month - 4) % 12
    bars = []
    for month, (spent, planned) in enumerate(zip(report.spent_by_month, report.profile, strict=True)):
        name = f"{MONTHS[(month + 3) % 12]} {report.journal.start + (month > 8)}"
        said = Amount(spent).say() if month <= done else "still to come"
        cells = (said, Amount(planned).say())
        value = spent / 100 if month <= done else 0
        href = places.list_postings("actual", year=report.journal.pk, by=_end_of(report, month)) if places else ""
        hrefs = (href if month <= done else "", "")
        bars.append(Bar(name, value, said, line=planned / 100, cells=cells, hrefs=hrefs))
    says = "A bar for what was spent by the end of each month, and a line for the profile."
    line = "The profile: the current budget without reserves, spent evenly over twelve months"
    heads = ("By the end of", "Spent", "Profile")
    return Chart("Spending against the profile", says, heads=heads, bars=bars, line=line)


def _end_of(report: Report, month: int) -> str:
    """Return the last day of a month of the year, April being 0, or the day of the report where that comes first."""
    following = date(report.journal.start + (month > 7), (month + 4) % 12 + 1, 1)
    return min(following - timedelta(days=1), report.until).isoformat()
