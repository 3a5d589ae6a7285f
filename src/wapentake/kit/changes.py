"""Writing the change log. Every `changes.py` calls `log_change` in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from wapentake.kit.models import Change

_ENCODER = DjangoJSONEncoder()
Row = TypeVar("Row", bound=models.Model)


class Actor(Protocol):
    """Whoever makes a change: an account, or the reader itself (`READER`)."""

    pk: Any

    def __str__(self) -> str:
        """Return the name that the log keeps."""


class _Machine:
    """A part of the product that changes rows by itself."""

    pk = None

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


READER = _Machine("The reader")


def make_change(  # noqa: PLR0913 - a line of the log has these columns
    verb: str,
    thing: models.Model,
    *,
    partnership: int,
    by: Actor,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    batch: UUID | None = None,
) -> Change:
    """Return a line of the log, not yet written."""
    return Change(
        partnership_id=partnership,
        by_id=by.pk,
        by_name=str(by)[:200],
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=thing.pk,
        before=_plain(before or {}),
        after=_plain(after or {}),
        batch=batch,
    )


def log_change(verb: str, thing: models.Model, **told: Any) -> None:
    """Write one line of the log; the arguments are those of `make_change`."""
    make_change(verb, thing, **told).save(force_insert=True)


def log_changes(changes: Iterable[Change]) -> None:
    """Write many lines of the log at once."""
    Change.objects.bulk_create(changes, batch_size=500)


def put_row(table: type[Row], key: Mapping[str, Any], values: Mapping[str, Any], **first: Any) -> tuple[Row, bool]:
    """Write the row of that key, and return it and whether it is new; `first` are values for a new one only.

    Means: the caller holds the lock under which nobody else makes it meanwhile, so nothing is tried and taken back.
    """
    row = table._default_manager.filter(**key).first()
    if row is None:
        return table._default_manager.create(**key, **{**values, **first}), True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_update=True)
    return row, False


def put_rows(
    table: type[Row], key: str, wanted: Mapping[int, Mapping[str, Any]], *, there: Mapping[int, Row] | None = None
) -> dict[int, Row]:
    """Write a row for each of these keys ("passage_id"), the new ones all at once, and return them by their keys.

    Means: else as `put_row`. `there` are the rows that there are, where they are known.
    """
    if there is None:
        found = table._default_manager.filter(**{f"{key}__in": list(wanted)})
        there = {getattr(row, key): row for row in found}
    rows = {pk: there.get(pk) or table(**{key: pk}) for pk in wanted}
    for pk, row in rows.items():
        for name, value in wanted[pk].items():
            setattr(row, name, value)
        if pk in there:
            row.save(force_update=True)
    table._default_manager.bulk_create(row for pk, row in rows.items() if pk not in there)
    return rows


def scrub_log(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take words out of the log of a partnership: the one exception to its being written once.

    Means: for a person's details that were published by mistake and must go for ever. Whoever calls it logs that.
    """
    changed = []
    for change in Change.objects.filter(partnership_id=partnership).iterator(chunk_size=1000):
        before, after = clean(change.before), clean(change.after)
        if (before, after) != (change.before, change.after):
            change.before, change.after = before, after
            changed.append(change)
    Change.objects.bulk_update(changed, ["before", "after"], batch_size=200)
    return len(changed)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values that JSON holds: days and times as text."""
    return {key: _ENCODER.default(value) if hasattr(value, "isoformat") else value for key, value in values.items()}
