"""Nothing typed is lost: two writers, a server that is away, a closed page, somebody signed out meanwhile."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.paths.typed import box, read, saved_text, sees_saved

pytestmark = pytest.mark.database


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


def test_closing_is_only_asked_about_where_the_browser_keeps_nothing(begin):
    page = begin().page
    page.context.set_offline(True)
    box(page).press_sequentially("AB to ask.")
    expect(page.locator("#trouble")).not_to_be_empty()
    kept = page.evaluate("() => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    box(page).press_sequentially(" More.")
    assert kept
    assert not page.evaluate("() => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
