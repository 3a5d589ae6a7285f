"""Who leads: the first owner, once known; whom it was handed to; and everybody of "all partners" for themselves."""

from datetime import date

import pytest

from tests.facts import add_action, add_organisation, add_person
from wapentake.actions.changes import fan_out, give_back, hand_over, set_action_state, settle_owners
from wapentake.actions.changes.leads import follow_body, follow_people
from wapentake.actions.models import Action, ActionState, Owner
from wapentake.actions.queries import find_led_by
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change

ON = date(2024, 5, 13)


@pytest.fixture
def force(partnership):
    return add_organisation(partnership, "Harrowmere Police")


@pytest.fixture
def tom(partnership, force):
    return add_person(partnership, "Tom Beckwith", (force, ON, ON))


def lead_of(action):
    action = Action.objects.get(pk=action.pk)
    return action.lead, action.lead_body


def test_the_lead_follows_the_first_owner_once_settled(partnership, coordinator, tom, force):
    action = add_action(partnership, "count the lamps", "TB", "GK")
    other = add_action(partnership, "paint the gate", "GK", "TB")
    assert settle_owners("TB", tom, partnership_id=partnership.pk, was=None, by=coordinator) == 2
    assert lead_of(action) == (tom, force)
    assert lead_of(other) == (None, None)
    settle_owners("TB", None, partnership_id=partnership.pk, was=tom, by=coordinator)
    assert lead_of(action) == (None, None)
    assert [one.after["lead"] for one in Change.objects.filter(verb="lead settled").order_by("pk")] == [str(tom), ""]


def test_the_lead_is_the_person_that_was_kept(partnership, coordinator, tom):
    short = add_person(partnership, "T Beckwith")
    action = add_action(partnership, "count the lamps", ("TB", short))
    handed = add_action(partnership, "paint the gate", "GK")
    hand_over(handed, short, by=coordinator)
    short.joined_to = tom
    short.save()
    follow_people(partnership.pk, [short.pk, tom.pk], by=coordinator)
    assert (lead_of(action)[0], lead_of(handed)[0]) == (tom, tom)
    assert set(find_led_by([tom.pk])) == {action, handed}
    short.joined_to = None
    short.save()
    follow_people(partnership.pk, [short.pk, tom.pk], by=coordinator)
    assert (lead_of(action)[0], lead_of(handed)[0]) == (short, short)


def test_handed_over_on_purpose_it_stays(partnership, coordinator, tom, force):
    gita = add_person(partnership, "Gita Kaur")
    action = add_action(partnership, "count the lamps", "TB")
    hand_over(action, gita, by=coordinator, why="Tom is away.")
    settle_owners("TB", tom, partnership_id=partnership.pk, was=None, by=coordinator)
    assert lead_of(action)[0] == gita
    give_back(action, by=coordinator, why="Not mine.")
    assert lead_of(action) == (None, None)
    assert [(one.verb, one.after["why"]) for one in Change.objects.order_by("pk")] == [
        ("handed over", "Tom is away."),
        ("given back", "Not mine."),
    ]


def test_a_body_is_led_by_whoever_represents_it(partnership, coordinator, tom, force):
    action = add_action(partnership, "count the lamps", ("Harrowmere Police", force))
    assert follow_body(force, by=coordinator) == 0
    assert lead_of(action) == (None, force)
    force.representative = tom
    force.save()
    assert follow_body(force, by=coordinator) == 1
    assert lead_of(action) == (tom, force)


@pytest.fixture
def members(partnership, tom, force):
    bodies = [force, add_organisation(partnership, "Saltby Homes"), add_organisation(partnership, "Fire Service")]
    for body in bodies:
        body.is_member = True
        body.representative = tom if body == force else None
        body.save()
    return bodies


def test_fanned_out_to_each_body(partnership, coordinator, members, tom):
    action = add_action(partnership, "send a risk register", "All Partners", due_on=ON)
    children = fan_out(action, by=coordinator)
    assert [(str(one), one.lead_body.name, one.lead, one.due_on) for one in children] == [
        ("send a risk register", "Fire Service", None, ON),
        ("send a risk register", "Harrowmere Police", tom, ON),
        ("send a risk register", "Saltby Homes", None, ON),
    ]
    assert fan_out(action, by=coordinator) == []
    assert Owner.objects.filter(action__parent=action).count() == 3
    late = add_organisation(partnership, "Probation")
    late.is_member = True
    late.save()
    assert [one.owners_text for one in fan_out(action, by=coordinator)] == ["Probation"]


def test_only_what_is_for_all_is_fanned_out(partnership, coordinator, members):
    with pytest.raises(Refused, match="not for all"):
        fan_out(add_action(partnership, "count the lamps", "TB", "All Partners"), by=coordinator)


def test_with_no_members_known_it_is_refused(partnership, coordinator):
    with pytest.raises(Refused, match="which bodies are members"):
        fan_out(add_action(partnership, "count the lamps", "All Partners"), by=coordinator)


def test_it_is_closed_with_the_last_of_them_and_opened_with_the_first(partnership, coordinator, members):
    action = add_action(partnership, "send a risk register", "All Partners")
    first, *others = fan_out(action, by=coordinator)
    for child in (first, *others):
        assert Action.objects.get(pk=action.pk).state == ActionState.OPEN
        set_action_state(child, ActionState.CLOSED, by=coordinator, on=ON, why="It came.")
    assert Action.objects.get(pk=action.pk).state == ActionState.CLOSED
    set_action_state(first, ActionState.OPEN, by=coordinator, on=ON)
    assert Action.objects.get(pk=action.pk).state == ActionState.OPEN


def test_closing_it_closes_all_of_them(partnership, coordinator, members):
    action = add_action(partnership, "send a risk register", "All Partners")
    fan_out(action, by=coordinator)
    with pytest.raises(Refused, match="each body’s own"):
        set_action_state(action, ActionState.DONE, by=coordinator, on=ON)
    set_action_state(action, ActionState.CLOSED, by=coordinator, on=ON, why="It is not wanted any more.")
    assert set(Action.objects.values_list("state", flat=True)) == {ActionState.CLOSED}
