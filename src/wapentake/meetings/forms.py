"""The filters of the list of decisions."""

from __future__ import annotations

from django import forms

from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import state_words
from wapentake.kit.widgets import DayField
from wapentake.terms import DecisionKind

KINDS = [("", "All"), *((kind.value, state_words(kind.value)) for kind in DecisionKind)]
CONDITIONS = [("", "With or without"), ("yes", "With a condition"), ("no", "Without a condition")]


class DecisionFilter(FilterForm):
    """Which decisions to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=KINDS)
    condition = forms.ChoiceField(label="Condition", required=False, choices=CONDITIONS)
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)
