"""How money is listed: position, funds, postings, entries, commitments; and the links above each of these pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from wapentake.accounts.models import Partnership
from wapentake.kit.columns import Column, Value, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import date_words, state_tag, state_words
from wapentake.money.models import Commitment, Entry, Fund, Posting
from wapentake.money.queries.commitments import Held, say_decided, say_state
from wapentake.money.queries.parts import HEADINGS
from wapentake.money.queries.position import Row
from wapentake.money.rules import Heading
from wapentake.terms import Amount

PLACES = (
    ("money:position", "Position"),
    ("money:report", "Treasurer’s report"),
    ("money:funds", "Funds"),
    ("money:commitments", "Commitments"),
    ("money:journal", "Journal"),
    ("money:reconcile", "Reconciliation"),
    ("money:handover", "Handover"),
    ("money:years", "Years and limits"),
    ("sources:amounts", "Sums in the minutes"),
)


def link_places(slug: str, current: str) -> list[dict[str, Any]]:
    """Return the pages about money, for the links above each of them."""
    return [{"text": text, "href": reverse(name, args=[slug]), "current": name == current} for name, text in PLACES]


def _money(title: str, value: Callable[[Any], int], **more: Any) -> Column[Any]:
    """Return a column of a sum. Units: `value` gives whole pence."""
    return Column[Any](title=title, value=lambda row: Amount(value(row)), numeric=True, nowrap=True, width=14, **more)


def list_position(partnership: Partnership, year: str) -> Listing[Row]:
    """Return the list of funds with where each stands."""
    fund_at = address_of("money:fund", partnership.slug)
    columns = (
        Column[Row](
            title="Fund",
            value=lambda row: row.fund.name,
            show=lambda row: link(fund_at(row.fund.pk), row.fund.name),
            width=40,
        ),
        _money("Brought forward", lambda row: row.given(Heading.OPENING), only="download"),
        _money("Awards", lambda row: row.given(Heading.GRANT), only="download"),
        _money("Virements", lambda row: row.given(Heading.VIREMENT), only="download"),
        _money("Budget", lambda row: row.budget),
        _money("Spent", lambda row: row.spent),
        _money("Earlier years", lambda row: row.given(Heading.PRIOR)),
        _money("Balance", lambda row: row.standing.balance, only="download"),
        _money("Ring-fenced", lambda row: -row.standing.ring_fenced),
        _money("Committed", lambda row: -row.standing.committed),
        _money("Conditional", lambda row: -row.standing.conditional),
        _money("Free", lambda row: row.standing.free),
    )
    title = f"Where the money is, {year}"
    name = f"{partnership.slug}-position-{year.replace('/', '-')}"
    empty = "There are no funds in this year yet. Add the first one."
    return Listing(title=title, noun="fund", columns=columns, sort="", empty=empty, name=name)


def list_funds(partnership: Partnership) -> Listing[Fund]:
    """Return the list of funds: whose money, for what, and how far it has come."""
    fund_at = address_of("money:fund", partnership.slug)
    columns = (
        Column[Fund](
            title="Fund",
            value=lambda fund: fund.name,
            show=lambda fund: link(fund_at(fund.pk), fund.name),
            key="name",
            order=("name",),
            width=40,
        ),
        Column[Fund](title="Year", value=lambda fund: str(fund.journal), key="year", order=("journal__start",)),
        Column[Fund](title="Funder", value=lambda fund: fund.funder, key="funder", order=("funder",), width=30),
        Column[Fund](title="Pays for", value=lambda fund: fund.get_nature_display()),
        Column[Fund](
            title="Ring-fenced",
            value=lambda fund: (fund.criteria or "Yes") if fund.is_ring_fenced else "",
            show=lambda fund: state_tag("restricted", "Ring-fenced") if fund.is_ring_fenced else "",
            width=40,
        ),
        _money("Award", lambda fund: fund.award, key="award", order=("award",)),
        Column[Fund](title="Spend by", value=lambda fund: fund.spend_by, width=18, only="download"),
        Column[Fund](title="At the year's end", value=lambda fund: fund.get_carries_display(), only="download"),
        Column[Fund](
            title="Drawdown",
            value=lambda fund: fund.get_drawdown_display(),
            show=lambda fund: state_tag(fund.drawdown, fund.get_drawdown_display()) if fund.drawdown else "",
            key="drawdown",
            order=("drawdown",),
        ),
    )
    empty = "There are no funds yet. Add the first one."
    return Listing(
        title="Funds", noun="fund", columns=columns, sort="-year", empty=empty, name=f"{partnership.slug}-funds"
    )


def list_postings(partnership: Partnership, fund: Fund | None = None) -> Listing[Posting]:
    """Return the list of what moved in a fund, or in all; each opens its entry."""
    entry_at = address_of("money:entry", partnership.slug)
    other = () if fund else (Column[Posting](title="Fund", value=lambda one: one.fund.name, width=30),)
    columns = (
        Column[Posting](
            title="Day", value=lambda one: one.counts_on, key="day", order=("counts_on",), nowrap=True, width=18
        ),
        Column[Posting](
            title="Entry",
            value=lambda one: one.entry.text,
            show=lambda one: link(entry_at(one.entry_id), one.entry.text),
            width=50,
        ),
        Column[Posting](title="Kind", value=lambda one: one.entry.get_kind_display()),
        Column[Posting](title="Supplier or funder", value=lambda one: one.entry.party, width=30, only="download"),
        *other,
        Column[Posting](title="Account", value=say_account, key="account", order=("heading",)),
        Column[Posting](title="Debit", value=lambda one: _side(one.pence), numeric=True, width=14),
        Column[Posting](title="Credit", value=lambda one: _side(-one.pence), numeric=True, width=14),
    )
    title = f"Postings of {fund}" if fund else "Postings"
    name = f"{partnership.slug}-fund-{fund.pk}" if fund else f"{partnership.slug}-postings"
    empty = "Nothing was entered yet."
    return Listing(title=title, noun="posting", columns=columns, sort="day", empty=empty, name=name)


def say_account(posting: Posting) -> str:
    """Return what a line is about, and for which tactical action."""
    words = HEADINGS[Heading(posting.heading)]
    return f"{words}, {posting.tactical_action}" if posting.tactical_action else words


def _side(pence: int) -> Value:
    return Amount(pence) if pence > 0 else None


def list_entries(partnership: Partnership) -> Listing[Entry]:
    """Return the list of entries of the journal."""
    entry_at = address_of("money:entry", partnership.slug)
    columns = (
        Column[Entry](title="Day", value=lambda one: one.on, key="day", order=("on",), nowrap=True, width=18),
        Column[Entry](
            title="Entry",
            value=lambda one: one.text,
            show=lambda one: link(entry_at(one.pk), one.text),
            key="text",
            order=("text",),
            width=50,
        ),
        Column[Entry](title="Kind", value=lambda one: one.get_kind_display(), key="kind", order=("kind",)),
        Column[Entry](title="Supplier or funder", value=lambda one: one.party, key="party", order=("party",), width=30),
        Column[Entry](title="Reference", value=lambda one: one.reference, only="download"),
        Column[Entry](title="Decided", value=lambda one: one.decided, width=40, only="download"),
        _money("Sum", lambda one: one.size, key="sum", order=("size",)),
        Column[Entry](title="Year", value=lambda one: str(one.journal), only="download"),
        Column[Entry](
            title="State",
            value=lambda one: state_words(state_of(one)),
            show=lambda one: show_state(one),
            key="state",
            order=("sealed_at",),
        ),
        Column[Entry](title="Entered by", value=lambda one: one.drafted_by_name, only="download"),
        Column[Entry](title="Approved by", value=lambda one: one.sealed_by_name, only="download"),
    )
    empty = "The journal is empty. Enter an award or an invoice, and it stands here."
    name = f"{partnership.slug}-journal"
    return Listing(title="Journal", noun="entry,entries", columns=columns, sort="-day", empty=empty, name=name)


def state_of(entry: Entry) -> str:
    """Return "draft", "beyond" for a sealed cost that went beyond what its fund had, or "sealed"."""
    return ("beyond" if entry.beyond else "sealed") if entry.is_sealed else "draft"


def show_state(entry: Entry) -> str:
    """Show how far an entry has come."""
    state = state_of(entry)
    words = {"draft": "Waits for approval", "beyond": "Beyond the fund", "sealed": "Approved"}[state]
    return state_tag({"draft": "waiting", "beyond": "warning", "sealed": "approved"}[state], words)


def _name_columns(partnership: Partnership) -> tuple[Column[Commitment], ...]:
    """Return the columns of a commitment and of its fund, each leading to its page."""
    commitment_at, fund_at = (address_of(name, partnership.slug) for name in ("money:commitment", "money:fund"))
    return (
        Column[Commitment](title="Number", value=lambda one: one.ref, only="download", width=12),
        Column[Commitment](
            title="Commitment",
            value=lambda one: one.title,
            show=lambda one: format_html("{}<br>{}", link(commitment_at(one.pk), one.title), one.ref),
            key="title",
            order=("title",),
            width=50,
        ),
        Column[Commitment](
            title="Fund",
            value=lambda one: one.fund.name,
            show=lambda one: link(fund_at(one.fund_id), one.fund.name),
            key="fund",
            order=("fund__name",),
            width=30,
        ),
    )


def list_commitments(partnership: Partnership, held: Held) -> Listing[Commitment]:
    """Return the list of commitments: what will cost money, whose it is, until when, and on whose word."""
    columns = (
        *_name_columns(partnership),
        Column[Commitment](title="Supplier", value=lambda one: one.supplier, width=30, only="download"),
        _money("Committed", lambda one: one.pence, key="sum", order=("pence",), only="download"),
        _money("Still to come", held.left_of),
        Column[Commitment](
            title="Owner",
            value=lambda one: str(one.owner or one.owner_name),
            show=lambda one: str(one.owner or one.owner_name) or state_tag("undated", "Nobody yet"),
            width=25,
        ),
        Column[Commitment](
            title="Ends",
            value=lambda one: one.ends_on,
            show=lambda one: date_words(one.ends_on) or state_tag("undated", "No end"),
            key="ends",
            order=("ends_on",),
            width=18,
        ),
        Column[Commitment](title="Condition", value=lambda one: one.condition, width=40, only="download"),
        Column[Commitment](title="Renewal", value=lambda one: one.renewal, width=40, only="download"),
        Column[Commitment](title="Who decided", value=say_decided, width=40),
        Column[Commitment](
            title="State",
            value=lambda one: state_words(say_state(one, today=held.today)),
            show=lambda one: state_tag(say_state(one, today=held.today)),
            key="state",
            order=("state",),
        ),
    )
    empty = "There are no commitments yet. Add one when money is promised."
    name = f"{partnership.slug}-commitments"
    return Listing(title="Commitments", noun="commitment", columns=columns, sort="ends", empty=empty, name=name)
