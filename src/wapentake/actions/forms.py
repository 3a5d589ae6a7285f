"""The filters of the list of actions."""

from __future__ import annotations

from typing import Any

from django import forms

from wapentake.accounts.models import Partnership
from wapentake.actions.queries import list_owners
from wapentake.contacts.models import Organisation
from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField

STATES = (
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("undated", "Without a date"),
    ("unowned", "Without an owner"),
    ("done", "Done"),
    ("all", "All"),
)


class ActionFilter(FilterForm):
    """Which actions to show: those that are open, where nothing else is said."""

    defaults = {"state": "open"}  # noqa: RUF012 - read only
    words = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    owner = forms.ChoiceField(label="Owner", required=False)
    body = forms.ChoiceField(label="Organisation of the owner", required=False)
    since = DayField(label="Meeting from", required=False)
    until = DayField(label="Meeting to", required=False)

    def __init__(self, *args: Any, partnership: Partnership, **told: Any) -> None:
        """Offer the owners and organisations of this partnership."""
        super().__init__(*args, **told)
        people, written = list_owners(partnership)
        owners: list[Any] = [("", "Anybody")]
        owners += [("Known people", people)] if people else []
        owners += [("As written", written)] if written else []
        bodies = Organisation.objects.filter(partnership=partnership).order_by("name").values_list("pk", "name")
        for name, choices in (("owner", owners), ("body", [("", "Any"), *bodies])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - told to the type checker
            field.choices = choices
