"""Reads of commitments: what is still to come of each, who decided it, and what a new coordinator must know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import match_words
from wapentake.kit.templatetags.kit import date_words
from wapentake.money.models import Commitment, CommitmentState, Drawdown, Entry, Fund
from wapentake.money.queries.groups import in_group
from wapentake.money.queries.parts import about
from wapentake.money.queries.sums import sum_headings, sum_spent
from wapentake.money.rules import Heading, find_outstanding, has_lapsed

LIVE = (CommitmentState.COMMITTED.value, CommitmentState.CONDITIONAL.value)
UNDECIDED = "Nobody, so far as is known"


@dataclass(frozen=True, slots=True)
class Held:
    """What was spent of commitments, and today, by which a condition may have lapsed."""

    spent: Mapping[int, int]
    today: date

    def left_of(self, commitment: Commitment) -> int:
        """Return what is still to come of a commitment: nothing once it is ended, released or lapsed."""
        if say_state(commitment, today=self.today) not in LIVE:
            return 0
        return find_outstanding(commitment.pence, spent=self.spent.get(commitment.pk, 0))


def say_state(commitment: Commitment, *, today: date) -> str:
    """Return how far a commitment has come; a conditional one may have lapsed."""
    conditional = commitment.state == CommitmentState.CONDITIONAL
    return "lapsed" if conditional and has_lapsed(commitment.lapses_on, today=today) else commitment.state


def say_decided(commitment: Commitment) -> str:
    """Return who decided it and when: in the words that were kept, or from the register."""
    if commitment.decided or commitment.decision is None:
        return commitment.decided or UNDECIDED
    return f"{commitment.decision.meeting.body}, {date_words(commitment.decision.meeting.on)}"


def find_commitments(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Commitment]:
    """Return the commitments that are asked for."""
    rows = Commitment.objects.filter(partnership=partnership)
    state = wanted.get("state", "")
    if state == "live":
        rows = rows.filter(state__in=LIVE)
    elif state and state != "all":
        rows = rows.filter(state=state)
    if fund := wanted.get("fund"):
        rows = rows.filter(fund=fund)
    if year := wanted.get("year"):
        rows = rows.filter(fund__journal=year)
    rows = rows.filter(about(wanted), in_group(partnership, wanted))
    rows = rows.filter(
        match_words(wanted.get("words", ""), "ref", "title", "supplier", "owner_name", "owner__name", "decided")
    )
    return rows.select_related("fund", "owner", "decision__meeting")


def hold_spent(commitments: Iterable[int], *, today: date) -> Held:
    """Return what was spent of these commitments."""
    return Held(sum_spent(commitments), today)


# Handing over


@dataclass(frozen=True, slots=True)
class Owed:
    """A fund in which invoices are not paid or accruals not settled. Units: whole pence."""

    fund: Fund
    creditors: int
    accruals: int


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything that will cost money, or may: commitments, what is owed, drafts, and money that funders still hold."""

    commitments: list[Commitment]
    held: Held
    owed: list[Owed]
    drafts: list[Entry]
    waiting: list[Fund]
    fenced: list[Fund]

    @property
    def to_come(self) -> int:
        """What all commitments together may still cost."""
        return sum(self.held.left_of(one) for one in self.commitments)


def find_handover(partnership: Partnership, *, today: date) -> Handover:
    """Return what somebody who takes over must know: of the years that are open, and nothing that lapsed."""
    rows = find_commitments(partnership, {"state": "live"}).order_by("ends_on", "pk")
    live = [one for one in rows if say_state(one, today=today) in LIVE]
    funds = list(Fund.objects.filter(partnership=partnership, journal__closed_at=None).select_related("journal"))
    sums = sum_headings(fund.pk for fund in funds)
    owed = [
        Owed(fund, -found.get(Heading.CREDITORS, 0), -found.get(Heading.ACCRUALS, 0))
        for fund in funds
        if (found := sums.get(fund.pk, {})).get(Heading.CREDITORS) or found.get(Heading.ACCRUALS)
    ]
    drafts = Entry.objects.filter(partnership=partnership, sealed_at=None).order_by("on", "pk")
    waiting = [fund for fund in funds if fund.drawdown and fund.drawdown != Drawdown.PAID]
    fenced = [fund for fund in funds if fund.is_ring_fenced or fund.claw_back or fund.spend_by]
    held = hold_spent([one.pk for one in live], today=today)
    return Handover(live, held, owed, list(drafts), waiting, fenced)
