"""The list for a meeting: open actions by item or by body, with what was due and said, and room to write. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wapentake.reports.heading import say_moment
from wapentake.terms import say_date

HEADS = ("Action", "Due, and said so far", "At the meeting")
WIDTHS = (5, 4, 5)  # of the columns, against each other; the last is for a pen
NO_BODY, NO_ITEM = "No body", "Under no item"
ORDERS = {"body": "By body", "item": "By item"}


@dataclass(frozen=True, slots=True)
class Matter:
    """An open action: whose it is, which meeting made it under which item, by when it is due and what was said."""

    pk: int
    text: str
    who: str
    body: str
    on: date
    item: str
    due: str
    said: Sequence[str] = field(default=())


def group_matters(matters: Iterable[Matter], by: str) -> list[tuple[str, list[Matter]]]:
    """Return the matters under headings: by body and who leads, those of nobody last; or by meeting and item."""
    rows = sorted(matters, key=_by_body if by == "body" else _by_item)
    found: dict[str, list[Matter]] = {}
    for one in rows:
        found.setdefault(_HEADINGS[by](one), []).append(one)
    return list(found.items())


def _by_body(one: Matter) -> tuple[bool, str, bool, str, date, int]:
    return not one.body, one.body, not one.who, one.who, one.on, one.pk


def _by_item(one: Matter) -> tuple[date, int]:
    return one.on, one.pk


_HEADINGS: dict[str, Callable[[Matter], str]] = {
    "body": lambda one: one.body or NO_BODY,
    "item": lambda one: f"{say_date(one.on)}: {one.item or NO_ITEM}",
}


def lay_out_matters(matters: Sequence[Matter], *, by: str, body: str, on: date, time: str) -> dict[str, Any]:
    """Return the list as it is printed: what `reports.pdf` sets, a table under each heading."""
    title = "Open actions"
    none = {"is": "paragraph", "marker": "", "lines": [{"lead": "", "text": "No action is open."}]}
    return {
        "title": title,
        "name": f"{title}, {body}, {say_date(on)}",
        "about": f"Open actions for the meeting of {body} on {say_date(on)}",
        "committee": body,
        "moment": say_moment(on, time),
        "draft": False,
        "lines": [],
        "front": [] if matters else [none],
        "items": [
            {"heading": heading, "before": [], "parts": [_grid(own)], "after": []}
            for heading, own in group_matters(matters, by)
        ],
        "closing": [],
        "more": [],
    }


def _grid(matters: Sequence[Matter]) -> dict[str, Any]:
    rows = [[_say_action(one), "\n".join([one.due or "No date is set", *one.said]), ""] for one in matters]
    return {"is": "grid", "width": len(HEADS), "widths": list(WIDTHS), "head": list(HEADS), "rows": rows}


def _say_action(one: Matter) -> str:
    origin = f"From {say_date(one.on)}{f', {one.item}' if one.item else ''}"
    return f"{one.who or 'Nobody leads'}: {one.text}\n{origin}"
