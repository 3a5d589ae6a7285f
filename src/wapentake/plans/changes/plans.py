"""Plans, their views and categories, and how often updates are due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.kit.errors import Refused
from wapentake.plans.changes.progress import find_base, set_due
from wapentake.plans.models import Category, Plan, Rhythm, TacticalAction, View
from wapentake.plans.queries import plain_values

BACKWARDS = "The plan would end before it starts. Nothing was changed. Look at both days."
TWICE = "“{name}” is there already. Nothing was changed. Choose another name."
STANDING = "Actions stand under “{name}”. Nothing was changed. Put them under another category first."
MAIN = "“{name}” holds the partnership’s own objectives, so it stays. Nothing was changed."
FULL = "“{name}” has categories. Nothing was changed. Remove those first."
MAIN_VIEW = "Strategic objectives"


@transaction.atomic
def put_plan(
    partnership: Partnership,
    values: Mapping[str, Any],
    *,
    by: Actor,
    plan: Plan | None = None,
    objectives: Iterable[str] = (),
) -> Plan:
    """Write a plan: `name`, `starts_on`, `ends_on`. A new one gets its main view, with these objectives."""
    if values["ends_on"] < values["starts_on"]:
        raise Refused("backwards", BACKWARDS)
    verb = "changed" if plan else "began"
    one = Plan.objects.select_for_update().get(pk=plan.pk) if plan else Plan(partnership=partnership)
    before = {name: getattr(one, name) for name in values} if plan else {}
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    log_change(verb, one, partnership=partnership.pk, by=by, before=before, after=dict(values))
    if plan is None:
        view = put_view(one, {"name": MAIN_VIEW, "is_main": True}, by=by)
        add_categories(view, objectives, by=by)
    return one


@transaction.atomic
def put_view(plan: Plan, values: Mapping[str, Any], *, by: Actor, view: View | None = None) -> View:
    """Write a view of a plan: its `name`. Where `is_main` is said, another one that was it is so no longer."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    others = plan.views.exclude(pk=view.pk) if view else plan.views.all()
    if others.filter(name__iexact=values["name"]).exists():
        raise Refused("view-twice", TWICE.format(name=values["name"]))
    if values.get("is_main"):
        others.filter(is_main=True).update(is_main=False)
    one = view or View(plan=plan, position=others.count() + 1)
    before = {name: getattr(one, name) for name in values} if view else {}
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    verb = "changed" if view else "added"
    log_change(verb, one, partnership=plan.partnership_id, by=by, before=before, after=dict(values))
    return one


@transaction.atomic
def add_categories(view: View, names: Iterable[str], *, by: Actor) -> list[Category]:
    """Add categories to a view, below those that it has; one that it has already is left as it is."""
    View.objects.select_for_update().get(pk=view.pk)
    known = {one.name.casefold() for one in view.categories.all()}
    position = max((one.position for one in view.categories.all()), default=0)
    made = []
    for name in names:
        if name.casefold() in known:
            continue
        known.add(name.casefold())
        position += 1
        category = Category.objects.create(view=view, name=name, position=position)
        log_change("added", category, partnership=view.plan.partnership_id, by=by, after={"name": name})
        made.append(category)
    return made


@transaction.atomic
def put_category(category: Category, values: Mapping[str, Any], *, by: Actor) -> Category:
    """Write the `name` and `position` of a category. The rows under it are as they were."""
    one = Category.objects.select_for_update(of=("self",)).select_related("view__plan").get(pk=category.pk)
    if one.view.categories.filter(name__iexact=values["name"]).exclude(pk=one.pk).exists():
        raise Refused("category-twice", TWICE.format(name=values["name"]))
    before = {name: getattr(one, name) for name in values}
    for name, value in values.items():
        setattr(one, name, value)
    one.save()
    log_change("changed", one, partnership=one.view.plan.partnership_id, by=by, before=before, after=dict(values))
    return one


@transaction.atomic
def drop_category(category: Category, *, by: Actor) -> None:
    """Take a category away, under which nothing stands."""
    if category.tactical_actions.exists():
        raise Refused("standing", STANDING.format(name=category))
    log_change(
        "removed", category, partnership=category.view.plan.partnership_id, by=by, before={"name": str(category)}
    )
    category.delete()


@transaction.atomic
def drop_view(view: View, *, by: Actor) -> None:
    """Take a view away that has no categories; the main one stays."""
    if view.is_main:
        raise Refused("main", MAIN.format(name=view))
    if view.categories.exists():
        raise Refused("full", FULL.format(name=view))
    log_change("removed", view, partnership=view.plan.partnership_id, by=by, before={"name": str(view)})
    view.delete()


@transaction.atomic
def set_rhythm(partnership: Partnership, values: Mapping[str, Any], *, since: date, by: Actor) -> Rhythm:
    """Say from a day on how often updates are due (`update_days`) and how late a milestone may be (`grace_days`).

    Means: what is counted from that day or a later one is due by it; what was counted before stays as it was.
    """
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    rhythm, _ = put_row(Rhythm, {"partnership": partnership, "since": since}, dict(values))
    rows = TacticalAction.objects.filter(partnership=partnership, ended_on=None).select_related("plan")
    moved = [one for one in rows if find_base(one) >= since]
    for one in moved:
        set_due(one)
    TacticalAction.objects.bulk_update(moved, ["update_due_on"], batch_size=200)
    told = plain_values({"since": since, **values})
    log_change("set", rhythm, partnership=partnership.pk, by=by, after=told)
    return rhythm
