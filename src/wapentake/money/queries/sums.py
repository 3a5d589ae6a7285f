"""Sums of sealed postings: by fund and heading, by fund and day, by commitment. Drafts never count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Sum

from wapentake.money.models import Posting
from wapentake.money.rules import COSTS, HELD, RESULT, Heading

Sums = Mapping[Heading, int]


def sum_headings(funds: Iterable[int], *, until: date | None = None) -> dict[int, dict[Heading, int]]:
    """Return what stands under each heading of each of these funds, on a day where one is named, in one query."""
    rows = Posting.objects.filter(fund__in=list(funds), counts_on__isnull=False)
    if until:
        rows = rows.filter(counts_on__lte=until)
    found: dict[int, dict[Heading, int]] = defaultdict(dict)
    for fund, heading, pence in rows.values_list("fund", "heading").annotate(pence=Sum("pence")).order_by():
        found[fund][Heading(heading)] = pence
    return dict(found)


def sum_days(funds: Iterable[int]) -> dict[int, list[tuple[date, int]]]:
    """Return the balance of each of these funds at the end of each day on which it moved, in one query.

    Means: the closing entry empties a fund at the end of its year, and is not among these.
    """
    rows = Posting.objects.filter(fund__in=list(funds), counts_on__isnull=False, heading__in=RESULT)
    days: dict[int, list[tuple[date, int]]] = defaultdict(list)
    grouped = rows.values_list("fund", "counts_on").annotate(pence=Sum("pence")).order_by("fund", "counts_on")
    for fund, day, pence in grouped:
        before = days[fund][-1][1] if days[fund] else 0
        days[fund].append((day, before - pence))
    return dict(days)


def sum_spent(commitments: Iterable[int]) -> dict[int, int]:
    """Return what was invoiced or accrued of each of these commitments, in one query."""
    rows = Posting.objects.filter(entry__commitment__in=list(commitments), counts_on__isnull=False, heading__in=COSTS)
    return dict(rows.values_list("entry__commitment").annotate(pence=Sum("pence")).order_by())


def find_balance(sums: Sums) -> int:
    """Return the balance of a fund: what it was given less what it cost. Closing its year does not change it."""
    return -sum(pence for heading, pence in sums.items() if heading in RESULT)


def find_held(sums: Sums) -> dict[Heading, int]:
    """Return what a fund holds, by heading; what is nothing is left out."""
    return {heading: pence for heading, pence in sums.items() if heading in HELD and pence}
