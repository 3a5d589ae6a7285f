"""The form of a bid, which saves whatever is there, and the filters of the list."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from wapentake.accounts.models import Partnership
from wapentake.bids.models import Bid, BidState
from wapentake.bids.rules import read_sums, write_sums
from wapentake.contacts.models import Organisation, Person
from wapentake.contacts.queries import find_here
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
from wapentake.meetings.models import Series
from wapentake.money.forms.fields import PoundsField, offer
from wapentake.plans.models import TacticalAction

Groups = tuple[tuple[str, tuple[str, ...]], ...]
LINES = forms.Textarea(attrs={"rows": 4})
SHORT = forms.Textarea(attrs={"rows": 3})


class SumsField(forms.CharField):
    """Names with sums, one a line. Units: pairs of a name and whole pence once it is clean."""

    widget = SHORT

    def clean(self, value: Any) -> list[tuple[str, int]]:
        """Return the pairs; a line that is none is named."""
        found, bad = read_sums(super().clean(value))
        if bad:
            lines = "; ".join(f"line {one.number}: {one.line}" for one in bad)
            raise ValidationError(f"Write a name and a sum on each line, such as Harrow Locks: £2,380. Look at {lines}")
        return found


class BidFilter(FilterForm):
    """Which bids to show."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "All"),
            ("waiting", "Waits for a decision"),
            ("under-way", "Agreed and under way"),
            ("over", "Over"),
            *BidState.choices,
        ],
    )


