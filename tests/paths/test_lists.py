"""Search with the way to the words; lists that filter, sort, page and download."""

import csv
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.paths.minutes import take_march, take_may
from tests.register import accept_all
from tests.register import take_page as take


@pytest.fixture
def filled(partnership, coordinator):
    take_march(partnership, coordinator)
    take_may(partnership, coordinator)
    accept_all(partnership, coordinator)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_search_leads_to_the_words(walk, filled, scripts):
    walk = walk(scripts=scripts).go()
    walk.go("search/")
    form = walk.page.locator("main").get_by_role("search")
    form.locator("[name=q]").fill('"landlords of Tallow Lane"')
    walk.press("Search", within=form).see("landlords of Tallow Lane")
    walk.follow(re.compile("12 March 2024 ?: Action"), within=walk.page.locator("main"))
    walk.head("12 March 2024")
    name = walk.page.url.rpartition("-")[2]
    mark = walk.page.locator(f'mark[data-passage~="{name}"]').first
    expect(mark).to_contain_text("write to the landlords")
    expect(mark).to_be_in_viewport()


def test_search_by_the_beginning_of_a_word(walk, filled):
    walk = walk().go("search/?q=landl*").see(re.compile(r"\d+ results?")).see("landlords")
    walk.go("search/?q=nowhere").see("Nothing is found.")
    walk.go("search/?q=lane&kind=action").see(re.compile(r"\d+ results?"))


def test_lists_filter_and_sort(walk, filled):
    walk = walk().go("actions/").see("6 actions")
    walk.page.get_by_label("Words").fill("lights")
    walk.press("Show these").see("1 action").see("Check the street lights")
    walk.follow(re.compile("Remove Words: lights")).see("6 actions")
    walk.page.get_by_label("State", exact=True).select_option(label="Overdue")
    walk.press("Show these").see("4 actions")
    walk.go("actions/").follow(re.compile("^Action"), within=walk.page.get_by_role("table"))
    first = walk.page.get_by_role("rowheader").first
    expect(first).to_contain_text("Arrange a walk")
    walk.follow(re.compile("^Action"), within=walk.page.get_by_role("table"))
    expect(walk.page.get_by_role("rowheader").first).to_contain_text("Write to the landlords")
    expect(walk.page.get_by_role("columnheader", name="Action")).to_have_attribute("aria-sort", "descending")
    for place in ("decisions", "money/said", "figures", "findings", "people", "people/organisations", "meetings"):
        walk.go(f"{place}/")
        expect(walk.page.get_by_role("table")).to_be_visible()


def test_long_list_has_pages(walk, partnership, coordinator):
    tasks = "\n\n".join(f"ACTION: Tom Beckwith to visit shop number {number}." for number in range(1, 61))
    text = f"# Harrowmere Shop Watch\n\nMinutes of the meeting held on 4 June 2024\n\n## 1. Shops\n\n{tasks}\n"
    take(partnership, "shops.md", text, coordinator)
    accept_all(partnership, coordinator)
    walk = walk().go("actions/").see("60 actions")
    expect(walk.page.get_by_role("rowheader")).to_have_count(25)
    walk.follow("Next page").follow("Next page").see("60 actions")
    expect(walk.page.get_by_role("rowheader")).to_have_count(10)
    expect(walk.page).to_have_title(re.compile("page 3 of 3"))


def test_lists_are_downloaded(walk, filled, tmp_path):
    walk = walk().go("actions/")
    with walk.page.expect_download() as waited:
        walk.follow(re.compile("CSV"))
    download = waited.value
    assert download.suggested_filename.endswith(".csv")
    with download.path().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 7
    with walk.page.expect_download() as waited:
        walk.follow(re.compile("Excel"))
    waited.value.save_as(tmp_path / "actions.xlsx")
    sheet = load_workbook(tmp_path / "actions.xlsx").active
    assert sheet.max_row == 7
