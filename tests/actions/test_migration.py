"""What stood in the register before there were leads: done is closed, and the first owner leads."""

from datetime import date
from importlib import import_module

from django.apps import apps

from tests.facts import add_action, add_organisation, add_person
from wapentake.actions.models import Action, ActionState

CARRY = import_module("wapentake.actions.migrations.0003_carry_over")
ON = date(2024, 2, 1)


def test_done_is_closed(partnership):
    reported = add_action(partnership, "reported", state="done", done_on=ON)
    reported.passage.data = {"done": True}
    reported.passage.save()
    marked = add_action(partnership, "marked", state="done", done_on=ON)
    still = add_action(partnership, "open")
    CARRY.close_done(apps, None)
    for action in (reported, marked, still):
        action.refresh_from_db()
    assert (reported.state, reported.closed_at, reported.ended_by) == (
        ActionState.CLOSED,
        reported.meeting,
        reported.passage,
    )
    assert (marked.state, marked.closed_at, marked.closed_on) == (ActionState.CLOSED, None, ON)
    assert (still.state, still.closed_on) == (ActionState.OPEN, None)


def test_the_first_owner_leads(partnership):
    force = add_organisation(partnership, "Fenland Police")
    tom = add_person(partnership, "Tom Beckwith", (force, ON, ON))
    joined = add_person(partnership, "T Beckwith", joined_to=tom)
    add_action(partnership, "of a name that was joined", ("TB", joined), "GK")
    add_action(partnership, "of a body", ("Fenland Police", force))
    add_action(partnership, "of nobody who is known", "GK", ("TB", tom))
    CARRY.settle_leads(apps, None)
    assert [(one.text, one.lead, one.lead_body) for one in Action.objects.order_by("pk")] == [
        ("of a name that was joined", tom, force),
        ("of a body", None, force),
        ("of nobody who is known", None, None),
    ]
