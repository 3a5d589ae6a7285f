"""The fields that forms of money share: a sum in pounds, a choice of fund, of decision, of person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wapentake.accounts.models import Partnership
from wapentake.kit.templatetags.kit import date_words
from wapentake.meetings.models import Decision
from wapentake.money.queries.plan import NO_TACTICAL_ACTION, find_tactical_actions
from wapentake.plans.models import TacticalAction
from wapentake.terms import Amount

LINES = forms.Textarea(attrs={"rows": 3})
DECISIONS_OFFERED = 200
_SUM = re.compile(r"-?£?-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,2})?")
WRONG = "Enter a sum in pounds and pence, such as 1,549.07"


class PoundsField(forms.CharField):
    """A sum as people write it, "£1,549.07". Units: it is whole pence once it is clean."""

    def __init__(self, *, may_be_below_zero: bool = False, **told: Any) -> None:
        """Ask for it in a short box."""
        self.may_be_below_zero = may_be_below_zero
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
        missing = {"required": "Enter a sum"}
        super().__init__(widget=widget, error_messages=missing, max_length=20, **told)

    def clean(self, value: Any) -> int | None:
        """Return whole pence, or None where nothing is typed."""
        typed = super().clean(value).replace(" ", "")
        if not typed:
            return None
        amount = Amount.from_text(typed.replace("£", "")) if _SUM.fullmatch(typed) else None
        if amount is None:
            raise ValidationError(WRONG)
        if amount.pence < 0 and not self.may_be_below_zero:
            raise ValidationError("Enter a sum above zero")
        return amount.pence

    @staticmethod
    def show(pence: int | None) -> str:
        """Return what stands in the box."""
        return "" if pence is None else f"{Amount(pence)}"


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Put choices into a field of a form."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
    field.choices = list(choices)


def find_decisions_offered(partnership: Partnership) -> dict[str, Decision]:
    """Return the newest decisions of a partnership, by the values under which a form offers them."""
    rows = Decision.objects.filter(partnership=partnership).select_related("meeting").order_by("-meeting__on", "pk")
    return {str(one.pk): one for one in rows[:DECISIONS_OFFERED]}


def say_decision(decision: Decision) -> str:
    """Return a decision as a choice says it: its day, and how it begins."""
    text = decision.text if len(decision.text) <= 80 else f"{decision.text[:79]}…"
    return f"{date_words(decision.meeting.on)}: {text}"


def list_decisions(decisions: dict[str, Decision]) -> list[tuple[str, str]]:
    """Return decisions as choices, and none first."""
    return [("", "None of the register"), *((key, say_decision(one)) for key, one in decisions.items())]


def offer_tactical_actions(form: forms.Form, partnership: Partnership, *names: str) -> dict[str, TacticalAction]:
    """Offer the tactical actions of the plans, and return them by the values of the choices.

    Means: where there is no plan yet, the form does not ask.
    """
    known = {str(one.pk): one for one in find_tactical_actions(partnership)}
    for name in names:
        if known:
            offer(form, name, [("", NO_TACTICAL_ACTION), *((key, str(one)) for key, one in known.items())])
        else:
            del form.fields[name]
    return known
