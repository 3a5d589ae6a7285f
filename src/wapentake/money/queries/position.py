"""The position of a year: where each fund stands, and all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from wapentake.accounts.models import Partnership
from wapentake.money.models import Commitment, CommitmentState, Fund, FundKind, Journal
from wapentake.money.queries.sums import Part, Sums, find_balance, sum_headings, sum_spent
from wapentake.money.rules import Heading, Standing, find_outstanding, find_standing, has_lapsed
from wapentake.terms import FinancialYear

_ORDER = {FundKind.BROUGHT: 0, FundKind.GRANT: 1, FundKind.RESERVE: 2}


@dataclass(frozen=True, slots=True)
class Row:
    """A fund in the position. Units: whole pence; what it cost stands below zero."""

    fund: Fund
    sums: Sums
    standing: Standing

    def given(self, heading: Heading) -> int:
        """Return what stands under a heading, with the sign that people expect: money in above zero."""
        return -self.sums.get(heading, 0)

    @property
    def budget(self) -> int:
        """What the fund has for the year: brought forward, awarded, and moved in or out."""
        return self.given(Heading.OPENING) + self.given(Heading.GRANT) + self.given(Heading.VIREMENT)

    @property
    def spent(self) -> int:
        """What was spent on this year, below zero."""
        return self.given(Heading.SPEND) + self.given(Heading.CAPITAL)


@dataclass(frozen=True, slots=True)
class Position:
    """Where the funds of a year stand, one by one and together."""

    journal: Journal
    rows: list[Row] = field(default_factory=list)

    @property
    def whole(self) -> Standing:
        """All funds together."""
        return reduce(lambda one, row: one + row.standing, self.rows, Standing())

    def given(self, heading: Heading) -> int:
        """Return what stands under a heading in all funds together, money in above zero."""
        return sum(row.given(heading) for row in self.rows)

    @property
    def spent(self) -> int:
        """What was spent on this year in all funds together, below zero."""
        return sum(row.spent for row in self.rows)

    @property
    def capital(self) -> Standing:
        """The funds for capital only."""
        return reduce(
            lambda one, row: one + row.standing, (row for row in self.rows if row.fund.is_capital), Standing()
        )


def find_journals(partnership: Partnership) -> list[Journal]:
    """Return the journals of a partnership, the newest first."""
    return list(Journal.objects.filter(partnership=partnership).order_by("-start"))


def choose_journal(journals: Iterable[Journal], year: str, *, today: date) -> Journal | None:
    """Return the journal of a year such as "2018/19", else that of today, else the newest; None where there is none."""
    known = {journal.start: journal for journal in journals}
    asked = FinancialYear.from_text(year)
    if asked and asked.start in known:
        return known[asked.start]
    return known.get(FinancialYear.of(today).start) or (known[max(known)] if known else None)


def list_funds(journal: Journal) -> list[Fund]:
    """Return the funds of a year as they are listed: what was brought forward first, reserves last."""
    return sorted(journal.funds.all(), key=lambda fund: (_ORDER[FundKind(fund.kind)], fund.name))


def find_position(journal: Journal, *, today: date, until: date | None = None) -> Position:
    """Return where the funds of a year stand, in four queries at most; with `until`, by what counts up to that day.

    Means: promises that were ended or released are not counted on earlier days either.
    """
    funds = list_funds(journal)
    sums = sum_headings((fund.pk for fund in funds), until=until)
    held = find_held_apart((fund.pk for fund in funds), today=today, until=until)
    return Position(journal, [stand(fund, sums.get(fund.pk, {}), held.get(fund.pk, (0, 0))) for fund in funds])


def find_fund_row(fund: Fund, *, today: date) -> Row:
    """Return where one fund stands."""
    held = find_held_apart([fund.pk], today=today)
    return stand(fund, sum_headings([fund.pk]).get(fund.pk, {}), held.get(fund.pk, (0, 0)))


def stand(fund: Fund, sums: Sums, held: tuple[int, int]) -> Row:
    """Return where a fund stands that has these sums, and so much committed and conditional."""
    committed, conditional = held
    standing = find_standing(
        find_balance(sums), committed=committed, conditional=conditional, is_ring_fenced=fund.is_ring_fenced
    )
    return Row(fund, sums, standing)


def find_held_apart(funds: Iterable[int], *, today: date, until: date | None = None) -> Mapping[int, tuple[int, int]]:
    """Return what is committed and what is conditional in each of these funds; what lapsed holds nothing."""
    held: dict[int, tuple[int, int]] = {}
    for (fund, _), (committed, conditional) in find_held_parts(funds, today=today, until=until).items():
        before = held.get(fund, (0, 0))
        held[fund] = (before[0] + committed, before[1] + conditional)
    return held


def find_held_parts(funds: Iterable[int], *, today: date, until: date | None = None) -> Mapping[Part, tuple[int, int]]:
    """Return the same for each part of these funds; with `until`, of what was promised and spent by that day."""
    live = (CommitmentState.COMMITTED, CommitmentState.CONDITIONAL)
    rows = Commitment.objects.filter(fund__in=list(funds), state__in=live)
    if until:
        rows = rows.filter(agreed_on__lte=until)
    known = list(rows.values_list("pk", "fund", "tactical_action", "state", "pence", "lapses_on"))
    spent = sum_spent((pk for pk, *_ in known), until=until) if known else {}
    held: dict[Part, tuple[int, int]] = {}
    for pk, fund, tactical_action, state, pence, lapses_on in known:
        left = find_outstanding(pence, spent=spent.get(pk, 0))
        part = (fund, tactical_action)
        committed, conditional = held.get(part, (0, 0))
        if state == CommitmentState.COMMITTED:
            held[part] = (committed + left, conditional)
        elif not has_lapsed(lapses_on, today=today):
            held[part] = (committed, conditional + left)
    return held


def find_headroom(funds: Iterable[Fund], *, today: date) -> dict[int, int]:
    """Return what may still be committed in each of these funds."""
    known = list(funds)
    sums = sum_headings(fund.pk for fund in known)
    held = find_held_apart((fund.pk for fund in known), today=today)
    rows = (stand(fund, sums.get(fund.pk, {}), held.get(fund.pk, (0, 0))) for fund in known)
    return {row.fund.pk: row.standing.headroom for row in rows}
