"""How the way of a meeting ends: confirmed at a later one, published, archived; or known from a page and published."""

from datetime import date

import pytest

from tests.desk.going import (
    DAY,
    PHONE,
    TO_PUBLIC,
    confirmation,
    draft,
    page,
    publish_confirmed,
    read_outputs,
    shown,
    stand_at,
    take,
    take_all,
)
from tests.meeting import make_meeting
from tests.register import MINUTES, accept_all, take_page
from wapentake.desk.changes.way import move_on
from wapentake.desk.queries.way import public_text
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes import move_words
from wapentake.minutes.models import Correction, Minutes

LATER = date(2026, 5, 11)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("wapentake.desk.views.way.timezone.localdate", lambda: DAY)


@pytest.fixture
def meeting(partnership) -> Meeting:
    return draft(partnership)


@pytest.fixture
def later(partnership) -> Meeting:
    return make_meeting(partnership, LATER)


# Confirmed


def test_confirmed_at_a_later_meeting_published_and_archived(client_in, meeting, later):
    take_all(client_in, meeting, *TO_PUBLIC)
    Correction.objects.create(meeting=meeting, was="evening sessions", should_be="morning sessions")
    text = take(client_in, meeting, "confirm", confirmation(later))
    assert "Agreed as a true record on 11 May 2026, signed by Ruth Ashdown on 11 May 2026." in text
    assert meeting.corrections.get().agreed_at == later
    assert shown(meeting) == [("draft", 1, True)]
    take(client_in, meeting, "publish")
    assert shown(meeting) == [("draft", 1, False), ("minutes", 1, True)]
    text = read_outputs(meeting)["page"]
    assert "Confirmed as a true record at the meeting of 11 May 2026. Signed by Ruth Ashdown on 11 May 2026." in text
    assert "Draft:" not in text
    assert "The meeting is archived." in take(client_in, meeting, "archive")
    assert meeting.state == "archived"
    assert "Nothing is left to be done." in client_in.get(page("way", meeting)).content.decode()


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 1, 12), {}),
        (LATER, {"state": "cancelled"}),
        (LATER, {"state": "planned"}),
        (LATER, {"body": "Harrowmere JAG"}),
    ],
)
def test_only_a_later_meeting_of_the_body_that_was_held_confirms(client_in, meeting, partnership, on, told):
    other = make_meeting(partnership, on, **told)
    stand_at(meeting, "chair-cleared")
    assert "No later meeting of this body has been held yet." in client_in.get(page("way", meeting)).content.decode()
    make_meeting(partnership, date(2026, 7, 13))
    before = Change.objects.count()
    text = take(client_in, meeting, "confirm", confirmation(other))
    assert "Select a valid choice" in text
    assert (meeting.state, Change.objects.count()) == ("chair-cleared", before)


@pytest.mark.parametrize(("on", "told"), [(date(2026, 1, 12), {}), (LATER, {"state": "cancelled"})])
def test_change_itself_refuses_another_meeting_and_takes_all_back(meeting, later, partnership, coordinator, on, told):
    other = make_meeting(partnership, on, body=told.pop("body", "Harrowmere JAG"), **told)
    stand_at(meeting, "chair-cleared")
    before = Change.objects.count()
    form = {"confirmed_at": other.pk, "on": LATER, "signed_by": "Ruth Ashdown"}
    with pytest.raises(Refused, match="Nothing was changed"):
        move_on(meeting, "confirm", form, by=coordinator, today=DAY)
    meeting.refresh_from_db()
    assert (meeting.state, Change.objects.count()) == ("chair-cleared", before)
    assert not Minutes.objects.filter(meeting=meeting).exclude(confirmed_on=None).exists()


# Known from a page


def test_meeting_from_a_page_is_published_once_its_words_are_checked(client_in, partnership, coordinator):
    said = MINUTES.replace("3. Grants\n", f"3. Grants\n{PHONE}\n")
    take_page(partnership, "march.txt", said, coordinator)
    accept_all(partnership, coordinator)
    meeting = Meeting.objects.get()
    assert "1 passage may tell" in take(client_in, meeting, "publish")
    assert meeting.state == "from a page"
    move_words(meeting, PHONE, neutral="Details were given.", by=coordinator)
    assert "The minutes are published." in take(client_in, meeting, "publish")
    text = read_outputs(meeting)["page"]
    assert "Details were given." in text
    assert "0116" not in text


def test_meeting_from_a_page_that_tells_of_nobody_goes_straight_to_the_public(client_in, partnership, coordinator):
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    meeting = Meeting.objects.get()
    assert "The minutes are published." in take(client_in, meeting, "publish")
    assert (meeting.state, shown(meeting)) == ("published", [("minutes", 1, True)])
    assert "Tallow Lane" in read_outputs(meeting)["page"]


def test_confirmed_at_once_without_a_published_draft(client_in, meeting, later):
    publish_confirmed(client_in, meeting, later)
    assert shown(meeting) == [("minutes", 1, True)]


def test_finished_draft_says_the_days_that_it_said(client_in, partnership):
    """A meeting that is moved after the chair has the draft changes nothing in it; written again, it does."""
    meeting = draft(partnership, state="held")
    following = make_meeting(partnership, date(2026, 5, 11), state="planned", items=[])
    take(client_in, meeting, "finish")
    following.on = date(2026, 5, 18)
    following.save()
    assert "Monday 11 May 2026" in public_text(meeting, "minutes")
    take_all(client_in, meeting, *TO_PUBLIC)
    assert "11 May 2026" in read_outputs(meeting)["page"]
    take(client_in, meeting, "reopen")
    assert "Monday 18 May 2026" in public_text(meeting, "minutes")
