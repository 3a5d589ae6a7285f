"""The filters of the list of decisions, and the forms of the calendar."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import state_words
from wapentake.kit.widgets import DayField
from wapentake.meetings.models import Meeting, Series, StandingItem
from wapentake.meetings.models.calendar import KINDS as MEETING_KINDS
from wapentake.meetings.models.calendar import PURPOSES
from wapentake.meetings.rules import WEEKS, Pattern, read_rule
from wapentake.terms import DecisionKind, parse_time
from wapentake.terms.days import MONTHS, WEEKDAYS

KINDS = [("", "All"), *((kind.value, state_words(kind.value)) for kind in DecisionKind)]
CONDITIONS = [("", "With or without"), ("yes", "With a condition"), ("no", "Without a condition")]
MONTH_CHOICES = [(number, name) for number, name in enumerate(MONTHS, 1)]
NUMBERING = [
    (0, "Each agenda begins at 1"),
    *((number, f"On all year, from 1 in {name}") for number, name in MONTH_CHOICES),
]
NOTICES = {"5": "England: five clear days", "3": "Wales: three clear days", "none": "None: an outside body"}
_SMALL = {"class": "govuk-input--width-4", "inputmode": "numeric"}


class DecisionFilter(FilterForm):
    """Which decisions to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    kind = forms.ChoiceField(label="Kind", required=False, choices=KINDS)
    condition = forms.ChoiceField(label="Condition", required=False, choices=CONDITIONS)
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)


class TimeField(forms.CharField):
    """An hour, however it is written."""

    def __init__(self, **told: Any) -> None:
        """Ask for it in a short box."""
        told = {"help_text": "For example 2pm or 14:00", "max_length": 12, **told}
        super().__init__(widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}), **told)

    def clean(self, value: Any) -> str:
        """Return it as "14:00"."""
        typed = super().clean(value)
        time = parse_time(typed) if typed else ""
        if time is None:
            raise forms.ValidationError("Enter an hour, such as 2pm or 14:00")
        return time


def _number(label: str, most: int, help_text: str = "", initial: int = 0) -> forms.IntegerField:
    wrong = {"invalid": "Enter a whole number", "max_value": f"Enter {most} or less", "min_value": "Enter 0 or more"}
    widget = forms.TextInput(attrs=_SMALL)
    return forms.IntegerField(
        label=label, min_value=0, max_value=most, help_text=help_text, initial=initial, widget=widget,
        error_messages={**wrong, "required": "Enter a number; 0 means none"},
    )  # fmt: skip


class SeriesForm(forms.Form):
    """A body that meets: how often, where, and how its agendas are numbered."""

    name = forms.CharField(label="Name of the body", max_length=250, error_messages={"required": "Enter the name"})
    kind = forms.ChoiceField(label="Kind of meeting", choices=MEETING_KINDS)
    week = forms.TypedChoiceField(
        label="How often",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "No pattern: I choose each day"), *((week, f"The {words}") for week, words in WEEKS.items())],
    )
    weekday = forms.TypedChoiceField(label="Day of the week", coerce=int, choices=list(enumerate(WEEKDAYS)))
    months = forms.TypedMultipleChoiceField(
        label="Months",
        coerce=int,
        required=False,
        choices=MONTH_CHOICES,
        widget=forms.CheckboxSelectMultiple(attrs={"small": True}),
    )
    time = TimeField(label="Begins at", required=False)
    duration_minutes = _number("Lasts (minutes)", 600, initial=120)
    venue = forms.CharField(label="Venue", max_length=300, required=False)
    room = forms.CharField(label="Room", max_length=100, required=False)
    dial_in = forms.CharField(
        label="How to join from afar",
        max_length=300,
        required=False,
        help_text="A link or a number. The public sees it only where the meeting is a public one.",
    )
    contact = forms.CharField(label="Contact", max_length=300, required=False, help_text="The public agenda shows it.")
    quorum = _number("Quorum", 99, "How many member bodies must be there. 0 where there is none.")
    year_month = forms.TypedChoiceField(label="Numbers of items", coerce=int, choices=NUMBERING, initial=5)

    def clean(self) -> dict[str, Any]:
        """Make one recurrence of week, weekday and months."""
        held = super().clean() or self.cleaned_data
        week, months = held.pop("week", None), tuple(sorted(held.pop("months", ())))
        weekday = held.pop("weekday", 0)
        if week is not None and not months:
            self.add_error("months", "Choose the months in which the body meets")
        held["rule"] = Pattern(week, weekday, months).rule if week is not None and months else ""
        return held

    @staticmethod
    def read(series: Series) -> dict[str, Any]:
        """Return initial values from a body."""
        pattern = read_rule(series.rule)
        often = {"week": pattern.week, "weekday": pattern.weekday, "months": pattern.months} if pattern else {}
        return {name: getattr(series, name) for name in SeriesForm.base_fields if hasattr(series, name)} | often


class StandingForm(forms.Form):
    """What stands on every agenda of a body."""

    title = forms.CharField(label="Title", max_length=300, error_messages={"required": "Enter the title"})
    purpose = forms.ChoiceField(label="Purpose", choices=PURPOSES, initial="discussion")
    duration_minutes = _number("Minutes", 600, "0 where you do not plan the time.")
    rota = forms.CharField(
        label="Presenters in turn",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One name on each line. Each agenda takes the next one.",
    )

    @staticmethod
    def read(item: StandingItem) -> dict[str, Any]:
        """Return initial values from a standing item."""
        return {name: getattr(item, name) for name in StandingForm.base_fields}


class NoticeForm(forms.Form):
    """How many clear days of notice are given, and from when."""

    profile = forms.ChoiceField(
        label="Notice",
        choices=list(NOTICES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three"},
    )
    since = DayField(label="For meetings from")

    @property
    def clear_days(self) -> int | None:
        """Return the days, or None where no notice is asked for."""
        profile = self.cleaned_data["profile"]
        return None if profile == "none" else int(profile)


class MeetingForm(forms.Form):
    """When and where one meeting is held."""

    on = DayField(label="Day")
    time = TimeField(label="Begins at", required=False)
    venue = forms.CharField(label="Venue", max_length=300, required=False)
    room = forms.CharField(label="Room", max_length=100, required=False)

    @staticmethod
    def read(held: Meeting | Series) -> dict[str, Any]:
        """Return initial values from a meeting, or from what is usual for a body."""
        return {name: getattr(held, name) for name in MeetingForm.base_fields if hasattr(held, name)}


class PlannedForm(MeetingForm):
    """A meeting that is put in the calendar by hand."""

    kind = forms.ChoiceField(label="Kind of meeting", choices=MEETING_KINDS)
    field_order = ("on", "kind", "time", "venue", "room")

    @staticmethod
    def read(held: Meeting | Series) -> dict[str, Any]:
        """Return what is usual for a body."""
        return {**MeetingForm.read(held), "kind": held.kind}


class CancelForm(forms.Form):
    """Why a meeting is not held."""

    because = forms.CharField(
        label="Why is it cancelled?",
        max_length=500,
        help_text="Calendars and the public page show these words.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is cancelled"},
    )
