"""What lies behind a figure: postings of a part of a fund under the headings of which the figure is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet, Sum

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import match_words, within_days
from wapentake.money.models import Posting
from wapentake.money.queries.groups import in_group
from wapentake.money.rules import RESULT, Heading

NONE_NAMED = "none"
HEADINGS = {
    Heading.BANK: "At the bank",
    Heading.DUE: "Due from the funder",
    Heading.VAT: "VAT to be recovered",
    Heading.CREDITORS: "Owed to suppliers",
    Heading.ACCRUALS: "Accrued",
    Heading.GRANT: "Award",
    Heading.SPEND: "Spent, revenue",
    Heading.CAPITAL: "Spent, capital",
    Heading.PRIOR: "Spent for earlier years",
    Heading.VIREMENT: "Virement",
    Heading.OPENING: "Brought forward",
    Heading.CLOSING: "Carried forward",
}
# What figures of the report are made of, by the name under which an address asks for it.
ACCOUNTS: dict[str, tuple[str, tuple[Heading, ...]]] = {
    "given": ("Awards and brought forward", (Heading.GRANT, Heading.OPENING)),
    "budget": ("Budget, with virements", (Heading.GRANT, Heading.OPENING, Heading.VIREMENT)),
    "actual": ("Spent this year", (Heading.SPEND, Heading.CAPITAL)),
    "result": ("All that makes the balance", tuple(sorted(RESULT))),
}
RESULTS_APART = (Heading.VIREMENT, Heading.PRIOR)


def find_part(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Posting]:
    """Return the sealed postings that are asked for, each with its entry, fund and tactical action."""
    rows = Posting.objects.filter(fund__partnership=partnership, counts_on__isnull=False)
    rows = rows.filter(within_days("counts_on", wanted))
    if year := wanted.get("year"):
        rows = rows.filter(fund__journal=year)
    if fund := wanted.get("fund"):
        rows = rows.filter(fund=fund)
    rows = rows.filter(about(wanted), in_group(partnership, wanted))
    if account := wanted.get("account"):
        _, headings = ACCOUNTS.get(account, ("", (account,)))
        rows = rows.filter(heading__in=headings)
    rows = rows.filter(match_words(wanted.get("words", ""), "entry__text", "entry__party", "entry__reference"))
    return rows.select_related("entry", "fund", "tactical_action")


def about(wanted: Mapping[str, Any]) -> Q:
    """Return the condition that something is for the tactical action that is asked for, or for none."""
    asked = wanted.get("tactical_action")
    if not asked:
        return Q()
    return Q(tactical_action=None if asked == NONE_NAMED else asked)


def sum_sides(rows: QuerySet[Posting]) -> tuple[int, int]:
    """Return the debits and the credits of postings, both above zero."""
    sums = rows.order_by().aggregate(
        debits=Sum("pence", filter=Q(pence__gt=0)), credits=Sum("pence", filter=Q(pence__lt=0))
    )
    return sums["debits"] or 0, -(sums["credits"] or 0)
