"""The filters of the lists of money."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import offer
from wapentake.money.models import CommitmentState, Drawdown, EntryKind
from wapentake.money.queries.position import find_journals


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


class CommitmentFilter(FilterForm):
    """Which commitments to show: those that may still cost money, where nothing else is said."""

    defaults = {"state": "live"}  # noqa: RUF012 - read only
    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("live", "May still cost money"), *CommitmentState.choices, ("all", "All")],
    )
