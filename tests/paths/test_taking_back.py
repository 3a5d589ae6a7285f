"""Striking words out for ever, withdrawing a page and bringing it back."""

import re

import pytest
from playwright.sync_api import expect

from tests.paths.minutes import take_march
from tests.register import accept_all
from wapentake.intake.work import work_through

PERSON = "Mrs Ivy Marlow of 4 Tallow Lane"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_details_are_struck_out(walk, partnership, coordinator, scripts):
    document = take_march(partnership, coordinator)
    accept_all(partnership, coordinator)
    walk = walk(scripts=scripts).go(f"pages/{document.pk}/").see(PERSON)
    walk.follow("Strike out a person’s details").head("Strike out a person’s details")
    walk.press("Strike out for ever").see("There is a problem")
    walk.page.get_by_label("The words to strike out").fill(PERSON)
    walk.page.get_by_label("Why").fill("Named by mistake")
    walk.press("Strike out for ever").see("march.md, 1 place")
    walk.page.get_by_label("I understand that this cannot be undone").check()
    walk.press("Strike out for ever").see("The words were struck out in 1 place.").head("12 March 2024")
    expect(walk.page.locator("body")).not_to_contain_text("Ivy Marlow")
    expect(walk.page.locator(".app-struck")).to_have_count(1)
    assert "Ivy" not in walk.page.content()
    walk.go("meetings/").follow("12 March 2024")
    expect(walk.page.locator("body")).not_to_contain_text("Ivy Marlow")
    expect(walk.page.locator(".app-struck")).to_have_count(1)


def test_page_is_withdrawn_and_brought_back(walk, partnership, coordinator):
    take_march(partnership, coordinator)
    accept_all(partnership, coordinator)
    walk = walk().go("actions/").see("3 actions")
    walk.go("pages/").follow(re.compile("^Withdraw")).head("Withdraw march.md")
    walk.see("accepted facts rest on this page").see("Action: write to the landlords of Tallow Lane")
    walk.press("Withdraw the page").see("march.md was withdrawn, and")
    walk.go("actions/").see("Nothing is open.")
    walk.go("meetings/").see("There are no meetings")
    walk.go("pages/").press(re.compile("^Bring back")).see("march.md is in the queue")
    work_through()
    walk.renew().follow("march.md").press(re.compile("Accept all .* certain")).see("were accepted")
    walk.go("actions/").see("3 actions")
