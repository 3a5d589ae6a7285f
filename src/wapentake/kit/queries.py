"""Reads of the change log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from wapentake.kit.models import Change
from wapentake.terms import parse_iso, say_date


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a history: the change, and what differs, each as (what, before, after) in words."""

    change: Change
    differences: tuple[tuple[str, str, str], ...]


def find_history(partnership_id: int, *things: models.Model) -> list[Told]:
    """Return what happened to these rows, newest first, in one query."""
    about = Q()
    for thing in things:
        about |= Q(thing=thing._meta.label_lower, thing_id=thing.pk)
    changes = Change.objects.filter(about, partnership_id=partnership_id).order_by("-at", "-pk")
    return [Told(change, tuple(_differ(change))) for change in changes]


def _differ(change: Change) -> Iterator[tuple[str, str, str]]:
    for key in {**change.before, **change.after}:
        before, after = _say(change.before.get(key)), _say(change.after.get(key))
        if before != after:
            yield key.replace("_", " "), before, after


def _say(value: Any) -> str:
    """Return a value of the log as people read it; "" is nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_say, value))
    if isinstance(value, dict):
        return ", ".join(_say(one) for one in value.values() if one)
    day: date | None = parse_iso(value) if isinstance(value, str) else None
    return say_date(day) if day else str(value)


def is_step(partnership_id: int, batch: UUID) -> bool:
    """Return whether somebody of the partnership did something in one step under this number."""
    return Change.objects.filter(partnership_id=partnership_id, batch=batch).exists()
