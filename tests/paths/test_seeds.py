"""Both seed pages of the shared folder, through the browser: their actions, their clash of dates, their namesakes."""

import re

import pytest
from playwright.sync_api import expect

from wapentake.actions.models import Action
from wapentake.contacts.models import Person
from wapentake.intake.work import work_through


@pytest.fixture
def seeds(shared):
    found = sorted((shared / "seeds").glob("*.txt"))
    assert len(found) == 2
    return found


def test_seeds_fill_a_register(walk, partnership, seeds):
    walk = walk()
    walk.go("pages/add/").upload(*seeds).see("2 pages are in the queue to be read.")
    work_through()
    for seed in seeds:
        walk.go("pages/").follow(seed.name)
        if walk.button(re.compile("Accept all .* certain")).count():
            walk.press(re.compile("Accept all .* certain")).see("were accepted")
        while (left := walk.page.locator("li.app-card", has=walk.page.locator("[name=accept]"))).count():
            card = walk.page.locator(f"#{left.first.get_attribute('id')}")  # one that the reader was not certain of
            walk.press(re.compile("^Accept"), within=card)
            expect(card).to_contain_text("Accepted by")
    work_through()  # the look across the pages

    walk.go("actions/?state=all").see("25 actions")
    links = walk.page.get_by_role("link", name=re.compile("^See the words"))
    addresses = [link.get_attribute("href") for link in links.all()]
    assert len(set(addresses)) == 25
    texts = dict(Action.objects.values_list("passage", "passage__document__text"))
    for address in addresses:
        walk.page.goto(address)
        passage = int(walk.page.url.rpartition("-")[2])
        mark = walk.page.locator(f'mark.is-picked[data-passage~="{passage}"]').first
        expect(mark).to_be_in_viewport()
        said = mark.locator("[data-start]").first
        start, words = int(said.get_attribute("data-start")), said.inner_text()
        assert " ".join(texts[passage][start : start + len(words)].split()) == " ".join(words.split())

    walk.go("findings/").see(re.compile("12 July 2017.*12 June 2017|12 June 2017.*12 July 2017"))
    walk.go("people/same/").see("S Penny").see("Sally Penney")
    both = walk.page.get_by_role("region", name=re.compile("S Penny and Sally Penney|Sally Penney and S Penny"))
    expect(both).to_contain_text("To decide")
    names = Person.objects.filter(name__in=["S Penny", "Sally Penney"])
    assert names.count() == 2
    assert not names.exclude(joined_to=None).exists()
