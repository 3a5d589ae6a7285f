"""What a search asks for."""

from __future__ import annotations

from django import forms

from wapentake.kit.lists import FilterForm
from wapentake.kit.widgets import DayField
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
