"""The filters of the lists of letters and of the mail that came in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst

from wapentake.accounts.models import Partnership
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.letters.models import LetterState, ReceivedState
from wapentake.letters.queries import list_kinds, list_people


class LetterFilter(FilterForm):
    """Which letters to show."""

    words = forms.CharField(label="Subject or address", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), ("care", "Needs somebody"), *LetterState.choices]
    )
    person = forms.ChoiceField(label="Person", required=False)
    kind = forms.ChoiceField(label="Kind", required=False)
    since = DayField(label="Written from", required=False)
    until = DayField(label="Written to", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the people to whom letters went, and the kinds of letters that there are."""
        super().__init__(*args, **told)
        kinds = [(kind, capfirst(kind)) for kind in list_kinds(partnership)]
        for name, choices in (
            ("person", [("", "Anybody"), *list_people(partnership)]),
            ("kind", [("", "All"), *kinds]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
            field.choices = choices


class ReceivedFilter(FilterForm):
    """Which mail that came in to show."""

    words = forms.CharField(label="Subject, sender or words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *ReceivedState.choices])
    since = DayField(label="Came from", required=False)
    until = DayField(label="Came to", required=False)
