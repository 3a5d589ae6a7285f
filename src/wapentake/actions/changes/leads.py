"""Who leads an action: the first owner, once known, or whomever somebody handed it to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Prefetch, Q

from wapentake.actions.changes.states import lock_action
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.contacts.models import Organisation, Person
from wapentake.contacts.queries import find_bodies_of
from wapentake.kit.changes import Actor, log_change, log_changes, make_change
from wapentake.kit.errors import Refused

Lead = tuple[Person | None, Organisation | None]

EACH_LEADS = "This action is for all bodies, so each leads its own. Nothing was changed. Open the one of that body."


def kept(person: Person | None) -> Person | None:
    """Return a person under the name that was kept."""
    return (person.joined_to or person) if person else None


def find_leads(firsts: Sequence[Owner | None]) -> list[Lead]:
    """Return who leads as these first owners say, and for which body: a body is led by its representative."""
    bodies = find_bodies_of({lead.pk for first in firsts if first and (lead := kept(first.person))})
    return [_find_lead(first, bodies) for first in firsts]


def _find_lead(first: Owner | None, bodies: Mapping[int, Organisation]) -> Lead:
    if first is None:
        return None, None
    if first.organisation is not None and first.person is None:
        return kept(first.organisation.representative), first.organisation
    lead = kept(first.person)
    return lead, bodies.get(lead.pk) if lead else None


@transaction.atomic
def hand_over(action: Action, person: Person, *, by: Actor, why: str = "") -> Action:
    """Give the lead of an action to a person on purpose; whatever pages say later, it stays."""
    return _give(action, person, by=by, why=why, verb="handed over")


@transaction.atomic
def give_back(action: Action, *, by: Actor, why: str) -> Action:
    """Say "not mine": nobody leads the action until somebody settles it."""
    return _give(action, None, by=by, why=why, verb="given back")


@transaction.atomic
def let_page_lead(action: Action, *, by: Actor) -> Action:
    """Let the first owner lead an action again, as the minutes have it."""
    action = lock_action(action)
    if action.lead_given:
        before = {"lead": str(action.lead or "")}
        action.lead_given, action.given_to = False, None
        action.save(update_fields=["lead_given", "given_to"])
        log_change("given to the first owner", action, partnership=action.partnership_id, by=by, before=before)
        settle_leads(action.partnership_id, Q(pk=action.pk), by=by)
    return Action.objects.select_related("lead").get(pk=action.pk)


def _give(action: Action, person: Person | None, *, by: Actor, why: str, verb: str) -> Action:
    action = lock_action(action)
    if action.children.exists():
        raise Refused("each-leads", EACH_LEADS)
    person = kept(person)
    if action.lead_given and action.given_to == person and action.lead == person:
        return action
    before = {"lead": str(action.lead or "")}
    action.lead_given, action.given_to, action.lead = True, person, person
    if action.parent_id is None:
        action.lead_body = find_bodies_of([person.pk]).get(person.pk) if person else None
    action.save(update_fields=["lead_given", "given_to", "lead", "lead_body"])
    after = {"lead": str(person or ""), **({"why": why} if why else {})}
    log_change(verb, action, partnership=action.partnership_id, by=by, before=before, after=after)
    return action


def settle_leads(partnership_id: int, about: Q, *, by: Actor) -> int:
    """Let the leads of actions follow what is known of their first owners now; return how many got another lead.

    Means: what was handed over on purpose stays with that person, under the name that was kept. A closed action that a
    body led keeps the person who led it.
    """
    owners = Owner.objects.select_related("person__joined_to", "organisation__representative__joined_to")
    ordered = Prefetch("owners", owners.order_by("position", "pk"))
    rows = Action.objects.filter(about, partnership=partnership_id).select_related(
        "given_to__joined_to", "lead", "lead_body"
    )
    actions = list(rows.prefetch_related(ordered).distinct())
    wanted = {action.pk: _wanted(action) for action in actions}
    bodies = find_bodies_of({lead.pk for lead, _ in wanted.values() if lead})
    told, touched = [], []
    for action in actions:
        lead, body = wanted[action.pk]
        if body is None and action.parent_id:
            body = action.lead_body
        body = body or (bodies.get(lead.pk) if lead else None)
        if (action.lead, action.lead_body) == (lead, body):
            continue
        if action.lead != lead:
            before, after = {"lead": str(action.lead or "")}, {"lead": str(lead or "")}
            told.append(
                make_change("lead settled", action, partnership=partnership_id, by=by, before=before, after=after)
            )
        action.lead, action.lead_body = lead, body
        touched.append(action)
    Action.objects.bulk_update(touched, ["lead", "lead_body"], batch_size=500)
    log_changes(told)
    return len(told)


def _wanted(action: Action) -> Lead:
    if action.lead_given:
        return kept(action.given_to), None
    first = next(iter(action.owners.all()), None)
    if first is None or first.person is not None:
        return (kept(first.person) if first else None), None
    body = first.organisation
    if body is not None and action.state == ActionState.CLOSED and action.lead is not None:
        return action.lead, body
    return (kept(body.representative) if body else None), body


def settle_owners(written: str, person: Person | None, *, partnership_id: int, was: Person | None, by: Actor) -> int:
    """Give every action of these initials the person they were settled to; return how many owners changed.

    Means: an owner whom the page itself explains as somebody else stays. Where they lead, the lead follows.
    """
    owners = Owner.objects.filter(written=written, action__partnership_id=partnership_id, person=was)
    actions = set(owners.values_list("action", flat=True))
    count = owners.update(person=person)
    settle_leads(partnership_id, Q(pk__in=actions), by=by)
    return count


def follow_people(partnership_id: int, people: Iterable[int], *, by: Actor) -> int:
    """Let leads follow after people were joined or set apart; return how many actions got another lead."""
    ids = list(people)
    about = Q(owners__person__in=ids) | Q(given_to__in=ids) | Q(lead__in=ids)
    return settle_leads(partnership_id, about | Q(owners__organisation__representative__in=ids), by=by)


def follow_body(body: Organisation, *, by: Actor) -> int:
    """Let the actions that a body leads follow its representative; return how many got another lead."""
    return settle_leads(body.partnership_id, Q(owners__organisation=body), by=by)
