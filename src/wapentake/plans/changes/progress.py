"""What becomes of a row: updates, what is measured, and its milestones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.kit.errors import Refused
from wapentake.plans.models import Measure, Milestone, TacticalAction, Update, Value, Via
from wapentake.plans.queries import find_pace, plain_values
from wapentake.plans.rules import Rag, find_update_due

ENDED = "“{row}” has ended, so nothing more is said of it. Nothing was changed. Look at the plan for what runs."
NO_REASON = "An update says why a row stands as it does. Nothing was changed. Give the reason in a sentence."
MEASURE_TWICE = "“{name}” is measured for this row already. Nothing was changed. Choose another name."
NOTHING_TO_SAY = "A milestone has words and a day. Nothing was changed. Fill in both."


def hold_row(row: TacticalAction) -> TacticalAction:
    """Lock a row, and return it as it stands. Raises Refused where it has ended."""
    held = TacticalAction.objects.select_for_update(of=("self",)).select_related("plan").get(pk=row.pk)
    if held.ended_on is not None:
        raise Refused("ended", ENDED.format(row=held))
    return held


def find_base(row: TacticalAction) -> date:
    """Return the day from which the next update is counted: of the last one, or when the row began for us."""
    return row.updated_on or max(row.starts_on or row.plan.starts_on, row.added_on)


def set_due(row: TacticalAction) -> None:
    """Put into a row by when its next update is due, by what holds on the day from which it counts. Not yet saved."""
    base = find_base(row)
    days = find_pace(row.partnership_id, on=base).update_days
    row.update_due_on = find_update_due(base, days=days, rag=Rag(row.rag), ended=row.ended_on is not None)


@transaction.atomic
def record_update(tactical_action: TacticalAction, values: Mapping[str, Any], *, by: Actor, via: str) -> Update:
    """Keep what somebody says of a row: `on`, `rag`, `reason`, and `text` where there is more to tell.

    Means: the row stands as the latest day says; one of an earlier day is kept beside it. The same said twice of a day
    is kept once. Raises: Refused without a reason, and for a row that has ended.
    """
    row = hold_row(tactical_action)
    reason = str(values.get("reason", "")).strip()
    if not reason:
        raise Refused("no-reason", NO_REASON)
    told = {"on": values["on"], "rag": Rag(values["rag"]).value, "reason": reason, "text": values.get("text", "")}
    said = {**told, "by_name": str(by)[:200], "via": Via(via)}
    latest = row.updates.order_by("-on", "-pk").first()
    if latest and all(getattr(latest, name) == value for name, value in said.items()):
        return latest
    update = Update.objects.create(tactical_action=row, **said)
    before = {"rag": row.rag, "reason": row.rag_reason}
    if row.updated_on is None or told["on"] >= row.updated_on:
        row.rag, row.rag_reason, row.updated_on = told["rag"], reason, told["on"]
        set_due(row)
        row.save(update_fields=["rag", "rag_reason", "updated_on", "update_due_on"])
    log_change("updated", row, partnership=row.partnership_id, by=by, before=before, after=plain_values(told))
    return update


@transaction.atomic
def put_measure(
    tactical_action: TacticalAction, values: Mapping[str, Any], *, by: Actor, measure: Measure | None = None
) -> Measure:
    """Write what is measured of a row: `question`, `name`, `unit`, `baseline`, `target`; a new one or another form."""
    row = hold_row(tactical_action)
    others = row.measures.exclude(pk=measure.pk) if measure else row.measures.all()
    if others.filter(name__iexact=values["name"]).exists():
        raise Refused("measure-twice", MEASURE_TWICE.format(name=values["name"]))
    verb = "changed a measure of" if measure else "added a measure to"
    before = {name: getattr(measure, name) for name in values} if measure else {}
    one = measure or Measure(tactical_action=row)
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    told = {"before": plain_values(before), "after": plain_values(values)}
    log_change(verb, row, partnership=row.partnership_id, by=by, **told)
    return one


@transaction.atomic
def record_value(measure: Measure, values: Mapping[str, Any], *, by: Actor) -> Value:
    """Keep what a measure was on a day: `on`, `value`, `note`. Another one of that day takes its place."""
    row = hold_row(measure.tactical_action)
    told = {"value": values["value"], "note": values.get("note", "")}
    value, _ = put_row(Value, {"measure": measure, "on": values["on"]}, told)
    after = plain_values({"measure": measure.name, "on": values["on"], **told})
    log_change("measured", row, partnership=row.partnership_id, by=by, after=after)
    return value


@transaction.atomic
def put_milestone(
    tactical_action: TacticalAction, values: Mapping[str, Any], *, by: Actor, milestone: Milestone | None = None
) -> Milestone:
    """Write a milestone of a row: `text` and `due_on`; a new one or another form of one."""
    row = hold_row(tactical_action)
    if not str(values["text"]).strip() or values["due_on"] is None:
        raise Refused("milestone", NOTHING_TO_SAY)
    verb = "changed a milestone of" if milestone else "added a milestone to"
    before = {name: getattr(milestone, name) for name in values} if milestone else {}
    one = milestone or Milestone(tactical_action=row)
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    told = {"before": plain_values(before), "after": plain_values(values)}
    log_change(verb, row, partnership=row.partnership_id, by=by, **told)
    return one


@transaction.atomic
def reach_milestone(milestone: Milestone, *, on: date | None, by: Actor) -> Milestone:
    """Say that a milestone was reached on a day, or with None that it was not; the same said twice is nothing."""
    row = hold_row(milestone.tactical_action)
    one = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if one.reached_on == on:
        return one
    before, one.reached_on = {"milestone": one.text, "reached_on": one.reached_on}, on
    one.save(update_fields=["reached_on"])
    verb = "reached a milestone of" if on else "took back a milestone of"
    after = {"milestone": one.text, "reached_on": on}
    log_change(verb, row, partnership=row.partnership_id, by=by, before=before, after=after)
    return one
