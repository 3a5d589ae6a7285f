"""The original budget of a fund, and what is still expected of each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Decision
from wapentake.money.changes.entries import lock_funds
from wapentake.money.models import BudgetLine, Fund, Outlook
from wapentake.money.queries.sums import sum_headings
from wapentake.money.rules import Heading, check_budget
from wapentake.plans.models import TacticalAction
from wapentake.terms import Amount

CLOSED = "The year {year} is closed. Nothing was changed. Choose a fund of the year that is open."
OTHER_PLAN = "The tactical action is another partnership's. Nothing was changed. Choose one of your own plan."


@dataclass(frozen=True, kw_only=True)
class Decided:
    """Who decided a budget: in words, and as a decision of the register where it is there."""

    words: str = ""
    decision: Decision | None = None


@transaction.atomic
def put_budget(fund: Fund, split: Mapping[TacticalAction, int], decided: Decided, *, by: Actor) -> list[BudgetLine]:
    """Write how the award of a fund is split over tactical actions, in place of what was written before.

    Means: a sum of 0 leaves a tactical action out; `decided` is written on lines that are new or differ.
    Raises: Refused where more is split than the fund has, and in a closed year.
    """
    [fund] = lock_funds([fund.pk])
    if fund.journal.is_closed:
        raise Refused("closed", CLOSED.format(year=fund.journal))
    if any(one.partnership_id != fund.partnership_id for one in split):
        raise Refused("other-plan", OTHER_PLAN)
    sums = sum_headings([fund.pk]).get(fund.pk, {})
    given = -sums.get(Heading.GRANT, 0) - sums.get(Heading.OPENING, 0)
    verdict = check_budget(split.values(), available=max(fund.award, given))
    if not verdict.ok:
        raise Refused("budget", " ".join(verdict.reasons))
    before = {one.tactical_action_id: one for one in fund.budget_lines.select_related("tactical_action")}
    told = {str(one.tactical_action): Amount(one.pence).say() for one in before.values()}
    wanted = {one: pence for one, pence in split.items() if pence}
    BudgetLine.objects.filter(fund=fund).exclude(tactical_action__in=list(wanted)).delete()
    for one, pence in wanted.items():
        if one.pk in before and before[one.pk].pence == pence:
            continue
        values = {"pence": pence, "decided": decided.words, "decision": decided.decision}
        put_row(BudgetLine, {"fund": fund, "tactical_action": one}, values)
    after = {str(one): Amount(pence).say() for one, pence in wanted.items()}
    if after != told:
        log_change("budgeted", fund, partnership=fund.partnership_id, by=by, before=told, after=after)
    return list(fund.budget_lines.all())


@transaction.atomic
def put_outlook(
    fund: Fund, tactical_action: TacticalAction | None, pence: int | None, *, note: str, on: date, by: Actor
) -> Outlook | None:
    """Write what is expected of a part of a fund beyond what is spent and committed, and a note; empty takes it away.

    Raises: Refused for a tactical action of another partnership.
    """
    [fund] = lock_funds([fund.pk])
    if tactical_action and tactical_action.partnership_id != fund.partnership_id:
        raise Refused("other-plan", OTHER_PLAN)
    key = {"fund": fund, "tactical_action": tactical_action}
    known = Outlook.objects.filter(**key).first()
    before = {"expected": _say(known.pence), "note": known.note} if known else {}
    after = {"expected": _say(pence), "note": note}
    if before == after or (known is None and pence is None and not note):
        return known
    told = {"for": str(tactical_action or ""), **after}
    log_change("forecast for", fund, partnership=fund.partnership_id, by=by, before=before, after=told)
    if pence is None and not note:
        Outlook.objects.filter(**key).delete()
        return None
    outlook, _ = put_row(Outlook, key, {"pence": pence, "note": note, "on": on, "by_name": str(by)[:200]})
    return outlook


def _say(pence: int | None) -> str:
    return "" if pence is None else Amount(pence).say()
