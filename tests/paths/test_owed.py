"""From "all partners" to each body's own, and through the actions at a meeting: with scripts, without, by keyboard."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.facts import add_action, add_meeting, add_series
from tests.paths.minutes import take_march
from tests.register import accept_all
from wapentake.actions.models import Action, ActionState

BOTH = [pytest.param(True, id="scripts"), pytest.param(False, id="no scripts")]
GIVEN, MAY = date(2024, 3, 12), date(2024, 5, 14)


@pytest.fixture
def filled(partnership, coordinator):
    take_march(partnership, coordinator)
    accept_all(partnership, coordinator)
    add_action(partnership, "send a list of lamps", "All Partners", on=GIVEN)
    return add_meeting(add_series(partnership), MAY, "held")


@pytest.mark.parametrize("scripts", BOTH)
def test_all_partners_are_asked_each_for_their_own(walk, filled, scripts):
    walk = walk(scripts=scripts).go("actions/").follow("Send a list of lamps").see("nobody has said yet who they are")
    walk.follow("Say which bodies are members").head("Member bodies").see("Nobody has said yet which bodies")
    for name in ("Harrowmere Borough Council", "Fenland Police"):
        body = walk.page.get_by_role("region", name=name)
        body.get_by_label("Member body").check()
    walk.press("Save all").see("Saved: 2 bodies changed.").follow("Send a list of lamps")
    walk.press("Give it to each body").see("Given to 2 bodies").see("0 of 2 bodies have done it")
    walk.follow("Fenland Police").head("Action of Fenland Police").see("Dana Colley for Fenland Police leads")


@pytest.mark.parametrize("scripts", BOTH)
def test_through_the_actions_by_keyboard_on_a_telephone(walk, filled, scripts):
    walk = walk(scripts=scripts, width=375).go(f"meetings/{filled.pk}/way/").follow("Go through the actions")
    walk.head("Go through the actions")
    card = walk.page.get_by_role("region", name="Send a list of lamps")
    first = card.get_by_label("Leave it as it is")
    walk.tab_to(first)
    walk.page.keyboard.press("ArrowDown")
    expect(card.get_by_label("Close it at this meeting")).to_be_checked()
    other = walk.page.get_by_role("region", name=re.compile("^Check the street lights"))
    walk.tab_to(other.locator("summary"))
    walk.page.keyboard.press("Enter")
    walk.tab_to(other.get_by_label("Day", exact=True))
    for part in ("3", "9", "2030"):
        walk.page.keyboard.type(part)
        walk.page.keyboard.press("Tab")
    walk.page.keyboard.type("The ladder is broken.")
    walk.tab_to(walk.button("Save all"))
    walk.page.keyboard.press("Enter")
    walk.see("Saved: 1 closed, 1 kept open.").see("Closed at this meeting (1)")
    kept = Action.objects.get(text__contains="street lights")
    assert (kept.state, kept.due_on) == (ActionState.OPEN, date(2030, 9, 3))
    walk.go(f"meetings/{filled.pk}/").see("Closed at this meeting (1)")
