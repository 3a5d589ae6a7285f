"""The page on which minutes are written, as plain values for its templates and for the answers to its script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from wapentake.agendas.models import AgendaItem
from wapentake.desk.parts import form_read
from wapentake.intake.typed import ItemRead, Reading
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import Box, Saved
from wapentake.minutes.forms import SeatForm
from wapentake.minutes.models import Declaration, Minute, Resolution, Roll, Writing
from wapentake.minutes.queries import find_declarations, find_items, find_roll, settlement_of, text_of
from wapentake.minutes.rules import say_resolution
from wapentake.terms import ItemOrigin

ROWS = 4  # lines of an empty box
WIDE = 70  # characters that stand on one line of a box, about
NO_BODY = "No organisation"  # heads the members on the roll who come for none


@dataclass(frozen=True, slots=True)
class Written:
    """An item as the page shows it: its box, what was read in it, and what was recorded by a form."""

    item: AgendaItem
    text: str
    version: int
    rows: int
    read: SafeString
    resolutions: Sequence[tuple[Resolution, str]]
    declarations: Sequence[Declaration]
    declares: bool


@dataclass(frozen=True, slots=True)
class RollGroup:
    """The people of one body on the roll, each with their form."""

    body: str
    people: Sequence[tuple[Roll, SeatForm]]


def show_items(meeting: Meeting, reading: Reading, *, slug: str, may_write: bool) -> list[Written]:
    """Return the items with all that the page shows of each."""
    declarations = list(find_declarations(meeting))
    shown = []
    for item in find_items(meeting):
        read = reading.items.get(item.pk, ItemRead(item.pk))
        shown.append(_show_item(item, form_read(read, slug=slug, may_write=may_write), declarations))
    return shown


def _show_item(item: AgendaItem, read: SafeString, declarations: Iterable[Declaration]) -> Written:
    text = text_of(item)
    lines = sum(1 + len(line) // WIDE for line in text.split("\n"))
    declares = item.origin == ItemOrigin.DECLARATIONS
    return Written(
        item=item,
        text=text,
        version=item.minute.version if hasattr(item, "minute") else 0,
        rows=max(ROWS, lines + 1),
        read=read,
        resolutions=[(one, say_resolution(settlement_of(one))) for one in item.resolutions.all()],
        declarations=[one for one in declarations if declares or one.item_id == item.pk],
        declares=declares,
    )


def show_roll(meeting: Meeting, data: Mapping[str, Any] | None = None) -> list[RollGroup]:
    """Return the roll by body, members first; who comes for no body stands alone."""
    rows = list(find_roll(meeting))
    groups = groupby(rows, key=lambda row: (row.is_member, str(row.organisation or "")))
    return [
        RollGroup(
            body or ("No organisation" if is_member else "Others"), [(one, SeatForm.of(one, data)) for one in people]
        )
        for (is_member, body), people in groups
    ]


def read_boxes(told: Any) -> list[Box] | None:
    """Return the boxes that a script sent, or None where it sent something else."""
    boxes = told.get("boxes") if isinstance(told, dict) else None
    if not isinstance(boxes, list):
        return None
    made = []
    for one in boxes:
        if not isinstance(one, dict) or not isinstance(one.get("item"), int):
            return None
        text, base, tried = one.get("text"), one.get("base"), one.get("tried")
        if not isinstance(text, str) or not isinstance(base, str):
            return None
        made.append(Box(one["item"], clean_box(text), clean_box(base), tried if isinstance(tried, str) else None))
    return made


def read_form(meeting: Meeting, data: Mapping[str, str]) -> list[Box]:
    """Return the boxes that a plain form sent and in which something changed."""
    items = AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True)
    boxes = [
        Box(pk, clean_box(data[f"text-{pk}"]), clean_box(data.get(f"base-{pk}", "")))
        for pk in items
        if f"text-{pk}" in data
    ]
    return [one for one in boxes if one.text != one.base]


def clean_box(text: str) -> str:
    """Return typed words with one kind of line end, and without what no database holds."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def read_versions(told: Any) -> dict[int, int]:
    """Return the versions of the items that a script has, by item."""
    versions = told.get("versions") if isinstance(told, dict) else None
    if not isinstance(versions, dict):
        return {}
    return {int(key): value for key, value in versions.items() if key.isdecimal() and isinstance(value, int)}


def tell_saved(one: Saved) -> dict[str, Any]:
    """Return what was saved, for the script."""
    return {"item": one.item, "text": one.text, "version": one.version, "told": one.told}


def tell_changed(one: Minute) -> dict[str, Any]:
    """Return what somebody else saved, for the script."""
    told = f"{one.saved_by or 'Somebody'} wrote under {name_item(one.item)}. Their words stand in your text now."
    return {"item": one.item_id, "text": one.text, "version": one.version, "told": told}


def say_writers(writers: Iterable[Writing]) -> list[str]:
    """Return who else is writing: "Pat Lee is writing too, at item 4."."""
    return [
        f"{one.account} is writing too{f', at {name_item(one.item)}' if one.item else ''}. Both texts are put together."
        for one in writers
    ]


def name_item(item: AgendaItem) -> str:
    """Return what an item is called in a sentence: "item 4", or its title where it has no number."""
    return f"item {item.number}" if item.number else f"“{item.title}”"


def list_addresses(slug: str, meeting: Meeting) -> dict[str, str]:
    """Return the addresses that the script of the page asks."""
    names = {"read": "desk:minutes-read", "save": "desk:minutes-save", "refuse": "desk:minutes-refuse"}
    return {key: reverse(name, args=[slug, meeting.pk]) for key, name in names.items()}
