"""The forms of reconciliation: which sums to show, and what a person says of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import date_words
from wapentake.money.forms.fields import offer
from wapentake.money.models import Entry
from wapentake.money.queries.reconcile import VERDICTS
from wapentake.terms import Amount

OTHER = "other"


class SumFilter(FilterForm):
    """Which sums of the minutes to show."""

    verdict = forms.ChoiceField(label="What became of it", required=False, choices=[("", "All"), *VERDICTS.items()])


class SettleForm(forms.Form):
    """What a person says of a sum: which entry it is, that it is not ours, or nothing any more."""

    what = forms.ChoiceField(
        label="What is this sum?", widget=forms.RadioSelect, error_messages={"required": "Choose what it is"}
    )
    entry = forms.ChoiceField(label="Which entry?", required=False)
    number = forms.IntegerField(
        label="Number of another entry", required=False, min_value=1, max_value=10**12,
        help_text="It stands at the head of the entry’s page.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, *args: Any, partnership: int, offered: Sequence[Entry], was_said: bool, **told: Any) -> None:
        """Offer the entries of the same sum, and those about that day."""
        super().__init__(*args, **told)
        self.partnership = partnership
        choices = [("entry", "It is an entry of the journal"), ("not-ours", "It is not our money")]
        offer(self, "what", [*choices, *([("ask-again", "Take back what was said of it")] if was_said else [])])
        said = [(str(one.pk), f"{date_words(one.on)}: {one.text}, {Amount(one.size).say()}") for one in offered]
        offer(self, "entry", [("", "Choose"), *said, (OTHER, "Another one")])

    def clean(self) -> dict[str, Any]:
        """Find the entry that is meant, where it is one."""
        held = super().clean() or self.cleaned_data
        held["found"] = None
        if held.get("what") == "entry" and not self.errors:
            chosen = held.get("entry") or ""
            number = held.get("number") if chosen in ("", OTHER) else int(chosen)
            held["found"] = Entry.objects.filter(partnership=self.partnership, pk=number or 0).first()
            if held["found"] is None:
                self.add_error("entry", "Choose an entry, or enter the number of one in your journal")
        return held
