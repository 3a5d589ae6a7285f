"""The fields that forms of plans share: choices, a day that has been, and who decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.kit.widgets import DayField
from wapentake.meetings.queries.citing import find_decisions_offered, list_decisions

LINES = forms.Textarea(attrs={"rows": 3})
NOT_YET = "Enter today, or a day that has been"


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Put choices into a field of a form."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
    field.choices = list(choices)


class PastDayField(DayField):
    """A day that is not to come."""

    def clean(self, value: Any) -> date | None:
        """Refuse a day to come."""
        day: date | None = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(NOT_YET)
        return day


class DecidedForm(forms.Form):
    """Who decided something: a decision of the register, or words where it lacks it."""

    decision = forms.ChoiceField(label="Which decision adopted it?", required=False)
    decided = forms.CharField(
        label="Who decided it, and when", max_length=300, required=False, help_text="Where the register lacks it."
    )

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the newest decisions."""
        super().__init__(*args, **told)
        self.decisions = find_decisions_offered(partnership)
        offer(self, "decision", list_decisions(self.decisions))

    @property
    def said(self) -> dict[str, Any]:
        """Return the decision, and the words."""
        held = self.cleaned_data
        return {"decision": self.decisions.get(held["decision"]), "decided": held["decided"]}
