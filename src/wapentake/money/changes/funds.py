"""Journals, funds, how far their money has come, and the limit above which two people look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.kit.errors import Refused
from wapentake.money.models import Drawdown, Fund, Journal, Limit
from wapentake.money.rules import last_day
from wapentake.terms import Amount, FinancialYear, say_date

TWICE = "{year} has a fund called “{name}” already. Nothing was changed. Choose another name."
CLOSED = "The year {year} is closed. Nothing was changed. Choose the year that is open."
NATURE = "“{name}” has entries, so it stays {nature}. Nothing was changed. Make another fund for the rest."
EARLIER = "{day} is before the periods that are shut already. Nothing was changed."
LAST = "The last period of {year} is shut when the year is closed. Nothing was changed. Choose an earlier day."
LATER = "{year} is closed, so {asked} before it cannot be opened any more. Nothing was changed. Choose a later year."
BEFORE = "{year} is not closed yet, and closing it fills this year. Nothing was changed. Close {year} first."


@transaction.atomic
def open_journal(partnership: Partnership, start: int, *, by: Actor) -> Journal:
    """Return the journal of a financial year; it is opened where there is none.

    Raises: Refused for a year before one that is closed: what was carried into that one is settled.
    """
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    known = Journal.objects.filter(partnership=partnership)
    if journal := known.filter(start=start).first():
        return journal
    if later := known.filter(start__gt=start).exclude(closed_at=None).order_by("start").first():
        raise Refused("later-closed", LATER.format(year=later, asked=FinancialYear(start)))
    journal = Journal.objects.create(partnership=partnership, start=start)
    log_change("opened", journal, partnership=partnership.pk, by=by, after={"year": str(FinancialYear(start))})
    return journal


@transaction.atomic
def put_fund(journal: Journal, values: Mapping[str, Any], *, by: Actor, fund: Fund | None = None) -> Fund:
    """Write a fund of a year, a new one or another form of `fund`. What was entered in it is not changed by this.

    Raises: Refused where the year is closed, the name is taken, or what it pays for would change under its entries.
    """
    journal = Journal.objects.select_for_update().get(pk=journal.pk)
    if journal.is_closed:
        raise Refused("closed", CLOSED.format(year=journal))
    fund = Fund.objects.select_for_update().get(pk=fund.pk) if fund else Fund(partnership_id=journal.partnership_id)
    same = journal.funds.filter(name__iexact=values.get("name", fund.name)).exclude(pk=fund.pk)
    if same.exists():
        raise Refused("fund-twice", TWICE.format(year=journal, name=values["name"]))
    if fund.pk and values.get("nature", fund.nature) != fund.nature and fund.postings.exists():
        raise Refused("nature", NATURE.format(name=fund, nature=fund.get_nature_display().lower()))
    verb = "corrected" if fund.pk else "added"
    before = {name: getattr(fund, name) for name in values} if fund.pk else {}
    fund.journal = journal
    for name, value in values.items():
        setattr(fund, name, value)
    fund.save()
    log_change(verb, fund, partnership=fund.partnership_id, by=by, before=_plain(before), after=_plain(values))
    return fund


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the log holds them: rows by their names, sums in words."""
    told: dict[str, Any] = {name: str(one) if hasattr(one, "pk") else one for name, one in values.items()}
    return told | ({"award": Amount(told["award"]).say()} if "award" in told else {})


@transaction.atomic
def move_drawdown(fund: Fund, state: Drawdown, *, on: date, values: Mapping[str, str], by: Actor) -> Fund:
    """Say how far the money of a fund has come, since when, and under which numbers; the same said twice is nothing."""
    fund = Fund.objects.select_for_update().get(pk=fund.pk)
    names = ("drawdown", "drawdown_on", "purchase_order", "invoice_number")
    before = {name: getattr(fund, name) for name in names}
    after = {**before, **values, "drawdown": state.value, "drawdown_on": on}
    if after == before:
        return fund
    for name, value in after.items():
        setattr(fund, name, value)
    fund.save(update_fields=names)
    log_change("moved on", fund, partnership=fund.partnership_id, by=by, before=before, after=after)
    return fund


@transaction.atomic
def set_limit(partnership: Partnership, pence: int | None, *, since: date, by: Actor) -> Limit:
    """Say above which sum whoever entered something does not approve it, from a day on; None for no such sum."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    limit, _ = put_row(Limit, {"partnership": partnership, "since": since}, {"pence": pence})
    told = {"since": since, "sum": None if pence is None else Amount(pence).say()}
    log_change("set", limit, partnership=partnership.pk, by=by, after=told)
    return limit


@transaction.atomic
def shut_periods(journal: Journal, to: date, *, by: Actor) -> Journal:
    """Shut the periods of a year up to a day: nothing is entered on it or before it any more.

    Raises: Refused for a day that is shut already, for the end of the year, and while the year before is open.
    """
    journal = Journal.objects.select_for_update().get(pk=journal.pk)
    if journal.is_closed:
        raise Refused("closed", CLOSED.format(year=journal))
    if journal.shut_to and to < journal.shut_to:
        raise Refused("earlier", EARLIER.format(day=say_date(to)))
    if to >= last_day(journal.start):
        raise Refused("last-period", LAST.format(year=journal))
    earlier = Journal.objects.filter(
        partnership=journal.partnership_id, start__lt=journal.start, closed_at=None
    ).first()
    if earlier:
        raise Refused("year-before", BEFORE.format(year=earlier))
    before, journal.shut_to = {"shut_to": journal.shut_to}, to
    journal.save(update_fields=["shut_to"])
    log_change("shut", journal, partnership=journal.partnership_id, by=by, before=before, after={"shut_to": to})
    return journal
