"""Every write of `returns`: here a return, its days and who is asked; beside it answers, templates and freezing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from wapentake.accounts.models import Partnership
from wapentake.kit.changes import Actor, log_change, log_changes, make_change
from wapentake.kit.errors import Refused
from wapentake.plans.models import TacticalAction
from wapentake.returns import rules
from wapentake.returns.models import DueMoved, Part, PartState, Return, ReturnState
from wapentake.returns.queries import find_ledger_of

TAKEN = "There is a return of this name already. Nothing was changed. Give it another name."
IN_IT = "This tactical action has a part in this return already. Nothing was changed."


def lock_return(one: Return) -> Return:
    """Lock a return, and return it as it stands. Raises Refused for one that was sent."""
    held = Return.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if held.is_sent:
        raise Refused("sent", rules.SENT)
    return held


@transaction.atomic
def put_return(partnership: Partnership, values: Mapping[str, Any], *, by: Actor) -> Return:
    """Make a return. Shape: `values` are its columns, and `funds`."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    own = {name: value for name, value in values.items() if name != "funds"}
    if Return.objects.filter(partnership=partnership, name=own["name"]).exists():
        raise Refused("taken", TAKEN)
    made = Return.objects.create(partnership=partnership, **own)
    made.funds.set(values["funds"])
    told = {"name": made.name, "funder": made.funder, "due": made.due_on, "partners": made.due_internal_on}
    log_change("made", made, partnership=partnership.pk, by=by, after=told)
    return made


@transaction.atomic
def edit_return(one: Return, values: Mapping[str, Any], *, by: Actor) -> Return:
    """Change what a return is of. Its days are moved by `move_due`."""
    Partnership.objects.select_for_update().get(pk=one.partnership_id)
    one = lock_return(one)
    others = Return.objects.filter(partnership=one.partnership_id, name=values["name"]).exclude(pk=one.pk)
    if others.exists():
        raise Refused("taken", TAKEN)
    own = {name: value for name, value in values.items() if name != "funds"}
    before = {name: getattr(one, name) for name in own}
    for name, value in own.items():
        setattr(one, name, value)
    one.save()
    one.funds.set(values["funds"])
    log_change("changed", one, partnership=one.partnership_id, by=by, before=before, after=own)
    return one


@transaction.atomic
def move_due(one: Return, to: date, *, is_internal: bool, why: str, by: Actor) -> Return:
    """Move the partners’ day, or the funder’s, and keep when it was and why. Raises Refused as `check_day` says."""
    one = lock_return(one)
    name, other = ("due_internal_on", one.due_on) if is_internal else ("due_on", one.due_internal_on)
    was = getattr(one, name)
    verdict = rules.check_day(is_internal=is_internal, was=was, to=to, other=other, why=why)
    if not verdict.ok:
        raise Refused("day", " ".join(verdict.reasons))
    setattr(one, name, to)
    one.save(update_fields=[name])
    DueMoved.objects.create(of=one, is_internal=is_internal, was=was, to=to, why=why.strip(), by_name=str(by))
    told = {"before": {name: was}, "after": {name: to, "why": why.strip()}}
    log_change("moved", one, partnership=one.partnership_id, by=by, **told)
    return one


@transaction.atomic
def draft_parts(one: Return, *, by: Actor) -> list[Part]:
    """Add a part for each tactical action that has money in the funds of a return, and none yet; return the new ones.

    Means: its lead and body are those of the plan.
    """
    one = lock_return(one)
    there = set(one.parts.values_list("tactical_action", flat=True))
    funded = TacticalAction.objects.filter(pk__in=find_ledger_of(one).actions).exclude(pk__in=there - {None})
    at = _next_position(one)
    new = [
        Part(of=one, position=at + number, tactical_action=row, title=row.title, lead=row.lead, lead_body=row.lead_body)
        for number, row in enumerate(funded.select_related("lead", "lead_body").order_by("ref"))
    ]
    Part.objects.bulk_create(new)
    log_changes(
        make_change("added", part, partnership=one.partnership_id, by=by, after={"title": part.title}) for part in new
    )
    return new


def _next_position(one: Return) -> int:
    return (one.parts.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def put_part(one: Return, values: Mapping[str, Any], *, by: Actor, part: Part | None = None) -> Part:
    """Add a part to a return, or change what it is of and who leads it. One with a new lead is asked for anew."""
    one = lock_return(one)
    held = Part.objects.select_for_update(of=("self",)).get(pk=part.pk) if part else Part(of=one)
    action = values.get("tactical_action")
    if action and one.parts.filter(tactical_action=action).exclude(pk=held.pk).exists():
        raise Refused("in-it", IN_IT)
    before = {name: str(getattr(held, name) or "") for name in values}
    if held.pk and held.lead_id != (values["lead"].pk if values.get("lead") else None):
        held.asked_on = None
    for name, value in values.items():
        setattr(held, name, value)
    held.position = held.position or _next_position(one)
    held.save()
    after = {name: str(value or "") for name, value in values.items()}
    verb = "changed" if part else "added"
    log_change(verb, held, partnership=one.partnership_id, by=by, before=before if part else None, after=after)
    return held


@transaction.atomic
def ask_parts(one: Return, *, on: date, by: Actor) -> list[Part]:
    """Say that the leads are asked for the parts that they were not asked for yet, and return these.

    Raises: Refused where there is nothing to ask, or a part has no lead.
    """
    one = lock_return(one)
    parts = list(one.parts.exclude(state=PartState.NOT_NEEDED).select_related("lead__joined_to").order_by("position"))
    unled = [rules.NO_LEAD.format(title=part.title) for part in parts if part.lead is None]
    if unled or not parts:
        raise Refused("asking", " ".join([*unled, *([] if parts else [rules.NO_PARTS]), "Nobody was asked."]))
    new = [part for part in parts if part.asked_on is None and part.is_missing]
    Part.objects.filter(pk__in=[part.pk for part in new]).update(asked_on=on)
    for part in new:
        part.asked_on = on
    if one.state == ReturnState.DRAFT:
        one.state, one.asked_on = ReturnState.ASKED, on
        one.save(update_fields=["state", "asked_on"])
    if new:
        log_change("asked for", one, partnership=one.partnership_id, by=by, after={"parts": len(new), "on": on})
    return new
