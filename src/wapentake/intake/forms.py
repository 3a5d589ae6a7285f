"""Forms: adding pages, and putting right what was read. Each form of a kind reads a statement's data and writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from wapentake.fetching import parse_base
from wapentake.intake.rules import say_due
from wapentake.kit.widgets import DayField
from wapentake.sources.models import PassageKind
from wapentake.terms import Amount, AmountRole, DecisionKind, Presence

_SHORT = forms.TextInput(attrs={"class": "govuk-input--width-10"})
_LONG = forms.Textarea(attrs={"rows": 3})


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files, each looked at as a single one would be."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files."""
        return [super(ManyFilesField, self).clean(one, initial) for one in data or [None]]


class FilesForm(forms.Form):
    """Files to read."""

    pages = ManyFilesField(
        label="Files",
        help_text="Web pages, PDF, Word, OpenDocument, Markdown or plain text. You can choose several.",
        error_messages={"required": "Choose at least one file", "empty": "The selected file is empty"},
    )


class PasteForm(forms.Form):
    """Text to read."""

    name = forms.CharField(
        label="What to call it", max_length=200, required=False, help_text="For example “JAG, 4 March 2024”."
    )
    text = forms.CharField(
        label="The minutes",
        widget=forms.Textarea(attrs={"rows": 10}),
        strip=False,
        error_messages={"required": "Paste the text of the minutes"},
    )


class FetchForm(forms.Form):
    """A committee on a ModernGov site."""

    address = forms.CharField(
        label="Address of the council’s ModernGov site",
        help_text="For example https://democracy.example.gov.uk",
        error_messages={"required": "Enter the address of the site"},
    )
    committee = forms.IntegerField(
        label="Number of the committee",
        min_value=1,
        help_text="It stands after CId= or CommitteeId= in the address of the committee’s page.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"required": "Enter the number of the committee", "invalid": "Enter a whole number"},
    )
    since = DayField(label="Only meetings from this day on", required=False)

    def clean_address(self) -> str:
        """Return the address under which the site's pages lie."""
        try:
            return parse_base(self.cleaned_data["address"].strip())
        except ValueError:
            raise forms.ValidationError("Write the address as https://democracy.example.gov.uk") from None


class StatementForm(forms.Form):
    """What a person says a passage means. `read` fills it from data, `data` gives the data back."""

    say_optional = True

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return initial values from a statement's data."""
        return dict(data)

    def data_of(self) -> dict[str, Any]:
        """Return the statement's data as the form says it."""
        return dict(self.cleaned_data)


class MeetingForm(StatementForm):
    """Whose meeting, and when."""

    body = forms.CharField(label="Whose meeting it was", max_length=250)
    on = DayField(label="Day of the meeting")
    time = forms.RegexField(r"^\d\d:\d\d$", label="Time", required=False, help_text="For example 14:00", widget=_SHORT)
    venue = forms.CharField(label="Venue", max_length=300, required=False)

    def data_of(self) -> dict[str, Any]:
        """Write the day as the record does."""
        return {**self.cleaned_data, "on": self.cleaned_data["on"].isoformat()}


class AttendanceForm(StatementForm):
    """Who was there, or was not."""

    name = forms.CharField(label="Name", max_length=200)
    status = forms.ChoiceField(label="Was", choices=[(one.value, one.value.capitalize()) for one in Presence])
    organisation = forms.CharField(label="Organisation", max_length=250, required=False)
    role = forms.CharField(label="Role at the meeting", max_length=100, required=False)
    deputy_for = forms.CharField(label="Stood in for", max_length=200, required=False)


