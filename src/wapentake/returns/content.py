"""What a return says, as one plain value: its figures and texts, from which the spreadsheet and the PDF are made.

The same value is frozen when the return is sent, so that both can be made again. Units: whole pence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wapentake.returns.rules import TEXTS
from wapentake.returns.workbooks import Value, fill_workbook
from wapentake.terms import Amount, parse_iso, say_date

FIGURES = {
    "name": "Name of the return",
    "partnership": "Partnership",
    "funder": "Funder",
    "funds": "Funds",
    "period": "Period",
    "from": "First day of the period",
    "to": "Last day of the period",
    "parts": "How many parts",
    "budget": "Budget in all",
    "spent": "Spent in all",
    "left": "Budget less spent, in all",
    "forecast": "Forecast in all",
    "underspend": "Budget less forecast, in all",
    "elsewhere": "Spent on nothing that a part is of",
}
COLUMNS = {
    "ref": "Reference",
    "title": "Title",
    "body": "Lead body",
    "budget": "Budget",
    "spent": "Spent to date",
    "left": "Budget less spent",
    "forecast": "Forecast",
    "gap": "Budget less forecast",
    "measures": "Measures",
    **TEXTS,
}


def tell_figure(content: Mapping[str, Any], key: str) -> Value:
    """Return what goes into a cell that one figure of the whole is for."""
    of, totals = content["return"], content["totals"]
    if key in totals:
        return None if totals[key] is None else int(totals[key])
    if key == "period":
        return f"{_day(of['period_from'])} to {_day(of['period_to'])}"
    if key in ("from", "to"):
        return _day(of[f"period_{key}"])
    if key == "parts":
        return str(len(content["parts"]))
    return ", ".join(of["funds"]) if key == "funds" else str(of[key])


def tell_cell(part: Mapping[str, Any], key: str) -> Value:
    """Return what goes into a cell of a part's row."""
    if key in ("left", "gap"):
        other = part["spent" if key == "left" else "forecast"]
        return None if part["budget"] is None or other is None else int(part["budget"] - other)
    if key == "measures":
        return "; ".join(say_measure(one) for one in part["measures"])
    value: Value = part[key]
    return value


def say_measure(one: Mapping[str, Any]) -> str:
    """Say what was measured: "Families helped: 27 families, target 30"."""
    unit = f" {one['unit']}" if one["unit"] else ""
    value = "nothing was recorded" if one["value"] is None else f"{say_number(one['value'])}{unit}"
    target = f", target {say_number(one['target'])}" if one["target"] is not None else ""
    return f"{one['name']}: {value}{target}"


def say_number(number: str) -> str:
    """Return a number without the noughts behind its point: "27.00" is "27"."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _day(written: str) -> str:
    day = parse_iso(written)
    return say_date(day) if day else written


def fill_template(data: bytes, mapping: Mapping[str, list[str]], content: Mapping[str, Any]) -> bytes:
    """Return a funder's spreadsheet with what its names are for. Raises Refused as `fill_workbook` does."""
    figures: dict[str, Value] = {}
    columns: dict[str, list[list[Value]]] = {}
    for name, keys in mapping.items():
        if len(keys) == 1 and keys[0].startswith("figure:"):
            figures[name] = tell_figure(content, keys[0].removeprefix("figure:"))
        elif any(keys):
            bare = [key.removeprefix("part:") for key in keys]
            columns[name] = [[tell_cell(part, key) if key else None for key in bare] for part in content["parts"]]
    return fill_workbook(data, figures=figures, columns=columns)


def say_totals(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the figures of the whole in words."""
    names = ("budget", "spent", "left", "forecast", "underspend", "elsewhere")
    totals = content["totals"]
    return [(FIGURES[name], Amount(totals[name]).say()) for name in names if totals[name] or name != "elsewhere"]
