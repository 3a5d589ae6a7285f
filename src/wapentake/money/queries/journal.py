"""The entries of a journal: as a list, one with all that its page shows, and all of them to be written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import match_words, within_days
from wapentake.money.exporting import Written, WrittenLine, name_account
from wapentake.money.models import Entry, Fund, Posting
from wapentake.money.rules import Heading

ROWS_AT_ONCE = 500
_LINES = Prefetch("postings", Posting.objects.select_related("fund", "tactical_action").order_by("-pence", "pk"))


def find_entries(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[Entry]:
    """Return the entries that are asked for: by state, kind, fund, days and words."""
    rows = Entry.objects.filter(within_days("on", wanted), partnership=partnership)
    if state := wanted.get("state"):
        rows = rows.filter(sealed_at__isnull=state == "draft") if state in ("draft", "sealed") else rows
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    if year := wanted.get("year"):
        rows = rows.filter(journal=year)
    rows = rows.filter(match_words(wanted.get("words", ""), "text", "party", "reference", "decided"))
    return rows.select_related("journal")


def find_entry(partnership: Partnership, pk: int) -> QuerySet[Entry]:
    """Return one entry, as a query, with what its page shows."""
    rows = Entry.objects.filter(partnership=partnership, pk=pk)
    told = rows.select_related(
        "journal", "commitment", "decision__meeting", "decision__passage__document", "passage__document", "reverses"
    )
    return told.prefetch_related(_LINES)


def find_postings(fund: Fund) -> QuerySet[Posting]:
    """Return the sealed postings of a fund, each with its entry."""
    rows = Posting.objects.filter(fund=fund, counts_on__isnull=False)
    return rows.select_related("entry", "tactical_action")


def write_out(partnership: Partnership, *, start: int | None = None) -> Iterator[Written]:
    """Give the sealed entries of a partnership in their order, of all years or of one, a few at a time."""
    rows = Entry.objects.filter(partnership=partnership, sealed_at__isnull=False)
    if start is not None:
        rows = rows.filter(journal__start=start)
    about = ("postings__fund__journal", "postings__tactical_action")
    ordered = rows.select_related("journal").prefetch_related(*about).order_by("on", "pk")
    for entry in ordered.iterator(ROWS_AT_ONCE):
        lines = [_write(one) for one in sorted(entry.postings.all(), key=lambda one: one.pk)]
        yield Written(
            entry.pk, entry.on, entry.journal.start, entry.kind, entry.text, entry.party, entry.reference,
            entry.decided, entry.drafted_by_name, entry.sealed_by_name, lines,
        )  # fmt: skip


def _write(posting: Posting) -> WrittenLine:
    heading, fund = Heading(posting.heading), posting.fund
    account = name_account(heading, fund=fund.pk, start=fund.journal.start, name=fund.name)
    return WrittenLine(heading, fund.name, account, posting.pence, str(posting.tactical_action or ""))
