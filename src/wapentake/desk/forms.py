"""What a search, a step of a meeting, the leak check, and letters on absence ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from wapentake.actions.models import Action
from wapentake.contacts.models import Person
from wapentake.desk.queries.bodies import Stood
from wapentake.kit.errors import Refused
from wapentake.kit.lists import FilterForm
from wapentake.kit.templatetags.kit import date_words
from wapentake.kit.widgets import DayField
from wapentake.meetings.models import Meeting
from wapentake.sources.models import PassageKind

KINDS = (("", "Anything"), *PassageKind.choices, ("page", "Whole pages"))
ORDERS = (("", "Best first"), ("newest", "Newest meeting first"))


class SearchForm(FilterForm):
    """Words, and how to narrow down what they find."""

    q = forms.CharField(
        label="Search for",
        required=False,
        strip=True,
        help_text="All of the words must be there. Use “quotes” for a phrase, polic* for words that begin so, "
        "and -word for what must not be there.",
    )
    kind = forms.ChoiceField(label="Kind", required=False, choices=KINDS)
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS)


class ClearForm(forms.Form):
    """Who cleared the draft minutes, when, and how they said so."""

    cleared_by = forms.CharField(
        label="Who cleared it", max_length=200, error_messages={"required": "Enter who cleared the draft"}
    )
    on = DayField(label="On")
    how = forms.CharField(
        label="How they said so", max_length=200, required=False, help_text="For example: by e-mail, at a call."
    )


class CirculateForm(forms.Form):
    """When members were given the draft."""

    on = DayField(label="Sent to members on")


class ConfirmForm(forms.Form):
    """At which meeting the minutes were agreed as a true record, and who signed them."""

    confirmed_at = forms.TypedChoiceField(label="Agreed as a true record at the meeting of", coerce=int)
    signed_by = forms.CharField(
        label="Signed by", max_length=200, error_messages={"required": "Enter who signed the minutes"}
    )
    on = DayField(label="Signed on")

    def __init__(self, *args: Any, later: Sequence[Meeting] = (), **kwargs: Any) -> None:
        """Offer the meetings that were held since."""
        super().__init__(*args, **kwargs)
        self.fields["confirmed_at"].choices = [(one.pk, date_words(one.on)) for one in later]  # type: ignore[attr-defined]  # a field of choices


class CorrectionForm(forms.Form):
    """What confirmed minutes should have said."""

    was = forms.CharField(
        label="The minutes say",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copy the words exactly as they stand.",
        error_messages={"required": "Copy the words that are wrong"},
    )
    should_be = forms.CharField(
        label="They should say",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what they should say"},
    )
    item = forms.CharField(label="Under which item", max_length=320, required=False)
    agreed_at = forms.TypedChoiceField(label="Agreed at the meeting of", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, later: Sequence[Meeting] = (), **kwargs: Any) -> None:
        """Offer the meetings that were held since."""
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, str]] = [
            ("", "No meeting has agreed it yet"),
            *((one.pk, date_words(one.on)) for one in later),
        ]
        self.fields["agreed_at"].choices = choices  # type: ignore[attr-defined]  # a field of choices

    def refuse(self, refused: Refused) -> None:
        """Say why the correction is not kept; one that may tell of somebody is then taken from who means it."""
        if refused.code != "leak":
            self.add_error("was", refused.words)
            return
        self.fields["anyway"] = forms.BooleanField(label="The public may read these words all the same", required=False)
        self.add_error(
            "should_be", f"{refused.words} Write them otherwise, or say below that the public may read them."
        )


class MoveForm(forms.Form):
    """The line that stays in the place of words that are moved out of what the public reads."""

    neutral = forms.CharField(label="The line that stands in their place", widget=forms.Textarea(attrs={"rows": 4}))


class LeaveForm(forms.Form):
    """Why words may be public after all."""

    reason = forms.CharField(label="Or say why the public may read them", max_length=500)


class MeetingChoice(FilterForm):
    """Up to which meeting attendance is counted."""

    meeting = forms.TypedChoiceField(label="Twelve months up to", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, meetings: Sequence[Meeting] = (), **kwargs: Any) -> None:
        """Offer the meetings that were held."""
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, str]] = [("", "The last meeting")]
        choices += [(one.pk, f"{date_words(one.on)}, {one.body}") for one in meetings]
        self.fields["meeting"].choices = choices  # type: ignore[attr-defined]  # a field of choices


class AbsenceLetterForm(forms.Form):
    """A letter to a body that was absent, and on which day it went where it is not sent from here."""

    to = forms.CharField(label="To", max_length=300, error_messages={"required": "Enter whom the letter is for"})
    email = forms.EmailField(label="E-mail address", required=False, help_text="Only if you send it from here.")
    subject = forms.CharField(label="Subject", max_length=200, error_messages={"required": "Enter a subject"})
    text = forms.CharField(
        label="Letter",
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="An empty line begins a new paragraph. A line that begins with “- ” is a point of a list.",
        error_messages={"required": "Enter what the letter says"},
    )
    sent_on = DayField(
        label="If you send it by post or by hand: sent on",
        required=False,
        help_text="Leave it as it is if you only save the letter.",
    )

    @property
    def letter(self) -> dict[str, str]:
        """Return what is kept of a letter."""
        told = {name: self.cleaned_data[name] for name in ("to", "email", "subject", "text")}
        return told | {"text": told["text"].replace("\r\n", "\n")}

    def clean(self) -> dict[str, Any]:
        """Ask for what the way in which it goes out needs."""
        told = super().clean() or {}
        do, sent_on = self.data.get("do"), told.get("sent_on")
        if do == "email" and not told.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the e-mail address to which the letter goes")
        if do == "post" and "sent_on" not in self.errors:
            if sent_on is None:
                self.add_error("sent_on", "Enter the day on which the letter was sent")
            elif sent_on > timezone.localdate():
                self.add_error("sent_on", "Enter today, or a day before")
        return told


class AbsenceWordingForm(forms.Form):
    """What letters on absence say, and from when."""

    subject = forms.CharField(label="Subject", max_length=200, error_messages={"required": "Enter a subject"})
    text = forms.CharField(
        label="Letter",
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": "Enter what the letter says"},
    )
    duty = forms.CharField(
        label="What is said to responsible authorities alone",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="It stands in place of [duty].",
    )
    since = DayField(label="For letters begun from")


class BodyForm(forms.Form):
    """Whether a body is a member, and who represents it. `was` is what the page showed, so that only changes count."""

    say_optional = False
    is_member = forms.BooleanField(label="Member body", required=False)
    is_responsible = forms.BooleanField(label="Responsible authority", required=False)
    head = forms.ChoiceField(label="Represented by", required=False)
    was = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, stood: Stood, hint: str, **told: Any) -> None:
        """Offer the people who stood for it; the one who came most often is proposed."""
        body = stood.body
        shown = body.head if body.is_member or body.is_responsible else stood.proposed
        initial = {
            "is_member": body.is_member,
            "is_responsible": body.is_responsible,
            "head": str(shown.pk) if shown else "",
            "was": f"{int(body.is_member)}|{int(body.is_responsible)}|{body.head.pk if body.head else ''}",
        }
        told["initial"] = initial
        super().__init__(*args, **told)
        self.stood, self.hint = stood, hint
        self.people = {str(one.pk): one for one, _ in stood.people}
        if body.head:
            self.people.setdefault(str(body.head.pk), body.head)
        times = {str(one.pk): many for one, many in stood.people}
        named = [(pk, _name(one, times.get(pk, 0))) for pk, one in self.people.items()]
        self.fields["head"].choices = [("", "Nobody"), *named]  # type: ignore[attr-defined]  # a field of choices

    @property
    def said(self) -> dict[str, Any]:
        """Return what a person changed on the page: nothing that somebody else changed meanwhile is among it.

        Means: who is proposed counts once the body is ticked.
        """
        told = self.cleaned_data
        member, responsible, head = (*told["was"].split("|"), "", "", "")[:3]
        said: dict[str, Any] = {}
        if told["is_member"] != (member == "1"):
            said["is_member"] = told["is_member"]
        if told["is_responsible"] != (responsible == "1"):
            said["is_responsible"] = told["is_responsible"]
        if told["head"] != head and (told["is_member"] or told["is_responsible"]):
            said["representative"] = self.people.get(told["head"])
        return said


def _name(person: Person, times: int) -> str:
    left = f", left on {date_words(person.left_on)}" if person.left_on else ""
    return f"{person}{f', listed {times} of late' if times else ''}{left}"


class GoForm(forms.Form):
    """What a meeting says of one action: it is closed, kept open by another day, or left as it is."""

    say_optional = False
    do = forms.ChoiceField(label="What is said of it?", required=False, widget=forms.RadioSelect, initial="")
    day = DayField(label="Due on", required=False)
    why = forms.CharField(label="Why, or what was said", required=False, max_length=1000)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, action: Action, following: Meeting | None, was: str, **told: Any) -> None:
        """Offer the day of the next meeting where one is planned."""
        told |= {"prefix": f"action-{action.pk}", "initial": {"was": was, "do": ""}}
        super().__init__(*args, **told)
        self.action = action
        choices = [("", "Leave it as it is"), ("close", "Close it at this meeting")]
        if following is not None:
            choices.append(("next", f"Keep it open, due at the meeting of {date_words(following.on)}"))
        self.fields["do"].choices = [*choices, ("day", "Keep it open, due on another day")]  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> None:
        """Ask for the day; a day that stands there unasked is meant too."""
        told = self.cleaned_data
        if told.get("day") and not told.get("do"):
            told["do"] = "day"
        if told.get("do") == "day" and not told.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day by which it is due")

    @property
    def was_said(self) -> bool:
        """Whether somebody filled in the parts that are folded away."""
        return self.is_bound and any(self[name].data for name in ("day", "why"))

    @property
    def says(self) -> bool:
        """Whether anything is said of it."""
        return bool(self.cleaned_data.get("do"))
