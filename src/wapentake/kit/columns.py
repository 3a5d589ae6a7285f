"""Columns of a list: said once, shown as a table on the page, as CSV and as a spreadsheet alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from wapentake.terms import Amount, say_date

Value = str | int | Decimal | date | Amount | None
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """A column: its value of a row, typed, and how the page shows it where that is more than the value in words.

    Shape: `key` names the column in an address (`?sort=key`), and `order` the fields that it sorts by. `show` is None
    where the value is enough; "page" and "download" columns are left out of the other. `width` counts characters.
    """

    title: str
    value: Callable[[Row], Value]
    show: Callable[[Row], str] | None = None
    key: str = ""
    order: tuple[str, ...] = ()
    numeric: bool = False
    nowrap: bool = False
    width: int = 20
    only: str = ""

    def render(self, row: Row) -> SafeString:
        """Return the cell of the page; text is escaped unless `show` made it HTML."""
        return conditional_escape(self.show(row) if self.show else say_value(self.value(row)))

    @property
    def classes(self) -> str:
        """Return the classes of its cells beside those of all cells, each after a space."""
        numeric = " govuk-table__cell--numeric" if self.numeric else ""
        return f"{numeric} app-nowrap" if self.nowrap else numeric


def draw_row(columns: Sequence[Column[Row]], row: Row) -> SafeString:
    """Return the cells of a row, the first as its heading. Not by a template: a page has hundreds of cells."""
    head = '<th scope="row" class="govuk-table__header govuk-!-font-weight-regular" role="rowheader">{}</th>'
    cell = '<td class="govuk-table__cell{}" role="cell" data-label="{}">{}</td>'
    first, *others = columns
    cells = ((column.classes, column.title, column.render(row)) for column in others)
    return format_html(head, first.render(row)) + format_html_join("", cell, cells)


def address_of(name: str, slug: str) -> Callable[[int], str]:
    """Return what gives the address of a row of that id; the pattern is looked up once, not for every row."""
    before, _, after = reverse(name, args=[slug, 0]).rpartition("/0/")
    return lambda pk: f"{before}/{pk}/{after}"


def say_value(value: Value) -> str:
    """Return a value as people read it."""
    if value is None:
        return ""
    if isinstance(value, Amount):
        return value.say()
    if isinstance(value, date):
        return say_date(value)
    return value if isinstance(value, str) else f"{value:,}"


def link(href: str, words: str, hidden: str = "") -> SafeString:
    """Return a link; `hidden` is said by screen readers after its words."""
    said = format_html('<span class="govuk-visually-hidden"> {}</span>', hidden) if hidden else ""
    return format_html('<a class="govuk-link" href="{}">{}{}</a>', href, words, said)


def order_by(columns: Sequence[Column[Row]], sort: str, default: str) -> list[OrderBy]:
    """Return the order that `sort` asks for ("due", "-due"), or else the default; what is empty stands last."""
    known = {column.key: column.order for column in columns if column.key}
    wanted = sort if sort.removeprefix("-") in known else default
    falls = wanted.startswith("-")
    fields = [F(name) for name in known[wanted.removeprefix("-")]]
    ordered = [field.desc(nulls_last=True) if falls else field.asc(nulls_last=True) for field in fields]
    return [*ordered, F("pk").desc() if falls else F("pk").asc()]