class BidForm(forms.Form):
    """What somebody asks for. Nothing is required: what is known is saved, and the page of the bid says what lacks."""

    say_optional = False
    title = forms.CharField(label="What is the bid for?", max_length=300, required=False)
    applicant = forms.ChoiceField(label="Which body asks?", required=False)
    applicant_name = forms.CharField(
        label="Its name, where it is not in the list", max_length=200, required=False
    )  # fmt: skip
    contact = forms.ChoiceField(label="Whom can we ask?", required=False)
    contact_name = forms.CharField(label="Their name, where it is not in the list", max_length=200, required=False)
    tactical_action = forms.ChoiceField(label="Which action of the delivery plan does it serve?", required=False)
    objective = forms.CharField(label="Which objective?", max_length=300, required=False)
    series = forms.ChoiceField(
        label="Which group decides?", required=False, help_text="The bid comes on the agenda of that group."
    )
    need = forms.CharField(label="Why is it needed?", widget=LINES, required=False)
    area = forms.CharField(label="Where, and for whom?", widget=SHORT, required=False)
    capital = PoundsField(label="Capital", required=False, help_text="What is bought and lasts.")
    revenue = PoundsField(label="Revenue", required=False, help_text="Running costs: people, training, hire.")
    quotes = SumsField(label="Quotes", required=False, help_text="One a line: who, then the sum. Harrow Locks: £2,380")
    shares = SumsField(
        label="Who else is asked to pay a part?", required=False,
        help_text="One a line: the body, then the sum. It is part of what is asked for above.",
    )  # fmt: skip
    match = forms.CharField(label="What do others give in money or in kind?", widget=SHORT, required=False)
    measures = forms.CharField(
        label="How will you know that it worked?", widget=LINES, required=False,
        help_text="One measure a line. The monitoring report asks for a figure for each.",
    )  # fmt: skip
    starts_on = DayField(label="Starts on", required=False)
    ends_on = DayField(label="Ends on", required=False)
    lasting = forms.CharField(label="What stays when the money is spent?", widget=SHORT, required=False)
    safeguarding = forms.CharField(
        label="Safeguarding", widget=SHORT, required=False, help_text="Checks, training, and who is responsible."
    )
    equality = forms.CharField(label="Equality", widget=SHORT, required=False, help_text="Whom it reaches or misses.")
    section_17 = forms.CharField(
        label="Crime and disorder (section 17)", widget=SHORT, required=False,
        help_text="What it does about crime, disorder, substance misuse and reoffending.",
    )  # fmt: skip
    conflicts = forms.CharField(
        label="Conflicts of interest", widget=SHORT, required=False,
        help_text="Who of those that decide is close to the applicant.",
    )  # fmt: skip

    GROUPS: ClassVar[Groups] = (
        ("Who asks", ("title", "applicant", "applicant_name", "contact", "contact_name", "series")),
        ("Why", ("need", "area", "tactical_action", "objective")),
        ("How much", ("capital", "revenue", "quotes", "shares", "match")),
        ("What it will do", ("measures", "starts_on", "ends_on", "lasting")),
        ("What to watch", ("safeguarding", "equality", "section_17", "conflicts")),
    )

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the bodies, people, actions of the plan and groups of the partnership."""
        super().__init__(*args, **told)
        self.rows: dict[str, dict[str, Any]] = {
            "applicant": _by_key(Organisation.objects.filter(partnership=partnership).order_by("name")),
            "contact": find_people(partnership),
            "tactical_action": _by_key(TacticalAction.objects.filter(partnership=partnership).order_by("ref")),
            "series": _by_key(Series.objects.filter(partnership=partnership).order_by("name")),
        }
        for name, rows in self.rows.items():
            offer(self, name, [("", "Not in the list"), *((key, str(one)) for key, one in rows.items())])

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in self.GROUPS]

    @property
    def values(self) -> dict[str, Any]:
        """Return what can be saved; what is wrong is left out, and stands in its box."""
        held = {name: value for name, value in self.cleaned_data.items() if name not in ("quotes", "shares")}
        for name in ("capital", "revenue"):
            if name in held:
                held[name] = held[name] or 0
        return {name: self.rows[name].get(value) if name in self.rows else value for name, value in held.items()}

    @property
    def sums(self) -> dict[str, Any]:
        """Return the quotes and shares; one that is wrong stays as it was."""
        return {name: self.cleaned_data.get(name) for name in ("quotes", "shares")}

    @staticmethod
    def read(bid: Bid) -> dict[str, Any]:
        """Return initial values from a bid."""
        plain = {name: getattr(bid, name) for _, names in BidForm.GROUPS for name in names if hasattr(bid, name)}
        keys = ("applicant", "contact", "tactical_action", "series")
        return plain | {
            **{name: getattr(bid, f"{name}_id") or "" for name in keys},
            "capital": PoundsField.show(bid.capital) if bid.capital else "",
            "revenue": PoundsField.show(bid.revenue) if bid.revenue else "",
            "quotes": write_sums(bid.quotes.order_by("pk").values_list("supplier", "pence")),
            "shares": write_sums(bid.shares.order_by("pk").values_list("body", "pence")),
        }


def _by_key(rows: Any) -> dict[str, Any]:
    return {str(one.pk): one for one in rows}


class TakeForm(BidForm):
    """Words of minutes taken up: as a new bid, or as words of one that is there."""

    bid = forms.ChoiceField(
        label="Is it about a bid that is here already?", required=False,
        help_text="Then the words are put with that bid, and the rest of this form is left alone.",
    )  # fmt: skip
    GROUPS: ClassVar[Groups] = (
        ("The bid", ("bid", "title", "applicant", "applicant_name", "capital", "revenue", "need")),
    )

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the bids too, and ask for no more than minutes say."""
        super().__init__(*args, partnership=partnership, **told)
        kept = {name for _, names in self.GROUPS for name in names}
        for name in set(self.fields) - kept:
            del self.fields[name]
        rows = Bid.objects.filter(partnership=partnership).order_by("-pk")[:100]
        self.rows = {name: one for name, one in self.rows.items() if name in kept} | {"bid": _by_key(rows)}
        offer(self, "bid", [("", "No, it is a new one"), *((key, str(one)) for key, one in self.rows["bid"].items())])

    def clean(self) -> dict[str, Any]:
        """Ask for a title of a new bid."""
        held = super().clean() or self.cleaned_data
        if not held.get("bid") and not held.get("title"):
            self.add_error("title", "Say what the bid is for")
        return held

    @property
    def chosen(self) -> Bid | None:
        """Return the bid that it is about, if it is here already."""
        return self.rows["bid"].get(self.cleaned_data.get("bid", ""))

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written of a new bid."""
        return {name: value for name, value in super().values.items() if name != "bid"}


def find_people(partnership: Partnership) -> dict[str, Person]:
    """Return the people who have not left, by the values of a choice."""
    return _by_key(find_here(partnership, today=timezone.localdate()))
