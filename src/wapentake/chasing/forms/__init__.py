"""What somebody answers on an action, and how a partnership chases."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from wapentake.chasing.models import AnswerKind, NudgeRule
from wapentake.chasing.rules import read_days, say_days
from wapentake.contacts.models import Person
from wapentake.kit.widgets import DayField
from wapentake.terms import parse_time, say_time

_LINES = forms.Textarea(attrs={"rows": 3})
MOST_WORDS = 4000


class ReplyForm(forms.Form):
    """What all answers have: the mark of this form, and how the action stood when it was shown."""

    kind: ClassVar[AnswerKind]
    title: ClassVar[str]
    save: ClassVar[str] = "Send"
    once = forms.CharField(widget=forms.HiddenInput, max_length=60)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)

    def __init__(self, *args: Any, **told: Any) -> None:
        """Name the fields by the kind of answer, for several of these forms stand on one page."""
        told["auto_id"] = f"{self.kind.value.replace(' ', '-')}_%s"
        super().__init__(*args, **told)
        self.use_required_attribute = False

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said, as a reply takes it."""
        held = dict(self.cleaned_data)
        held.pop("file", None)
        return held


class DoneForm(ReplyForm):
    """It is done."""

    kind, title, save = AnswerKind.DONE, "It is done", "Say that it is done"
    words = forms.CharField(label="What was done", required=False, max_length=MOST_WORDS, widget=_LINES)


class DayForm(ReplyForm):
    """By when it will be done."""

    kind, title, save = AnswerKind.DAY, "Say by when", "Say by when"
    day = DayField(label="By when will it be done?", error_messages={"required": "Enter a day"})
    words = forms.CharField(label="Anything to add", required=False, max_length=MOST_WORDS, widget=_LINES)


class ProgressForm(ReplyForm):
    """It was begun."""

    kind, title, save = AnswerKind.PROGRESS, "It is in progress", "Say that it is in progress"
    words = forms.CharField(label="How far has it come?", required=False, max_length=MOST_WORDS, widget=_LINES)


class BlockedForm(ReplyForm):
    """It cannot go on."""

    kind, title, save = AnswerKind.BLOCKED, "It is blocked", "Say that it is blocked"
    words = forms.CharField(
        label="What blocks it?", max_length=MOST_WORDS, widget=_LINES, error_messages={"required": "Say what blocks it"}
    )


class NotMineForm(ReplyForm):
    """It belongs to somebody else."""

    kind, title, save = AnswerKind.NOT_MINE, "It is not mine", "Say that it is not mine"
    words = forms.CharField(
        label="Whose is it, or why is it not yours?",
        max_length=MOST_WORDS,
        widget=_LINES,
        help_text="The coordinator then finds who leads it. It goes from your page.",
        error_messages={"required": "Say whose it is, or why it is not yours"},
    )


