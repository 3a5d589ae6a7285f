"""The home page: the next meeting and its agenda's day, what waits of minutes, and what a chair sees first."""

from datetime import date

import pytest
from django.utils import timezone

from tests.facts import add_document, add_meeting, add_series
from tests.meeting import make_meeting
from wapentake.desk.queries import NextMeeting, find_drafts, find_next_meeting, list_meetings
from wapentake.meetings.changes.calendar import put_notice

TODAY = date(2017, 7, 20)
ON = date(2017, 7, 31)


def home(client) -> str:
    return " ".join(client.get("/harrowmere/").content.decode().split())


@pytest.mark.parametrize(
    ("days", "state", "due"),
    [(5, "planned", date(2017, 7, 21)), (5, "agenda published", None), (None, "agenda draft", None)],
)
def test_next_meeting_tells_by_when_its_agenda_is_due(partnership, coordinator, days, state, due):
    put_notice(partnership, since=date(2017, 1, 1), clear_days=days, by=coordinator)
    series = add_series(partnership)
    add_meeting(series, date(2017, 7, 3), "planned")
    meeting = add_meeting(series, ON, state)
    assert find_next_meeting(partnership, today=TODAY) == NextMeeting(ON, meeting, due)


def test_next_meeting_that_the_last_minutes_announce_alone(partnership):
    document = add_document(partnership, on=date(2017, 6, 5))
    document.record = {"dates": [{"role": "next meeting", "date": "2017-07-31"}]}
    document.save()
    assert find_next_meeting(partnership, today=TODAY) == NextMeeting(ON)
    assert find_next_meeting(partnership, today=date(2017, 8, 1)) is None


def test_unfinished_minutes_by_state_in_one_query(partnership, stranger, django_assert_num_queries):
    late, early = (make_meeting(partnership, date(2026, month, 9), state="minutes draft") for month in (3, 1))
    held = make_meeting(partnership, date(2026, 5, 11), state="held")
    make_meeting(partnership, date(2026, 7, 13), state="published")
    make_meeting(stranger.partnerships.get(), state="held")
    with django_assert_num_queries(1):
        assert find_drafts(partnership) == {"minutes draft": [early, late], "held": [held]}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "Publish the agenda by 21 July 2017, in 1 day."),
        (date(2017, 7, 24), "The agenda was to be published by"),
    ],
)
def test_home_says_by_when_the_agenda_is_published(client_in, partnership, coordinator, monkeypatch, day, words):
    monkeypatch.setattr(timezone, "localdate", lambda *told: day)
    put_notice(partnership, since=date(2017, 1, 1), clear_days=5, by=coordinator)
    meeting = add_meeting(add_series(partnership), ON, "agenda draft")
    text = home(client_in)
    assert words in text
    assert f'<a class="govuk-link" href="/harrowmere/meetings/{meeting.pk}/way/">31 July 2017</a> at 2.00 pm' in text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("held", "set of minutes being written"),
        ("minutes draft", "draft waiting for the chair"),
        ("chair-cleared", "draft to be given to members"),
        ("circulated", "draft to be published"),
        ("published as a draft", "draft to be confirmed"),
        ("confirmed", "set of confirmed minutes to be published"),
    ],
)
def test_home_has_a_card_for_each_draft_that_waits(client_in, partnership, state, words):
    meeting = make_meeting(partnership, state=state)
    assert f'href="/harrowmere/meetings/{meeting.pk}/way/">{words}</a>' in home(client_in)


def test_several_drafts_lead_to_the_list_of_them(client_in, partnership):
    for month in (1, 3):
        make_meeting(partnership, date(2026, month, 9), state="minutes draft")
    make_meeting(partnership, date(2026, 5, 11), state="held")
    assert 'href="/harrowmere/meetings/?state=minutes+draft">drafts waiting for the chair</a>' in home(client_in)
    text = client_in.get("/harrowmere/meetings/?state=minutes+draft").content.decode()
    assert "Meetings that stand at “minutes draft”." in text
    assert "9 March 2026" in text
    assert "11 May 2026" not in text
    assert "11 May 2026" in client_in.get("/harrowmere/meetings/?state=nonsense").content.decode()
    assert "No meeting stands there now." in client_in.get("/harrowmere/meetings/?state=confirmed").content.decode()


