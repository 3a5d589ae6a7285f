"""What the end of a year asks for: the sweep of commitments without an invoice, drafts, and where each rest goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wapentake.money.models import Carry, Commitment, CommitmentState, Entry, Fund, FundKind, Journal
from wapentake.money.queries.sums import find_balance, find_held, sum_headings, sum_spent
from wapentake.money.rules import Heading, find_outstanding, is_swept, stays_apart, sweep_day


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a fund at the end of its year. `apart` is whether it stays under its own name."""

    fund: Fund
    balance: int
    held: dict[Heading, int]
    apart: bool

    @property
    def must_ask(self) -> bool:
        """Whether its funder may want it back: money is left that does not carry forward by itself."""
        return self.balance > 0 and self.fund.kind == FundKind.GRANT and self.fund.carries != Carry.AUTOMATIC


def find_live(journal: Journal) -> QuerySet[Commitment]:
    """Return the commitments in the funds of a year that may still cost money, with their funds."""
    live = (CommitmentState.COMMITTED, CommitmentState.CONDITIONAL)
    rows = Commitment.objects.filter(fund__journal=journal, state__in=live).order_by("agreed_on", "pk")
    return rows.select_related("fund__journal", "owner")


def find_sweep(journal: Journal, *, swept_on: date | None = None) -> list[tuple[Commitment, int]]:
    """Return the commitments of a year that have no invoice for what is still to come, and how much that is.

    Means: those agreed by 1 March (or the day named) of which nobody said that they go on.
    """
    day = swept_on or sweep_day(journal.start)
    known = list(find_live(journal).filter(state=CommitmentState.COMMITTED).exclude(kept_after=journal.start))
    spent = sum_spent(one.pk for one in known) if known else {}
    left = [(one, find_outstanding(one.pence, spent=spent.get(one.pk, 0))) for one in known]
    return [(one, pence) for one, pence in left if is_swept(outstanding=pence, agreed_on=one.agreed_on, swept_on=day)]


def find_rests(journal: Journal) -> list[Rest]:
    """Return what is left of each fund of a year, and where it would go."""
    funds = list(journal.funds.order_by("name"))
    sums = sum_headings(fund.pk for fund in funds)
    return [_tell(fund, find_balance(sums.get(fund.pk, {})), find_held(sums.get(fund.pk, {}))) for fund in funds]


def _tell(fund: Fund, balance: int, held: dict[Heading, int]) -> Rest:
    apart = fund.kind == FundKind.RESERVE or stays_apart(
        balance, is_ring_fenced=fund.is_ring_fenced, carries=fund.carries, is_approved=bool(fund.carry_approval)
    )
    return Rest(fund, balance, held, apart)


def count_drafts(journal: Journal) -> int:
    """Return how many entries of a year wait to be approved; the index of drafts is by partnership."""
    return Entry.objects.filter(partnership=journal.partnership_id, journal=journal, sealed_at=None).count()
