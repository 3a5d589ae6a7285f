"""The rows of a plan: written one by one or many at once, moved between categories, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.contacts.models import Organisation, Person
from wapentake.contacts.queries import find_bodies_of
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.plans.changes.progress import hold_row, set_due
from wapentake.plans.models import Category, Plan, TacticalAction
from wapentake.plans.queries import plain_values
from wapentake.plans.rules import next_ref

REF_TWICE = "The plan has a row “{ref}” already. Nothing was changed. Choose another reference."
FOREIGN = "“{name}” is a category of another plan. Nothing was changed. Choose one of this plan."
BACKWARDS = "It would end before it starts. Nothing was changed. Look at both days."


@dataclass(frozen=True, slots=True)
class New:
    """A row to be added in one step with others: its title, its objective, and the body that leads it."""

    title: str
    category: Category
    lead_body: Organisation | None = None


@transaction.atomic
def put_tactical_action(
    plan: Plan, values: Mapping[str, Any], *, on: date, by: Actor, row: TacticalAction | None = None
) -> TacticalAction:
    """Write a row of a plan, a new one or another form of `row`. `categories` are all under which it then stands.

    Raises: Refused where its reference is taken, its days are the wrong way round, or a category is not the plan's.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    row = hold_row(row) if row else TacticalAction(partnership_id=plan.partnership_id, plan=plan, added_on=on)
    told = dict(values)
    categories: Sequence[Category] | None = told.pop("categories", None)
    _check(plan, row, {**told, "categories": categories or ()})
    names = [name for name in told if row.pk]
    before = {name: getattr(row, name) for name in names}
    if row.pk and categories is not None:
        before["categories"] = list(row.categories.order_by("pk"))
    verb = "changed" if row.pk else "added"
    for name, value in told.items():
        setattr(row, name, value)
    set_due(row)
    row.save()
    if categories is not None:
        row.categories.set(categories)
        told["categories"] = sorted(categories, key=lambda one: one.pk)
    said = {"before": plain_values(before), "after": plain_values(told)}
    log_change(verb, row, partnership=row.partnership_id, by=by, **said)
    return row


def _check(plan: Plan, row: TacticalAction, values: Mapping[str, Any]) -> None:
    ref = values.get("ref", row.ref)
    if plan.tactical_actions.filter(ref__iexact=ref).exclude(pk=row.pk).exists():
        raise Refused("ref-twice", REF_TWICE.format(ref=ref))
    starts_on, ends_on = values.get("starts_on", row.starts_on), values.get("ends_on", row.ends_on)
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("backwards", BACKWARDS)
    for one in values["categories"]:
        if one.view.plan_id != plan.pk:
            raise Refused("foreign-category", FOREIGN.format(name=one))


@transaction.atomic
def add_tactical_actions(
    plan: Plan, rows: Iterable[New], *, on: date, by: Actor, more: Mapping[str, Any] | None = None
) -> list[TacticalAction]:
    """Add many rows at once, as a planning event makes them: without money, each under its objective.

    Means: references count on within each objective. `more` is said of all: `planned_at`, `decision`, `decided`. A
    title that stands under its objective already is left out, so that the same list sent twice adds nothing.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    refs = set(plan.tactical_actions.values_list("ref", flat=True))
    known = set(plan.tactical_actions.filter(ended_on=None).values_list("categories", "title"))
    made = []
    for one in rows:
        if (one.category.pk, one.title) in known:
            continue
        known.add((one.category.pk, one.title))
        ref = next_ref(one.category.position, refs)
        refs.add(ref)
        values = {"ref": ref, "title": one.title, "lead_body": one.lead_body, "categories": [one.category]}
        made.append(put_tactical_action(plan, {**values, **(more or {})}, on=on, by=by))
    return made


@transaction.atomic
def stand_rows(category: Category, rows: Iterable[TacticalAction], *, by: Actor) -> None:
    """Put just these rows of its plan under a category. No row changes by it, nor where it stands in other views."""
    plan = category.view.plan
    wanted = set(plan.tactical_actions.filter(pk__in=[one.pk for one in rows], ended_on=None))
    before = set(category.tactical_actions.filter(ended_on=None))
    if wanted == before:
        return
    category.tactical_actions.add(*wanted - before)
    category.tactical_actions.remove(*before - wanted)
    told = {"before": {"rows": _list(before)}, "after": {"rows": _list(wanted)}}
    log_change("put rows under", category, partnership=plan.partnership_id, by=by, **told)


def _list(rows: Iterable[TacticalAction]) -> list[str]:
    return sorted(one.ref for one in rows)


@transaction.atomic
def give_row(row: TacticalAction, person: Person | None, *, by: Actor, why: str = "") -> TacticalAction:
    """Give a row to another lead, or, with nobody, say that it was given back until somebody settles whose it is.

    Means: the body is that for which the person stands, where it is known. Raises: Refused where the row has ended.
    """
    row = hold_row(row)
    person = (person.joined_to or person) if person else None
    if row.lead == person:
        return row
    before = {"lead": str(row.lead or "")}
    row.lead = person
    if person is not None:
        row.lead_body = find_bodies_of([person.pk]).get(person.pk) or row.lead_body
    row.save(update_fields=["lead", "lead_body"])
    after = {"lead": str(person or ""), **({"why": why} if why else {})}
    verb = "handed over" if person else "given back"
    log_change(verb, row, partnership=row.partnership_id, by=by, before=before, after=after)
    return row


@transaction.atomic
def end_tactical_action(row: TacticalAction, *, on: date, why: str, by: Actor) -> TacticalAction:
    """End a row: the plan leaves it out from then on, and what was said of it stays. It wants no more updates."""
    row = hold_row(row)
    row.ended_on, row.ended_why, row.update_due_on = on, why, None
    row.save(update_fields=["ended_on", "ended_why", "update_due_on"])
    log_change("ended", row, partnership=row.partnership_id, by=by, after={"ended_on": on, "why": why})
    return row
