"""Freezing the plan when it is adopted or refreshed; and taking words out that were struck out for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models, transaction

from wapentake.accounts.models import Account
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused
from wapentake.plans.models import (
    Category,
    Edition,
    EditionKind,
    Measure,
    Milestone,
    Plan,
    TacticalAction,
    Update,
    Value,
    View,
)
from wapentake.plans.queries.editions import find_last_edition, take_snapshot
from wapentake.plans.rules import compare_editions
from wapentake.terms import say_date

NO_ROWS = "The plan has no tactical actions yet. Nothing was changed. Add them before the plan is adopted."
NOT_DECIDED = (
    "Nobody is said to have decided it. Nothing was changed. Choose the decision, or say who decided and when."
)
EARLIER = "The last edition is of {day}. Nothing was changed. Choose that day or a later one."
SAME = "Nothing has changed since the last edition. Nothing was frozen. Change the plan first."


@transaction.atomic
def freeze_edition(plan: Plan, values: Mapping[str, Any], *, by: Account) -> Edition:
    """Freeze the plan as it stands: it is adopted the first time, and refreshed each later time.

    Shape: `on`, and `decision` or `decided`. Raises: Refused without rows, without who decided, for a day before the
    last edition, and where nothing changed since.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    last = find_last_edition(plan)
    snapshot = take_snapshot(plan, today=values["on"])
    if not snapshot["rows"]:
        raise Refused("no-rows", NO_ROWS)
    if not (values.get("decision") or str(values.get("decided", "")).strip()):
        raise Refused("not-decided", NOT_DECIDED)
    if last and values["on"] < last.on:
        raise Refused("earlier", EARLIER.format(day=say_date(last.on)))
    if last and not compare_editions(last.snapshot, snapshot):
        raise Refused("same", SAME)
    kind = EditionKind.REFRESHED if last else EditionKind.ADOPTED
    told = {name: values.get(name) for name in ("on", "decision")} | {"decided": values.get("decided", "")}
    number = last.number + 1 if last else 1
    edition = Edition.objects.create(plan=plan, number=number, kind=kind, snapshot=snapshot, made_by=by, **told)
    after = {"number": number, "on": values["on"], "rows": len(snapshot["rows"]), "decided": edition.decided}
    log_change(kind.value, plan, partnership=plan.partnership_id, by=by, after=after)
    return edition


_WORDS: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    # the table, how its rows are found by partnership, and where it holds words
    (Plan, "partnership", ("name",)),
    (View, "plan__partnership", ("name",)),
    (Category, "view__plan__partnership", ("name",)),
    (TacticalAction, "partnership", ("title", "description", "rag_reason", "ended_why", "decided")),
    (Update, "tactical_action__partnership", ("reason", "text", "by_name")),
    (Measure, "tactical_action__partnership", ("name", "unit")),
    (Value, "measure__tactical_action__partnership", ("note",)),
    (Milestone, "tactical_action__partnership", ("text",)),
    (Edition, "plan__partnership", ("decided", "snapshot")),
)
AT_ONCE = 100


def scrub_plans(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take struck-out words out of the plans of a partnership, frozen ones too; return from how many rows.

    Whoever strikes words out logs that.
    """
    return sum(_scrub(table, path, fields, (partnership, clean)) for table, path, fields in _WORDS)


def _scrub(table: type[models.Model], path: str, fields: Iterable[str], pen: tuple[int, Callable[[Any], Any]]) -> int:
    partnership, clean = pen
    names = tuple(fields)
    changed = []
    for row in table._default_manager.filter(**{path: partnership}).iterator(chunk_size=AT_ONCE):
        before = [getattr(row, name) for name in names]
        after = [clean(value) for value in before]
        if after != before:
            for name, value in zip(names, after, strict=True):
                setattr(row, name, value)
            changed.append(row)
    table._default_manager.bulk_update(changed, names, batch_size=AT_ONCE)
    return len(changed)
