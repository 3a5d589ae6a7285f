"""The position of a year, and what whoever takes over must know."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.kit.columns import draw_row
from wapentake.kit.exports import make_xlsx, stream_csv
from wapentake.money.lists import link_places, list_commitments, list_position
from wapentake.money.queries.commitments import find_handover
from wapentake.money.queries.position import Position, choose_journal, find_journals, find_position
from wapentake.money.queries.year_end import count_drafts
from wapentake.money.rules import Heading
from wapentake.terms import Amount


def show_position(request: PartnershipRequest) -> HttpResponseBase:
    """Show where each fund of a year stands and what is free, or how to begin."""
    partnership, today = request.partnership, timezone.localdate()
    journals = find_journals(partnership)
    journal = choose_journal(journals, request.GET.get("year", ""), today=today)
    told = {"places": link_places(partnership.slug, "money:position"), "journals": journals, "journal": journal}
    if journal is None:
        return render(request, "money/begin.html", told)
    position = find_position(journal, today=today)
    listing = list_position(partnership, str(journal))
    download = {"csv": stream_csv, "xlsx": make_xlsx}.get(request.GET.get("format", ""))
    if download:
        return download(listing.downloaded(), position.rows, name=listing.name)
    columns = listing.shown()
    told |= {
        "listing": listing,
        "table": [draw_row(columns, row) for row in position.rows],
        "totals": list_totals(position),
        "free": position.whole.free,
        "conditional": position.whole.conditional,
        "if_failed": position.whole.free_if_failed,
        "figures": list_figures(position),
        "capital": position.capital.free,
        "drafts": count_drafts(journal),
    }
    return render(request, "money/position.html", told)


def list_totals(position: Position) -> list[tuple[str, Amount]]:
    """Return the last line of the table, under its columns."""
    whole = position.whole
    pence = {
        "Budget": sum(row.budget for row in position.rows),
        "Spent": position.spent,
        "Earlier years": position.given(Heading.PRIOR),
        "Ring-fenced": -whole.ring_fenced,
        "Committed": -whole.committed,
        "Conditional": -whole.conditional,
        "Free": whole.free,
    }
    return [(title, Amount(one)) for title, one in pence.items()]


def list_figures(position: Position) -> list[dict[str, str]]:
    """Return how the free balance comes about, line by line, for people who read from top to bottom."""
    whole = position.whole
    lines: list[tuple[str, int]] = [
        ("Awards of the year", position.given(Heading.GRANT)),
        ("Brought forward", position.given(Heading.OPENING)),
        ("Spent this year", position.spent),
        ("Spent for earlier years", position.given(Heading.PRIOR)),
        ("Balance", whole.balance),
        ("Ring-fenced", -whole.ring_fenced),
        ("Committed", -whole.committed),
        ("Conditional", -whole.conditional),
        ("Free", whole.free),
    ]
    return [{"key": key, "value": Amount(pence).say()} for key, pence in lines]


def show_handover(request: PartnershipRequest) -> HttpResponse:
    """Show everything that will cost money, and who decided it."""
    partnership = request.partnership
    handover = find_handover(partnership, today=timezone.localdate())
    listing = list_commitments(partnership, handover.held)
    columns = listing.shown()
    told = {
        "places": link_places(partnership.slug, "money:handover"),
        "handover": handover,
        "listing": listing,
        "table": [draw_row(columns, one) for one in handover.commitments],
        "today": timezone.localdate(),
    }
    return render(request, "money/handover.html", told)
