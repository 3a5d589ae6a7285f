"""Later minutes say that actions are done: the words are read, and the actions closed, kept open, and opened again."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.paths.minutes import JUNE, take_march
from tests.paths.test_accessible import find_faults
from tests.register import accept_all, take_page
from wapentake.actions.models import Action, ActionState

BOTH = [pytest.param(True, id="scripts"), pytest.param(False, id="no scripts")]
HEAD = "The minutes say these are done"


@pytest.fixture
def filled(partnership, coordinator):
    take_march(partnership, coordinator)
    take_page(partnership, "june.md", JUNE, coordinator)
    accept_all(partnership, coordinator)


def closed() -> list[str]:
    return sorted(Action.objects.filter(state=ActionState.CLOSED).values_list("text", flat=True))


@pytest.mark.parametrize("scripts", BOTH)
def test_what_the_minutes_say_is_done_is_closed_and_undone(walk, filled, scripts):
    walk = walk(scripts=scripts).go().follow("actions done, as later minutes say").head(HEAD)
    walk.see("2 actions are not closed")
    card = walk.page.get_by_role("region", name="Write to the landlords")
    expect(card.locator("mark")).to_contain_text("TB wrote to the landlords of Tallow Lane on 22 April 2024")
    walk.press("Close it", within=card).see("1 action was closed.").see("1 action is not closed")
    assert closed() == ["write to the landlords of Tallow Lane by 30 April 2024."]
    walk.follow("Undo this").head("Undo a step").press("Undo the step").see("2 actions are not closed")
    assert closed() == []
    walk.press("Keep it open", within=walk.page.get_by_role("region", name="Report on the sessions"))
    walk.see("1 action was kept open.")
    walk.follow("Write to the landlords").see("The minutes of 11 June 2024 seem to say that this is done")
    walk.press("Close it at that meeting", within=walk.page.get_by_role("region", name="The minutes of 11 June 2024"))
    walk.see("at the meeting of 11 June 2024").see("TB wrote to the landlords of Tallow Lane on 22 April 2024")
    walk.go("pages/done/").see("Nothing waits for you here.")


@pytest.mark.parametrize("scripts", BOTH)
def test_those_that_are_ticked_are_closed_with_the_keyboard(walk, filled, scripts):
    walk = walk(scripts=scripts).go("pages/done/").head(HEAD)
    walk.press("Close all that are ticked").see("Nothing was ticked, so nothing was changed.")
    for box in walk.page.get_by_role("checkbox").all():
        box.focus()
        walk.page.keyboard.press("Space")
    walk.button("Close all that are ticked").focus()
    walk.page.keyboard.press("Enter")
    walk.see("2 actions were closed.")
    assert len(closed()) == 2


def test_words_lead_to_their_page(walk, filled):
    walk = walk().go("pages/done/").follow("See the words in the page").head("11 June 2024")
    expect(walk.page.locator(".app-found").first).to_contain_text("TB wrote to the landlords")


@pytest.mark.parametrize("width", [1280, 375])
def test_nothing_is_wrong_with_the_page(open_page, coordinator, filled, width):
    page = open_page(coordinator, width=width)
    for name, path in (("reports", "pages/done/"), ("action", f"actions/{Action.objects.order_by('pk')[0].pk}/")):
        page.goto(f"/harrowmere/{path}")
        assert find_faults(page) == []
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder, f"{name}-{width}.png"), full_page=True)
