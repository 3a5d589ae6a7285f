"""Minutes are written in a browser: read as they are typed, by two people, with the server away, with no scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.paths.test_accessible import find_faults

TYPED = "The bus was late.\n\nAB to ask the depot by 30 April 2026."


@pytest.fixture
def meeting(partnership):
    from tests.meeting import make_meeting, seat_people

    meeting = make_meeting(partnership)
    seat_people(
        meeting,
        ("Ann Bell", "Fenland Police", "present"),
        ("Tom Ash", "Wendshire Haven", "expected"),
        ("Kit Lorne", "", "invited"),
    )
    return meeting


@pytest.fixture
def begin(walk, meeting):
    """Opens the minutes for somebody: `begin()`, `begin(account, width=320)`."""

    def start(account=None, **told):
        return walk(account, **told).go(f"meetings/{meeting.pk}/minutes/")

    return start


def box(page: Page, title: str = "3. Late bus"):
    return page.get_by_role("textbox", name=title)


def read(page: Page, title: str = "3. Late bus"):
    return page.get_by_role("group", name=f"What is read in {title}")


def saved_text(title: str = "Late bus") -> str:
    from wapentake.minutes.models import Minute

    found = Minute.objects.filter(item__title=title).first()
    return found.text if found else ""


def sees_saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("All words are saved. Last saved at")


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


def test_two_mark_the_roll_at_once(begin, partnership):
    from tests.register import make_account

    first, second = begin().page, begin(make_account("pat@harrowmere.example", partnership, name="Pat Lee")).page
    first.get_by_label("Tom Ash", exact=True).select_option("Present")
    expect(first.locator("#quorum")).to_contain_text("2 of 2")
    second.get_by_label("Kit Lorne", exact=True).select_option("Apologies")
    row = second.locator(".app-roll__row").filter(has_text="Kit Lorne")
    second.get_by_label("Kit Lorne", exact=True).select_option("Deputy for a member")
    with second.expect_response(re.compile("/roll/")):
        row.get_by_label("Deputy for").fill("Ann Bell")
        row.get_by_label("Deputy for").press("Tab")
    expect(second.locator("#roll-wrong")).to_be_empty()
    first.reload()
    expect(first.get_by_label("Kit Lorne", exact=True)).to_have_value("deputy")


def test_two_write_in_the_same_item_and_both_texts_stand(begin, partnership):
    from tests.register import make_account

    first, second = begin().page, begin(make_account("pat@harrowmere.example", partnership, name="Pat Lee")).page
    box(first).fill("The bus was late.")
    sees_saved(first)
    box(second).fill("The depot knows nothing.")
    expect(second.locator("#told-" + box(second).get_attribute("data-item"))).to_contain_text("Rowan Teale wrote here")
    expect(box(second)).to_have_value("The bus was late. The depot knows nothing.")
    expect(second.locator("#writers")).to_contain_text("Rowan Teale is writing too, at item 3.")
    box(first).press("End")
    box(first).press_sequentially(" Very late.")
    expect(first.locator("#writers")).to_contain_text("Pat Lee is writing too, at item 3.")
    expect(box(first)).to_have_value(re.compile("Very late"))
    expect(first.locator(".app-typing__told").filter(has_text="Pat Lee wrote here")).to_be_visible()
    words = saved_text()
    assert all(part in words for part in ("The bus was late.", "The depot knows nothing.", "Very late."))


def test_what_others_wrote_comes_when_one_returns(begin, partnership):
    from tests.register import make_account

    first, second = begin().page, begin(make_account("pat@harrowmere.example", partnership, name="Pat Lee")).page
    box(second).fill("The depot knows.")
    sees_saved(second)
    first.evaluate("() => { window.dispatchEvent(new Event('blur')); window.dispatchEvent(new Event('focus')) }")
    expect(box(first)).to_have_value("The depot knows.")
    expect(first.locator("#announce")).to_contain_text("Pat Lee wrote under item 3.")


def test_cursor_stays_where_one_types_while_texts_are_merged(begin, partnership):
    from tests.register import make_account

    first, second = begin().page, begin(make_account("pat@harrowmere.example", partnership, name="Pat Lee")).page
    box(first).fill("The bus was late.")
    sees_saved(first)
    second.reload()
    box(second).fill("Before. The bus was late.")
    sees_saved(second)
    box(first).press("End")
    box(first).press_sequentially(" It")
    expect(box(first)).to_have_value("Before. The bus was late. It")
    box(first).press_sequentially(" rained.")
    expect(box(first)).to_have_value("Before. The bus was late. It rained.")


def test_server_away_while_one_types(begin):
    page = begin().page
    page.context.set_offline(True)
    box(page).press_sequentially("AB to ask")
    expect(page.locator("#trouble")).to_contain_text(
        "The server cannot be reached. Your words are kept in this browser"
    )
    box(page).press_sequentially(" the depot.")
    assert saved_text() == ""
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("The server answers again. Your words were saved at")
    expect(page.locator("#trouble")).to_be_empty()
    expect(read(page)).to_contain_text("ask the depot")
    assert saved_text() == "AB to ask the depot."


def test_answer_that_is_lost_doubles_no_words(begin):
    page = begin().page
    page.route("**/save/", lambda route: (route.fetch(), route.abort("internetdisconnected")), times=1)
    box(page).press_sequentially("AB to ask")
    expect(page.locator("#trouble")).to_contain_text("cannot be reached")
    assert saved_text() == "AB to ask"
    box(page).press_sequentially(" the depot.")
    expect(page.locator("#saved")).to_contain_text("Your words were saved at")
    assert saved_text() == "AB to ask the depot."
    expect(page.locator(".app-typing__told").filter(has_text="wrote here")).to_have_count(0)


def test_words_of_a_closed_page_are_put_back_and_merged(begin, partnership, meeting):
    from tests.register import make_account

    page = begin().page
    page.context.set_offline(True)
    box(page).press_sequentially("AB to ask the depot.")
    expect(page.locator("#trouble")).not_to_be_empty()
    other = begin(make_account("pat@harrowmere.example", partnership, name="Pat Lee")).page
    box(other).fill("The bus was late.")
    sees_saved(other)
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(f"/harrowmere/meetings/{meeting.pk}/minutes/")
    expect(again.locator(".app-typing-state")).to_contain_text(re.compile("not saved on .* were put back"))
    expect(box(again)).to_have_value("The bus was late. AB to ask the depot.")
    sees_saved(again)
    assert saved_text() == "The bus was late. AB to ask the depot."
    assert again.evaluate("() => localStorage.length") == 0


def test_signed_out_meanwhile(begin, coordinator):
    from tests.register import sign_in

    page = begin().page
    url = page.url.split("/harrowmere")[0]
    page.context.clear_cookies(name="sessionid")
    box(page).fill("AB to ask the depot.")
    expect(page.locator("#trouble")).to_contain_text("You are signed out. Your words are kept in this browser")
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_visible()
    key = sign_in(coordinator).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": url}])
    expect(page.locator("#saved")).to_contain_text("Your words were saved at")
    assert saved_text() == "AB to ask the depot."


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
    for address in ("decision", "interest"):
        walk.go(f"minutes/items/{item_of(meeting, 'Late bus').pk}/{address}/").press("Save")
        faults += find_faults(page)
    assert faults == []
