"""The forms of the treasurer's report: up to which day, how an award is split, what is still expected."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wapentake.kit.templatetags.kit import date_words
from wapentake.money.forms.fields import LINES, PoundsField, find_decisions_offered, list_decisions, offer
from wapentake.money.forms.funds import last_of_period
from wapentake.money.models import Fund, Journal
from wapentake.money.queries.plan import find_tactical_actions
from wapentake.money.rules import first_day, last_day
from wapentake.plans.models import TacticalAction


class UntilForm(forms.Form):
    """Up to which day to report: the end of a month, or as the year stands now."""

    say_optional = False
    until = forms.ChoiceField(label="Up to which day?", required=False)

    def __init__(self, *args: Any, journal: Journal, today: date, **told: Any) -> None:
        """Offer the months that have ended."""
        super().__init__(*args, **told)
        self.now = max(first_day(journal.start), min(today, last_day(journal.start)))
        ends = [last_of_period(journal.start, period) for period in range(1, 13)]
        months = [(one.isoformat(), date_words(one)) for one in reversed(ends) if one < self.now]
        offer(self, "until", [("", f"Now ({date_words(self.now)})"), *months])

    @property
    def day(self) -> date:
        """Return the day that is asked for; now, where none of those offered is."""
        asked = self.cleaned_data.get("until", "") if self.is_valid() else ""
        return date.fromisoformat(asked) if asked else self.now


class BudgetForm(forms.Form):
    """How the award of a fund is split over tactical actions, and who decided it."""

    decision = forms.ChoiceField(label="Which decision settled it?", required=False)
    decided = forms.CharField(
        label="Who decided it, and when", max_length=300, required=False, help_text="Where the register lacks it."
    )

    def __init__(self, *args: Any, fund: Fund, **told: Any) -> None:
        """Ask for a sum for each tactical action of the plans that cover the year, and for those that have one."""
        super().__init__(*args, **told)
        lines = {one.tactical_action_id: one for one in fund.budget_lines.all()}
        first, last = first_day(fund.journal.start), last_day(fund.journal.start)
        self.tactical_actions = {
            f"for_{one.pk}": one
            for one in find_tactical_actions(fund.partnership)
            if one.pk in lines or (one.plan.starts_on <= last and one.plan.ends_on >= first)
        }
        for name, one in self.tactical_actions.items():
            self.fields[name] = PoundsField(label=str(one), required=False)
            self.fields[name].initial = PoundsField.show(lines[one.pk].pence) if one.pk in lines else ""
        self.order_fields([*self.tactical_actions, "decision", "decided"])
        self.decisions = find_decisions_offered(fund.partnership)
        offer(self, "decision", list_decisions(self.decisions))

    @property
    def split(self) -> dict[TacticalAction, int]:
        """Return the sum for each tactical action."""
        return {one: self.cleaned_data[name] or 0 for name, one in self.tactical_actions.items()}


class OutlookForm(forms.Form):
    """What is still expected of a part of a fund, and a note on it."""

    pence = PoundsField(
        label="What else do you expect to spend this year?",
        required=False,
        help_text="Beyond what is spent and committed. Leave it empty where you expect nothing more.",
    )
    note = forms.CharField(label="Note", required=False, widget=LINES, help_text="It stands in the report.")
