"""From a letter, as a mail server was given it, by its link to an action that is said to be done, and then closed."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.paths.walking import Walk

TELEPHONE = {"width": 375, "height": 700}


@pytest.fixture
def sent(partnership, settings, live_server):
    """The letter that somebody was sent today, as a mail server took it, and the action that it asks for."""
    from tests.chasing.chased import add_lead, chase, give, run
    from tests.facts import add_series
    from tests.letters.smtp import serve_mail
    from wapentake.letters.sending import send_waiting

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "wapentake@harrowmere.example"
    settings.ADDRESS = live_server.url
    today = timezone.localdate()
    jo = add_lead(partnership, "Jo Bloggs", "Wendshire Police")
    add_lead(partnership, "Kit Lorne", "Wendshire Police")
    action = give(partnership, jo, "count the cans", due_on=today)
    give(partnership, jo, "mend the lamp", due_on=today + timedelta(7))
    add_series(partnership)
    chase(partnership, weekends_quiet=False, quiet_from=time(8), quiet_until=time(8))
    with serve_mail() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        run(timezone.now())
        send_waiting(now=timezone.now())
        (letter,) = server.letters()
    return letter, action


def address_in(letter) -> str:
    text = letter.get_body(("plain",)).get_content()
    return re.search(r"http://\S+", text)[0]


class Keys(Walk):
    """A person who has no mouse."""

    def choose(self, target) -> Keys:
        self.tab_to(target)
        self.page.keyboard.press("Enter")
        return self

    def mark(self, group, name) -> Keys:
        """Choose one of several: the tabulator reaches the one that is chosen, and an arrow goes on from there."""
        radios, wanted = group.get_by_role("radio"), group.get_by_role("radio", name=name)
        chosen = radios.and_(self.page.locator(":checked"))
        self.tab_to(chosen.first if chosen.count() else radios.first)
        for _ in range(radios.count()):
            if wanted.is_checked():
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {name}")


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_from_a_letter_to_a_closed_action(scripts, sent, open_page, partnership, coordinator):
    from tests.facts import add_meeting
    from wapentake.actions.models import Action
    from wapentake.meetings.models import Series

    letter, action = sent
    assert letter["To"] == "jo@harrowmere.example"
    assert letter["Subject"].startswith("2 actions (1 due today) for Harrowmere")
    address = address_in(letter)
    page = open_page(scripts=scripts, **TELEPHONE)
    page.goto(address)
    jo = Keys(page, address)
    jo.head("Your actions").see("This page is for Jo Bloggs, Wendshire Police.")
    jo.choose(jo.button(re.compile("^Done count the cans"))).see("You said that it is done.").see("Count the cans")
    assert Action.objects.get(pk=action.pk).state == "done"
    answer_the_other(jo)

    meeting = add_meeting(Series.objects.get(), timezone.localdate(), "held")
    desk = Keys(open_page(coordinator, scripts=scripts, **TELEPHONE), "/harrowmere/")
    desk.go(f"meetings/{meeting.pk}/actions/").see("Count the cans").see("Said to be done")
    section = desk.page.locator("section").filter(has_text="Count the cans")
    desk.mark(section, re.compile("^Close"))
    desk.choose(desk.button("Save all")).see("Saved: 1 closed")
    desk.go(f"actions/{action.pk}/").see("Reminded by Wapentake").see("Said to be done by Jo Bloggs, by link")
    desk.see("Closed")
    assert Action.objects.get(pk=action.pk).state == "closed"
    page.goto(f"{address}actions/{action.pk}/")
    jo.see("This action is closed")
    expect(page.get_by_role("button", name="Add", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Say"))).to_have_count(0)


def answer_the_other(jo: Keys) -> None:
    """Name another day for the second action, by the keyboard: what is folded opens, the boxes are typed into."""
    day = timezone.localdate() + timedelta(30)
    jo.choose(jo.button(re.compile("^Say something else mend the lamp"))).head("Mend the lamp")
    jo.choose(jo.page.locator("summary").filter(has_text="Say by when"))
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        jo.tab_to(jo.page.get_by_label(label, exact=True))
        jo.page.keyboard.type(str(value))
    jo.choose(jo.button("Say by when")).see("You said by when.").see(f"You said by {day:%A}")
