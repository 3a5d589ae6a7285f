"""Attendance by body: from minutes that were read and from rolls that were typed, over twelve months."""

from datetime import date

import pytest

from tests.facts import add_attendance, add_meeting, add_organisation, add_person, add_series, meeting_of
from tests.meeting import make_meeting, seat_people
from tests.register import accept_all, take_page
from wapentake.contacts.models import Organisation
from wapentake.intake.changes.typed import take_typed
from wapentake.meetings.models import Attendance, Meeting
from wapentake.meetings.queries.attendance import find_attendance, find_last_held
from wapentake.minutes.queries import tell_sitting
from wapentake.minutes.rules import compose_minutes
from wapentake.sources.models import Passage, PassageState

JANUARY, MARCH, MAY, JULY = (date(2026, month, day) for month, day in ((1, 12), (3, 9), (5, 11), (7, 13)))
COUNCIL, POLICE, FIRE, CLUB = (
    "Harrowmere Borough Council",
    "Fenland Police",
    "Fenland Fire and Rescue Service",
    "Lantern Youth Club",
)
PAGE = """\
Harrowmere Community Safety Partnership

Minutes of the meeting held on {on:%d %B %Y} at 10.00 am in the Corn Hall, Harrowmere

Present:
Tom Beckwith (Chair), Harrowmere Borough Council
{present}

Apologies: {apologies}

1. Minutes of the last meeting
The minutes of the last meeting were agreed as a true record.

2. Burglary in Tallow Lane
The police told of eleven burglaries.

3. Grants
Nothing was asked for.
"""


@pytest.fixture
def take(partnership, coordinator):
    """Minutes of a meeting in the register: who was there beside the council, and who sent apologies."""

    def take_minutes(on, *present, apologies="None"):
        page = PAGE.format(on=on, present="\n".join(present), apologies=apologies)
        document = take_page(partnership, f"{on}.txt", page, coordinator)
        accept_all(partnership, coordinator)
        return meeting_of(document)

    return take_minutes


def become_members(partnership, *names):
    Organisation.objects.filter(partnership=partnership, name__in=names).update(is_member=True)


def told(table):
    return {row.organisation.name: " ".join(row.stood) for row in table.rows}


def test_minutes_of_a_year_by_body(partnership, take):
    take(date(2025, 7, 13), "Dana Colley, Fenland Police")  # twelve months before July, and so not in them
    take(JANUARY, "Dana Colley, Fenland Police", apologies="Hugh Dacre, Fenland Fire and Rescue Service")
    take(MARCH, "Jo Marsh, Fenland Police (deputy for Dana Colley)", "Ivy Moon, Lantern Youth Club")
    take(MAY, "Jo Marsh, Fenland Police", apologies="Hugh Dacre, Fenland Fire and Rescue Service")
    last = take(JULY, "Dana Colley, Fenland Police")
    become_members(partnership, COUNCIL, POLICE, FIRE, CLUB)
    Organisation.objects.filter(name=FIRE).update(is_responsible=True)
    table = find_attendance(last)
    assert [one.on for one in table.meetings] == [JANUARY, MARCH, MAY, JULY]
    assert told(table) == {
        COUNCIL: "present present present present",
        POLICE: "present by deputy present present",
        FIRE: "apologies absent apologies absent",
        CLUB: "not known present absent absent",  # in January nobody had heard of it
    }
    assert [(one.organisation.name, one.said) for one in table.flagged] == [
        (FIRE, "absent four times in a row, twice with apologies"),
        (CLUB, "absent twice in a row, without apologies"),
    ]
    club = next(one for one in table.rows if one.organisation.name == CLUB)
    assert (club.there, club.known) == (1, 3)
    assert [flagged for _, _, flagged in club.cells] == [False, False, True, True]


def test_who_moved_counts_for_the_body_of_that_day(partnership, take):
    take(JANUARY, "Rita Lobb, Lantern Youth Club")
    moved = take(MARCH, "Rita Lobb")  # for whom, this page does not say
    take(MAY, "Rita Lobb, Fenland Police")
    last = take(JULY, "Rita Lobb")
    become_members(partnership, POLICE, CLUB)
    assert Attendance.objects.get(meeting=moved, name="Rita Lobb").organisation is None
    assert told(find_attendance(last)) == {
        CLUB: "present present absent absent",
        POLICE: "not known not known present present",
    }


