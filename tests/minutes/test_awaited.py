"""Who is expected at a meeting: those who stood in the last lists of attendance of the body."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.meeting import item_of, make_meeting, seat_people
from tests.register import accept_all, make_account, take_page
from wapentake.contacts.models import Person
from wapentake.minutes.changes import fill_roll, see_writer
from wapentake.minutes.models import Writing
from wapentake.minutes.queries import find_awaited, find_writers

PAGE = """\
Harrowmere Community Safety Partnership

Minutes of the meeting held on {day} at 10.00 am in the Corn Hall, Harrowmere

Present: {present}

In attendance: {others}

Apologies: {sorry}

1. Minutes of the last meeting
The minutes were agreed as a true record.

2. Lights
The lights were mended.
"""
FIRST = PAGE.format(
    day="Tuesday 9 January 2024",
    present="Ruth Ashdown (Chair), Tom Beckwith (Police)",
    others="Kit Lorne",
    sorry="Jo May",
)
SECOND = PAGE.format(
    day="Tuesday 12 March 2024",
    present="Tom Beckwith (Harrowmere Borough Council), Ann Bell (Police) (deputy for Dana Colley)",
    others="Ruth Ashdown",
    sorry="Kit Lorne (University)",
)


@pytest.fixture
def meeting(partnership, coordinator):
    for name, page in (("one.txt", FIRST), ("two.txt", SECOND)):
        take_page(partnership, name, page, coordinator)
    accept_all(partnership, coordinator)
    return make_meeting(partnership, date(2024, 5, 14))


def test_each_as_they_stood_last_and_no_deputies(meeting):
    found = {one.name: (one.is_member, one.role) for one in find_awaited(meeting)}
    assert found == {
        "Tom Beckwith": (True, ""),
        "Ruth Ashdown": (False, ""),
        "Kit Lorne": (True, ""),
        "Jo May": (True, ""),
    }


def test_joined_people_stand_under_the_name_that_was_kept(meeting, partnership):
    kept = Person.objects.get(name="Tom Beckwith")
    Person.objects.filter(name="Jo May").update(joined_to=kept)
    assert [one.name for one in find_awaited(meeting)].count("Tom Beckwith") == 1


def test_roll_is_filled_once(meeting, coordinator):
    seat_people(meeting, ("Kit Lorne", "", "present"))
    assert fill_roll(meeting, by=coordinator) == 3
    assert fill_roll(meeting, by=coordinator) == 0
    assert meeting.roll.get(name="Kit Lorne").status == "present"
    assert str(meeting.roll.get(name="Tom Beckwith").organisation) == "Harrowmere Borough Council"


def test_meetings_of_other_bodies_and_later_ones_do_not_count(meeting, partnership):
    assert find_awaited(make_meeting(partnership, date(2024, 5, 14), body="Another Panel")) == []
    assert find_awaited(make_meeting(partnership, date(2024, 1, 2))) == []


def test_writers_are_told_for_a_minute(meeting, partnership, coordinator):
    pat = make_account("pat@harrowmere.example", partnership, name="Pat Lee")
    see_writer(meeting, item_of(meeting, "Grants").pk, by=pat)
    now = timezone.now()
    assert [(str(one.account), str(one.item)) for one in find_writers(meeting, besides=coordinator, now=now)] == [
        ("Pat Lee", "4. Grants")
    ]
    assert find_writers(meeting, besides=pat, now=now) == []
    Writing.objects.update(seen_at=now - timedelta(seconds=61))
    assert find_writers(meeting, besides=coordinator, now=now) == []
