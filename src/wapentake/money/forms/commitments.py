"""The forms of commitments: making one, what shows that its condition is met, pledges, renewal, its end."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.contacts.models import Person
from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import (
    LINES,
    PoundsField,
    find_decisions_offered,
    list_decisions,
    offer,
    offer_tactical_actions,
)
from wapentake.money.models import Commitment, CommitmentState, Journal, Nature


class CommitmentForm(forms.Form):
    """Money that is promised."""

    title = forms.CharField(label="What is it for?", max_length=300, error_messages={"required": "Say what it is for"})
    fund = forms.ChoiceField(label="From which fund?", error_messages={"required": "Choose a fund"})
    tactical_action = forms.ChoiceField(label="Which tactical action is it for?", required=False)
    pence = PoundsField(label="Our share", help_text="Without VAT that the council recovers.")
    whole = PoundsField(
        label="The whole, where others share", required=False,
        help_text="It is committed once all of it is pledged. Leave it empty where we pay alone.",
    )  # fmt: skip
    nature = forms.ChoiceField(label="What is bought?", choices=Nature.choices, widget=forms.RadioSelect)
    supplier = forms.CharField(label="Supplier", max_length=200, required=False)
    agreed_on = DayField(label="Agreed on")
    ends_on = DayField(label="Ends on", required=False)
    owner = forms.ChoiceField(label="Who looks after it?", required=False)
    decision = forms.ChoiceField(label="Which decision allows it?", required=False)
    decided = forms.CharField(
        label="Who decided it, and when", max_length=300, required=False, help_text="Where the register lacks it."
    )
    condition = forms.CharField(
        label="On what condition?", required=False, widget=LINES,
        help_text="The money is held apart until you attach what shows that it is met.",
    )  # fmt: skip
    lapses_on = DayField(label="The condition lapses after", required=False)
    renew_by = DayField(label="Decide on renewing it by", required=False)

    def __init__(self, *args: Any, journal: Journal, **told: Any) -> None:
        """Offer the funds of the year, the people, and the newest decisions."""
        super().__init__(*args, **told)
        self.funds = {str(one.pk): one for one in journal.funds.order_by("name")}
        self.people = offer_people(self, "owner", journal.partnership_id)
        self.decisions = find_decisions_offered(journal.partnership)
        self.tactical_actions = offer_tactical_actions(self, journal.partnership, "tactical_action")
        offer(self, "fund", [("", "Choose"), *((key, one.name) for key, one in self.funds.items())])
        offer(self, "decision", list_decisions(self.decisions))
        self.fields["nature"].initial = Nature.REVENUE

    def clean(self) -> dict[str, Any]:
        """Ask for the condition together with its last day."""
        held = super().clean() or self.cleaned_data
        if held.get("lapses_on") and not (held.get("condition") or held.get("whole")):
            self.add_error("condition", "Say on what condition, or take the day away")
        return held

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written of the commitment beside its fund."""
        held = {name: value for name, value in self.cleaned_data.items() if name != "fund"}
        held["owner"] = self.people.get(held["owner"])
        held["decision"] = self.decisions.get(held["decision"])
        held["tactical_action"] = self.tactical_actions.get(held.get("tactical_action", ""))
        return held


def offer_people(form: forms.Form, name: str, partnership: int) -> dict[str, Person]:
    """Offer the people of a partnership, and return them by the values of the choices."""
    rows = Person.objects.filter(partnership=partnership, joined_to=None).order_by("name")
    people = {str(one.pk): one for one in rows}
    offer(form, name, [("", "Nobody yet"), *((key, one.name) for key, one in people.items())])
    return people


class EvidenceForm(forms.Form):
    """What shows that a condition is met."""

    words = forms.CharField(
        label="What shows that the condition is met?", widget=LINES, error_messages={"required": "Say what shows it"}
    )
    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or plain text, 25 MB at most.",
        error_messages={"empty": "The selected file is empty"},
    )


class PledgeForm(forms.Form):
    """What another body pledged."""

    body = forms.CharField(label="Which body?", max_length=200, error_messages={"required": "Enter its name"})
    pence = PoundsField(label="How much?")
    pledged_on = DayField(label="When?")
    said = forms.CharField(label="Who said so, and where", max_length=300, required=False)


class RenewForm(forms.Form):
    """Who looks after a commitment, until when it goes, and what was decided on renewing it."""

    owner = forms.ChoiceField(label="Who looks after it?", required=False)
    ends_on = DayField(label="Ends on", required=False)
    renew_by = DayField(label="Decide on renewing it by", required=False)
    renewal = forms.CharField(
        label="What was decided on renewing it", required=False, widget=LINES, help_text="Who decided it, and when."
    )

    def __init__(self, *args: Any, commitment: Commitment, **told: Any) -> None:
        """Offer the people of the partnership."""
        super().__init__(*args, **told)
        self.people = offer_people(self, "owner", commitment.partnership_id)

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written."""
        return {**self.cleaned_data, "owner": self.people.get(self.cleaned_data["owner"])}

    @staticmethod
    def read(commitment: Commitment) -> dict[str, Any]:
        """Return initial values from a commitment."""
        names = ("ends_on", "renew_by", "renewal")
        return {name: getattr(commitment, name) for name in names} | {"owner": commitment.owner_id or ""}


class EndForm(forms.Form):
    """How a commitment comes to its end, and why."""

    state = forms.ChoiceField(
        label="What becomes of it?",
        choices=[
            (CommitmentState.ENDED, "It is paid in full, and ends"),
            (CommitmentState.RELEASED, "What is left is not spent: release it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it"},
    )
    why = forms.CharField(label="Why?", widget=LINES, error_messages={"required": "Say why"})