def test_a_deputy_counts_for_the_body_of_the_member(partnership, take):
    take(JANUARY, "Dana Colley, Fenland Police", "Jo Marsh, Lantern Youth Club")
    last = take(MARCH, "Jo Marsh, Lantern Youth Club (deputy for Dana Colley)")
    become_members(partnership, POLICE, CLUB)
    assert told(find_attendance(last)) == {CLUB: "present absent", POLICE: "present by deputy"}


def test_a_roll_that_was_typed_counts_once_its_minutes_are_in_the_register(partnership, coordinator):
    meeting = make_meeting(partnership, MAY, items=[{"title": "Late bus", "text": "It runs."}])
    seat_people(
        meeting,
        ("Tom Beckwith", COUNCIL, "present"),
        ("Dana Colley", POLICE, "apologies"),
        ("Hugh Dacre", FIRE, "absent"),
        ("Ivy Moon", CLUB, "invited"),
    )
    seat_people(meeting, ("Jo Marsh", POLICE, "deputy"), deputy_for="Dana Colley")
    become_members(partnership, COUNCIL, POLICE, FIRE, CLUB)
    assert set(told(find_attendance(meeting)).values()) == {"not known"}
    text = compose_minutes(tell_sitting(meeting)).text
    take_typed(meeting, text, name="Minutes", refused=(), earlier=None, by=coordinator)
    expected = {COUNCIL: "present", POLICE: "by deputy", FIRE: "absent", CLUB: "present"}
    assert told(find_attendance(meeting)) == expected


def test_nobody_is_absent_from_a_list_that_is_still_to_be_decided(partnership, take):
    take(JANUARY, "Dana Colley, Fenland Police", "Ivy Moon, Lantern Youth Club")
    last = take(MARCH, "Dana Colley, Fenland Police", "Ivy Moon, Lantern Youth Club")
    become_members(partnership, POLICE, CLUB)
    undecided = Attendance.objects.get(meeting=last, name="Ivy Moon").passage_id
    Attendance.objects.filter(passage=undecided).delete()
    Passage.objects.filter(pk=undecided).update(state=PassageState.PROPOSED)
    assert told(find_attendance(last)) == {POLICE: "present present", CLUB: "present not known"}


def test_a_list_that_names_no_body_tells_nothing(partnership):
    police = add_organisation(partnership, POLICE)
    become_members(partnership, POLICE)
    add_person(partnership, "Dana Colley", (police, JANUARY, JANUARY))
    unknown = add_attendance(add_person(partnership, "Ann Bell"), MARCH)
    table = find_attendance(unknown.meeting)
    assert told(table) == {POLICE: "not known"}
    assert [one.organisation for one in table.never] == [police]
    assert table.unplaced == {unknown.meeting_id: ("Ann Bell",)}


def test_only_meetings_that_were_held_and_only_of_this_body(partnership, other_partnership, take):
    last = take(MARCH, "Dana Colley, Fenland Police")
    series = add_series(partnership)
    add_meeting(series, MAY, "agenda published")
    add_meeting(series, date(2026, 2, 9), "cancelled")
    group = add_series(partnership, "Harrowmere Joint Action Group", kind="joint action group")
    add_meeting(group, JANUARY, "published")
    held = add_meeting(series, date(2026, 2, 16), "held")
    last.refresh_from_db()
    become_members(partnership, POLICE)
    table = find_attendance(last)
    assert list(table.meetings) == [held, last]
    assert told(table) == {POLICE: "not known present"}
    assert find_last_held(partnership, on=JULY) == last
    assert find_last_held(partnership, on=date(2026, 3, 1)) in (held, Meeting.objects.get(on=JANUARY))
    assert find_last_held(other_partnership, on=JULY) is None


@pytest.mark.parametrize("days", [(MARCH,), (JANUARY, MARCH, MAY)])
def test_queries_do_not_grow(partnership, take, days, django_assert_num_queries):
    for on in days:
        last = take(on, "Jo Marsh, Fenland Police (deputy for Dana Colley)", "Ivy Moon, Lantern Youth Club", "Ann Bell")
    become_members(partnership, *((COUNCIL, POLICE, CLUB) if len(days) > 1 else (POLICE,)))
    with django_assert_num_queries(5):
        table = find_attendance(last)
    assert len(table.meetings) == len(days)
