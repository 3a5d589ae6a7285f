"""A part in words, for the lead's page and for the desk: what is known of it, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wapentake.returns.content import say_measure
from wapentake.returns.models import Part
from wapentake.returns.queries import Known
from wapentake.returns.rules import TEXTS
from wapentake.terms import Amount, say_date


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What is known of a part: rows of figures and measures, and what was said last time, with when that was."""

    rows: list[dict[str, str]]
    before: str
    said: list[dict[str, str]]


def tell_known(part: Part, known: Known) -> KnownWords:
    """Return what is known of a part in words."""
    rows = []
    if known.line.budget is not None:
        rows.append({"key": "Budget", "value": Amount(known.line.budget).say()})
    if part.tactical_action_id:
        until = f"{Amount(known.line.spent).say()} by {say_date(part.of.period_to)}"
        rows.append({"key": "Spent to date", "value": until})
    rows += [{"key": one.measure.name, "value": _say_measure(one)} for one in known.measured]
    before = known.before
    texts = [{"key": label, "value": getattr(before, name)} for name, label in TEXTS.items()] if before else []
    return KnownWords(rows, before.of.name if before else "", [one for one in texts if one["value"]])


def _say_measure(one: Any) -> str:
    unit = f" {one.measure.unit}" if one.measure.unit else ""
    value = "Nothing was recorded" if one.value is None else f"{one.value.normalize():f}{unit} on {say_date(one.on)}"
    target = f", target {one.measure.target.normalize():f}{unit}" if one.measure.target is not None else ""
    return f"{value}{target}"


def tell_answers(part: Part) -> list[dict[str, str]]:
    """Return what was said of a part, row by row; what was not said is left out."""
    rows = [{"key": "Forecast", "value": Amount(part.forecast).say()}] if part.forecast is not None else []
    rows += [{"key": one["name"], "value": say_measure(one).partition(": ")[2]} for one in part.measured]
    rows += [{"key": label, "value": getattr(part, name)} for name, label in TEXTS.items()]
    return [one for one in rows if one["value"]]
