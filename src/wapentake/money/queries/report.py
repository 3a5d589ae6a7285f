"""The treasurer's report: what each part of each fund had, cost and will cost, by objective and tactical action.

Its parts add up to the position of the year, to the penny: budget - actual - earlier years = balance, and what is
committed and conditional is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from wapentake.money.models import BudgetLine, Fund, Journal, Outlook
from wapentake.money.queries.groups import LAST, RESERVES, key_of_group, title_of_group
from wapentake.money.queries.plan import find_tactical_actions
from wapentake.money.queries.position import Position, find_held_parts, list_funds, stand
from wapentake.money.queries.sums import Part, sum_parts, sum_spending
from wapentake.money.rules import Figures, Heading, find_figures, spread_evenly
from wapentake.plans.models import TacticalAction


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A part of a fund: what of it is for a tactical action, or for none."""

    fund: Fund
    tactical_action: TacticalAction | None
    figures: Figures
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading: a strategic objective, no tactical action, brought forward, or reserves."""

    title: str
    lines: list[ReportLine]
    key: str = ""

    @property
    def total(self) -> Figures:
        """All its lines together."""
        return reduce(lambda one, line: one + line.figures, self.lines, Figures())


@dataclass(frozen=True, slots=True)
class Late:
    """What earlier years cost a part of a fund. Units: whole pence, above zero."""

    fund: Fund
    tactical_action: TacticalAction | None
    pence: int


@dataclass(frozen=True, slots=True)
class Report:
    """The treasurer's report of a year on a day. `groups` are in their order; `spending` is by day."""

    journal: Journal
    until: date
    groups: list[Group]
    late: list[Late]
    position: Position
    spending: Mapping[date, int] = field(default_factory=dict)

    @property
    def total(self) -> Figures:
        """All lines together."""
        return reduce(lambda one, group: one + group.total, self.groups, Figures())

    @property
    def late_total(self) -> int:
        """What earlier years cost."""
        return sum(one.pence for one in self.late)

    @property
    def profile(self) -> list[int]:
        """What would have been spent by the end of each month, were the budget without reserves spent evenly."""
        spendable = (group.total.current for group in self.groups if group.title != RESERVES)
        return spread_evenly(max(0, sum(spendable)))

    @property
    def spent_by_month(self) -> list[int]:
        """What was spent on the year by the end of each of its twelve months; March is the last."""
        months = [0] * 12
        for day, pence in self.spending.items():
            months[(day.month - 4) % 12] += pence
        return [sum(months[: place + 1]) for place in range(12)]


def find_report(journal: Journal, *, until: date) -> Report:
    """Return the treasurer's report of a year by what counts up to a day, in nine queries at most.

    Means: promises are those that were made by that day and are not ended or released since.
    """
    funds = {fund.pk: fund for fund in list_funds(journal)}
    known = {one.pk: one for one in find_tactical_actions(journal.partnership)}
    sums = sum_parts(funds, until=until)
    held = find_held_parts(funds, today=until, until=until)
    split = _find_split(funds)
    outlooks = {(one.fund_id, one.tactical_action_id): one for one in Outlook.objects.filter(fund__in=funds)}
    lines = []
    for part in _order_parts((sums, held, split, outlooks), funds, known):
        outlook = outlooks.get(part)
        expected = (outlook.pence or 0) if outlook else 0
        figures = find_figures(
            sums.get(part, {}), split=split.get(part, 0), held=held.get(part, (0, 0)), expected=expected
        )
        note = outlook.note if outlook else ""
        if note or not figures.is_empty:
            lines.append(ReportLine(funds[part[0]], known.get(part[1] or 0), figures, note))
    late = [
        Late(funds[fund], known.get(tactical_action or 0), pence)
        for (fund, tactical_action), one in sums.items()
        if (pence := one.get(Heading.PRIOR, 0))
    ]
    position = _join(journal, funds.values(), sums, held)
    return Report(journal, until, _group(lines), late, position, sum_spending(funds, until=until))


def _find_split(funds: Iterable[int]) -> dict[Part, int]:
    """Return the original budget of each part, and what of each fund went to tactical actions, below zero."""
    split: dict[Part, int] = defaultdict(int)
    for fund, tactical_action, pence in BudgetLine.objects.filter(fund__in=list(funds)).values_list(
        "fund", "tactical_action", "pence"
    ):
        split[fund, tactical_action] += pence
        split[fund, None] -= pence
    return dict(split)


def _order_parts(told: Iterable[Mapping[Part, object]], funds: Iterable[int], known: Iterable[int]) -> list[Part]:
    """Return every part of which something is told: as tactical actions are ordered, and then as funds are."""
    found = {part for one in told for part in one}
    places = {tactical_action: place for place, tactical_action in enumerate(known)}
    ranks = {fund: rank for rank, fund in enumerate(funds)}
    return sorted(found, key=lambda part: (places.get(part[1] or 0, len(places)), ranks[part[0]]))


def _group(lines: Iterable[ReportLine]) -> list[Group]:
    """Return lines under their headings: objectives in order, then for none, brought forward, reserves."""
    found: dict[str, list[ReportLine]] = {}
    for line in lines:
        found.setdefault(key_of_group(line.fund, line.tactical_action), []).append(line)
    objectives = [key for key in found if key not in LAST]
    return [Group(title_of_group(key), found[key], key) for key in (*objectives, *LAST) if key in found]


def _join(
    journal: Journal,
    funds: Iterable[Fund],
    sums: Mapping[Part, Mapping[Heading, int]],
    held: Mapping[Part, tuple[int, int]],
) -> Position:
    """Return the position of whole funds from that of their parts."""
    whole: dict[int, dict[Heading, int]] = defaultdict(lambda: defaultdict(int))
    for (fund, _), one in sums.items():
        for heading, pence in one.items():
            whole[fund][heading] += pence
    apart: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (fund, _), (committed, conditional) in held.items():
        apart[fund] = (apart[fund][0] + committed, apart[fund][1] + conditional)
    return Position(journal, [stand(fund, dict(whole[fund.pk]), apart[fund.pk]) for fund in funds])
