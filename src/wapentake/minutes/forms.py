"""What is asked for while minutes are written: how somebody stands, a new person, a decision, an interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wapentake.agendas.models import AgendaItem
from wapentake.minutes.models import Outcome, Roll, Settled
from wapentake.minutes.rules import Seat, Settlement
from wapentake.minutes.rules.roll import ROLES
from wapentake.terms import DecisionKind, RollStatus

STATUSES = (
    (RollStatus.EXPECTED, "Not known yet"),
    (RollStatus.PRESENT, "Present"),
    (RollStatus.DEPUTY, "Deputy for a member"),
    (RollStatus.APOLOGIES, "Apologies"),
    (RollStatus.ABSENT, "Absent without apology"),
    (RollStatus.INVITED, "Invited, no member"),
)
ROLE_CHOICES = (("", "None"), *((role.value, role.value.capitalize()) for role in ROLES))
KINDS = (
    (DecisionKind.AGREED, "Agreed"),
    (DecisionKind.AGREED_IN_PRINCIPLE, "Agreed in principle, on a condition"),
    (DecisionKind.DEFERRED, "Deferred"),
    (DecisionKind.NOTED, "Noted"),
    (DecisionKind.REJECTED, "Refused"),
    (DecisionKind.CONFIRMED, "Minutes confirmed as a true record"),
)


def _narrow(width: int = 20, **attrs: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"class": f"govuk-input--width-{width}", "autocomplete": "off", **attrs})


class SeatForm(forms.Form):
    """How somebody on the roll stands."""

    status = forms.ChoiceField(label="Stands as", choices=STATUSES)
    role = forms.ChoiceField(label="Role", choices=ROLE_CHOICES, required=False)
    deputy_for = forms.CharField(label="Deputy for", max_length=200, required=False, widget=_narrow())
    left_at = forms.TimeField(
        label="Left early, at",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"}, format="%H:%M"),
    )
    is_member = forms.BooleanField(label="Counts as a member", required=False)

    @classmethod
    def of(cls, row: Roll, data: Mapping[str, Any] | None = None) -> SeatForm:
        """Return the form of a row of the roll."""
        initial = {key: getattr(row, key) for key in cls.base_fields}
        return cls(data, prefix=f"seat-{row.pk}", initial=initial)

    def clean_left_at(self) -> str:
        """Keep the hour as the register writes it."""
        at = self.cleaned_data["left_at"]
        return at.strftime("%H:%M") if at else ""


class PersonForm(forms.Form):
    """Somebody to put on the roll."""

    name = forms.CharField(label="First and last name", max_length=200, widget=_narrow())
    organisation = forms.CharField(label="Organisation", max_length=250, required=False, widget=_narrow())
    status = forms.ChoiceField(label="Stands as", choices=STATUSES, initial=RollStatus.PRESENT.value)
    deputy_for = forms.CharField(
        label="Deputy for",
        max_length=200,
        required=False,
        widget=_narrow(),
        help_text="The member’s first and last name.",
    )

    def seat(self) -> Seat:
        """Return what was told as a value."""
        told = self.cleaned_data
        deputy = told["deputy_for"] if told["status"] == RollStatus.DEPUTY else ""
        return Seat(name=told["name"], organisation=told["organisation"], status=told["status"], deputy_for=deputy)


class ResolutionForm(forms.Form):
    """A decision: what, of what kind, and how it was taken."""

    kind = forms.ChoiceField(label="What happened", choices=KINDS, widget=forms.RadioSelect)
    text = forms.CharField(
        label="What was settled",
        error_messages={"required": "Enter what was settled"},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One sentence, without “It was agreed that”: “the order be renewed with no change to its area”. "
        "Of what was deferred, noted or refused, write the thing: “the bid for alley gates”.",
    )
    condition = forms.CharField(
        label="On condition that",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only for “agreed in principle, on a condition”.",
    )
    settled = forms.ChoiceField(
        label="How it was settled", choices=Settled.choices, widget=forms.RadioSelect, initial=Settled.CONSENSUS.value
    )
    proposer = forms.ChoiceField(label="Proposed by", required=False)
    seconder = forms.ChoiceField(label="Seconded by", required=False)
    votes_for = forms.IntegerField(label="Votes for", required=False, min_value=0, max_value=999)
    votes_against = forms.IntegerField(label="Votes against", required=False, min_value=0, max_value=999)
    abstained = forms.IntegerField(label="Abstained", required=False, min_value=0, max_value=999)
    names = forms.CharField(
        label="Who voted how",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only where the names were asked for.",
    )
    dissent = forms.CharField(label="Dissent to be minuted", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, voters: Sequence[str] = (), **told: Any) -> None:
        """Offer those who have a vote as proposer and seconder."""
        super().__init__(*args, **told)
        for name in ("proposer", "seconder"):
            named = self.initial.get(name)
            people = [*voters, *([named] if named and named not in voters else [])]
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "Nobody is named"), *((one, one) for one in people)]
        for name in ("votes_for", "votes_against", "abstained"):
            self.fields[name].widget = forms.TextInput(
                attrs={"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}
            )

    def settlement(self) -> Settlement:
        """Return what was told as a value."""
        told = dict(self.cleaned_data)
        return Settlement(by_vote=told.pop("settled") == Settled.VOTE, **told)


class DeclarationForm(forms.Form):
    """An interest that somebody declared."""

    name = forms.ChoiceField(label="Who declared it", error_messages={"required": "Choose who declared it"})
    item = forms.ModelChoiceField(
        label="About which item",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="No item in particular",
    )
    interest = forms.CharField(
        label="What the interest is",
        error_messages={"required": "Enter what the interest is"},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as “trustee of the club”.",
    )
    outcome = forms.ChoiceField(
        label="What they then did", choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.STAYED.value
    )

    def __init__(self, *args: Any, names: Sequence[str], items: Any, **told: Any) -> None:
        """Offer those on the roll, and the items of the meeting."""
        super().__init__(*args, **told)
        who, item = self.fields["name"], self.fields["item"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [("", "Choose a person"), *((one, one) for one in names)]
        if isinstance(item, forms.ModelChoiceField):
            item.queryset = items
