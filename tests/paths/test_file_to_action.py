"""The walk from a file to an accepted action, with the mouse, with the keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.paths.minutes import MARCH, as_file
from tests.paths.walking import Walk
from tests.register import PASSWORD
from wapentake.intake.work import work_through

PICKED = re.compile(r"\bis-picked\b")
LETTER = "write to the landlords"
LIGHTS = "check the street lights"
REPORT = "report on the sessions"


def sign_in_by_form(walk: Walk, account) -> None:
    """Ask for the register, be sent to sign in, and come back to it."""
    walk.go().head("Sign in")
    walk.page.get_by_label("Email").fill(account.email)
    walk.page.get_by_label("Password", exact=True).fill(PASSWORD)
    walk.press("Sign in").head("Harrowmere Community Safety Partnership")


def open_words(walk: Walk, words: str) -> None:
    """From the list of actions to the words of one of them."""
    walk.go("actions/")
    walk.follow("See the words", within=walk.page.get_by_role("row").filter(has_text=words))
    walk.sees_words(words)


@pytest.mark.database
def test_with_the_mouse(open_page, partnership, coordinator):
    walk = Walk(open_page(), "/harrowmere/")
    sign_in_by_form(walk, coordinator)
    walk.follow("Add pages").upload(as_file("march.md", MARCH)).see("1 page is in the queue to be read.")
    walk.see("1 page waits to be read")
    assert work_through() > 0
    walk.follow("march.md").head("12 March 2024")  # the list has renewed itself

    letter = walk.card(LETTER)
    walk.point_at(walk.mark_of(letter))
    expect(letter).to_have_class(PICKED)
    letter.hover()
    expect(walk.mark_of(letter)).to_have_class(PICKED)
    walk.mark_of(letter).get_by_role("link").click()
    expect(letter).to_be_in_viewport()

    lights = walk.card(LIGHTS)  # something was noticed of the same words, which lead to the fact all the same
    words = walk.mark_of(lights).get_by_role("link")
    expect(words).to_have_attribute("href", f"#card-{lights.get_attribute('data-passage')}")

    waiting = walk.count_waiting()
    walk.stay()
    walk.press("Accept", within=letter)
    expect(letter).to_contain_text("Accepted by Rowan Teale")
    assert walk.count_waiting() == waiting - 3  # the meeting and the item went along
    assert walk.has_focus_in(letter)
    walk.press("Refuse", within=walk.card(REPORT))
    expect(walk.card(REPORT)).to_contain_text("Refused")
    assert walk.stayed()

    walk.follow("Correct", within=walk.card(LIGHTS)).head("Correct: action")
    walk.page.get_by_label("What is to be done").fill("check all street lights of Tallow Lane")
    walk.press("Save and accept")
    expect(walk.card("check all street lights")).to_contain_text("corrected")
    expect(walk.card("check all street lights")).to_be_in_viewport()

    walk.press(re.compile("Accept all .* certain")).see(re.compile(r"\d+ things were accepted"))
    walk.see("All is decided.").follow("Undo this").press("Undo the step").see(re.compile(r"Undone: \d+ things wait"))

    walk.go("actions/").see("2 actions").see("check all street lights").see(re.compile(LETTER, re.IGNORECASE))
    open_words(walk, "Write to the landlords")
    mark = walk.page.locator("mark.is-picked").first
    mark.get_by_role("link").click()
    fact = walk.page.locator(".app-card.is-picked")
    expect(fact).to_be_in_viewport()
    fact.get_by_role("link", name=re.compile(f"^{LETTER}")).click()
    walk.head(re.compile(LETTER, re.IGNORECASE)).see("30 April 2024")


def test_with_the_keyboard_alone(open_page, partnership, coordinator):
    page = open_page()
    walk = Walk(page, "/harrowmere/")
    walk.go().tab_to(page.get_by_label("Email"))
    page.keyboard.type(coordinator.email)
    walk.tab_to(page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    walk.head("Harrowmere").tab_to(walk.link("Skip to main content"))
    page.keyboard.press("Enter")
    walk.tab_to(walk.link("Add pages"))
    page.keyboard.press("Enter")
    walk.head("Add pages").tab_to(page.get_by_label("The minutes"))
    page.keyboard.insert_text(MARCH)
    walk.tab_to(walk.button("Add this text"))
    page.keyboard.press("Enter")
    walk.see("1 page is in the queue")
    assert walk.has_focus().startswith("Done")  # the message
    work_through()
    expect(walk.link("Pasted text")).to_be_visible()
    walk.tab_to(walk.link("Pasted text"))
    page.keyboard.press("Enter")
    walk.head("12 March 2024")

    mark = walk.mark_of(walk.card(LETTER))
    walk.tab_to(mark.get_by_role("link"))
    expect(walk.card(LETTER)).to_have_class(PICKED)
    page.keyboard.press("Enter")
    walk.tab_to(walk.link("Show in the page", within=walk.card(LETTER)), most=4)
    expect(mark).to_have_class(PICKED)
    walk.tab_to(walk.button("Accept", within=walk.card(LETTER)), most=4)
    walk.stay()
    page.keyboard.press("Enter")
    expect(walk.card(LETTER)).to_contain_text("Accepted")
    assert walk.has_focus_in(walk.card(LETTER))
    walk.tab_to(walk.button("Refuse", within=walk.card(LIGHTS)), most=12)
    page.keyboard.press("Space")
    expect(walk.card(LIGHTS)).to_contain_text("Refused")
    assert walk.stayed()
    walk.tab_to(walk.button(re.compile("Accept all")), back=True)
    page.keyboard.press("Enter")
    walk.see("were accepted")
    assert walk.has_focus().startswith("Done")
    walk.tab_to(walk.link("Undo this"), most=2)

    walk.go("actions/").tab_to(walk.link(re.compile("See the words of: write to the landlords")))
    page.keyboard.press("Enter")
    walk.sees_words("write to the landlords")
    walk.tab_to(page.locator("mark.is-picked").first.get_by_role("link"), most=3)  # on from the words, not from the top


def test_without_scripts(open_page, partnership, coordinator):
    walk = Walk(open_page(scripts=False), "/harrowmere/")
    sign_in_by_form(walk, coordinator)
    walk.go("pages/add/").upload(as_file("march.md", MARCH)).see("1 page is in the queue")
    work_through()
    walk.follow("Load this page again").follow("march.md").head("12 March 2024")

    letter = walk.card(LETTER)
    walk.follow("Show in the page", within=letter)
    assert walk.page.url.endswith(f"#mark-{letter.get_attribute('data-passage')}")
    expect(walk.mark_of(letter)).to_be_in_viewport()
    walk.mark_of(letter).get_by_role("link").click()
    expect(letter).to_be_in_viewport()

    walk.press("Accept", within=letter).see("3 things were accepted.")
    expect(walk.card(LETTER)).to_contain_text("Accepted")
    expect(walk.card(LIGHTS)).to_be_in_viewport()  # the next that waits
    walk.press("Refuse", within=walk.card(REPORT)).see("1 thing was refused.")
    walk.follow("Correct", within=walk.card(LIGHTS))
    walk.page.get_by_label("By whom").fill("Kit Lorne")
    walk.press("Save and accept")
    walk.press(re.compile("Accept all .* certain")).see("were accepted")
    walk.follow("Undo this").press("Undo the step").see("wait again")
    walk.go("actions/").see("2 actions").see("Kit Lorne")
    walk.follow("See the words", within=walk.page.get_by_role("row").filter(has_text="Write to the landlords"))
    anchor = walk.page.url.partition("#")[2]
    mark = walk.page.locator(f"#{anchor} + mark")
    expect(mark).to_be_in_viewport()
    assert mark.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
