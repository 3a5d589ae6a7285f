"""The forms of returns: a return, its days, its parts, what a lead says, and what goes where in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.html import escape

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation, Person
from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import PoundsField, offer
from wapentake.plans.models import TacticalAction
from wapentake.returns.models import Part, Return
from wapentake.returns.queries import Known, find_bodies, find_funds
from wapentake.returns.queries.figures import Measured
from wapentake.returns.rules import NO_NARRATIVE, TEXTS, Found, Told, check_answer, find_told_of
from wapentake.terms import Amount

MOST_WORDS = 8000
_HINTS = {
    "outputs": "What was delivered, beside the numbers above.",
    "outcomes": "What changed for people, and how you know.",
    "narrative": "For this period alone. Name no person.",
    "case_study": "Change what would let somebody be known: name, age, street, health.",
    "risk": "What may still go wrong, and what you do about it.",
    "underspend": "Asked where the forecast lies well below the budget.",
    "proposal": "For example: spend it by a day, move it to another action, or give it back.",
}
_TALL, _FLAT = forms.Textarea(attrs={"rows": 6}), forms.Textarea(attrs={"rows": 3})


class ReturnForm(forms.Form):
    """What a return is of."""

    name = forms.CharField(
        label="Name",
        max_length=200,
        help_text="For example, Year-end return 2017/18",
        error_messages={"required": "Enter a name"},
    )
    funder = forms.CharField(label="Funder", max_length=200, error_messages={"required": "Enter the funder"})
    funds = forms.MultipleChoiceField(
        label="Funds that it tells of",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the funds"},
    )
    period_from = DayField(label="First day of the period")
    period_to = DayField(label="Last day of the period")
    due_internal_on = DayField(label="By when do partners answer?")
    due_on = DayField(label="By when does the funder have it?")
    asks_below = PoundsField(
        label="Ask why, where a forecast lies below its budget by more than",
        help_text="Leads then say why less is spent, and what to do with the money.",
    )

    def __init__(self, *args: Any, partnership: Partnership, edits: Return | None = None, **told: Any) -> None:
        """Offer the partnership’s funds; the days of a return that is there are moved on a page of their own."""
        super().__init__(*args, **told)
        self.known = {str(one.pk): one for one in find_funds(partnership)}
        offer(self, "funds", [(key, f"{one}, {one.journal}") for key, one in self.known.items()])
        if edits is not None:
            del self.fields["due_internal_on"], self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        """Ask for days in their order."""
        held = super().clean() or self.cleaned_data
        for first, second, words in (
            ("period_from", "period_to", "The last day must not come before the first"),
            ("due_internal_on", "due_on", "The funder’s day must not come before the partners’"),
        ):
            one, other = held.get(first), held.get(second)
            if one and other and other < one:
                self.add_error(second, words)
        held["funds"] = [self.known[key] for key in held.get("funds", [])]
        return held

    @staticmethod
    def read(one: Return) -> dict[str, Any]:
        """Return initial values from a return."""
        values = {name: getattr(one, name) for name in ("name", "funder", "period_from", "period_to")}
        funds = [str(pk) for pk in one.funds.values_list("pk", flat=True)]
        return values | {"funds": funds, "asks_below": PoundsField.show(one.asks_below)}


class MoveForm(forms.Form):
    """Which day of a return is moved, to when and why."""

    which = forms.ChoiceField(
        label="Whose day?",
        choices=[("internal", "The partners’"), ("funder", "The funder’s")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose day is moved"},
    )
    to = DayField(label="To which day?")
    why = forms.CharField(label="Why?", max_length=300, error_messages={"required": "Say why the day is moved"})


class PartForm(forms.Form):
    """What a part of a return is of, and who leads it."""

    tactical_action = forms.ChoiceField(label="Tactical action", required=False)
    title = forms.CharField(label="Title", max_length=200, required=False, help_text="Empty: that of the plan.")
    lead = forms.ChoiceField(label="Who leads it?", required=False)
    lead_body = forms.ChoiceField(label="For which body?", required=False)

    def __init__(self, *args: Any, rows: Iterable[TacticalAction], people: Iterable[Person], of: Return, **told: Any):
        """Offer rows of the plan, people and bodies."""
        super().__init__(*args, **told)
        self.rows = {str(one.pk): one for one in rows}
        self.people = {str(one.pk): one for one in people}
        self.bodies: dict[str, Organisation] = {str(one.pk): one for one in find_bodies(of.partnership)}
        offer(self, "tactical_action", [("", "None: something else"), *_choices(self.rows)])
        offer(self, "lead", [("", "Nobody yet"), *_choices(self.people)])
        offer(self, "lead_body", [("", "None"), *_choices(self.bodies)])

    def clean(self) -> dict[str, Any]:
        """Ask for a title where the plan gives none."""
        held = super().clean() or self.cleaned_data
        row = self.rows.get(held.get("tactical_action", ""))
        held["title"] = held.get("title") or (row.title if row else "")
        if not held["title"]:
            self.add_error("title", "Enter a title, or choose a tactical action")
        held |= {
            "tactical_action": row,
            "lead": self.people.get(held.get("lead", "")),
            "lead_body": self.bodies.get(held.get("lead_body", "")),
        }
        return held

    @staticmethod
    def read(part: Part) -> dict[str, Any]:
        """Return initial values from a part."""
        keys = ("tactical_action", "lead", "lead_body")
        return {"title": part.title} | {name: str(getattr(part, f"{name}_id") or "") for name in keys}


def _choices(rows: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, str(one)) for key, one in rows.items()]


class AnswerForm(forms.Form):
    """What a lead says of a part: figures, and words that name nobody. What was typed is never lost."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, part: Part, known: Known, allowed: Iterable[str] = (), **told: Any) -> None:
        """Ask for a forecast where there is a budget, for each measure of the plan, and for words."""
        super().__init__(*args, **told)
        self.part, self.known, self.allowed = part, known, list(allowed)
        self.found: list[Found] = []
        self.use_required_attribute = False
        if known.line.budget is not None:
            self.fields["forecast"] = PoundsField(
                label="What will be spent by the end of the year?",
                help_text=f"The budget is {Amount(known.line.budget).say()}.",
            )
        for one in known.measured:
            self.fields[f"measure_{one.measure.pk}"] = _ask_measure(one)
        for name, label in TEXTS.items():
            widget = _TALL if name in ("narrative", "case_study") else _FLAT
            self.fields[name] = forms.CharField(
                label=label,
                required=name == "narrative",
                max_length=MOST_WORDS,
                widget=widget,
                help_text=_HINTS[name],
                error_messages={"required": NO_NARRATIVE},
            )

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, and refuse words that tell of a person, which it shows."""
        held = super().clean() or self.cleaned_data
        told = Told(held.get("forecast"), self.known.line.budget, self.texts)
        for name, words in check_answer(told, asks_below=self.part.of.asks_below).items():
            if name not in self.errors:
                self.add_error(name, words)
        self.found = find_told_of(self.texts, allowed=self.allowed)
        for one in self.found:
            self.add_error(one.field, f"{one.message} Take it out: a return names nobody.")
        return held

    @property
    def texts(self) -> dict[str, str]:
        """Return the words that were typed."""
        return {name: str(self.cleaned_data.get(name) or "") for name in TEXTS}

    @property
    def measured(self) -> dict[int, Any]:
        """Return what measures are said to be."""
        values = {one.measure.pk: self.cleaned_data.get(f"measure_{one.measure.pk}") for one in self.known.measured}
        return {pk: value for pk, value in values.items() if value is not None}

    @property
    def boxes(self) -> dict[str, str]:
        """Return the boxes as they were filled in, whatever they hold."""
        names = [name for name in self.fields if name != "version"]
        return {name: str(self.data.get(name, ""))[:MOST_WORDS] for name in names}

    @staticmethod
    def read(part: Part, known: Known) -> dict[str, Any]:
        """Return what stands in the boxes at first: the draft, else the answer, else what was said last time."""
        if part.draft:
            return {"version": part.version, **part.draft}
        of = part if part.answered_at else known.before
        values: dict[str, Any] = {"version": part.version}
        if of is not None:
            kept = TEXTS if of is part else ("outputs", "outcomes", "risk")
            values |= {name: getattr(of, name) for name in kept} | {"forecast": PoundsField.show(of.forecast)}
        for one in known.measured:
            values[f"measure_{one.measure.pk}"] = "" if one.value is None else f"{one.value.normalize():f}"
        return values


def _ask_measure(one: Measured) -> forms.DecimalField:
    unit = escape(one.measure.unit)  # a hint is HTML
    target = f"Target: {one.measure.target.normalize():f} {unit}." if one.measure.target is not None else ""
    return forms.DecimalField(
        label=f"{one.measure.name}{f' ({one.measure.unit})' if one.measure.unit else ''}",
        required=False,
        max_digits=12,
        decimal_places=2,
        help_text=target or "No target is set.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"invalid": "Enter a number, such as 27"},
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label="Why?", max_length=500, widget=_FLAT, error_messages={"required": "Say why"})
