"""The filters of the forward plan, its forms, and those of an agenda's items and papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.agendas.models import AgendaItem, ForwardItem, ForwardState
from wapentake.agendas.rules import list_paragraphs
from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import date_words
from wapentake.meetings.models import Meeting, Series
from wapentake.meetings.models.calendar import PURPOSES
from wapentake.meetings.queries import find_called

_LINES = forms.Textarea(attrs={"rows": 3})
_WHY = {"required": "Say why"}


class PlanFilter(FilterForm):
    """Which items of the forward plan to show: those to come, where nothing else is said."""

    defaults = {"state": ForwardState.WAITING.value}  # noqa: RUF012 - read only
    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=[*ForwardState.choices, ("all", "All")])
    body = forms.ChoiceField(label="Body", required=False)

    def __init__(self, *args: Any, bodies: Iterable[Series], **told: Any) -> None:
        """Offer the bodies in the calendar."""
        super().__init__(*args, **told)
        _offer(self, "body", [("", "All"), *((one.pk, one.name) for one in bodies)])


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
    field.choices = choices


def _list_meetings(partnership: Partnership) -> list[Meeting]:
    return [one for one in find_called(partnership) if one.series_id]


class ForwardForm(forms.Form):
    """Something that a meeting to come is to take. It is for the next meeting of a body, or for a chosen one."""

    title = forms.CharField(label="What is it?", max_length=300, error_messages={"required": "Enter a title"})
    where = forms.ChoiceField(label="For which meeting?", error_messages={"required": "Choose a meeting"})
    presenter = forms.CharField(label="Who presents it?", max_length=200, required=False)
    purpose = forms.ChoiceField(label="Purpose", choices=PURPOSES, initial="discussion")
    reason = forms.CharField(label="Who asked for it, or why", required=False, widget=_LINES)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the next meeting of each body, and each meeting to come."""
        super().__init__(*args, **told)
        self.bodies = {one.pk: one for one in Series.objects.filter(partnership=partnership).order_by("name")}
        self.called = {one.pk: one for one in _list_meetings(partnership)}
        _offer(self, "where", self._list_places())

    def _list_places(self) -> list[Any]:
        following = [(f"next:{one.pk}", f"The next meeting of {one}") for one in self.bodies.values()]
        chosen = [(f"on:{one.pk}", f"{date_words(one.on)}, {one.body}") for one in self.called.values()]
        return [("", "Choose"), *following, *([("Meetings to come", chosen)] if chosen else [])]

    @property
    def place(self) -> tuple[Series, Meeting | None]:
        """Return the body and the meeting that were chosen; None for a next meeting that nobody has planned."""
        kind, _, pk = self.cleaned_data["where"].partition(":")
        if kind == "next":
            series = self.bodies[int(pk)]
            return series, next((one for one in self.called.values() if one.series_id == series.pk), None)
        meeting = self.called[int(pk)]
        return self.bodies[meeting.series_id or 0], meeting

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written of the item beside its body."""
        held = {name: value for name, value in self.cleaned_data.items() if name != "where"}
        return {**held, "meeting": self.place[1]}

    @staticmethod
    def read(item: ForwardItem) -> dict[str, Any]:
        """Return initial values from an item."""
        where = f"on:{item.meeting_id}" if item.meeting_id else f"next:{item.series_id}"
        names = ("title", "presenter", "purpose", "reason")
        return {name: getattr(item, name) for name in names} | {"where": where}


class DeferForm(ForwardForm):
    """To which meeting an item is put off, and why."""

    field_order = ("where", "reason")

    def __init__(self, *args: Any, **told: Any) -> None:
        """Ask only for the meeting and the reason."""
        super().__init__(*args, **told)
        for name in ("title", "presenter", "purpose"):
            del self.fields[name]
        self.fields["where"].label = "To which meeting?"
        self.fields["reason"] = forms.CharField(label="Why is it put off?", widget=_LINES, error_messages=_WHY)


class DropForm(forms.Form):
    """Why an item is dropped."""

    reason = forms.CharField(label="Why is it dropped?", widget=_LINES, error_messages=_WHY)


class ItemForm(forms.Form):
    """An item of an agenda."""

    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Enter a title"})
    purpose = forms.ChoiceField(label="Purpose", choices=PURPOSES, initial="discussion")
    duration_minutes = forms.IntegerField(
        label="Minutes",
        min_value=0,
        max_value=600,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={"invalid": "Enter a whole number", "max_value": "Enter 600 or less"},
    )
    presenter = forms.CharField(label="Presenter", max_length=200, required=False)
    note = forms.CharField(label="Note", required=False, widget=_LINES, help_text="The public agenda shows it.")
    urgent_because = forms.CharField(
        label="Why the chair takes this late item",
        widget=_LINES,
        help_text="The agenda is published, so the public reads this reason.",
        error_messages={"required": "Say why the chair takes it"},
    )
    paragraph = forms.ChoiceField(
        label="Who may read it",
        required=False,
        help_text="An exempt item is public only by its title. The words of the paragraphs are ours: check the wording "
        "of Schedule 12A to the Local Government Act 1972.",
    )
    public_interest = forms.CharField(
        label="Why telling it would not serve the public",
        required=False,
        widget=_LINES,
        help_text="Needed for an exempt item. The public agenda shows it.",
    )

    def __init__(self, *args: Any, late: bool, wales: bool, **told: Any) -> None:
        """Ask for the chair's reason where the item is late; the paragraphs of Wales come first there."""
        super().__init__(*args, **told)
        if not late:
            del self.fields["urgent_because"]
        countries = ("Wales", "England") if wales else ("England", "Wales")
        groups = [
            (
                f"Exempt, {country}",
                [(one.number, f"{one.number}: {one.words}") for one in list_paragraphs() if one.country == country],
            )
            for country in countries
        ]
        _offer(self, "paragraph", [("", "Open: everybody"), *groups])

    def clean_duration_minutes(self) -> int:
        """Return 0 where nothing is typed."""
        return self.cleaned_data["duration_minutes"] or 0

    def clean(self) -> dict[str, Any]:
        """Ask for the paragraph and the reason together."""
        held = super().clean() or self.cleaned_data
        if held.get("paragraph") and not held.get("public_interest"):
            self.add_error("public_interest", "Say why telling it would not serve the public")
        if held.get("public_interest") and not held.get("paragraph"):
            self.add_error("paragraph", "Choose the paragraph, or take the reason away")
        return held

    @staticmethod
    def read(item: AgendaItem) -> dict[str, Any]:
        """Return initial values from an item."""
        values = {name: getattr(item, name) for name in ItemForm.base_fields}
        return values | {"duration_minutes": item.duration_minutes or ""}


class PaperForm(forms.Form):
    """A file to hang from an item."""

    file = forms.FileField(
        label="File",
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or plain text, 25 MB at most.",
        error_messages={"required": "Choose a file", "empty": "The selected file is empty"},
    )
    title = forms.CharField(
        label="Title", max_length=250, required=False, help_text="Without one the name of the file is shown."
    )
