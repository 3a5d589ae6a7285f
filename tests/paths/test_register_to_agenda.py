"""From a filled register to an agenda that waits to be published: few clicks, and the order by keyboard and by hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.facts import add_agenda_item, add_meeting, add_series
from tests.paths.minutes import JULY, MARCH, MAY
from tests.register import accept_all, take_page

MOST_CLICKS = 9  # of ten; the tenth publishes


@pytest.fixture
def filled(partnership, coordinator):
    for name, page in (("march.md", MARCH), ("may.md", MAY), ("july.md", JULY)):
        take_page(partnership, name, page, coordinator)
    accept_all(partnership, coordinator)


@pytest.fixture
def meeting(partnership):
    from datetime import timedelta

    from django.utils import timezone

    meeting = add_meeting(add_series(partnership), timezone.localdate() + timedelta(30), "agenda draft")
    for title in ("Apologies", "Burglary", "Closing"):
        add_agenda_item(meeting, title)
    return meeting


def expect_order(page, *titles):
    expect(page.locator("[data-item] h2")).to_have_text(list(titles))


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_register_to_an_agenda_in_few_clicks(walk, filled, scripts):
    going = walk(scripts=scripts).go()
    clicks = [
        lambda: going.follow("Calendar"),
        lambda: going.press(re.compile("^Put it in the calendar")),
        lambda: going.press("Plan the meetings of a year"),  # a link that looks like a button
        lambda: going.press("Plan these meetings"),
        lambda: going.press(re.compile("^Start the agenda")),
        lambda: going.press("Go on to publish"),
    ]
    for click in clicks[:-1]:
        click()
    going.see("items put on the agenda").see("Minutes of the meeting held on 9 July 2024").see("Matters arising")
    clicks[-1]()
    going.head("Harrowmere")
    assert len(clicks) <= MOST_CLICKS


def test_the_order_by_keyboard_alone(walk, meeting):
    going = walk().go(f"meetings/{meeting.pk}/agenda/")
    page = going.page
    expect_order(page, "Apologies", "Burglary", "Closing")
    going.tab_to(going.button("Move down Apologies"))
    page.keyboard.press("Enter")
    expect_order(page, "Burglary", "Apologies", "Closing")
    expect(going.button("Move down Apologies")).to_be_focused()  # so that it can be pressed again
    page.keyboard.press("Enter")
    expect_order(page, "Burglary", "Closing", "Apologies")


def test_the_order_by_dragging(walk, meeting):
    page = walk().go(f"meetings/{meeting.pk}/agenda/").page
    last, first = page.locator("[data-item]").filter(has_text="Closing"), page.locator("[data-item]").first
    first_box = first.bounding_box()
    last.locator(".app-agenda__handle").hover()
    page.mouse.down()
    page.mouse.move(first_box["x"] + 40, first_box["y"] + first_box["height"] - 4, steps=8)
    page.mouse.move(first_box["x"] + 40, first_box["y"] + 4, steps=8)
    page.mouse.up()
    expect_order(page, "Closing", "Apologies", "Burglary")
    page.reload()
    expect_order(page, "Closing", "Apologies", "Burglary")


def test_the_order_without_scripts(walk, meeting):
    going = walk(scripts=False).go(f"meetings/{meeting.pk}/agenda/").press("Move up Burglary")
    expect_order(going.page, "Burglary", "Apologies", "Closing")


def test_what_is_taken_off_comes_back(walk, meeting):
    going = walk().go(f"meetings/{meeting.pk}/agenda/").press("Take off Burglary")
    expect_order(going.page, "Apologies", "Closing")
    going.see("is off the agenda").press("Put back Burglary").see("is back on the agenda")
    expect_order(going.page, "Apologies", "Burglary", "Closing")
