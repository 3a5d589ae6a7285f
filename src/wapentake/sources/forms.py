"""The filters of the lists of money, figures and findings, and what a person says of a finding."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import state_words
from wapentake.kit.widgets import DayField
from wapentake.sources.models import FindingState
from wapentake.terms import AmountRole, FindingCode, Severity

_NARROW = {"class": "govuk-input--width-10", "inputmode": "decimal"}


class AmountFilter(FilterForm):
    """Which sums of money to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    role = forms.ChoiceField(
        label="What the money is",
        required=False,
        choices=[("", "All"), *((role.value, state_words(role.value)) for role in AmountRole)],
    )
    least = forms.DecimalField(
        label="At least, in pounds", required=False, max_digits=15, widget=forms.TextInput(_NARROW)
    )
    most = forms.DecimalField(
        label="At most, in pounds", required=False, max_digits=15, widget=forms.TextInput(_NARROW)
    )
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)


class FigureFilter(FilterForm):
    """Which figures to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)


class FindingFilter(FilterForm):
    """Which findings to show: those that are open, where nothing else is said."""

    defaults = {"state": "open"}  # noqa: RUF012 - read only
    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=[*FindingState.choices, ("all", "All")])
    severity = forms.ChoiceField(
        label="How much it matters",
        required=False,
        choices=[("", "All"), *((one.value, state_words(one.value)) for one in Severity)],
    )
    code = forms.ChoiceField(
        label="What was noticed",
        required=False,
        choices=[("", "All"), *((code.value, state_words(code.value)) for code in FindingCode)],
    )
    where = forms.ChoiceField(
        label="Where",
        required=False,
        choices=[("", "On a page or across pages"), ("page", "On a page"), ("across", "Across pages")],
    )
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)


class SettleForm(forms.Form):
    """What a person says of a finding."""

    state = forms.ChoiceField(label="What became of it?", choices=FindingState.choices, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label="Explanation",
        required=False,
        max_length=2000,
        help_text="Needed where you say that it is explained.",
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the explanation where one is said to be there."""
        told = super().clean() or self.cleaned_data
        if told.get("state") == FindingState.EXPLAINED and not told.get("explanation"):
            self.add_error("explanation", "Enter the explanation")
        return told
