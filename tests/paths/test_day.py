"""From the register to a published agenda, and from typed minutes to what the public is given, in one sitting."""

from __future__ import annotations

import io
import re

import icalendar
import pytest
from playwright.sync_api import Locator, expect

from tests.paths.test_accessible import find_faults
from tests.paths.walking import Walk
from tests.where import ROOT

BODY = "Ottersby Community Safety Partnership"
TYPED = (
    "PN reported that two of the six cameras are dark. It was agreed that £1,200.00 be given to the Lantern Youth Club,"
    " on condition that the spaces are filled.\n\nACTION: PN to write to the supplier by 29 January 2027."
)
TOLD = "A household on Tallow Lane was told of: the mother is known to mental health services."


class Hand(Walk):
    """A person who counts what they press: with the mouse, or with the keyboard alone."""

    keys = False
    pressed = 0

    def choose(self, name: str | re.Pattern[str]) -> Hand:
        """Press a button, or follow a link, and count it."""
        self.pressed += 1
        page = self.page.locator("body")
        target = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
        if self.keys:
            self.tab_to(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()
        return self

    def fill(self, target: Locator, words: str) -> Hand:
        if self.keys:
            self.tab_to(target)
            self.page.keyboard.type(words)
        else:
            target.press_sequentially(words)
        return self


@pytest.fixture
def example(partnership, coordinator):
    """The example partnership's register, with all its pages taken in."""
    from tests.register import accept_all, take_page

    partnership.name, partnership.slug = BODY, "ottersby"
    partnership.save()
    for path in sorted((ROOT / "examples/pages").iterdir()):
        take_page(partnership, path.name, path.read_bytes(), coordinator)
    accept_all(partnership, coordinator)
    return partnership


@pytest.fixture(params=["mouse", "keys"])
def hand(request, open_page, coordinator, example) -> Hand:
    hand = Hand(open_page(coordinator), "/ottersby/")
    hand.keys = request.param == "keys"
    return hand


def publish_agenda(hand: Hand) -> None:
    """From the home page to an agenda that the public can read."""
    hand.go().choose("Meetings").choose("Calendar")
    hand.choose(re.compile(f"^Put it in the calendar.*{BODY}"))
    hand.choose("Plan the meetings of a year").choose("Plan these meetings")
    hand.choose(re.compile("^Start the agenda")).head("Agenda")
    hand.choose("Go on to publish").choose("Publish the agenda").see("The agenda is published.")


def the_day_comes():
    """The first planned meeting is today's: nobody can type the minutes of a day to come."""
    from django.utils import timezone

    from wapentake.meetings.models import Meeting

    meeting = Meeting.objects.filter(state="agenda published").get()
    meeting.on = timezone.localdate()
    meeting.save()
    return meeting


def test_agenda_and_minutes_are_public_in_one_sitting(hand, open_page, example):
    publish_agenda(hand)
    assert hand.pressed <= 10
    meeting = the_day_comes()
    sees_agenda(open_page(), meeting)
    write_minutes(hand, meeting)
    publish_draft(hand, meeting)
    sees_all_outputs(open_page(), meeting)


def sees_agenda(public, meeting) -> None:
    """Everybody can read it."""
    public.goto(f"/public/ottersby/meetings/{meeting.pk}/")
    expect(public.locator("main")).to_contain_text(BODY)
    expect(public.locator("main")).to_contain_text("Matters arising")
    expect(public.locator("main")).to_contain_text("Minutes of the meeting held on 11 May 2026")


def write_minutes(hand: Hand, meeting) -> None:
    """Type under one item, and see what is read there."""
    hand.go(f"meetings/{meeting.pk}/way/").choose("Start the minutes").head("Minutes of")
    hand.choose("Mark all others as present")
    box = hand.page.get_by_role("textbox", name=re.compile("Any other business"))
    hand.fill(box, f"{TYPED}\n\n{TOLD}")
    read = hand.page.get_by_role("group", name=re.compile("^What is read in .*Any other business"))
    expect(read).to_contain_text("write to the supplier")
    expect(read).to_contain_text("Lantern Youth Club")
    expect(hand.page.locator("#saved")).to_contain_text("All words are saved.")
    assert find_faults(hand.page) == []


def publish_draft(hand: Hand, meeting) -> None:
    """From a draft that is written to one that the public can read, without what tells of somebody."""
    hand.go(f"meetings/{meeting.pk}/way/").choose("Send the draft to the chair").see("The draft is with the chair.")
    assert find_faults(hand.page) == []
    hand.go("actions/?words=supplier").see("Write to the supplier")
    hand.go(f"meetings/{meeting.pk}/way/")
    hand.choose("Clear the draft").see("The draft is cleared.")
    hand.see("1 passage may tell the public of somebody.")
    expect(hand.button("Publish as a draft")).to_have_count(0)
    hand.choose("Leak check of the minutes").see("mental health")
    assert find_faults(hand.page) == []
    hand.choose("Move the words to a restricted note").see("The words are in a restricted note.")
    hand.go(f"meetings/{meeting.pk}/way/").choose("Circulate the draft").see("members have the draft")
    hand.choose("Publish as a draft").see("The draft is published")
    assert find_faults(hand.page) == []


def sees_all_outputs(public, meeting) -> None:
    """The page, the PDF, the Word file, the calendar and the feeds tell what was typed, and not what was moved."""
    from wapentake.reading import read

    address = f"/public/ottersby/meetings/{meeting.pk}/"
    public.goto(address)
    expect(public.locator("main")).to_contain_text("Draft")
    assert find_faults(public) == []
    page, pdf, docx = (public.request.get(address + name).body() for name in ("", "minutes.pdf", "minutes.docx"))
    for name, data in (("page.html", page), ("minutes.pdf", pdf), ("minutes.docx", docx)):
        record = read(data, name=name)
        assert "mental health" not in record.text, name
        assert [one.text for one in record.actions] == ["write to the supplier by 29 January 2027."], name
        assert [one.kind for one in record.decisions] == ["agreed-in-principle"], name
    calendar = icalendar.Calendar.from_ical(public.request.get("/public/ottersby/calendar.ics").body())
    assert meeting.on in [one.decoded("dtstart").date() for one in calendar.walk("VEVENT")]
    for feed in ("feed.rss", "feed.atom"):
        assert "minutes" in public.request.get(f"/public/ottersby/{feed}").text().lower()
    assert io.BytesIO(pdf).read(5) == b"%PDF-"


def test_chair_clears_the_draft_and_does_nothing_else(open_page, partnership, chair):
    from tests.meeting import make_meeting

    meeting = make_meeting(partnership, state="minutes draft", items=[{"title": "Late bus", "text": TYPED}])
    walk = Walk(open_page(chair), "/harrowmere/").go(f"meetings/{meeting.pk}/way/")
    walk.see("A coordinator of the partnership does this.")
    expect(walk.link("Restricted notes")).to_have_count(0)
    walk.press("Clear the draft").see("The draft is cleared.")
    walk.see("Cleared by Ruth Ashdown")
    expect(walk.page.get_by_role("button", name="Circulate the draft")).to_have_count(0)
