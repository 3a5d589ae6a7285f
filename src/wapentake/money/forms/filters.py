"""The filters of the lists of money."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import offer
from wapentake.money.models import CommitmentState, Drawdown, EntryKind, Fund
from wapentake.money.queries.groups import list_groups
from wapentake.money.queries.parts import ACCOUNTS, HEADINGS, NONE_NAMED, RESULTS_APART
from wapentake.money.queries.plan import NO_TACTICAL_ACTION, find_tactical_actions
from wapentake.money.queries.position import find_journals
from wapentake.money.rules import HELD


class _ByYear(FilterForm):
    """Whatever is filtered by financial year."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    year = forms.ChoiceField(label="Year", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the years that have a journal."""
        super().__init__(*args, **told)
        offer(self, "year", [("", "All"), *((one.pk, str(one)) for one in find_journals(partnership))])


class FundFilter(_ByYear):
    """Which funds to show."""

    drawdown = forms.ChoiceField(label="Drawdown", required=False, choices=[("", "All"), *Drawdown.choices])


class EntryFilter(_ByYear):
    """Which entries to show."""

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), ("draft", "Waits for approval"), ("sealed", "Approved")],
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *EntryKind.choices])
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)


class PostingFilter(_ByYear):
    """Which postings to show: of a part of a fund, under one heading or several."""

    fund = forms.ChoiceField(label="Fund", required=False)
    tactical_action = forms.ChoiceField(label="Tactical action", required=False)
    group = forms.ChoiceField(label="Heading of the report", required=False)
    account = forms.ChoiceField(
        label="Account",
        required=False,
        choices=[
            ("", "All"),
            *((key, words) for key, (words, _) in ACCOUNTS.items()),
            *((one.value, HEADINGS[one]) for one in (*RESULTS_APART, *sorted(HELD))),
        ],
    )
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the funds and the tactical actions of the partnership."""
        super().__init__(*args, partnership=partnership, **told)
        _offer_parts(self, partnership)


def _offer_parts(form: forms.Form, partnership: Partnership) -> None:
    """Offer funds with their years, tactical actions, and the headings of the treasurer's report."""
    funds = Fund.objects.filter(partnership=partnership).select_related("journal").order_by("-journal__start", "name")
    offer(form, "fund", [("", "All"), *((str(one.pk), f"{one.name}, {one.journal}") for one in funds)])
    plan = find_tactical_actions(partnership)
    offer(form, "group", [("", "All"), *list_groups(plan)])
    known = [(str(one.pk), str(one)) for one in plan]
    offer(form, "tactical_action", [("", "All"), (NONE_NAMED, NO_TACTICAL_ACTION), *known])


class CommitmentFilter(_ByYear):
    """Which commitments to show: those that may still cost money, where nothing else is said."""

    defaults = {"state": "live"}  # noqa: RUF012 - read only
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("live", "May still cost money"), *CommitmentState.choices, ("all", "All")],
    )
    fund = forms.ChoiceField(label="Fund", required=False)
    tactical_action = forms.ChoiceField(label="Tactical action", required=False)
    group = forms.ChoiceField(label="Heading of the report", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the funds and the tactical actions of the partnership."""
        super().__init__(*args, partnership=partnership, **told)
        _offer_parts(self, partnership)