def test_meetings_of_a_state_are_those_alone(partnership):
    held = make_meeting(partnership, state="held")
    make_meeting(partnership, date(2026, 5, 11), state="published")
    assert list(list_meetings(partnership, state="held")) == [held]


def test_chair_sees_the_draft_that_waits_first(client_chair, client_in, partnership):
    meeting = make_meeting(partnership, state="minutes draft")
    text = home(client_chair)
    link = f'href="/harrowmere/meetings/{meeting.pk}/way/">Read and clear the minutes of 9 March 2026</a>'
    assert text.index("A draft waits for you") < text.index(link) < text.index("What needs doing")
    assert "A draft waits for you" not in home(client_in)


@pytest.mark.parametrize("state", ["planned", "agenda draft", "held", "confirmed", "cancelled"])
def test_meeting_leads_to_its_next_steps_agenda_and_minutes(client_in, partnership, state):
    meeting = make_meeting(partnership, state=state)
    text = client_in.get(f"/harrowmere/meetings/{meeting.pk}/").content.decode()
    assert "The register has no minutes of this meeting yet." in text
    for place in ("way", "agenda"):
        assert f'href="/harrowmere/meetings/{meeting.pk}/{place}/"' in text
    assert (f'href="/harrowmere/meetings/{meeting.pk}/minutes/"' in text) is (state != "cancelled")


def test_list_leads_to_the_meeting_and_to_its_next_steps(client_in, partnership):
    meeting = make_meeting(partnership, state="circulated")
    text = client_in.get("/harrowmere/meetings/").content.decode()
    assert f'href="/harrowmere/meetings/{meeting.pk}/">9 March 2026</a>' in text
    assert f'href="/harrowmere/meetings/{meeting.pk}/way/">Circulated' in text


def test_chair_clears_in_their_own_name(client_chair, partnership):
    meeting = make_meeting(partnership, state="minutes draft", items=[{"title": "Late bus", "text": "All was well."}])
    way = f"/harrowmere/meetings/{meeting.pk}/way/"
    text = client_chair.get(way).content.decode()
    assert "Read the draft first." in text
    assert "Who cleared it" not in text
    answer = client_chair.post(f"{way}clear/", {"clear-cleared_by": "Somebody else"}, follow=True)
    assert "Cleared by Ruth Ashdown" in answer.content.decode()
    assert "Somebody else" not in answer.content.decode()


@pytest.mark.parametrize(("step", "state"), [("Publish the agenda again", "agenda published"),
                                             ("Publish as a draft again", "published as a draft"),
                                             ("Publish the minutes again", "published")])  # fmt: skip
def test_what_is_public_is_published_again(client_in, partnership, step, state):
    meeting = make_meeting(partnership, state=state)
    text = client_in.get(f"/harrowmere/meetings/{meeting.pk}/way/").content.decode()
    assert step in text
    assert "as it was last published" in text or "as they were last published" in text


def test_chair_reads_the_leak_check_and_settles_nothing(client_chair, client_in, partnership):
    items = [{"title": "Late bus", "text": "Ring Mrs Ivy Marlow on 07700 900123."}]
    meeting = make_meeting(partnership, state="minutes draft", items=items)
    address = f"/harrowmere/meetings/{meeting.pk}/leaks/minutes/"
    assert "Leave them in" in client_in.get(address).content.decode()
    text = client_chair.get(address).content.decode()
    assert "07700 900123" in text
    assert "Your coordinator settles" in text
    assert "Leave them in" not in text
