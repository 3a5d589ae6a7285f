"""The back button, a double click, two people at the same proposal, and a page taken away while it is being read."""

import re

import pytest
from playwright.sync_api import expect

from tests.paths.minutes import take_march
from tests.register import make_account
from wapentake.actions.models import Action
from wapentake.intake.changes.removing import withdraw_source

LETTER = "write to the landlords"
pytestmark = pytest.mark.database


@pytest.fixture
def document(partnership, coordinator):
    return take_march(partnership, coordinator)


@pytest.fixture
def colleague(partnership):
    return make_account("jo@harrowmere.example", partnership, name="Jo Wray")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_back_and_accept_again_makes_no_second(walk, document, scripts):
    walk = walk(scripts=scripts).go("pages/").follow("march.md")
    address = walk.page.url
    walk.press("Accept", within=walk.card(LETTER))
    expect(walk.card(LETTER)).to_contain_text("Accepted")
    walk.page.go_back()
    walk.page.goto(address)
    walk.page.go_back()
    walk.page.go_forward()
    expect(walk.card(LETTER)).to_contain_text("Accepted")
    assert Action.objects.count() == 1


def test_old_page_from_the_back_button_accepts_nothing_twice(walk, document):
    """Without scripts, back leads to the page as it was, where the button still stands."""
    walk = walk(scripts=False).go(f"pages/{document.pk}/")
    walk.press("Accept", within=walk.card(LETTER)).see("3 things were accepted")
    walk.page.go_back()
    accept = walk.button("Accept", within=walk.card(LETTER))
    if accept.count():  # the browser kept the page as it was
        accept.click()
        walk.see("Nothing was changed")
    assert Action.objects.count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_double_click_accepts_once(walk, document, scripts):
    walk = walk(scripts=scripts).go(f"pages/{document.pk}/")
    walk.button("Accept", within=walk.card(LETTER)).dblclick()
    expect(walk.card(LETTER)).to_contain_text("Accepted by Rowan Teale")
    walk.go(f"pages/{document.pk}/")
    expect(walk.card(LETTER)).to_contain_text("Accepted by Rowan Teale")
    assert Action.objects.count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_second_of_two_is_told(walk, document, colleague, scripts):
    first, second = walk(scripts=scripts), walk(colleague, scripts=scripts)
    first.go(f"pages/{document.pk}/")
    second.go(f"pages/{document.pk}/")
    first.press("Refuse", within=first.card(LETTER))
    expect(first.card(LETTER)).to_contain_text("Refused")
    second.press("Accept", within=second.card(LETTER))
    expect(second.card(LETTER)).to_contain_text("Refused by Rowan Teale")
    expect(second.page.locator("body")).to_contain_text(re.compile("was refused by Rowan Teale before"))
    assert not Action.objects.exists()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_page_withdrawn_while_it_is_read(walk, document, colleague, scripts):
    walk = walk(scripts=scripts).go(f"pages/{document.pk}/")
    withdraw_source(document.source, by=colleague)
    walk.press("Accept", within=walk.card(LETTER))
    walk.see("This page was withdrawn while you were reading it. Nothing was changed.").head("Pages")
    walk.go(f"pages/{document.pk}/").head("This page was withdrawn")
    assert not Action.objects.exists()


def test_register_that_does_not_answer_is_told(walk, document):
    walk = walk().go(f"pages/{document.pk}/")
    walk.page.context.set_offline(True)
    walk.press("Accept", within=walk.card(LETTER))
    expect(walk.card(LETTER).get_by_role("alert")).to_contain_text("Nothing was changed: the register did not answer.")
    walk.page.context.set_offline(False)
    walk.press("Accept", within=walk.card(LETTER))
    expect(walk.card(LETTER)).to_contain_text("Accepted by Rowan Teale")
