"""From a letter, as a mail server was given it, by its link to an action that is said to be done, and then closed."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.paths.test_accessible import find_faults
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

    def mark(self, target) -> Keys:
        """Choose one of several, which the tabulator reaches as one."""
        self.tab_to(target)
        self.page.keyboard.press("Space")
        return self


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
    desk.mark(section.get_by_role("radio", name=re.compile("^Close")))
    desk.choose(desk.button("Save all"))
    desk.go(f"actions/{action.pk}/").see("Reminded by Wapentake").see("Said to be done by Jo Bloggs, by link")
    desk.see("Closed")
    assert Action.objects.get(pk=action.pk).state == "closed"
    page.goto(f"{address}actions/{action.pk}/")
    jo.see("This action is closed")
    expect(page.get_by_role("button")).to_have_count(1)


def answer_the_other(jo: Keys) -> None:
    """Name another day for the second action, by the keyboard: what is folded opens, the boxes are typed into."""
    day = timezone.localdate() + timedelta(30)
    jo.choose(jo.button(re.compile("^Say something else mend the lamp"))).head("Mend the lamp")
    jo.choose(jo.page.get_by_text("Say by when", exact=True).first)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        jo.tab_to(jo.page.get_by_label(label, exact=True))
        jo.page.keyboard.type(str(value))
    jo.choose(jo.button("Say by when")).see("You said by when.").see(f"You said by {day:%A}")


def test_nothing_is_wrong_on_the_pages_of_a_link(sent, open_page, coordinator):
    from wapentake.letters.models import Link

    letter, action = sent
    address = address_in(letter)
    page = open_page(**TELEPHONE)
    walk = Walk(page, address)
    faults = []

    def look(name: str) -> None:
        for width in (1280, 375, 320):
            page.set_viewport_size({"width": width, "height": 800})
            faults.extend(f"{name}, {width}: {fault}" for fault in find_faults(page))

    for name in ("", f"actions/{action.pk}/", "not-me/", "calendar/"):
        walk.go(name)
        look(name or "list")
    walk.go("calendar/").press("Give me the address")
    look("calendar's address")
    walk.go(f"actions/{action.pk}/")
    page.get_by_text("It is blocked", exact=True).click()
    walk.press("Say that it is blocked").see("Say what blocks it")
    look("without a reason")
    walk.go().press(re.compile("^Done count")).see("Thank you")
    look("thanks")
    walk.go("not-me/").press("I am somebody else")
    look("ended")
    walk.go()
    look("closed")
    Link.objects.update(ended_at=None, expires_at=timezone.now() - timedelta(1))
    walk.go()
    look("expired")
    walk.press("Send me a new link").see("on its way")
    look("renewed")
    page.goto(address[:-3] + "/")
    look("no link")
    assert faults == []
