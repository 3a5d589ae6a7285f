"""Initials settled, names decided, a finding explained, an action done."""

import re

import pytest
from playwright.sync_api import expect

from tests.paths.minutes import take_march, take_may
from tests.register import accept_all
from wapentake.contacts.models import Person

BOTH = [pytest.param(True, id="scripts"), pytest.param(False, id="no scripts")]


@pytest.fixture
def filled(partnership, coordinator):
    take_march(partnership, coordinator)
    take_may(partnership, coordinator)
    accept_all(partnership, coordinator)


@pytest.mark.parametrize("scripts", BOTH)
def test_initials_are_settled(walk, filled, scripts):
    walk = walk(scripts=scripts).go().follow(re.compile("initials")).head("Initials")
    lorne = walk.page.get_by_role("region", name=re.compile("^KL"))
    expect(lorne).to_contain_text(re.compile("fits? Kit Lorne"))
    lorne.get_by_role("combobox").select_option(label="Kit Lorne")
    walk.press("Save", within=lorne).see("Saved: KL is Kit Lorne.")
    walk.go("actions/").follow("Kit Lorne").head("Kit Lorne").see("KL").see("check the street lights".capitalize())


@pytest.mark.parametrize("scripts", BOTH)
def test_names_are_joined_and_parted(walk, filled, scripts):
    walk = walk(scripts=scripts).go().follow(re.compile("names? that may be")).head("Perhaps the same person")
    walk.page.get_by_label("Tom Beckwith", exact=True).check()
    walk.press("One person").see("Saved: one person, shown as Tom Beckwith.")
    walk.go("people/").follow("Tom Beckwith").see("T Beckwith").see("2 meetings")
    walk.go("people/same/").press("Think again").see("Open again")
    walk.press("Two people").see("Saved: two people.")
    assert not Person.objects.exclude(joined_to=None).exists()


@pytest.mark.parametrize("scripts", BOTH)
def test_finding_is_explained(walk, filled, scripts):
    walk = walk(scripts=scripts).go("findings/").follow(re.compile("14 May 2024 is a Tuesday"))
    walk.page.get_by_label("Explained").check()
    walk.press("Save").see("There is a problem").see("Enter the explanation")
    walk.page.get_by_label("Explanation").fill("The clerk wrote the wrong weekday.")
    walk.press("Save").see("Saved: explained.")
    expect(walk.page.get_by_role("link", name=re.compile("14 May 2024 is a Tuesday"))).to_have_count(0)
    walk.go("pages/").follow("march.md").see("Rowan Teale: The clerk wrote the wrong weekday.")


def test_finding_leads_to_its_words(walk, filled):
    walk = walk().go("findings/")
    row = walk.page.get_by_role("row").filter(has_text="14 May 2024 is a Tuesday")
    walk.follow(re.compile("12 March 2024"), within=row)
    walk.follow("Show in the minutes", within=walk.page.locator(".app-card--finding").filter(has_text="is a Tuesday"))
    walk.sees_words("Wednesday 14 May 2024")


@pytest.mark.parametrize("scripts", BOTH)
def test_action_is_done_and_opened_again(walk, filled, scripts):
    walk = walk(scripts=scripts).go("actions/").follow("Write to the landlords").head("Write to the landlords")
    walk.press("Close it").press("Close it").see("Say why it is closed outside of a meeting")
    walk.page.get_by_label("Why?").fill("All of them were written to.")
    walk.press("Close it").see("Closed. You can open it again").see("All of them were written to.")
    walk.go("actions/").see("5 actions")
    walk.page.go_back()
    walk.press("Open again").page.get_by_label("Why?").fill("One was forgotten.")
    walk.press("Open it again").see("Open again.").see("One was forgotten.")
    walk.go("actions/").see("6 actions")
