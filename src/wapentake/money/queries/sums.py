"""Sums of sealed postings: by fund and heading, by tactical action, by day, by commitment. Drafts never count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet, Sum

from wapentake.money.models import Posting
from wapentake.money.rules import COSTS, HELD, RESULT, Heading

Sums = Mapping[Heading, int]
Part = tuple[int, int | None]
"""A part of a fund: the number of the fund, and that of a tactical action or None."""


def sum_headings(funds: Iterable[int], *, until: date | None = None) -> dict[int, dict[Heading, int]]:
    """Return what stands under each heading of each of these funds, on a day where one is named, in one query."""
    found: dict[int, dict[Heading, int]] = defaultdict(dict)
    rows = _count_until(funds, until).values_list("fund", "heading")
    for fund, heading, pence in rows.annotate(pence=Sum("pence")).order_by():
        found[fund][Heading(heading)] = pence
    return dict(found)


def sum_parts(funds: Iterable[int], *, until: date) -> dict[Part, dict[Heading, int]]:
    """Return what stands on a day under each heading of each part of these funds, in one query."""
    found: dict[Part, dict[Heading, int]] = defaultdict(dict)
    rows = _count_until(funds, until).values_list("fund", "heading", "tactical_action")
    for fund, heading, tactical_action, pence in rows.annotate(pence=Sum("pence")).order_by():
        found[fund, tactical_action][Heading(heading)] = pence
    return dict(found)


def _count_until(funds: Iterable[int], until: date | None) -> QuerySet[Posting]:
    rows = Posting.objects.filter(fund__in=list(funds), counts_on__isnull=False)
    return rows.filter(counts_on__lte=until) if until else rows


def sum_spending(funds: Iterable[int], *, until: date) -> dict[date, int]:
    """Return what these funds together spent on the year on each day, in one query; not what earlier years cost."""
    rows = _count_until(funds, until).filter(heading__in=(Heading.SPEND, Heading.CAPITAL))
    return dict(rows.values_list("counts_on").annotate(pence=Sum("pence")).order_by())


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


def sum_spent(commitments: Iterable[int], *, until: date | None = None) -> dict[int, int]:
    """Return what was invoiced or accrued of each of these commitments, by a day where one is named, in one query."""
    rows = Posting.objects.filter(entry__commitment__in=list(commitments), counts_on__isnull=False, heading__in=COSTS)
    if until:
        rows = rows.filter(counts_on__lte=until)
    return dict(rows.values_list("entry__commitment").annotate(pence=Sum("pence")).order_by())


def find_balance(sums: Sums) -> int:
    """Return the balance of a fund: what it was given less what it cost. Closing its year does not change it."""
    return -sum(pence for heading, pence in sums.items() if heading in RESULT)


def find_held(sums: Sums) -> dict[Heading, int]:
    """Return what a fund holds, by heading; what is nothing is left out."""
    return {heading: pence for heading, pence in sums.items() if heading in HELD and pence}
