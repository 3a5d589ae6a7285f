"""Lists: filtered by a form in the address, sorted by a column, a page at a time, or all of it as a download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Generic

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render

from wapentake.kit.columns import Column, Row, draw_row, order_by
from wapentake.kit.exports import make_xlsx, stream_csv
from wapentake.kit.widgets import PARTS
from wapentake.terms import say_date

ROWS_A_PAGE = 25
ROWS_AT_ONCE = 500  # of a download, fetched together


class FilterForm(forms.Form):
    """The filters of a list, all optional. `defaults` are what holds where the address does not say."""

    say_optional = False
    defaults: ClassVar[Mapping[str, str]] = {}

    def __init__(self, address: QueryDict, **told: Any) -> None:
        """Read the filters from the address."""
        data = address.copy()
        for name, value in self.defaults.items():
            data.setdefault(name, value)
        super().__init__(data, **told)
        self.address = address
        self.use_required_attribute = False

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what is asked for; what cannot be read is left out, and the page says so beside it."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def chosen(self) -> list[dict[str, str]]:
        """Return each filter that is set, in words, with the address that lacks it."""
        set_here = [(name, value) for name, value in self.wanted.items() if self.defaults.get(name) != value]
        return [
            {"text": f"{self.fields[name].label}: {self._say(name, value)}", "href": self._without(name)}
            for name, value in set_here
        ]

    def _say(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return say_date(value)
        field = self.fields[name]
        return dict(_flatten(field.choices)).get(str(value), "") if isinstance(field, forms.ChoiceField) else str(value)

    def _without(self, name: str) -> str:
        left = self.address.copy()
        for key in (name, "page", *(f"{name}_{part}" for part, _, _ in PARTS)):
            left.pop(key, None)
        return f"?{left.urlencode()}"


def _flatten(choices: Any) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, words in choices:
        flat += _flatten(words) if isinstance(words, (list, tuple)) else [(str(value), str(words))]
    return flat


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[Row]):
    """A list: its title, what a row is called, its columns, its own order, and what it says where it has no rows."""

    title: str
    noun: str
    columns: Sequence[Column[Row]]
    sort: str
    empty: str
    name: str
    """How a downloaded file is called."""

    def shown(self) -> list[Column[Row]]:
        """Return the columns of the page."""
        return [column for column in self.columns if column.only != "download"]

    def downloaded(self) -> list[Column[Row]]:
        """Return the columns of a download."""
        return [column for column in self.columns if column.only != "page"]

    def draw(self, rows: Iterable[Row]) -> list[str]:
        """Return the cells of the page, row by row."""
        columns = self.shown()
        return [draw_row(columns, row) for row in rows]


def answer_list(
    request: HttpRequest,
    rows: QuerySet[Any],
    listing: Listing[Any],
    *,
    form: FilterForm | None = None,
    template: str = "kit/list_page.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Answer with a page of the rows, or with all of them as `?format=csv` or `?format=xlsx`."""
    ordered = rows.order_by(*order_by(listing.columns, request.GET.get("sort", ""), listing.sort))
    download = {"csv": stream_csv, "xlsx": make_xlsx}.get(request.GET.get("format", ""))
    if download:
        return download(listing.downloaded(), ordered.iterator(ROWS_AT_ONCE), name=listing.name)
    page = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("page"))
    chosen = form.chosen if form else []
    told = {
        "listing": listing,
        "page": page,
        "table": listing.draw(page),
        "sortable": True,
        "filter_form": form,
        "form": form,
        "chosen": chosen,
        "filtered": bool(chosen) or bool(form and form.defaults),
    }
    return render(request, template, {**told, **(more or {})})


def match_words(words: str, *fields: str) -> Q:
    """Return the condition that each of the words stands somewhere in one of these fields."""
    found = Q()
    for word in words.split():
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        found &= one
    return found


def within_days(field: str, wanted: Mapping[str, Any]) -> Q:
    """Return the condition that a day lies from `since` to `until`, where these are asked for."""
    found = Q()
    if since := wanted.get("since"):
        found &= Q(**{f"{field}__gte": since})
    if until := wanted.get("until"):
        found &= Q(**{f"{field}__lte": until})
    return found