class ItemForm(StatementForm):
    """A heading of the agenda."""

    number = forms.CharField(label="Number", max_length=12, required=False, widget=_SHORT)
    title = forms.CharField(label="Title", widget=_LONG)
    presenters = forms.CharField(label="Presented by", required=False, help_text="Separate several with commas.")

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Join the presenters."""
        return {**data, "presenters": ", ".join(data.get("presenters") or [])}

    def data_of(self) -> dict[str, Any]:
        """Part the presenters."""
        return {**self.cleaned_data, "presenters": _part(self.cleaned_data["presenters"])}


class ActionForm(StatementForm):
    """A task, who is to do it, and by when."""

    text = forms.CharField(
        label="What is to be done", widget=_LONG, error_messages={"required": "Enter what is to be done"}
    )
    owners = forms.CharField(
        label="By whom", required=False, help_text="As in the minutes. Separate several with commas; the first leads."
    )
    due_on = DayField(label="By which day", required=False)
    due_event = forms.CharField(
        label="By which event", max_length=200, required=False, help_text="For example “next meeting”."
    )
    done = forms.BooleanField(label="The minutes say that it is done already", required=False)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Part the due into a day and an event."""
        day, event = say_due(data)
        return {**data, "owners": ", ".join(data.get("owners") or []), "due_on": day, "due_event": event}

    def data_of(self) -> dict[str, Any]:
        """Join them again."""
        held = self.cleaned_data
        day = held["due_on"].isoformat() if held["due_on"] else None
        due = {"date": day, "event": held["due_event"] or None} if day or held["due_event"] else None
        return {"text": held["text"], "owners": _part(held["owners"]), "due": due, "done": held["done"]}


class DecisionForm(StatementForm):
    """What the meeting settled."""

    kind = forms.ChoiceField(
        label="What happened", choices=[(one.value, one.value.replace("-", " ").capitalize()) for one in DecisionKind]
    )
    text = forms.CharField(
        label="What was settled", widget=_LONG, error_messages={"required": "Enter what was settled"}
    )
    condition = forms.CharField(label="On what condition", widget=forms.Textarea(attrs={"rows": 2}), required=False)


class AmountForm(StatementForm):
    """A sum of money and what it is."""

    value = forms.CharField(label="Sum in pounds", help_text="For example 1,549.07 or -250", widget=_SHORT)
    role = forms.ChoiceField(label="What it is", choices=[(one.value, one.value.capitalize()) for one in AmountRole])

    def clean_value(self) -> str:
        """Return the sum in the decimal form of the record."""
        amount = Amount.from_text(self.cleaned_data["value"].replace("£", "").replace(" ", ""))
        if amount is None or abs(amount.pence) >= 10**15:
            raise forms.ValidationError("Enter a sum such as 1,549.07")
        return str(amount)


class FigureForm(StatementForm):
    """A count, and what it was before."""

    measure = forms.CharField(label="What was counted", max_length=300)
    previous = forms.FloatField(label="Before", required=False, widget=_SHORT)
    current = forms.FloatField(label="Now", required=False, widget=_SHORT)
    period = forms.CharField(label="Period", max_length=200, required=False)
    change = forms.CharField(label="Change, as written", max_length=100, required=False)

    def data_of(self) -> dict[str, Any]:
        """Write whole counts as whole numbers."""
        held = self.cleaned_data
        counts = {key: _whole(held[key]) for key in ("previous", "current")}
        return {**held, **counts}


FORMS: dict[str, type[StatementForm]] = {
    PassageKind.MEETING: MeetingForm,
    PassageKind.ATTENDANCE: AttendanceForm,
    PassageKind.ITEM: ItemForm,
    PassageKind.ACTION: ActionForm,
    PassageKind.DECISION: DecisionForm,
    PassageKind.AMOUNT: AmountForm,
    PassageKind.FIGURE: FigureForm,
}


class SelectionForm(forms.Form):
    """What to make of words that somebody selected."""

    kind = forms.ChoiceField(
        label="Make of these words",
        choices=[("action", "An action"), ("decision", "A decision"), ("amount", "A sum of money")],
    )


class StrikeForm(forms.Form):
    """Words that are to go for ever, and why."""

    words = forms.CharField(
        label="The words to strike out",
        widget=_LONG,
        help_text="Copy them from the text exactly. They go wherever they stand in the pages of this meeting.",
        error_messages={"required": "Enter the words"},
    )
    why = forms.CharField(
        label="Why",
        max_length=300,
        help_text="This stays in the history, so do not repeat the details here.",
        error_messages={"required": "Say why"},
    )
    sure = forms.BooleanField(
        label="I understand that this cannot be undone", error_messages={"required": "Confirm that you understand"}
    )


def _part(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


__all__ = ["FORMS", "FetchForm", "FilesForm", "PasteForm", "SelectionForm", "StatementForm", "StrikeForm"]
