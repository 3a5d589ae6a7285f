"""The plan in a real browser: begun, filled from an event's list, told of, adopted, public; and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

LIST = """\
1. Safer homes
- Visit new tenants
- Check alarms

Safer streets:
Walk the streets at night
"""


@pytest.mark.parametrize("scripts", [True, False])
def test_plan_from_its_beginning_to_the_public_page(walk, open_page, scripts):
    desk = walk(scripts=scripts).go("plan/").press("Begin a plan")
    page = desk.page
    page.get_by_label("Name").fill("Delivery plan 2026 to 2029")
    for name, year in (("Starts on", 2026), ("Ends on", 2029)):
        day = page.get_by_role("group", name=name)
        for label, value in (("Day", 1 if year == 2026 else 31), ("Month", 4 if year == 2026 else 3), ("Year", year)):
            day.get_by_label(label).fill(str(value))
    page.get_by_label("Strategic objectives").fill("Safer homes\nSafer streets")
    desk.press(re.compile("^Begin$")).see("No tactical action is in the plan yet")
    desk.press("Add many actions")
    page.get_by_label("Tactical actions").fill(LIST)
    desk.press("Add them").see("3 tactical actions added, without money.").see("2.1 Walk the streets at night")
    desk.follow("1.2 Check alarms").see("no measure says whether anyone is better off").press("Add an update")
    page.get_by_label("Red: we will not deliver it").check()
    desk.press(re.compile("^Save$")).see("Say why in a sentence")
    page.get_by_label("Why?").fill("Nobody is trained.")
    desk.press(re.compile("^Save$")).see("The update is kept.").see("Nobody is trained.")
    desk.go("plan/").follow("Adopt the plan")
    page.get_by_label("Who decided it, and when").fill("The partnership, 11 May 2026")
    desk.press("Adopt the plan").see("The plan as it stood")
    desk.go("plan/public/").press("Publish it").see("The plan is published")
    everybody = open_page(scripts=scripts)
    everybody.goto("/public/harrowmere/plan/")
    row = everybody.get_by_role("row").filter(has_text="Check alarms")
    expect(row).to_contain_text("Red Will not be delivered")
    expect(everybody.locator("main")).not_to_contain_text("Nobody is trained")


def test_update_by_keyboard_alone(walk, partnership, coordinator):
    from tests.plans.made import Made

    made = Made(partnership, coordinator)
    made.row("Walk the streets at night")
    desk = walk().go("plan/")
    page = desk.page
    desk.tab_to(desk.link("A1 Walk the streets at night"))
    page.keyboard.press("Enter")
    desk.head("Walk the streets at night").tab_to(desk.button("Add an update"))
    page.keyboard.press("Enter")
    desk.head("Add an update").tab_to(page.get_by_label("Green: we expect to deliver it"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Amber: we will deliver a part of it")).to_be_checked()
    desk.tab_to(page.get_by_label("Why?"))
    page.keyboard.type("Half of the walks are staffed.")
    desk.tab_to(desk.button(re.compile("^Save$")))
    page.keyboard.press("Enter")
    desk.see("The update is kept.").see("Half of the walks are staffed.")
