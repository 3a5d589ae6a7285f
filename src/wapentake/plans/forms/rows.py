"""The forms of rows: one, many at once, its end; and the filters of the plan."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.contacts.models import Organisation, Person
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.meetings.models import Meeting
from wapentake.plans.changes import New
from wapentake.plans.forms.fields import LINES, DecidedForm, PastDayField, offer
from wapentake.plans.models import Category, Plan, TacticalAction, View
from wapentake.plans.queries import find_views
from wapentake.plans.rules import RAG_WORDS, Lack, Rag, read_pasted
from wapentake.terms import key_of_body, say_date

MEETINGS_OFFERED = 50
_UNKNOWN = "“{body}” is no body of the register. Add it under People first, or take it out of line “{title}”"


class PlanFilter(FilterForm):
    """Which rows of the plan to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    body = forms.ChoiceField(label="Body that leads", required=False)
    rag = forms.ChoiceField(
        label="How it stands", required=False, choices=[("", "All"), *((one.value, RAG_WORDS[one]) for one in Rag)]
    )
    lack = forms.ChoiceField(
        label="What is missing", required=False,
        choices=[("", "All"), (Lack.UPDATE.value, "An update that was due"),
                 (Lack.MEASURE.value, "A measure of who is better off"), (Lack.BASELINE.value, "A baseline"),
                 (Lack.LEAD.value, "A body that leads")],
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: dict[int, str], **told: Any) -> None:
        """Offer the bodies that lead rows of the plan."""
        super().__init__(*args, **told)
        offer(self, "body", [("", "All"), *((str(pk), name) for pk, name in bodies.items())])


class RowForm(DecidedForm):
    """A row of the plan: what it is, who leads it, and under which categories of each view it stands."""

    ref = forms.CharField(label="Reference", max_length=20, error_messages={"required": "Enter a reference"},
                          widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}))  # fmt: skip
    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Enter a title"})
    description = forms.CharField(label="What is done", required=False, widget=LINES)
    lead_body = forms.ChoiceField(label="Body that leads", required=False)
    lead = forms.ChoiceField(label="Person who leads", required=False)
    starts_on = DayField(label="Starts on", required=False)
    ends_on = DayField(label="Ends on", required=False)

    field_order = ("ref", "title", "description", "lead_body", "lead", "starts_on", "ends_on")

    def __init__(self, *args: Any, plan: Plan, row: TacticalAction | None = None, **told: Any) -> None:
        """Offer people, bodies, decisions, and the categories of each view."""
        super().__init__(*args, partnership=plan.partnership, **told)
        partnership = plan.partnership_id
        people = Person.objects.filter(partnership=partnership, joined_to=None).order_by("name")
        self.people = {str(one.pk): one for one in people}
        self.bodies = {
            str(one.pk): one for one in Organisation.objects.filter(partnership=partnership).order_by("name")
        }
        offer(self, "lead", [("", "Nobody yet"), *((key, one.name) for key, one in self.people.items())])
        offer(self, "lead_body", [("", "None yet"), *((key, one.name) for key, one in self.bodies.items())])
        self.views = find_views(plan)
        standing = set(row.categories.values_list("pk", flat=True)) if row else set()
        for view in self.views:
            self._ask(view, standing)
        self.order_fields([*self.field_order, *(f"view_{one.pk}" for one in self.views), "decision", "decided"])

    def _ask(self, view: View, standing: set[int]) -> None:
        headings: list[Category] = view.headings  # type: ignore[attr-defined]  # prefetched
        if not headings:
            return
        self.fields[f"view_{view.pk}"] = forms.MultipleChoiceField(
            label=view.name, required=view.is_main, error_messages={"required": "Choose at least one"},
            widget=forms.CheckboxSelectMultiple(attrs={"small": True}),
            choices=[(one.pk, one.name) for one in headings],
            initial=[one.pk for one in headings if one.pk in standing],
        )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written of the row."""
        held = self.cleaned_data
        known = {str(one.pk): one for view in self.views for one in view.headings}  # type: ignore[attr-defined]  # prefetched
        chosen = [known[key] for view in self.views for key in held.get(f"view_{view.pk}", ())]
        plain = {name: held[name] for name in ("ref", "title", "description", "starts_on", "ends_on")}
        lead, body = self.people.get(held["lead"]), self.bodies.get(held["lead_body"])
        return {**plain, **self.said, "lead": lead, "lead_body": body, "categories": chosen}

    @staticmethod
    def read(row: TacticalAction) -> dict[str, Any]:
        """Return initial values from a row."""
        names = ("ref", "title", "description", "starts_on", "ends_on", "decided")
        ids = {name: getattr(row, f"{name}_id") or "" for name in ("lead", "lead_body", "decision")}
        return {name: getattr(row, name) for name in names} | ids


class ManyForm(DecidedForm):
    """Many rows at once, typed or pasted under their objectives, as a planning event makes them."""

    text = forms.CharField(
        label="Tactical actions", widget=forms.Textarea(attrs={"rows": 14}),
        help_text="One a line. Write the name of an objective on a line of its own, and its actions below. "
        "A body that leads may stand after a | sign.",
        error_messages={"required": "Enter at least one action"},
    )  # fmt: skip
    first = forms.ChoiceField(label="Objective of lines above the first objective", required=False)
    planned_at = forms.ChoiceField(label="At which meeting were they planned?", required=False)

    field_order = ("text", "first", "planned_at", "decision", "decided")

    def __init__(self, *args: Any, plan: Plan, **told: Any) -> None:
        """Offer the objectives and the latest meetings."""
        super().__init__(*args, partnership=plan.partnership, **told)
        self.plan = plan
        self.objectives = {
            one.pk: one
            for one in Category.objects.filter(view__plan=plan, view__is_main=True).order_by("position", "pk")
        }
        offer(self, "first", [("", "None"), *((pk, one.name) for pk, one in self.objectives.items())])
        meetings = Meeting.objects.filter(partnership=plan.partnership_id).order_by("-on", "-pk")[:MEETINGS_OFFERED]
        self.meetings = {str(one.pk): one for one in meetings}
        offered = [(key, f"{say_date(one.on)}: {one.body}") for key, one in self.meetings.items()]
        offer(self, "planned_at", [("", "None of the register"), *offered])

    def clean(self) -> dict[str, Any]:
        """Read the lines, and say what is wrong with them."""
        held = super().clean() or self.cleaned_data
        first = int(held["first"]) if held.get("first") else None
        names = {one.name: pk for pk, one in self.objectives.items()}
        found, wrong = read_pasted(held.get("text", ""), names, first=first)
        rows = Organisation.objects.filter(partnership=self.plan.partnership_id)
        bodies = {one.key: one for one in rows}
        self.rows = []
        for one in found:
            body = bodies.get(key_of_body(one.body)) if one.body else None
            if one.body and body is None:
                wrong.append(_UNKNOWN.format(body=one.body, title=one.title[:60]))
            self.rows.append(New(one.title, self.objectives[one.objective], body))
        for words in wrong:
            self.add_error("text", words)
        return held

    @property
    def more(self) -> dict[str, Any]:
        """Return what is said of all the rows."""
        return {**self.said, "planned_at": self.meetings.get(self.cleaned_data["planned_at"])}


class EndForm(forms.Form):
    """When a row ends, and why."""

    on = PastDayField(label="When does it end?")
    why = forms.CharField(label="Why?", max_length=300, widget=LINES, error_messages={"required": "Say why"})
