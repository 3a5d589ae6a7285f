"""The chair's page: what stands on it, in which order, for whom; and how long actions live."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from tests.facts import (
    add_action,
    add_attendance,
    add_finding,
    add_forward,
    add_meeting,
    add_organisation,
    add_person,
    add_series,
)
from tests.meeting import make_meeting
from wapentake.actions.changes import add_note
from wapentake.actions.models import Action
from wapentake.contacts.models import Organisation
from wapentake.desk.queries.living import find_lives, measure_lives
from wapentake.meetings.models import Attendance, Meeting

JANUARY, MARCH, MAY = date(2026, 1, 12), date(2026, 3, 9), date(2026, 5, 11)
TODAY = date(2026, 4, 20)
QUERIES = (
    18  # session, account, partnership; 5 of attendance, 2 of actions and returns, 2 put off, 1 of bids, 5 of the next
)
PAGE = "/harrowmere/meetings/chair/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


def act(partnership, text, body=None, *, on=MARCH, who="Tom Ash", **held):
    """An action that somebody leads for a body, or that nobody leads."""
    lead = add_person(partnership, f"{who} {text}") if body else None
    return add_action(partnership, text, "TA", on=on, lead=lead, lead_body=body, **held)


@pytest.fixture
def filled(partnership, coordinator):
    """One action under each heading and one of which there is nothing to say; something put off; a body absent."""
    police, council = (add_organisation(partnership, name) for name in ("Fenland Police", "Borough Council"))
    act(partnership, "mend the lamp.", police, state="closed", closed_on=MARCH, done_on=MARCH)
    act(partnership, "lend the van", police, state="done", done_on=date(2026, 4, 1))
    act(partnership, "say it long ago", police, on=JANUARY, state="closed", closed_on=JANUARY)
    act(partnership, "count the bins", council, due_on=date(2026, 4, 13))
    act(partnership, "find a hall", due_on=date(2026, 4, 13))
    act(partnership, "paint the gate", council)
    act(partnership, "write to Jo", police, due_on=date(2026, 5, 1))
    heard = act(partnership, "ask the club", police, due_on=date(2026, 5, 1))
    add_note(heard, "They will.", by=coordinator, via="desk")
    parent = add_action(partnership, "tell all", "All Partners", on=MARCH)
    Action.objects.create(
        partnership=partnership,
        meeting=parent.meeting,
        passage=parent.passage,
        parent=parent,
        text="tell all",
        lead=add_person(partnership, "Ann Bell"),
        lead_body=council,
        due_event="next meeting",
    )
    for body, days in ((council, (JANUARY, MARCH)), (police, (date(2025, 11, 10),))):
        for number, on in enumerate(days):
            row = add_attendance(add_person(partnership, f"{body} {'ab'[number]}", (body, on, on)), on)
            Attendance.objects.filter(pk=row.pk).update(organisation=body)
    Organisation.objects.update(is_member=True)
    series = add_series(partnership)
    coming = add_meeting(series, MAY, "agenda draft")
    add_forward(series, "Farm Watch", coming, deferrals=3, first_on=JANUARY)
    add_forward(series, "Once only", coming, deferrals=1)
    add_finding(partnership, "Drone bid is put off again.", code="deferred-again", on=MARCH)
    add_finding(partnership, "Long ago.", code="deferred-again", on=date(2024, 3, 12))
    return series


def read(page):
    """What is read under each heading of the second level, in order."""
    found = {}
    for section in page.xpath("//main//section"):
        found[section.xpath("./h2")[0].text_content()] = " ".join(" ".join(section.itertext()).split())
    return found


def test_everything_stands_once_and_in_the_order_of_a_meeting(client_chair, filled):
    told = read(html.document_fromstring(client_chair.get(PAGE).content))
    assert list(told) == [
        "Done, or said to be done",
        "Late",
        "Nobody leads",
        "No day is set",
        "No word yet",
        "Put off again",
        "Absent twice in a row",
        "The next meeting",
    ]
    done, late, leadless, undated, silent, deferred, absent, coming = told.values()
    assert "2 actions are closed since the last meeting, or said to be done and not closed yet." in done
    assert "Mend the lamp . Closed on 9 March 2026." in done
    assert "Lend the van . Said to be done on 1 April 2026. To be closed at a meeting." in done
    assert late.endswith(
        "1 action is late. Borough Council: 1 Tom Ash count the bins : Count the bins . "
        "Due on 13 April 2026, 7 days late. No word of it yet."
    )
    assert "Find a hall . The minutes say “TA”. Due on 13 April 2026, 7 days late." in leadless
    assert "Paint the gate . No word of it yet." in undated
    assert "Of 2 actions nothing was heard." in silent
    assert "Write to Jo . Due on 1 May 2026." in silent
    assert "Ann Bell : Tell all . Due: next meeting." in silent
    assert (
        "Farm Watch . Put off 3 times. It was first meant for 12 January 2026. Now it is meant for 11 May" in deferred
    )
    assert "Drone bid is put off again." in deferred
    assert "Fenland Police was absent twice in a row, without apologies: 12 January 2026 and 9 March 2026." in absent
    assert "Nobody came to the last meeting from Fenland Police." in absent
    assert "11 May 2026 at 2.00 pm" in coming
    whole = " ".join(told.values())
    for text in ("Ask the club", "Say it long ago", "Once only", "Long ago."):
        assert text not in whole
    assert whole.count("Tell all") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(client_in, partnership, filled, rows, django_assert_num_queries):
    for number in range(rows):
        body = add_organisation(partnership, f"Body {'ABC'[number]}")
        act(partnership, f"do {'ABC'[number]}", body, due_on=date(2026, 4, 1))
        add_forward(filled, f"Thing {number}", deferrals=2)
    with django_assert_num_queries(QUERIES):
        answer = client_in.get(PAGE)
    assert next(one for one in answer.context["headings"] if one.code == "late").count == 1 + rows


def test_a_long_list_is_cut_and_counted(client_in, partnership):
    body = add_organisation(partnership, "Fenland Police")
    for letter in "ABCDEFGHIJKL":
        act(partnership, f"do {letter}", body, due_on=date(2026, 4, 1))
    answer = client_in.get(PAGE)
    text = " ".join(answer.content.decode().split())
    assert "12 actions are late." in text
    assert "And 2 more." in text
    assert f"?body={body.pk}" in text


def test_an_empty_register_is_told(client_in):
    text = client_in.get(PAGE).content.decode()
    assert "No meeting is known yet." in text
    assert "Every action has a lead." in text
    assert "Nothing was put off twice." in text
    assert "No meeting is planned" in text


def test_a_chair_is_one_click_away_from_it(client_chair, client_in, partnership):
    make_meeting(partnership, MARCH, state="minutes draft")
    for client, words in ((client_chair, "Open the chair’s page"), (client_in, ">The chair’s page</a>")):
        home = client.get("/harrowmere/").content.decode()
        assert words in home
        assert PAGE in home
    assert "wait for the chair to clear them" in client_chair.get(PAGE).content.decode()


# How long actions live


def test_lives_by_body_and_by_time(partnership, other_partnership, django_assert_num_queries):
    police = add_organisation(partnership, "Fenland Police")
    for number in range(5):
        ended = MARCH + timedelta(10 * number)
        act(partnership, f"do {'ABCDE'[number]}", police, state="closed", closed_on=ended, done_on=ended)
    act(partnership, "find a hall", on=JANUARY)
    add_action(other_partnership, "not ours", on=MARCH)
    with django_assert_num_queries(1):
        by_body, by_time = measure_lives(find_lives(partnership), today=TODAY)
    assert [(one.group, one.count, one.living, one.middle, one.low, one.high) for one in by_body] == [
        ("Fenland Police", 5, 0, 20, 10, 30),
        ("No lead, or for no body", 1, 1, 98, 98, 98),
    ]
    assert [(one.group, one.count) for one in by_time] == [("January to March 2026", 6)]


def test_the_day_on_which_it_was_said_to_be_done_ends_a_life(partnership):
    act(partnership, "one", state="closed", done_on=MARCH + timedelta(5), closed_on=MAY)
    act(partnership, "two", state="closed", closed_on=MARCH + timedelta(7))
    act(partnership, "three", state="done", done_on=MARCH + timedelta(9))
    act(partnership, "four", state="in progress", done_on=None)
    ((only,), _) = measure_lives(find_lives(partnership), today=TODAY)
    assert (only.low, only.middle, only.high, only.living) == (6.5, 8, 17.25, 1)


def test_the_page_of_lives(client_chair, partnership):
    page = reverse("desk:lives", args=["harrowmere"])
    assert "no actions in the register" in client_chair.get(page).content.decode()
    act(partnership, "mend the lamp", add_organisation(partnership, "Fenland Police"))
    told = html.document_fromstring(client_chair.get(page).content)
    pictures = told.xpath("//svg[@role='img']")
    assert len(pictures) == len(told.xpath("//main//table")) == 2
    assert "Fenland Police: 42 days, too few" in " ".join(pictures[0].xpath(".//text/text()"))
    assert [cell.text_content() for cell in told.xpath("(//main//tbody)[1]/tr/*")] == [
        "Fenland Police",
        "1",
        "1",
        "42 days",
        "Too few",
    ]


def test_lives_of_meetings_of_any_body_count(partnership):
    act(partnership, "one")
    Meeting.objects.update(body="Harrowmere Joint Action Group", body_key="harrowmere joint action group")
    assert find_lives(partnership).count() == 1
