"""Files that were published before a meeting was moved or cancelled say so when they are fetched again."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.reports.made import AGENDA, fill_agenda, make_meeting
from wapentake.meetings.models import Meeting
from wapentake.reading import read
from wapentake.reports.changes import publish
from wapentake.terms import MeetingState


@pytest.fixture
def meeting(partnership, coordinator) -> Meeting:
    meeting = make_meeting(partnership)
    fill_agenda(meeting)
    publish(meeting, "agenda", AGENDA, by=coordinator, note="Outside body")
    return meeting


def get(name: str, meeting: Meeting, **headers: str):
    return Client().get(reverse(f"public:{name}", args=["harrowmere", meeting.pk, "agenda"]), headers=headers)


@pytest.mark.parametrize("name", ["pdf", "docx"])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": MeetingState.CANCELLED, "cancelled_because": "Snow."}, "This meeting is cancelled. Snow."),
        ({"on": date(2024, 7, 16), "first_on": date(2024, 7, 9)}, "was moved from 9 July 2024 to 16 July 2024."),
        ({"time": "14:00"}, "This meeting is now on 9 July 2024 at 2.00 pm."),
    ],
)
def test_file_says_what_changed_since(meeting, name, changes, words):
    before = get(name, meeting)
    assert words not in read(before.content, name=f"a.{name}").text
    Meeting.objects.filter(pk=meeting.pk).update(**changes)
    after = get(name, meeting, if_none_match=before.headers["ETag"])
    assert after.status_code == 200
    text = " ".join(read(after.content, name=f"a.{name}").text.split())
    assert words in text
    assert "Outside body" in text
    assert get(name, meeting, if_none_match=after.headers["ETag"]).status_code == 304


def test_file_that_was_published_again_says_it_once(meeting, coordinator):
    Meeting.objects.filter(pk=meeting.pk).update(on=date(2024, 7, 16), first_on=meeting.on)
    publish(meeting, "agenda", AGENDA, by=coordinator)
    text = read(get("pdf", meeting).content, name="a.pdf").text
    assert "first called for 9 July 2024" in " ".join(text.split())
    assert "was moved from" not in text
