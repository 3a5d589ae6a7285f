"""The forms by which a row is told of: updates, measures and their values, milestones."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.kit.widgets import DayField
from wapentake.plans.forms.fields import LINES, PastDayField
from wapentake.plans.models import Measure, Question
from wapentake.plans.rules import Rag, say_number

_RAGS = [
    (Rag.GREEN.value, "Green: we expect to deliver it"),
    (Rag.AMBER.value, "Amber: we will deliver a part of it"),
    (Rag.RED.value, "Red: we will not deliver it as things are"),
    (Rag.COMPLETE.value, "Complete"),
    (Rag.NOT_STARTED.value, "Not started"),
]
_WRONG = "Enter a number, such as 27 or 48.5"


class NumberField(forms.DecimalField):
    """A number as people write it, "1,200" too."""

    def __init__(self, **told: Any) -> None:
        """Ask for it in a short box."""
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"})
        wrong = dict.fromkeys(("required", "invalid", "max_digits", "max_decimal_places", "max_whole_digits"), _WRONG)
        super().__init__(widget=widget, max_digits=12, decimal_places=2, error_messages=wrong, **told)

    def to_python(self, value: Any) -> Any:
        """Read a number without its commas."""
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


class UpdateForm(forms.Form):
    """How a row stands on a day, and why."""

    rag = forms.ChoiceField(
        label="How does it stand?", choices=_RAGS, widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why?", max_length=500, widget=LINES, help_text="One sentence. It is shown beside the colour.",
        error_messages={"required": "Say why in a sentence"},
    )  # fmt: skip
    text = forms.CharField(label="What was done since the last update?", required=False, widget=LINES)
    on = PastDayField(label="As of which day?")


class MeasureForm(forms.Form):
    """What is counted of a row."""

    question = forms.ChoiceField(
        label="Which question does it answer?", choices=Question.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose a question"},
    )  # fmt: skip
    name = forms.CharField(
        label="What is measured?", max_length=200, help_text="For example: Families helped.",
        error_messages={"required": "Say what is measured"},
    )  # fmt: skip
    unit = forms.CharField(label="Unit", max_length=50, required=False, help_text="For example: families, or %.")
    baseline = NumberField(
        label="Baseline", required=False, help_text="What it was before. Without it nobody can say what changed."
    )
    target = NumberField(label="Target", required=False)

    @staticmethod
    def read(measure: Measure) -> dict[str, Any]:
        """Return initial values from a measure."""
        told = {name: getattr(measure, name) for name in ("question", "name", "unit")}
        return {**told, "baseline": say_number(measure.baseline), "target": say_number(measure.target)}


class ValueForm(forms.Form):
    """What a measure was on a day."""

    value = NumberField(label="How much is it?")
    on = PastDayField(label="On which day?")
    note = forms.CharField(
        label="Note", max_length=300, required=False, help_text="Give no names, and nothing by which a family is known."
    )


class MilestoneForm(forms.Form):
    """What is to be reached, and by when."""

    text = forms.CharField(
        label="What is to be reached?", max_length=300, error_messages={"required": "Say what is to be reached"}
    )
    due_on = DayField(label="By which day?")


class ReachForm(forms.Form):
    """When a milestone was reached."""

    on = PastDayField(label="When was it reached?", required=False, help_text="Leave it empty where it is not reached.")
