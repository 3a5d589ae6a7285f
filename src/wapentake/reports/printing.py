"""A paper laid out for print: every word of it in order, as values of JSON, the same for PDF and Word. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wapentake.reports.arranging import Grid, Heading, Line, Listing, Noted, Paragraph, Shape, arrange
from wapentake.reports.heading import say_moment
from wapentake.reports.papers import Corrected, Entry, Paper, Part
from wapentake.reports.sizes import say_file
from wapentake.terms import parse_iso, say_date


def lay_out_print(paper: Paper) -> dict[str, Any]:
    """Return all that a printed paper says, in the order in which it says it."""
    head = paper.head
    on = parse_iso(head.on)
    day = say_date(on) if on else head.on
    return {
        "title": head.title,
        "name": f"{head.title}, {head.committee}, {day}",
        "about": f"{head.title} of {head.committee}, {day}",
        "committee": head.committee,
        "moment": say_moment(on, head.time) if on else head.on,
        "draft": head.is_draft,
        "lines": _head_lines(paper),
        "front": _shapes(paper.parts),
        "items": [_item(entry) for entry in paper.items],
        "closing": _shapes(paper.closing),
        "more": [
            _list(heading, lines)
            for heading, lines in (
                ("Additional documents", [f"{one.title} ({say_file(one)})" for one in paper.documents]),
                ("Corrections", [say_correction(one, named=True) for one in paper.corrections]),
            )
            if lines
        ],
    }


def _head_lines(paper: Paper) -> list[dict[str, str]]:
    head = paper.head
    moved = parse_iso(head.first_on)
    said = (
        ("Venue:", head.venue),
        ("Room:", head.room),
        ("Join by telephone or online:", head.dial_in),
        ("Contact:", head.contact),
        ("Note:", head.note),
        ("Cancelled:", head.cancelled),
        ("Moved:", f"first called for {say_date(moved)}" if moved and head.first_on != head.on else ""),
        ("", head.confirmed),
    )
    return [{"lead": lead, "text": f" {words}" if lead else words} for lead, words in said if words]


def _item(entry: Entry) -> dict[str, Any]:
    before = []
    if entry.is_exempt:
        before += [f"The public may not read this item. It is exempt under paragraph {entry.paragraph}."]
        before += [entry.public_interest]
    before += [f"For {entry.purpose}"] if entry.purpose else []
    before += [f"Urgent: {entry.urgent_because}"] if entry.urgent_because else []
    before += [f"Paper: {one.title} ({say_file(one)})" for one in entry.attached]
    after = [f"Corrected later: {say_correction(one, named=False)}" for one in entry.corrections]
    return {
        "heading": entry.heading,
        "before": [_line(words) for words in before],
        "parts": _shapes(entry.parts),
        "after": [_line(words) for words in after],
    }


def say_correction(one: Corrected, *, named: bool) -> str:
    """Return a correction as a sentence; `named` with the heading under which the words stand."""
    item = f"{one.item}: " if named and one.item else ""
    agreed = f" Agreed at {one.agreed_at}." if one.agreed_at else ""
    return f"{item}for “{one.was}” read “{one.should_be}”.{agreed}"


def _line(words: str) -> dict[str, str]:
    return {"lead": "", "text": words}


def _list(heading: str, lines: Iterable[str]) -> dict[str, Any]:
    points = [{"lead": "", "text": line, "number": 0, "below": []} for line in lines]
    return {"is": "list", "heading": heading, "form": "", "points": points}


def _shapes(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [_shape(one) for one in arrange(parts)]


def _shape(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Heading):
        return {"is": "heading", "text": shape.text}
    if isinstance(shape, Paragraph):
        return {"is": "paragraph", "marker": shape.marker, "lines": [_run(line) for line in shape.lines]}
    if isinstance(shape, Listing):
        return _listing(shape)
    if isinstance(shape, Noted):
        rows = [{"parts": [_shape(one) for one in shapes], "notes": list(notes)} for shapes, notes in shape.rows]
        return {"is": "noted", "rows": rows}
    return _grid(shape)


def _run(line: Line) -> dict[str, str]:
    return {"lead": line.lead, "text": line.text}


def _listing(listing: Listing) -> dict[str, Any]:
    points = [
        {**_run(point.line), "number": point.number, "below": [_listing(one) for one in point.below]}
        for point in listing.points
    ]
    return {"is": "list", "form": listing.form, "points": points}


def _grid(grid: Grid) -> dict[str, Any]:
    head, rows = (grid.rows[0], grid.rows[1:]) if grid.has_head else ((), grid.rows)
    return {"is": "grid", "width": len(grid.rows[0]), "head": list(head), "rows": [list(row) for row in rows]}
