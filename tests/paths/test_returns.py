"""From the first letter of a return to its frozen copy: by link on a telephone, and at the desk, by the keyboard."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.paths.test_by_link import TELEPHONE, Keys


@pytest.fixture
def of(partnership, coordinator, settings, live_server):
    """A return of eight parts, of which seven were typed in for their leads."""
    from tests.money.made import Books
    from tests.returns.made import YearEnd
    from wapentake.returns.changes.parts import Answer, answer_part
    from wapentake.returns.models import Return

    settings.ADDRESS = live_server.url
    made = YearEnd(partnership, coordinator, Books(partnership, coordinator))
    today = timezone.localdate()
    Return.objects.update(due_internal_on=today + timedelta(7), due_on=today + timedelta(30))
    for number in range(1, 8):
        told = Answer({"narrative": "It was done."}, forecast=100_000)
        answer_part(made.part(number), told, by=coordinator)
    return made


def fill(walk: Keys, label: str, words: str) -> Keys:
    """Type into a box that the tabulator reaches, in place of what stands there."""
    walk.tab_to(walk.page.get_by_label(re.compile(f"^{re.escape(label)}")))
    walk.page.keyboard.press("Control+A")
    walk.page.keyboard.type(words)
    return walk


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_from_the_letter_to_the_frozen_return(scripts, of, open_page, coordinator):
    from wapentake.letters.models import Letter
    from wapentake.returns.models import Frozen

    desk = Keys(open_page(coordinator, scripts=scripts), "/harrowmere/")
    desk.go(f"returns/{of.of.pk}/").head("Year-end return 2017/18").see("Nobody was asked yet")
    desk.choose(desk.button("Ask the leads")).see("1 letter written, one for each lead.").see("1 part missing")

    letter = Letter.objects.get()
    assert letter.to == "ada@harrowmere.example"
    address = re.search(r"http://\S+", letter.text)[0]
    page = open_page(scripts=scripts, **TELEPHONE)
    page.goto(address)
    lead = Keys(page, address)
    lead.head("What is asked of you").see("This page is for Ada Lorne").see("7 days left")
    lead.choose(lead.button(re.compile("^Answer")))
    lead.head("Evening sessions").see("£900.00 by 31 March 2018")
    fill(lead, "What was done", "Our volunteer Brian Mould held eight evenings.")
    lead.choose(lead.button("Save, and go on later")).see("Your draft is saved.").see("A draft is saved")
    lead.choose(lead.button(re.compile("^Answer")))
    fill(lead, "What will be spent by the end of the year?", "400")
    fill(lead, "Families helped", "27")
    lead.choose(lead.button("Send"))
    lead.see("“Brian Mould”").see("The forecast lies £600.00 below the budget.").see("Nothing is lost")
    expect(page.get_by_label(re.compile("^What was done"))).to_have_value(
        "Our volunteer Brian Mould held eight evenings."
    )
    fill(lead, "What was done", "A volunteer held eight evenings.")
    fill(lead, "Why less is spent than planned", "The hall was free.")
    fill(lead, "What to do with what is left", "Move it to the youth shelter.")
    lead.choose(lead.button("Send")).see("Your part is sent.").see("Look at it or change it")

    desk.renew().see("No part is missing")
    desk.choose(desk.link("1.1 Evening sessions")).see("A volunteer held eight evenings.").see("27 families")
    desk.choose(desk.button(re.compile("^Accept it"))).see("is accepted")
    desk.choose(desk.button("Compile it")).see("The return is compiled")
    desk.choose(desk.button("I have sent it: freeze it")).see("It stays as it is")
    desk.choose(desk.link("The figures as they were, beside the ledger now")).see("Unchanged").see("£7,200.00")
    assert Frozen.objects.get().content["parts"][0]["forecast"] == 40_000
