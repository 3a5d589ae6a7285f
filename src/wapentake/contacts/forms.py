"""The filters of the lists of people and organisations, and what a person decides of names and initials."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Initials, Likeness, LikenessState, Organisation, Person
from wapentake.contacts.queries import sort_by_fit
from wapentake.kit.lists import FilterForm


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