class HandOverForm(ReplyForm):
    """Somebody else will do it."""

    kind, title, save = AnswerKind.HAND_OVER, "Hand it over", "Hand it over"
    to_person = forms.ModelChoiceField(
        Person.objects.none(),
        label="A colleague",
        required=False,
        empty_label="Choose",
        help_text="It is theirs at once, and goes from your page.",
    )
    to_name = forms.CharField(
        label="Or somebody else", required=False, max_length=200, help_text="Their name. The coordinator confirms it."
    )
    to_email = forms.EmailField(label="Their email address", required=False, max_length=254)
    words = forms.CharField(
        label="Anything to add",
        required=False,
        max_length=MOST_WORDS,
        widget=_LINES,
        help_text="They are told by e-mail that it is theirs, with these words.",
    )

    def __init__(self, *args: Any, colleagues: Iterable[Person] = (), **told: Any) -> None:
        """Offer the colleagues who are known; without any, only a name is asked for."""
        super().__init__(*args, **told)
        people = list(colleagues)
        if not people:
            del self.fields["to_person"]
            self.fields["to_name"].label = "To whom?"
            return
        field = self.fields["to_person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - told to the type checker
        field.queryset = Person.objects.filter(pk__in=[one.pk for one in people]).order_by("name")

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        held = super().clean() or self.cleaned_data
        if not held.get("to_person") and not str(held.get("to_name", "")).strip() and "to_name" not in self.errors:
            self.add_error("to_name", "Choose a colleague, or enter a name")
        if held.get("to_person") and str(held.get("to_name", "")).strip():
            self.add_error("to_name", "Choose a colleague or enter a name, not both")
        return held


class NoteForm(ReplyForm):
    """Words or a file to go with an action."""

    kind, title, save = AnswerKind.NOTE, "Add a note or a file", "Add"
    words = forms.CharField(label="Note", required=False, max_length=MOST_WORDS, widget=_LINES)
    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or plain text, 25 MB at most.",
        error_messages={"empty": "The selected file is empty"},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words, a file, or both."""
        held = super().clean() or self.cleaned_data
        if not str(held.get("words", "")).strip() and not held.get("file") and not self.errors:
            self.add_error("words", "Write a note, or choose a file")
        return held


REPLIES: tuple[type[ReplyForm], ...] = (
    DoneForm,
    DayForm,
    ProgressForm,
    BlockedForm,
    NoteForm,
    HandOverForm,
    NotMineForm,
)


def mark_form() -> str:
    """Return a mark by which a form that is sent twice is known."""
    return secrets.token_urlsafe(12)


# How a partnership chases


class HourField(forms.CharField):
    """An hour, however it is typed."""

    def clean(self, value: Any) -> time:
        """Return it as a time."""
        typed = super().clean(value)
        hour = parse_time(typed)
        if hour is None:
            raise ValidationError("Enter an hour, such as 8.00 am", code="invalid")
        return time.fromisoformat(hour)


class RuleForm(forms.Form):
    """When people are reminded."""

    before = forms.CharField(
        label="Days before the due day",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="For example, 14, 7 and 2. Each at most 120.",
    )
    on_day = forms.BooleanField(label="On the due day too", required=False)
    after = forms.CharField(
        label="Days after the due day",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="For example, 1. After that, late actions are asked for before each meeting.",
    )
    meeting = forms.CharField(
        label="Days before a meeting",
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="For actions without a day, late ones and blocked ones of the body that meets.",
    )
    quiet_from = HourField(
        label="No letters after",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter an hour, such as 6.00 pm"},
    )
    quiet_until = HourField(
        label="No letters before",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": "Enter an hour, such as 8.00 am"},
    )
    weekends_quiet = forms.BooleanField(label="No letters on weekends and bank holidays", required=False)

    def clean(self) -> dict[str, Any]:
        """Read the numbers of days."""
        held = super().clean() or self.cleaned_data
        for name in ("before", "after", "meeting"):
            try:
                held[name] = read_days(held.get(name) or "")
            except ValueError:
                self.add_error(name, "Enter whole numbers, such as 14, 7 and 2")
        return held

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written of the rule."""
        held = self.cleaned_data
        days = {*held["before"], *(-one for one in held["after"] if one)} - {0}
        return {
            "days": sorted(days | ({0} if held["on_day"] else set()), reverse=True),
            "meeting_days": list(held["meeting"]),
            **{name: held[name] for name in ("quiet_from", "quiet_until", "weekends_quiet")},
        }

    @staticmethod
    def read(rule: NudgeRule) -> dict[str, Any]:
        """Return initial values from a rule."""
        return {
            "before": say_days([one for one in rule.days if one > 0]),
            "on_day": 0 in rule.days,
            "after": say_days(sorted(-one for one in rule.days if one < 0)),
            "meeting": say_days(rule.meeting_days),
            "quiet_from": say_time(f"{rule.quiet_from:%H:%M}"),
            "quiet_until": say_time(f"{rule.quiet_until:%H:%M}"),
            "weekends_quiet": rule.weekends_quiet,
        }


class LinkForm(forms.Form):
    """For whom a link is made by hand."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="For whom?",
        empty_label="Choose",
        error_messages={"required": "Choose somebody"},
    )

    def __init__(self, *args: Any, people: Any, **told: Any) -> None:
        """Offer these people."""
        super().__init__(*args, **told)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - told to the type checker
        field.queryset = people


class SettleForm(forms.Form):
    """Who leads an action about which somebody asked."""

    person = forms.ModelChoiceField(Person.objects.none(), label="Who leads it?", required=False, empty_label="Choose")

    def __init__(self, *args: Any, people: Any, **told: Any) -> None:
        """Offer these people."""
        super().__init__(*args, **told)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - told to the type checker
        field.queryset = people
