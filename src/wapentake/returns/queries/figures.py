"""Figures of a return: what the ledger says of each tactical action and of the funds together, and what was measured.

They are asked for as of a day and an instant: what was approved later, or counts later, is left out. So they can be
had again when the ledger has moved on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum

from wapentake.money.models import BudgetLine, Posting
from wapentake.money.rules import Heading
from wapentake.plans.models import Measure, Value

_SPENT = (Heading.SPEND, Heading.CAPITAL)
_GIVEN = (Heading.GRANT, Heading.VIREMENT, Heading.OPENING)


@dataclass(frozen=True, slots=True)
class Line:
    """What a tactical action, or all funds together, had and spent. Units: whole pence; None where it has no budget."""

    budget: int | None = None
    spent: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger says of a return's funds: of each tactical action, and of the whole. Units: whole pence."""

    actions: dict[int, Line] = field(default_factory=dict)
    budget: int = 0
    spent: int = 0

    def of(self, tactical_action: int | None) -> Line:
        """Return what it says of a tactical action; nothing was spent where it says nothing."""
        return self.actions.get(tactical_action or 0, Line())


def find_ledger(funds: Iterable[int], *, until: date, sealed_by: datetime | None = None) -> Ledger:
    """Return what the ledger says of funds, by what counts up to a day and, where it is said, was approved by then.

    Means: two queries. The budget of a tactical action is its budget lines with what was moved; that of the whole is
    what the funds were given. Budget lines have no history; a frozen copy keeps what they were.
    """
    named = list(funds)
    rows = Posting.objects.filter(fund__in=named, counts_on__lte=until, heading__in=(*_SPENT, *_GIVEN))
    if sealed_by is not None:
        rows = rows.filter(entry__sealed_at__lte=sealed_by)
    grouped = rows.order_by().values_list("tactical_action", "heading").annotate(pence=Sum("pence"))
    budgets = dict(
        BudgetLine.objects.filter(fund__in=named).order_by().values_list("tactical_action").annotate(p=Sum("pence"))
    )
    spent: dict[int, int] = defaultdict(int)
    given = 0
    for action, heading, pence in grouped:
        if heading in _SPENT:
            spent[action or 0] += pence
        else:
            given -= pence
            if heading == Heading.VIREMENT and action:
                budgets[action] = budgets.get(action, 0) - pence
    actions = {pk: Line(budgets.get(pk), spent.get(pk, 0)) for pk in {*budgets, *spent} if pk}
    return Ledger(actions, given, sum(spent.values()))


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of a tactical action with what it was last, up to a day."""

    measure: Measure
    value: Decimal | None
    on: date | None


def find_measured(actions: Iterable[int], *, until: date) -> dict[int, list[Measured]]:
    """Return the measures of tactical actions with the last value of each up to a day, in one query."""
    last = Value.objects.filter(measure=OuterRef("pk"), on__lte=until).order_by("-on")
    rows = Measure.objects.filter(tactical_action__in=list(actions))
    rows = rows.annotate(last=Subquery(last.values("value")[:1]), last_on=Subquery(last.values("on")[:1]))
    found: dict[int, list[Measured]] = defaultdict(list)
    for one in rows.order_by("pk"):
        found[one.tactical_action_id].append(Measured(one, one.last, one.last_on))
    return dict(found)
