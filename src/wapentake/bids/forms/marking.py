"""The forms of marking: who marks, the marks, what is agreed, interests, and by what is marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wapentake.bids.forms.bids import LINES, SHORT, find_people
from wapentake.bids.models import Bid, Criterion, Mark, Marker, Scheme
from wapentake.bids.queries.marking import Interests, Tally
from wapentake.bids.rules import DEFAULTS
from wapentake.bids.rules import marking as rules
from wapentake.contacts.models import Person
from wapentake.kit.widgets import DayField
from wapentake.money.forms.fields import offer


class CirculateForm(forms.Form):
    """Who marks a bid, until when, and what they are told beside its summary."""

    people = forms.MultipleChoiceField(
        label="Who marks it?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )  # fmt: skip
    due_on = DayField(label="Marks by", required=False)
    text = forms.CharField(label="What else should they know?", widget=SHORT, required=False)

    def __init__(self, *args: Any, bid: Bid, interests: Interests, **told: Any) -> None:
        """Offer the people who have not left and have declared no interest, and say who stands for the applicant."""
        super().__init__(*args, **told)
        rows = find_people(bid.partnership)
        self.known = {key: one for key, one in rows.items() if not interests.has_one(one.pk)}
        offer(self, "people", ((key, self._say(one, interests)) for key, one in self.known.items()))

    @staticmethod
    def _say(person: Person, interests: Interests) -> str:
        said = [] if person.email else ["no e-mail address"]
        said += ["stands for the applicant"] if interests.is_to_ask(person.pk) else []
        return f"{person} ({', '.join(said)})" if said else str(person)

    @property
    def chosen(self) -> list[Person]:
        """Return the people who are ticked."""
        return [self.known[key] for key in self.cleaned_data["people"]]


def _mark_field(name: str, asks: str, most: int, *, required: bool = True) -> forms.TypedChoiceField:
    """Return the field of a mark: a row of whole numbers."""
    choices = [(number, str(number)) for number in range(most + 1)]
    return forms.TypedChoiceField(
        label=name,
        help_text=asks,
        choices=choices,
        coerce=int,
        required=required,
        empty_value=None,
        widget=forms.RadioSelect(attrs={"small": True}),
        error_messages={"required": f"Choose a mark from 0 to {most}"},
    )


class MarksForm(forms.Form):
    """The marks of one person, a row of numbers for each criterion."""

    def __init__(self, *args: Any, scheme: Scheme, **told: Any) -> None:
        """Ask for a mark by each criterion."""
        super().__init__(*args, **told)
        self.criteria = list(scheme.criteria.all())
        for one in self.criteria:
            self.fields[f"mark_{one.pk}"] = _mark_field(one.name, one.asks, scheme.most)
        self.fields["note"] = forms.CharField(label="Remarks", widget=SHORT, required=False)

    @property
    def marks(self) -> dict[int, int]:
        """Return the marks by the number of their criterion."""
        return {one.pk: self.cleaned_data[f"mark_{one.pk}"] for one in self.criteria}

    @staticmethod
    def read(marker: Marker) -> dict[str, Any]:
        """Return initial values from what was marked."""
        marks = Mark.objects.filter(marker=marker).values_list("criterion", "mark")
        return {f"mark_{key}": mark for key, mark in marks} | {"note": marker.note}


class ModerateForm(forms.Form):
    """The mark on which the markers agree, and why, for each criterion where they are far apart."""

    def __init__(self, *args: Any, tally: Tally, **told: Any) -> None:
        """Ask for what is far apart; the help says who gave which mark."""
        super().__init__(*args, **told)
        self.apart: list[rules.Criterion] = list(tally.apart)
        assert tally.scheme is not None  # noqa: S101 - marks are never far apart without one
        for one in self.apart:
            given = ", ".join(_say_given(one.key, tally.sheets, tally.markers))
            self.fields[f"mark_{one.key}"] = _mark_field(one.name, given, tally.scheme.most)
            self.fields[f"why_{one.key}"] = forms.CharField(
                label=f"Why, for {one.name}?", widget=SHORT, error_messages={"required": "Say why they agree on it"}
            )

    @property
    def agreed(self) -> dict[int, tuple[int, str]]:
        """Return the marks with why, by the number of their criterion."""
        held = self.cleaned_data
        return {one.key: (held[f"mark_{one.key}"], held[f"why_{one.key}"]) for one in self.apart}

    @staticmethod
    def read(tally: Tally) -> dict[str, Any]:
        """Return initial values from what was agreed."""
        marks = {f"mark_{key}": one.mark for key, one in tally.agreed.items()}
        return marks | {f"why_{key}": one.why for key, one in tally.agreed.items()}


def _say_given(key: int, sheets: Mapping[int, Mapping[int, int]], markers: Iterable[Marker]) -> Iterable[str]:
    return (f"{one}: {sheets[one.pk][key]}" for one in markers if one.pk in sheets)


class OwnInterestForm(forms.Form):
    """What somebody says of an interest of their own in a bid."""

    has_one = forms.TypedChoiceField(
        label="Is there an interest?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    words = forms.CharField(
        label="What is it?", widget=SHORT, required=False, help_text="Who has one does not mark the bid."
    )

    def clean(self) -> dict[str, Any]:
        """Ask which interest it is."""
        held = super().clean() or self.cleaned_data
        if held.get("has_one") and not held.get("words"):
            self.add_error("words", "Say which interest")
        return held


class InterestForm(OwnInterestForm):
    """What somebody says of an interest in a bid, as the coordinator enters it."""

    person = forms.ChoiceField(label="Who?", error_messages={"required": "Choose who said it"})
    said_on = DayField(label="When did they say so?")
    field_order = ("person", "has_one", "words", "said_on")

    def __init__(self, *args: Any, bid: Bid, **told: Any) -> None:
        """Offer the people of the partnership."""
        super().__init__(*args, **told)
        self.people = find_people(bid.partnership)
        offer(self, "person", [("", "Choose"), *((key, one.name) for key, one in self.people.items())])


class ExcuseForm(forms.Form):
    """Why somebody does not mark."""

    why = forms.CharField(label="Why?", max_length=300, error_messages={"required": "Say why"})


class SchemeForm(forms.Form):
    """By what bids are marked from a day on."""

    since = DayField(label="From which day?")
    most = forms.IntegerField(label="The highest mark", min_value=1, max_value=10)
    threshold = forms.IntegerField(label="Per cent to reach", min_value=0, max_value=100)
    spread = forms.IntegerField(
        label="Markers agree on a mark where theirs differ by", min_value=1, max_value=10,
        help_text="With 2, a 3 and a 5 are talked over, and a 3 and a 4 are not.",
    )  # fmt: skip
    criteria = forms.CharField(
        label="Criteria", widget=LINES, error_messages={"required": "Name at least one"},
        help_text="One a line: the weight, the name, and after a colon what it asks. 25 Need: Does it show a need?",
    )  # fmt: skip

    def clean_criteria(self) -> list[tuple[str, str, int]]:
        """Return the criteria; a line that is none is named."""
        found = []
        for number, line in enumerate(self.cleaned_data["criteria"].splitlines(), 1):
            if not line.strip():
                continue
            weight, _, rest = line.strip().partition(" ")
            name, _, asks = rest.partition(":")
            if not (weight.isascii() and weight.isdecimal() and 0 < int(weight[:5]) <= 1000 and name.strip()):
                raise ValidationError(f"Write a weight from 1 to 1000 and a name. Look at line {number}: {line}")
            found.append((name.strip()[:100], asks.strip()[:300], int(weight)))
        return found

    @property
    def values(self) -> dict[str, Any]:
        """Return what is written beside the criteria."""
        return {name: self.cleaned_data[name] for name in ("since", "most", "threshold", "spread")}

    @staticmethod
    def read(scheme: Scheme | None) -> dict[str, Any]:
        """Return initial values from what holds now."""
        plain = {name: getattr(scheme, name) for name in ("most", "threshold", "spread")} if scheme else {}
        begins = {"most": 5, "threshold": 65, "spread": 2} | plain
        return begins | {"criteria": write_criteria(SchemeForm.tell(scheme))}

    @staticmethod
    def tell(scheme: Scheme | None) -> list[tuple[str, str, int]]:
        """Return the criteria that hold: each its name, what it asks, and its weight."""
        return [_tell(one) for one in scheme.criteria.all()] if scheme else list(DEFAULTS)


def _tell(criterion: Criterion) -> tuple[str, str, int]:
    return criterion.name, criterion.asks, criterion.weight


def write_criteria(criteria: Iterable[tuple[str, str, int]]) -> str:
    """Return criteria as they are typed, one a line."""
    return "\n".join(f"{weight} {name}{f': {asks}' if asks else ''}" for name, asks, weight in criteria)
