"""What the lead of a row of the delivery plan says of it: how it stands and why, what was measured, what is reached."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import escape

from wapentake.plans.models import Measure, Milestone, TacticalAction
from wapentake.plans.rules import RAG_WORDS, Rag
from wapentake.terms import say_date

_MEANS = {
    Rag.NOT_STARTED: "nothing was done yet",
    Rag.GREEN: "it will deliver what was planned",
    Rag.AMBER: "it will deliver a part of it",
    Rag.RED: "it will not deliver",
    Rag.COMPLETE: "all of it is done",
}
_LINES = forms.Textarea(attrs={"rows": 4})
MOST_WORDS = 4000


class RowForm(forms.Form):
    """An update of a row. Its measures and its milestones that are still open are boxes of the same form."""

    rag = forms.ChoiceField(
        label="How does it stand?",
        widget=forms.RadioSelect,
        choices=[(one.value, f"{RAG_WORDS[one]}: {words}") for one, words in _MEANS.items()],
        error_messages={"required": "Choose how it stands"},
    )
    reason = forms.CharField(
        label="Why?", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": "Say why"}
    )
    text = forms.CharField(
        label="What was done since the last update", required=False, max_length=MOST_WORDS, widget=_LINES
    )

    def __init__(self, *args: Any, measures: Iterable[Measure], milestones: Iterable[Milestone], **told: Any) -> None:
        """Ask for each measure, and for each milestone that is not reached."""
        super().__init__(*args, **told)
        self.use_required_attribute = False
        self.measures, self.milestones = list(measures), list(milestones)
        for one in self.measures:
            unit = escape(one.unit)  # a hint is HTML
            target = f"Target: {one.target.normalize():f} {unit}" if one.target is not None else "No target is set."
            self.fields[f"measure_{one.pk}"] = forms.DecimalField(
                label=f"{one.name}{f' ({one.unit})' if one.unit else ''}, today",
                required=False,
                max_digits=12,
                decimal_places=2,
                help_text=target,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
                error_messages={"invalid": "Enter a number, such as 27"},
            )
        if self.milestones:
            self.fields["reached"] = forms.MultipleChoiceField(
                label="What is reached?",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(str(one.pk), f"{one.text}, due on {say_date(one.due_on)}") for one in self.milestones],
            )

    @property
    def values(self) -> dict[str, Any]:
        """Return what was said, as `take_update` takes it."""
        held = self.cleaned_data
        measured = [(one, held.get(f"measure_{one.pk}")) for one in self.measures]
        wanted = set(held.get("reached") or ())
        return {
            **{name: held[name] for name in ("rag", "reason", "text")},
            "measured": [(one, value) for one, value in measured if value is not None],
            "reached": [one for one in self.milestones if str(one.pk) in wanted],
        }

    @staticmethod
    def read(row: TacticalAction) -> dict[str, Any]:
        """Return what stands in the boxes at first: how it stood last, and no reason, for that is asked anew."""
        return {"rag": row.rag}
