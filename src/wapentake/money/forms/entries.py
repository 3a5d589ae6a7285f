"""The forms by which something is entered in the journal, and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wapentake.kit.widgets import DayField
from wapentake.money.changes import Told, new_key
from wapentake.money.forms.fields import (
    PoundsField,
    find_decisions_offered,
    list_decisions,
    offer,
    offer_tactical_actions,
)
from wapentake.money.models import Commitment, CommitmentState, EntryKind, Journal, Nature
from wapentake.money.rules import first_day, last_day
from wapentake.terms import FinancialYear, say_date

_YEARS_BACK = 6
_COSTLY = ("vat", "nature", "belongs_to", "commitment", "tactical_action", "party", "reference")
_CITED = ("decision", "decided")
# What each kind asks beside fund, day, sum and words.
FIELDS: dict[EntryKind, tuple[str, ...]] = {
    EntryKind.AWARD: ("party", "reference"),
    EntryKind.RECEIPT: ("party", "reference"),
    EntryKind.INVOICE: (*_COSTLY, *_CITED),
    EntryKind.CREDIT_NOTE: (*_COSTLY,),
    EntryKind.PAYMENT: ("party", "reference", "commitment"),
    EntryKind.ACCRUAL: ("nature", "belongs_to", "commitment", "tactical_action", "party"),
    EntryKind.VAT: ("reference",),
    EntryKind.VIREMENT: ("to", "tactical_action", "to_tactical_action", *_CITED, "approval"),
    EntryKind.CLAW_BACK: ("party", "reference", *_CITED),
    EntryKind.BROUGHT: (),
}
ASKED = {
    EntryKind.AWARD: "Enter an award",
    EntryKind.RECEIPT: "Enter money that was received",
    EntryKind.INVOICE: "Enter an invoice",
    EntryKind.CREDIT_NOTE: "Enter a credit note",
    EntryKind.PAYMENT: "Enter a payment",
    EntryKind.ACCRUAL: "Enter an accrual",
    EntryKind.VAT: "Enter VAT that was recovered",
    EntryKind.VIREMENT: "Enter a virement",
    EntryKind.CLAW_BACK: "Enter money paid back to a funder",
    EntryKind.BROUGHT: "Enter what a fund had before",
}


class EventForm(forms.Form):
    """Something that happened to the money. What a kind does not ask is left out."""

    fund = forms.ChoiceField(label="Fund", error_messages={"required": "Choose a fund"})
    to = forms.ChoiceField(label="To which fund?", error_messages={"required": "Choose a fund"})
    on = DayField(label="Day")
    pence = PoundsField(label="Sum")
    vat = PoundsField(label="VAT in it", required=False, help_text="What the council recovers, as the invoice says.")
    nature = forms.ChoiceField(label="What is bought?", choices=Nature.choices, widget=forms.RadioSelect)
    belongs_to = forms.TypedChoiceField(label="Whose year is the cost?", coerce=int)
    commitment = forms.ChoiceField(label="For which commitment?", required=False)
    tactical_action = forms.ChoiceField(
        label="Which tactical action is it for?", required=False,
        help_text="If you choose none, it is for the tactical action of its commitment.",
    )  # fmt: skip
    to_tactical_action = forms.ChoiceField(label="To which tactical action?", required=False)
    text = forms.CharField(label="What it is for", max_length=300, error_messages={"required": "Say what it is"})
    party = forms.CharField(label="Supplier or funder", max_length=200, required=False)
    reference = forms.CharField(label="Number of the invoice or order", max_length=100, required=False)
    decision = forms.ChoiceField(label="Which decision allows it?", required=False)
    decided = forms.CharField(
        label="Who decided it, and when", max_length=300, required=False, help_text="Where the register lacks it."
    )
    approval = forms.CharField(
        label="Who approved it for the funder, and when", max_length=300, required=False,
        help_text="Where the fund asks for it.",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=32, min_length=32)

    def __init__(self, *args: Any, kind: EntryKind, journal: Journal, **told: Any) -> None:
        """Ask what this kind asks, and offer the funds and commitments of the year."""
        super().__init__(*args, **told)
        self.kind, self.journal = kind, journal
        asked = {"fund", "on", "pence", "text", "key", *FIELDS[kind]}
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.funds = {str(one.pk): one for one in journal.funds.order_by("name")}
        live = Commitment.objects.filter(fund__journal=journal, state=CommitmentState.COMMITTED).select_related("fund")
        self.commitments = {str(one.pk): one for one in live.order_by("title")} if "commitment" in asked else {}
        self.decisions = find_decisions_offered(journal.partnership) if "decision" in asked else {}
        named = [name for name in ("tactical_action", "to_tactical_action") if name in asked]
        self.tactical_actions = offer_tactical_actions(self, journal.partnership, *named) if named else {}
        if kind == EntryKind.VIREMENT and self.tactical_actions:
            self.fields["tactical_action"].label = "From which tactical action?"
            self.fields["tactical_action"].help_text = ""
            self.fields["to"].help_text = "Choose the same fund to move money between two tactical actions within it."
        self._offer(asked)
        self.fields["key"].initial = new_key()
        if kind == EntryKind.BROUGHT:
            self.fields["pence"] = PoundsField(
                label="Sum", may_be_below_zero=True, help_text="Below zero, such as -1,549.07, where it was short."
            )

    def _offer(self, asked: set[str]) -> None:
        funds = [("", "Choose"), *((key, one.name) for key, one in self.funds.items())]
        years = range(self.journal.start, self.journal.start - _YEARS_BACK, -1)
        promised = [(key, f"{one.title} ({one.fund})") for key, one in self.commitments.items()]
        choices: dict[str, list[Any]] = {
            "fund": funds,
            "to": funds,
            "belongs_to": [(year, str(FinancialYear(year))) for year in years],
            "commitment": [("", "None"), *promised],
            "decision": list_decisions(self.decisions),
        }
        for name in set(choices) & asked:
            offer(self, name, choices[name])
        if "nature" in asked:
            self.fields["nature"].initial = Nature.REVENUE

    def clean_on(self) -> date:
        """Refuse a day outside the year."""
        day: date = self.cleaned_data["on"]
        first, last = first_day(self.journal.start), last_day(self.journal.start)
        if not first <= day <= last:
            raise forms.ValidationError(f"Enter a day from {say_date(first)} to {say_date(last)}")
        return day

    @property
    def told(self) -> Told:
        """Return what was told."""
        held = self.cleaned_data
        return Told(
            kind=self.kind,
            fund=self.funds[held["fund"]],
            on=held["on"],
            pence=held["pence"],
            text=held["text"],
            vat=held.get("vat") or 0,
            nature=Nature(held.get("nature") or Nature.REVENUE),
            to=self.funds.get(held.get("to", "")),
            belongs_to=held.get("belongs_to"),
            commitment=self.commitments.get(held.get("commitment", "")),
            tactical_action=self.tactical_actions.get(held.get("tactical_action", "")),
            to_tactical_action=self.tactical_actions.get(held.get("to_tactical_action", "")),
            decision=self.decisions.get(held.get("decision", "")),
            key=held["key"],
            more={name: held[name] for name in ("party", "reference", "decided", "approval") if held.get(name)},
        )


class ReverseForm(forms.Form):
    """Why an entry is taken back, and on which day."""

    why = forms.CharField(label="Why is it taken back?", max_length=150, error_messages={"required": "Say why"})
    on = DayField(label="Day")
