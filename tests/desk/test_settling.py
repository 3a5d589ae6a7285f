"""The forms for decisions and interests: recording, putting right, taking out, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from tests.meeting import item_of, make_meeting, seat_people
from wapentake.kit.models import Change
from wapentake.minutes.models import Declaration, Resolution


@pytest.fixture
def meeting(partnership):
    before = make_meeting(partnership, date(2026, 1, 12), state="confirmed")
    items = [
        {"title": "Declarations of interest", "origin": "declarations"},
        {"title": "Minutes of the previous meeting", "origin": "previous minutes", "previous": before},
        "Grants",
    ]
    meeting = make_meeting(partnership, items=items)
    seat_people(meeting, ("Ann Bell", "Fenland Police", "present"), ("Tom Ash", "", "present"))
    return meeting


def go(name, row):
    return reverse(f"desk:{name}", args=["harrowmere", row.pk])


DECISION = {"kind": "agreed", "text": "£300 be paid to the club", "settled": "consensus"}
VOTE = {"settled": "vote", "proposer": "Ann Bell", "seconder": "Tom Ash", "votes_for": "2", "votes_against": "0"}


def test_decision_is_recorded_put_right_and_taken_out(client_in, meeting):
    item = item_of(meeting, "Grants")
    answer = client_in.post(go("resolution-new", item), DECISION | VOTE)
    assert answer.url.endswith(f"/minutes/#item-{item.pk}")
    row = Resolution.objects.get()
    assert (row.proposer, row.votes_for, row.abstained) == ("Ann Bell", 2, None)
    assert "It was agreed that £300 be paid to the club." in client_in.get(go("minutes", meeting)).content.decode()
    client_in.post(go("resolution", row), DECISION | VOTE | {"settled": "consensus"})
    row.refresh_from_db()
    assert (row.proposer, row.votes_for, row.settled) == ("", None, "consensus")
    client_in.post(go("resolution", row), {"remove": "1"})
    assert not Resolution.objects.exists()
    verbs = Change.objects.filter(thing="minutes.resolution").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["recorded", "corrected", "removed"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (VOTE | {"seconder": "Ann Bell"}, "Nobody seconds their own proposal"),
        (VOTE | {"votes_for": "9"}, "more than the 2 people have a vote"),
        ({"condition": "the accounts are sent"}, "Only what is agreed in principle has a condition"),
        ({"text": "the item be deferred"}, "The register would read these words as"),
        ({"text": ""}, "Enter what was settled"),
    ],
)
def test_impossible_decision_is_refused_with_what_was_typed(client_in, meeting, told, words):
    page = client_in.post(go("resolution-new", item_of(meeting, "Grants")), DECISION | told).content.decode()
    assert words in page
    assert not Resolution.objects.exists()


def test_previous_minutes_are_confirmed_with_their_own_day(client_in, meeting):
    page = client_in.get(go("resolution-new", item_of(meeting, "Minutes of the previous meeting"))).content.decode()
    assert "The minutes of the meeting held on Monday 12 January 2026" in page


INTEREST = {"name": "Tom Ash", "interest": "trustee of the club", "outcome": "left"}


def test_interest_is_recorded_put_right_and_taken_out(client_in, meeting):
    grants = item_of(meeting, "Grants")
    client_in.post(go("declaration-new", grants), INTEREST | {"item": grants.pk})
    row = Declaration.objects.get()
    assert (row.item, row.outcome) == (grants, "left")
    page = client_in.get(go("minutes", meeting)).content.decode()
    assert "Tom Ash declared an interest in “3. Grants”: trustee of the club. Left the room for the item." in page
    client_in.post(go("declaration", row), INTEREST | {"item": "", "outcome": "stayed"})
    row.refresh_from_db()
    assert (row.item, row.outcome) == (None, "stayed")
    client_in.post(go("declaration", row), {"remove": "1"})
    assert not Declaration.objects.exists()


def test_only_those_on_the_roll_declare(client_in, meeting):
    client_in.post(go("declaration-new", item_of(meeting, "Grants")), INTEREST | {"name": "Kit Lorne"})
    assert not Declaration.objects.exists()


def test_nothing_is_recorded_when_the_meeting_is_not_being_written(client_in, meeting):
    meeting.state = "confirmed"
    meeting.save()
    page = client_in.post(go("resolution-new", item_of(meeting, "Grants")), DECISION).content.decode()
    assert "cannot be written now" in page
    assert not Resolution.objects.exists()
