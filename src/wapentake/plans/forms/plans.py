"""The forms of a plan itself: its name and years, views, categories, editions, and how often updates are due."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.kit.widgets import DayField
from wapentake.plans.forms.fields import DecidedForm, PastDayField, offer
from wapentake.plans.models import Category, Plan
from wapentake.plans.queries import find_rows
from wapentake.plans.rules import order_of

LONGEST = 200
NAMES = forms.Textarea(attrs={"rows": 8})
_TOO_LONG = f"Enter names of {LONGEST} characters at most, each on a line of its own"


class LinesField(forms.CharField):
    """Names, one a line."""

    def clean(self, value: Any) -> list[str]:
        """Return the names, each once, in their order."""
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_TOO_LONG)
        return list(dict.fromkeys(filter(None, lines)))


class PlanForm(forms.Form):
    """The name of a plan, and from when to when it runs."""

    name = forms.CharField(label="Name", max_length=LONGEST, error_messages={"required": "Enter a name"})
    starts_on = DayField(label="Starts on")
    ends_on = DayField(label="Ends on", help_text="Usually three years later, on 31 March.")


class NewPlanForm(PlanForm):
    """A plan, with its objectives."""

    objectives = LinesField(
        label="Strategic objectives", widget=NAMES, help_text="One a line. You can add, rename and order them later.",
        error_messages={"required": "Enter at least one objective"},
    )  # fmt: skip


class ViewForm(forms.Form):
    """The name of a view, and whether it holds the partnership's own objectives."""

    name = forms.CharField(
        label="Name", max_length=LONGEST, help_text="For example: Priorities of the funder.",
        error_messages={"required": "Enter a name"},
    )  # fmt: skip
    is_main = forms.BooleanField(label="It holds the partnership’s own objectives", required=False)


class CategoriesForm(forms.Form):
    """Categories to be added to a view."""

    names = LinesField(label="Categories", widget=NAMES, help_text="One a line.",
                       error_messages={"required": "Enter at least one category"})  # fmt: skip


class CategoryForm(forms.Form):
    """The name of a category, and where it stands among the others."""

    name = forms.CharField(label="Name", max_length=LONGEST, error_messages={"required": "Enter a name"})
    position = forms.IntegerField(
        label="Place", min_value=1, max_value=999, help_text="1 stands first.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"required": "Enter a whole number, such as 1", "invalid": "Enter a whole number, such as 1"},
    )  # fmt: skip


class StandForm(forms.Form):
    """Which rows stand under a category."""

    rows = forms.MultipleChoiceField(
        label="Tactical actions", required=False, widget=forms.CheckboxSelectMultiple(attrs={"small": True})
    )

    def __init__(self, *args: Any, category: Category, **told: Any) -> None:
        """Offer the rows of the plan."""
        super().__init__(*args, **told)
        rows = sorted(find_rows(category.view.plan), key=lambda one: order_of(one.ref))
        self.known = {str(one.pk): one for one in rows}
        offer(self, "rows", [(key, str(one)) for key, one in self.known.items()])
        self.fields["rows"].initial = [str(pk) for pk in category.tactical_actions.values_list("pk", flat=True)]

    @property
    def chosen(self) -> list[Any]:
        """Return the rows that stand under it."""
        return [self.known[key] for key in self.cleaned_data["rows"]]


class EditionForm(DecidedForm):
    """Freezing the plan: on which day, and who decided it."""

    on = PastDayField(label="On which day was it decided?")

    field_order = ("on", "decision", "decided")

    @property
    def values(self) -> dict[str, Any]:
        """Return what the edition says."""
        return {"on": self.cleaned_data["on"], **self.said}


def _days(label: str, help_text: str) -> forms.IntegerField:
    missing = "Enter a number of days from 0 to 400"
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=400,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), missing),
    )  # fmt: skip


class RhythmForm(forms.Form):
    """How often updates are due, and when a late milestone turns a row red."""

    update_days = _days("An update is due every how many days?", "92 is a quarter. After that a row turns amber.")
    grace_days = _days("How many days late may a milestone be?", "After that its row turns red.")
    since = DayField(label="From which day on?")

    def clean_update_days(self) -> int:
        """Refuse an update every no days."""
        days: int = self.cleaned_data["update_days"]
        if days < 1:
            raise forms.ValidationError("Enter a number of days from 1 to 400")
        return days


def read_plan(plan: Plan) -> dict[str, Any]:
    """Return initial values from a plan."""
    return {"name": plan.name, "starts_on": plan.starts_on, "ends_on": plan.ends_on}
