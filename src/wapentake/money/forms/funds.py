"""The forms of funds, of how far their money has come, and of years, periods and limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import LINES, PoundsField, offer
from wapentake.money.models import Carry, Drawdown, Fund, FundKind, Journal, Nature
from wapentake.money.rules import first_day, last_day, say_period
from wapentake.terms import FinancialYear

_YEARS_OFFERED = 12
_KINDS = [(one.value, one.label) for one in (FundKind.GRANT, FundKind.RESERVE)]


class FundForm(forms.Form):
    """A fund of a year."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter a name"})
    kind = forms.ChoiceField(label="What kind of money is it?", choices=_KINDS, widget=forms.RadioSelect)
    funder = forms.CharField(label="Funder", max_length=200, required=False)
    award = PoundsField(
        label="Award",
        required=False,
        help_text="What the funder’s letter says. It counts once you enter it as an award.",
    )
    nature = forms.ChoiceField(
        label="What may it pay for?",
        choices=[(Nature.REVENUE, "Revenue: running costs, and capital too"), (Nature.CAPITAL, "Capital only")],
        widget=forms.RadioSelect,
    )
    is_ring_fenced = forms.BooleanField(label="It is ring-fenced", required=False)
    criteria = forms.CharField(
        label="What ring-fenced money may be spent on", required=False, widget=LINES, help_text="In the funder’s words."
    )
    spend_by = DayField(label="Spend by", required=False)
    carries = forms.ChoiceField(label="What is left at the year’s end", choices=Carry.choices, widget=forms.RadioSelect)
    carry_approval = forms.CharField(label="Who approved carrying it forward, and when", max_length=300, required=False)
    claw_back = forms.CharField(label="What the funder may claim back", required=False, widget=LINES)
    asks_funder = forms.BooleanField(label="A virement needs the funder’s approval", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the criteria of ring-fenced money."""
        held = super().clean() or self.cleaned_data
        if held.get("is_ring_fenced") and not held.get("criteria"):
            self.add_error("criteria", "Say what this money may be spent on")
        held["award"] = held.get("award") or 0
        return held

    @staticmethod
    def read(fund: Fund | None) -> dict[str, Any]:
        """Return initial values from a fund, or those of a new one."""
        if fund is None:
            return {"kind": FundKind.GRANT, "nature": Nature.REVENUE, "carries": Carry.NONE}
        values = {name: getattr(fund, name) for name in FundForm.base_fields}
        return values | {"award": PoundsField.show(fund.award)}


class DrawdownForm(forms.Form):
    """How far the money of a fund has come."""

    state = forms.ChoiceField(label="How far is it?", choices=Drawdown.choices, widget=forms.RadioSelect)
    on = DayField(label="Since when?")
    purchase_order = forms.CharField(label="Number of the purchase order", max_length=100, required=False)
    invoice_number = forms.CharField(label="Number of our invoice", max_length=100, required=False)


class YearForm(forms.Form):
    """The financial year whose journal is opened."""

    start = forms.TypedChoiceField(label="Financial year", coerce=int)

    def __init__(self, *args: Any, today: date, taken: set[int], **told: Any) -> None:
        """Offer the years about today that have no journal."""
        super().__init__(*args, **told)
        this = FinancialYear.of(today).start
        years = [one for one in range(this + 1, this - _YEARS_OFFERED, -1) if one not in taken]
        offer(self, "start", [(one, str(FinancialYear(one))) for one in years])
        self.fields["start"].initial = this


class LimitForm(forms.Form):
    """The sum above which whoever enters something does not approve it."""

    pence = PoundsField(
        label="Sum", required=False, help_text="Leave it empty for no such sum: everybody approves what they enter."
    )
    since = DayField(label="From which day?")


class ShutForm(forms.Form):
    """Up to which period nothing is entered any more."""

    to = forms.ChoiceField(label="Last period to shut")

    def __init__(self, *args: Any, journal: Journal, **told: Any) -> None:
        """Offer the periods that are open, but for the last, which closing the year shuts."""
        super().__init__(*args, **told)
        ends = [last_of_period(journal.start, period) for period in range(1, 12)]
        open_ones = [
            (day.isoformat(), say_period(journal.start, period))
            for period, day in enumerate(ends, 1)
            if journal.shut_to is None or day > journal.shut_to
        ]
        offer(self, "to", open_ones)

    def clean_to(self) -> date:
        """Return the last day of the period."""
        return date.fromisoformat(self.cleaned_data["to"])


def last_of_period(start: int, period: int) -> date:
    """Return the last day of a financial period."""
    if period == 12:
        return last_day(start)
    month = first_day(start).month + period
    following = date(start + (month > 12), (month - 1) % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
