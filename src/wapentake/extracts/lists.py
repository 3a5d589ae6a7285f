"""How extracts are listed: files, their lines before and after they come in, and the rows that cannot be read."""

from __future__ import annotations

from django.utils.html import format_html

from wapentake.accounts.models import Partnership
from wapentake.extracts.models import Extract, ExtractLine, LineState, Mapping
from wapentake.extracts.rules import Fault, Line
from wapentake.kit.columns import Column, address_of, link
from wapentake.kit.lists import Listing
from wapentake.kit.templatetags.kit import count, date_words, state_tag, state_words
from wapentake.terms import Amount

_TAGS = {LineState.UNMATCHED: "waiting", LineState.MATCHED: "accepted", LineState.ENTERED: "done"}


def say_rows(number: int) -> str:
    """Say how many rows of a file: "1 row", "12 rows"."""
    return count(number, "row")


def say_line_state(line: ExtractLine) -> str:
    """Return what became of a line; one whose entry was taken away is unmatched."""
    return LineState.UNMATCHED if line.is_open else line.state


def show_line_state(line: ExtractLine) -> str:
    """Show what became of a line."""
    state = LineState(say_line_state(line))
    return state_tag(_TAGS.get(state, state), state.label)


def list_extracts(partnership: Partnership) -> Listing[Extract]:
    """Return the list of files that came."""
    extract_at = address_of("extracts:extract", partnership.slug)
    columns = (
        Column[Extract](
            title="File",
            value=lambda one: one.name,
            show=lambda one: link(extract_at(one.pk), one.name),
            key="name",
            order=("name",),
            width=40,
        ),
        Column[Extract](title="Kind", value=lambda one: one.mapping.name, key="kind", order=("mapping__name",)),
        Column[Extract](title="Came", value=lambda one: date_words(one.at), key="came", order=("at",), nowrap=True),
        Column[Extract](title="By", value=lambda one: one.by_name),
        Column[Extract](title="Known before", value=lambda one: one.known, numeric=True, only="download"),
        Column[Extract](title="Could not be read", value=lambda one: one.rejected, numeric=True),
        Column[Extract](
            title="State",
            value=lambda one: "In" if one.brought_in_at else "Waits for you",
            show=lambda one: state_tag("done", "In") if one.brought_in_at else state_tag("waiting", "Waits for you"),
            key="state",
            order=("brought_in_at",),
        ),
    )
    empty = "No extract has come yet. Say first how its columns are read, then bring a file in."
    name = f"{partnership.slug}-extracts"
    return Listing(title="Extracts", noun="file", columns=columns, sort="-came", empty=empty, name=name)


def list_mappings(partnership: Partnership) -> Listing[Mapping]:
    """Return the list of the kinds of extract."""
    mapping_at = address_of("extracts:mapping", partnership.slug)
    columns = (
        Column[Mapping](
            title="Kind of extract",
            value=lambda one: one.name,
            show=lambda one: link(mapping_at(one.pk), one.name),
            key="name",
            order=("name",),
            width=40,
        ),
        Column[Mapping](title="Columns", value=lambda one: ", ".join(one.columns.named.values()), width=50),
        Column[Mapping](title="Codes", value=lambda one: len(one.funds), numeric=True),
    )
    empty = "Nothing is said yet. Add the first kind of extract: what its columns are called."
    name = f"{partnership.slug}-columns"
    return Listing(title="How columns are read", noun="kind", columns=columns, sort="name", empty=empty, name=name)


def list_lines(partnership: Partnership) -> Listing[ExtractLine]:
    """Return the list of lines that are in, with what became of each."""
    line_at, entry_at = (address_of(name, partnership.slug) for name in ("extracts:line", "money:entry"))
    columns = (
        Column[ExtractLine](title="Day", value=lambda one: one.on, key="day", order=("on",), nowrap=True, width=18),
        Column[ExtractLine](
            title="Line",
            value=lambda one: one.text,
            show=lambda one: link(line_at(one.pk), one.text),
            key="text",
            order=("text",),
            width=50,
        ),
        Column[ExtractLine](
            title="Supplier or payer", value=lambda one: one.party, key="party", order=("party",), width=30
        ),
        Column[ExtractLine](title="Number", value=lambda one: one.reference, only="download"),
        Column[ExtractLine](title="Order", value=lambda one: one.order, only="download"),
        Column[ExtractLine](title="Code", value=lambda one: one.code, only="download"),
        Column[ExtractLine](
            title="Sum", value=lambda one: one.amount, key="sum", order=("pence",), numeric=True, nowrap=True, width=14
        ),
        Column[ExtractLine](title="VAT in it", value=lambda one: Amount(one.vat), only="download", width=14),
        Column[ExtractLine](
            title="Entry",
            value=lambda one: str(one.entry or ""),
            show=lambda one: link(entry_at(one.entry.pk), str(one.entry)) if one.entry else "",
            width=40,
        ),
        Column[ExtractLine](title="Why left aside", value=lambda one: one.why, only="download", width=40),
        Column[ExtractLine](title="File", value=lambda one: one.extract.name, only="download"),
        Column[ExtractLine](title="Row", value=lambda one: one.row, only="download"),
        Column[ExtractLine](
            title="State",
            value=lambda one: state_words(LineState(say_line_state(one)).label),
            show=show_line_state,
            key="state",
            order=("state",),
        ),
    )
    empty = "No lines are in yet. Bring a file in."
    name = f"{partnership.slug}-lines"
    return Listing(title="Lines of extracts", noun="line", columns=columns, sort="-day", empty=empty, name=name)


PREVIEW = (
    Column[Line](title="Row", value=lambda one: one.row, show=lambda one: f"Row {one.row}", nowrap=True, width=8),
    Column[Line](title="Day", value=lambda one: one.on, nowrap=True, width=18),
    Column[Line](
        title="What it says",
        value=lambda one: one.text,
        show=lambda one: format_html("{}<br>{}", one.text, one.party) if one.party != one.text else one.text,
        width=50,
    ),
    Column[Line](title="Number", value=lambda one: ", ".join(filter(None, (one.reference, one.order)))),
    Column[Line](title="Code", value=lambda one: one.code),
    Column[Line](title="VAT in it", value=lambda one: Amount(one.vat) if one.vat else None, numeric=True, nowrap=True),
    Column[Line](title="Sum", value=lambda one: Amount(one.pence), numeric=True, nowrap=True),
)
FAULTS = (
    Column[Fault](title="Row", value=lambda one: one.row, show=lambda one: f"Row {one.row}", nowrap=True, width=8),
    Column[Fault](title="Column", value=lambda one: one.column, width=30),
    Column[Fault](title="What stands there", value=lambda one: one.cell, width=40),
    Column[Fault](title="Why it does not come in", value=lambda one: one.why, width=60),
)
