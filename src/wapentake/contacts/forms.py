"""The filters of the lists of people and organisations, and what a person decides of names and initials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Initials, Likeness, LikenessState, Organisation, Person
from wapentake.contacts.queries import sort_by_fit
from wapentake.contacts.rules import MOST_LINES
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField

MOST_BYTES = 2**20


class PeopleFilter(FilterForm):
    """Which people to show."""

    words = forms.CharField(label="Name, initials or organisation", required=False, max_length=100)
    body = forms.ChoiceField(label="Organisation", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the organisations of this partnership."""
        super().__init__(*args, **told)
        bodies = Organisation.objects.filter(partnership=partnership).order_by("name").values_list("pk", "name")
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
        field.choices = [("", "All"), *bodies]


class OrganisationFilter(FilterForm):
    """Which organisations to show."""

    words = forms.CharField(label="Name", required=False, max_length=100)


class InitialsForm(forms.Form):
    """Whose some initials are: the people whose names they fit come first."""

    say_optional = False
    person = forms.TypedChoiceField(label="Person", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, initials: Initials, people: Iterable[Person], **told: Any) -> None:
        """Offer the people."""
        told.setdefault("auto_id", f"initials-{initials.pk}-%s")  # one page holds many of these forms
        super().__init__(*args, **told)
        fitting, others = sort_by_fit(initials.written, people)
        self.initials, self.fitting = initials, fitting
        choices: list[Any] = [("", "Not known")]
        for words, group in ((f"Names that fit {initials.written}", fitting), ("All others", others)):
            if group:
                choices.append((words, [(person.pk, person.name) for person in group]))
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
        field.choices = choices
        field.label = f"Whose are the initials {initials.written}?"
        field.help_text = f"They fit {' and '.join(person.name for person in fitting)}." if fitting else ""
        field.initial = initials.person.joined_to_id or initials.person_id if initials.person else ""


class LikenessForm(forms.Form):
    """What somebody says of two names, and which of them is kept where they are one person."""

    decision = forms.ChoiceField(choices=LikenessState.choices)
    keep = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, likeness: Likeness, **told: Any) -> None:
        """Offer the two names."""
        super().__init__(*args, **told)
        field = self.fields["keep"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
        field.choices = [("", ""), (likeness.one_id, likeness.one.name), (likeness.other_id, likeness.other.name)]


class NewPersonForm(forms.Form):
    """Somebody who is in no list of attendance."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter a name"})
    body = forms.TypedChoiceField(
        label="Organisation",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Choose an organisation of the list"},
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, such as name@council.example"},
    )

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the organisations of this partnership."""
        super().__init__(*args, **told)
        self.bodies = {one.pk: one for one in Organisation.objects.filter(partnership=partnership).order_by("name")}
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
        field.choices = [("", "Not known"), *((pk, one.name) for pk, one in self.bodies.items())]


class PersonForm(forms.Form):
    """The e-mail address of a person, and the day on which they left."""

    email = forms.EmailField(
        label="E-mail address",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, such as name@council.example"},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    left_on = DayField(
        label="Left on",
        required=False,
        help_text="From this day on they are asked for nothing, and what they lead is shown as needing a new lead.",
    )


class AddressesForm(forms.Form):
    """Names with e-mail addresses, pasted or in a file."""

    text = forms.CharField(
        label="Names and addresses",
        required=False,
        max_length=300_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="A line each: the name, a comma, the address. You can paste rows of a spreadsheet.",
    )
    file = forms.FileField(label="Or a CSV file", required=False)

    def clean(self) -> dict[str, Any]:
        """Return what was pasted, or what stands in the file."""
        told = self.cleaned_data
        file = told.get("file")
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", "This file is larger than 1 MB, so it was not read. Paste the lines instead")
        elif file is not None:
            told["text"] = _decode(file.read())
        if not (told.get("text") or "").strip() and not self.errors:
            self.add_error("text", "Paste names with addresses, or choose a file")
        if len((told.get("text") or "").splitlines()) > MOST_LINES:
            self.add_error("text", f"There are more than {MOST_LINES:,} lines. Paste fewer at once")
        return told


def _decode(data: bytes) -> str:
    """Return the text of a file as Excel and others save it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
