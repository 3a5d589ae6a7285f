"""A return as a PDF: its figures as tables, and what was said of each part; made again, it is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from wapentake.reports.pdf import set_pdf
from wapentake.returns.content import say_measure, say_totals, tell_figure
from wapentake.returns.rules import TEXTS
from wapentake.terms import Amount, parse_iso, say_date

NOT_SENT = "Not sent yet. Figures and words may still change."


def make_return_pdf(content: Mapping[str, Any], *, at: datetime, sent: bool) -> bytes:
    """Return the PDF of what a return says; the same content at the same instant gives the same bytes."""
    return set_pdf(lay_out_return(content, sent=sent), at=at)


def lay_out_return(content: Mapping[str, Any], *, sent: bool) -> dict[str, Any]:
    """Return all that the PDF of a return says, in order, as the typesetter takes it."""
    of = content["return"]
    due = parse_iso(of["due_on"])
    return {
        "title": of["name"],
        "name": f"{of['name']}, {of['partnership']}",
        "about": f"What {of['partnership']} tells {of['funder']}",
        "committee": of["partnership"],
        "moment": str(tell_figure(content, "period")),
        "draft": False,
        "lines": [
            {"lead": "Funder:", "text": f" {of['funder']}"},
            {"lead": "Funds:", "text": f" {', '.join(of['funds'])}"},
            *([{"lead": "Due on:", "text": f" {say_date(due)}"}] if due else []),
            *([] if sent else [{"lead": "", "text": NOT_SENT}]),
        ],
        "front": _front(content),
        "items": [_item(part) for part in content["parts"]],
        "closing": [],
        "more": [],
    }


def _front(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = [
        [_name(part), *(_money(part[name]) for name in ("budget", "spent", "forecast"))] for part in content["parts"]
    ]
    return [
        {"is": "heading", "text": "The whole"},
        _grid(["What", "Sum"], [list(pair) for pair in say_totals(content)], [3, 1]),
        {"is": "heading", "text": "Part by part"},
        _grid(["Part", "Budget", "Spent", "Forecast"], rows, [3, 1, 1, 1]),
    ]


def _grid(head: list[str], rows: list[list[str]], widths: list[int]) -> dict[str, Any]:
    return {"is": "grid", "width": len(head), "head": head, "rows": rows, "widths": widths}


def _name(part: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (part["ref"], part["title"])))


def _money(pence: int | None) -> str:
    return "Not known" if pence is None else Amount(pence).say()


def _item(part: Mapping[str, Any]) -> dict[str, Any]:
    before = [{"lead": "Led by", "text": f" {part['body']}"}] if part["body"] else []
    shapes: list[dict[str, Any]] = []
    if part["measures"]:
        shapes += [
            {"is": "heading", "text": "What was measured"},
            _list([say_measure(one) for one in part["measures"]]),
        ]
    for name, label in TEXTS.items():
        if part[name].strip():
            shapes += [{"is": "heading", "text": label}, *_paragraphs(part[name])]
    return {"heading": _name(part), "before": before, "parts": shapes, "after": []}


def _list(lines: Sequence[str]) -> dict[str, Any]:
    points = [{"lead": "", "text": line, "number": 0, "below": []} for line in lines]
    return {"is": "list", "form": "", "points": points}


def _paragraphs(text: str) -> list[dict[str, Any]]:
    lines = (line.strip() for line in text.splitlines())
    return [{"is": "paragraph", "marker": "", "lines": [{"lead": "", "text": line}]} for line in lines if line]
