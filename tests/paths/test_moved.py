"""A meeting is moved, or cancelled, after its agenda went out: everybody is told in plain words, and nothing goes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
from playwright.sync_api import expect

from tests.facts import add_agenda_item, add_forward, add_meeting, add_series
from tests.paths.test_accessible import find_faults
from tests.paths.walking import Walk

if TYPE_CHECKING:
    from wapentake.meetings.models import Meeting

TODAY = date.today()  # noqa: DTZ011 - a meeting to come is held some days after it
TITLES = ["1. Apologies for absence", "2. Farm Watch"]


def next_tuesday(since: date) -> date:
    """A day on which nobody is asked whether they mean it, but for a bank holiday, of which no test falls foul."""
    from wapentake.meetings.rules import find_holidays, say_objection

    on = since + timedelta((1 - since.weekday()) % 7)
    return on if not say_objection(on, find_holidays([on])) else next_tuesday(on + timedelta(7))


FIRST = next_tuesday(TODAY + timedelta(20))
SECOND = next_tuesday(FIRST + timedelta(1))
AFTER = next_tuesday(SECOND + timedelta(50))


def words(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


@pytest.fixture
def meeting(partnership) -> Meeting:
    """Its agenda waits to be published, with an item of the forward plan; a later meeting is planned."""
    series = add_series(partnership)
    meeting = add_meeting(series, FIRST, "agenda draft")
    add_meeting(series, AFTER)
    add_agenda_item(meeting, "Apologies for absence")
    add_agenda_item(meeting, "Farm Watch", forward=add_forward(series, "Farm Watch", meeting))
    return meeting


@pytest.fixture
def published(walk, meeting) -> Walk:
    return walk().go(f"meetings/{meeting.pk}/way/").press("Publish the agenda").see("The agenda is published.")


def read_event(going: Walk, meeting: Meeting):
    """The meeting as a calendar that was subscribed to has it."""
    data = going.page.request.get("/public/harrowmere/calendar.ics").body()
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return next(one for one in events if one["UID"].startswith(f"meeting-{meeting.pk}@"))


def told(going: Walk, meeting: Meeting) -> tuple[date, int, str]:
    event = read_event(going, meeting)
    return event.decoded("dtstart").date(), event["SEQUENCE"], event["STATUS"]


def everybody_reads(going: Walk, public, meeting: Meeting, said: str) -> None:
    """The public page says it above the agenda as it was published, and so do the pages of the register."""
    public.goto(f"/public/harrowmere/meetings/{meeting.pk}/")
    expect(public.locator("main")).to_contain_text(said)
    expect(public.locator("main h2.mgAiTitleTxt")).to_have_text(TITLES)
    assert find_faults(public) == []
    for name in ("way/", "agenda/", ""):
        going.go(f"meetings/{meeting.pk}/{name}").see(said)
    expect(going.go(f"meetings/{meeting.pk}/agenda/").page.locator("[id^=item-] h2")).to_have_text(TITLES)
    assert find_faults(going.page) == []


def test_meeting_is_moved_after_its_agenda_went_out(published, open_page, meeting):
    assert told(published, meeting) == (FIRST, 0, "CONFIRMED")
    published.go(f"meetings/{meeting.pk}/move/")
    for part, value in (("Day", SECOND.day), ("Month", SECOND.month), ("Year", SECOND.year)):
        published.page.get_by_label(part, exact=True).fill(str(value))
    published.press("Move it").see("The meeting is on")
    assert told(published, meeting) == (SECOND, 1, "CONFIRMED")
    said = f"This meeting was moved from {words(FIRST)} to {words(SECOND)}."
    everybody_reads(published, open_page(), meeting, said)
    published.go("meetings/plan/").see("Farm Watch").see(words(SECOND))
    published.go(f"meetings/{meeting.pk}/way/").press("Publish the agenda").see("The agenda is published.")
    public = open_page()
    public.goto(f"/public/harrowmere/meetings/{meeting.pk}/")
    expect(public.locator("main")).to_contain_text(re.compile(f"{SECOND:%A},? {words(SECOND)}"))


def test_meeting_is_cancelled_after_its_agenda_went_out(published, open_page, meeting):
    published.go(f"meetings/{meeting.pk}/cancel/")
    published.page.get_by_label("Why is it cancelled?").fill("The hall is flooded.")
    published.press("Cancel the meeting").see("is cancelled. 1 item of the forward plan")
    assert told(published, meeting) == (FIRST, 1, "CANCELLED")
    assert read_event(published, meeting)["DESCRIPTION"] == "The hall is flooded."
    everybody_reads(published, open_page(), meeting, "This meeting is cancelled. The hall is flooded.")
    published.go("meetings/plan/").see("Farm Watch").see(words(AFTER))
    published.see(f"The meeting of {words(FIRST)} was cancelled.")
    expect(published.go(f"meetings/{meeting.pk}/way/").button("Start the minutes")).to_have_count(0)
