"""Minutes are written in a browser: read as they are typed, with the keyboard alone, with no scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.paths.test_accessible import find_faults
from tests.paths.typed import TYPED, box, read, saved_text, sees_saved


def test_typing_shows_the_action_and_saves_by_itself(begin):
    page = begin().page
    box(page).press_sequentially("AB to ask the depot.")
    expect(read(page)).to_contain_text("Ann Bell (AB)")
    expect(read(page)).to_contain_text("without a date")
    expect(read(page)).to_contain_text("No date")
    box(page).press_sequentially(" KL to come by 30 April 2026. ZZ to go.")
    expect(read(page)).to_contain_text("Due: 30 April 2026")
    expect(read(page)).to_contain_text("Nobody on the roll has the initials ZZ")
    sees_saved(page)
    assert saved_text() == "AB to ask the depot. KL to come by 30 April 2026. ZZ to go."
    assert page.evaluate("() => localStorage.length") == 0


def test_nothing_is_asked_while_nothing_changes(begin):
    page = begin().page
    box(page).press_sequentially("AB to ask.")
    sees_saved(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(5000)  # what must not happen has no moment of its own
    assert asked == []


def test_only_the_item_that_changed_is_sent(begin):
    page = begin().page
    bodies: list[dict[str, object]] = []
    page.on("request", lambda one: bodies.append(one.post_data_json) if "/read/" in one.url else None)
    box(page).fill(TYPED)
    expect(read(page)).to_contain_text("ask the depot")
    assert bodies == [{"item": bodies[0]["item"], "text": TYPED}]


def test_with_the_keyboard_alone(begin):
    walk = begin()
    page = walk.page
    walk.tab_to(page.get_by_label("Tom Ash", exact=True))
    page.keyboard.press("p")
    expect(page.locator("#quorum")).to_have_text("2 of 2 member bodies are here. The quorum is 2.")
    walk.tab_to(box(page))
    page.keyboard.type("TA to ask the depot by 30 April 2026.")
    expect(read(page)).to_contain_text("Tom Ash (TA)")
    walk.tab_to(page.get_by_role("button", name="Record a decision under 3. Late bus"))
    page.keyboard.press("Enter")
    walk.head("Record a decision")
    walk.tab_to(page.get_by_label("What was settled"))
    page.keyboard.type("The bus be paid for")
    page.keyboard.press("Enter")
    walk.tab_to(page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    walk.see("It was agreed that the bus be paid for.")
    assert saved_text() == "TA to ask the depot by 30 April 2026."


def test_what_is_no_action_is_refused_on_the_spot(begin):
    walk = begin()
    page = walk.page
    box(page).fill(TYPED)
    walk.press(re.compile("^Not an action"), within=read(page))
    expect(read(page)).to_contain_text("1 thing that you refused is left out")
    expect(read(page)).not_to_contain_text("By whom")
    walk.see("What is not taken into the register")
    walk.press(re.compile("^Offer it again"))
    expect(read(page)).to_contain_text("Ann Bell (AB)")


def test_who_asks_for_money_and_is_a_member_is_asked_for_an_interest(begin):
    walk = begin()
    box(walk.page).fill("Wendshire Haven has asked for £3,000 for a worker.")
    walk.see("Wendshire Haven asks for £3,000 here and is a member. Did anybody declare an interest?")
    sees_saved(walk.page)
    walk.follow(re.compile("^Record an interest"), within=read(walk.page))
    walk.page.get_by_label("Who declared it").select_option("Tom Ash")
    walk.page.get_by_label("What the interest is").fill("he works for the Haven")
    walk.page.get_by_label("Left the room for the item").check()
    walk.press("Save").see("Tom Ash declared an interest")


def test_impossible_vote_is_refused_and_the_words_stay(begin):
    walk = begin().press(re.compile("Record a decision under 3"))
    page = walk.page
    page.get_by_label("What was settled").fill("the bus be paid for")
    page.get_by_label("By vote").check()
    page.get_by_label("Proposed by").select_option("Ann Bell")
    page.get_by_label("Seconded by").select_option("Ann Bell")
    page.get_by_label("Votes for").fill("7")
    walk.press("Save").see("Nobody seconds their own proposal")
    walk.see("7 votes are more than the 1 person has a vote")
    expect(page.get_by_label("What was settled")).to_have_value("the bus be paid for")


def test_without_scripts(begin):
    walk = begin(scripts=False)
    page = walk.page
    box(page).fill(TYPED)
    walk.press("Save and read").see("All words are saved.")
    expect(read(page)).to_contain_text("Ann Bell (AB)")
    page.get_by_label("Tom Ash", exact=True).select_option("Apologies")
    walk.press("Save the roll").see("1 of 2 member bodies are here")
    walk.press(re.compile("^Not an action")).see("What is not taken into the register")
    assert saved_text() == TYPED


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wrong_with_the_page(begin, meeting, width):
    from tests.meeting import item_of

    walk = begin(width=width)
    page = walk.page
    box(page).fill(f"{TYPED}\n\nZZ to go. Wendshire Haven has asked for £3,000.")
    expect(read(page)).to_contain_text("Did anybody declare")
    sees_saved(page)
    faults = find_faults(page)
    page.context.set_offline(True)
    box(page).press_sequentially(" More.")
    expect(page.locator("#trouble")).not_to_be_empty()
    faults += find_faults(page)
    page.context.set_offline(False)
    expect(page.locator("#trouble")).to_be_empty()
    page.locator("#roll details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    faults += find_faults(page)
    for address in ("decision", "interest"):
        walk.go(f"minutes/items/{item_of(meeting, 'Late bus').pk}/{address}/").press("Save")
        faults += find_faults(page)
    for state in ("planned", "confirmed"):
        type(meeting).objects.filter(pk=meeting.pk).update(state=state)
        walk.go(f"meetings/{meeting.pk}/minutes/")
        faults += find_faults(page)
    assert faults == []
