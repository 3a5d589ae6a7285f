"""Making an action of words that the reader had not used: by selecting them, or without scripts by pasting them."""

import re

import pytest
from playwright.sync_api import expect

from tests.paths.minutes import take_march, take_may

WARDENS = "The wardens walked the lane every Friday evening in February."


def select_words(walk, words: str) -> None:
    """Draw the mouse over words of the page."""
    box = walk.page.locator("[data-selectable]").get_by_text(words).first
    box.scroll_into_view_if_needed()
    ends = box.evaluate(
        """(one, words) => {
            const text = one.firstChild, at = text.data.indexOf(words), range = document.createRange();
            range.setStart(text, at); range.setEnd(text, at + words.length);
            const boxes = [...range.getClientRects()], first = boxes[0], last = boxes[boxes.length - 1];
            return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
        }""",
        words,
    )
    walk.page.mouse.move(ends[0], ends[1])
    walk.page.mouse.down()
    walk.page.mouse.move(ends[2], ends[3], steps=5)
    walk.page.mouse.up()


def test_words_are_selected_with_the_mouse(walk, partnership, coordinator):
    walk = walk().go(f"pages/{take_march(partnership, coordinator).pk}/")
    form = walk.page.locator("form#selection")
    expect(form).to_be_hidden()
    select_words(walk, WARDENS)
    expect(form).to_be_in_viewport()
    expect(form).to_contain_text(WARDENS)
    walk.press("Go on", within=form).head("Add: action").see(WARDENS)
    walk.page.get_by_label("What is to be done").fill("walk the lane every Friday evening")
    walk.page.get_by_label("By whom").fill("The wardens")
    walk.press("Save and accept")
    expect(walk.card("walk the lane every Friday")).to_contain_text("made by hand")
    walk.go("actions/").follow("See the words").sees_words(WARDENS)


def test_cancel_takes_the_form_away(walk, partnership, coordinator):
    walk = walk().go(f"pages/{take_march(partnership, coordinator).pk}/")
    select_words(walk, WARDENS)
    walk.press("Cancel")
    expect(walk.page.locator("form#selection")).to_be_hidden()
    select_words(walk, WARDENS)
    walk.page.keyboard.press("Alt+n")
    walk.page.keyboard.press("Escape")
    expect(walk.page.locator("form#selection")).to_be_hidden()


def test_words_over_a_mark_and_signs_of_other_alphabets_keep_their_place(walk, partnership, coordinator):
    document = take_march(partnership, coordinator)
    walk = walk().go(f"pages/{document.pk}/")
    walk.page.locator("[data-selectable]").evaluate(
        """area => {
            const range = document.createRange();
            const spans = [...area.querySelectorAll("[data-start]")];
            range.setStart(spans.find(one => one.textContent.includes("It was agreed")).firstChild, 0);
            range.setEnd(spans.find(one => one.textContent.includes("evening sessions.")).firstChild, 10);
            getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    form = walk.page.locator("form#selection")
    expect(form).to_be_visible()
    start, end = (int(form.locator(f"[name={name}]").input_value()) for name in ("start", "end"))
    assert document.text[start:end].startswith("It was agreed that £1,250")


def test_words_are_pasted_without_scripts(walk, partnership, coordinator):
    walk = walk(scripts=False).go(f"pages/{take_march(partnership, coordinator).pk}/")
    walk.page.get_by_label("Paste the words from the minutes").fill("The wardens  walked\nthe lane every Friday")
    walk.page.get_by_label("Make of these words").select_option(label="An action")
    walk.press("Go on").head("Add: action")
    walk.press("Save and accept").see("made by hand")


@pytest.mark.parametrize("words", ["words that stand nowhere", ""])
def test_words_that_do_not_stand_there_are_told(walk, partnership, coordinator, words):
    walk = walk(scripts=False).go(f"pages/{take_march(partnership, coordinator).pk}/")
    walk.page.get_by_label("Paste the words from the minutes").fill(words)
    walk.press("Go on").see(re.compile("do not stand in the page")).head("12 March 2024")


def test_a_sum_and_a_decision_are_made_too(walk, partnership, coordinator):
    walk = walk(scripts=False).go(f"pages/{take_may(partnership, coordinator).pk}/")
    for kind, words in (("A decision", "The chair thanked the youth club."),):
        walk.page.get_by_label("Paste the words from the minutes").fill(words)
        walk.page.get_by_label("Make of these words").select_option(label=kind)
        walk.press("Go on").head("Add: decision").press("Save and accept")
        walk.see("made by hand")
    walk.go("decisions/").see("The chair thanked the youth club.")
