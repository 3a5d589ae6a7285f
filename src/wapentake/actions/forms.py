"""The filters of the list of actions, and what a person says of one: how far, closed where, by when, who, a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, ActionState
from wapentake.actions.queries import list_owners
from wapentake.actions.rules import STEPS
from wapentake.agendas.checks import ACCEPTED
from wapentake.contacts.models import Organisation, Person
from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import date_words
from wapentake.kit.widgets import DayField
from wapentake.meetings.models import Meeting

STATES = (
    ("open", "Still to do"),
    ("overdue", "Overdue"),
    ("undated", "Without a date"),
    ("unowned", "Without an owner"),
    ("leaderless", "Without a lead"),
    ("progress", "In progress"),
    ("blocked", "Blocked"),
    ("done", "Said to be done"),
    ("closed", "Closed"),
    ("all", "All"),
)


class ActionFilter(FilterForm):
    """Which actions to show: those that are still to do, where nothing else is said."""

    defaults = {"state": "open"}  # noqa: RUF012 - read only
    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    owner = forms.ChoiceField(label="Owner", required=False)
    body = forms.ChoiceField(label="Organisation of the owner", required=False)
    led_by = forms.ChoiceField(label="Organisation that leads", required=False)
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the owners and organisations of this partnership."""
        super().__init__(*args, **told)
        people, written = list_owners(partnership)
        owners: list[Any] = [("", "Anybody")]
        owners += [("Known people", people)] if people else []
        owners += [("As written", written)] if written else []
        bodies = list(Organisation.objects.filter(partnership=partnership).order_by("name").values_list("pk", "name"))
        any_body = [("", "Any"), *bodies]
        for name, choices in (("owner", owners), ("body", any_body), ("led_by", any_body)):
            _offer(self, name, choices)


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
    field.choices = choices


_LINES = forms.Textarea(attrs={"rows": 3})
SAYINGS = {
    "open": "Not begun, or not done after all",
    "in progress": "In progress",
    "blocked": "Blocked: it waits for something",
    "done": "Said to be done: the meeting still has to close it",
}


class StateForm(forms.Form):
    """How far an action has come, and why; what is blocked says for what it waits."""

    state = forms.ChoiceField(
        label="How far has it come?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it has come"},
    )
    why = forms.CharField(label="What should others know?", required=False, max_length=1000, widget=_LINES)

    def __init__(self, *args: Any, action: Action, **told: Any) -> None:
        """Offer the steps that may follow."""
        super().__init__(*args, **told)
        _offer(self, "state", [(one, SAYINGS[one]) for one in SAYINGS if one in STEPS[action.state]])

    def clean(self) -> None:
        """Ask what a blocked action waits for."""
        if self.cleaned_data.get("state") == ActionState.BLOCKED and not self.cleaned_data.get("why"):
            self.add_error("why", "Say what it waits for")


class WhyForm(forms.Form):
    """Why something is changed."""

    why = forms.CharField(label="Why?", max_length=1000, widget=_LINES, error_messages={"required": "Say why"})


class CloseForm(forms.Form):
    """At which meeting an action is closed; outside of one a reason is needed."""

    say_optional = False
    at = forms.TypedChoiceField(
        label="Where is it closed?", required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label="Why?",
        required=False,
        max_length=1000,
        widget=_LINES,
        help_text="Outside of a meeting you must say why. At a meeting you need not.",
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **told: Any) -> None:
        """Offer the meetings that were held since the action was given."""
        super().__init__(*args, **told)
        self.meetings = {one.pk: one for one in meetings}
        held = [(one.pk, f"At the meeting of {date_words(one.on)}") for one in self.meetings.values()]
        _offer(self, "at", [*held, ("", "Outside of a meeting")])

    def clean(self) -> None:
        """Ask for a reason where no meeting closes it."""
        if self.cleaned_data.get("at") is None and not self.cleaned_data.get("why") and "at" not in self.errors:
            self.add_error("why", "Say why it is closed outside of a meeting")


class DueForm(forms.Form):
    """By when an action is due: a day, a meeting, or neither; and why."""

    say_optional = False
    how = forms.ChoiceField(
        label="By when is it due?",
        choices=(("day", "By a day"), ("meeting", "At a meeting"), ("none", "No date")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose by when it is due"},
    )
    day = DayField(label="The day", required=False)
    meeting = forms.TypedChoiceField(
        label="The meeting",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="When this meeting is moved, the due day moves with it.",
    )
    why = forms.CharField(label="Why is it changed?", required=False, max_length=1000, widget=_LINES)

    def __init__(self, *args: Any, called: Iterable[Meeting], **told: Any) -> None:
        """Offer the meetings to come."""
        super().__init__(*args, **told)
        self.called = {one.pk: one for one in called}
        meetings = [(one.pk, f"{one.body}, {date_words(one.on)}") for one in self.called.values()]
        _offer(self, "meeting", [("", "Choose a meeting"), *meetings])

    def clean(self) -> None:
        """Ask for the day or the meeting that was chosen."""
        how = self.cleaned_data.get("how")
        if how == "day" and not self.cleaned_data.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day")
        if how == "meeting" and not self.cleaned_data.get("meeting"):
            self.add_error("meeting", "Choose a meeting")

    @property
    def values(self) -> dict[str, Any]:
        """Return what is set: `day` or `meeting`."""
        told = self.cleaned_data
        return {
            "day": told["day"] if told["how"] == "day" else None,
            "meeting": self.called[told["meeting"]] if told["how"] == "meeting" else None,
        }


PAGE, NOBODY = "page", "nobody"


class LeadForm(forms.Form):
    """Who leads an action: somebody, whom the minutes name, or nobody for now; and why."""

    lead = forms.ChoiceField(label="Who leads it?", error_messages={"required": "Choose who leads it"})
    why = forms.CharField(label="Why?", required=False, max_length=1000, widget=_LINES)

    def __init__(self, *args: Any, people: Iterable[Person], given: bool, **told: Any) -> None:
        """Offer the people who have not left."""
        super().__init__(*args, **told)
        self.people = {str(one.pk): one for one in people}
        first = [("", "Choose"), *([(PAGE, "Whoever the minutes name")] if given else []), (NOBODY, "Nobody for now")]
        known = [(pk, one.name) for pk, one in self.people.items()]
        _offer(self, "lead", [*first, *([("People", known)] if known else [])])

    def clean(self) -> None:
        """Ask for a reason where nobody is to lead it."""
        if self.cleaned_data.get("lead") == NOBODY and not self.cleaned_data.get("why"):
            self.add_error("why", "Say why nobody leads it")


class NoteForm(forms.Form):
    """What is noted of an action, with a file or without."""

    say_optional = False
    text = forms.CharField(label="Note", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    file = forms.FileField(
        label="File",
        required=False,
        help_text=f"{ACCEPTED}. 25 MB at most. All who sign in here can read it.",
    )

    def clean(self) -> None:
        """Ask for one of the two."""
        if not self.cleaned_data.get("text") and not self.cleaned_data.get("file") and not self.errors:
            self.add_error("text", "Write a note, or choose a file")
