"""Which actions a meeting goes through, what is said of each, and the list as a page and as a file."""

from datetime import date

import pytest
from django.urls import reverse

from tests.facts import add_action, add_meeting, add_organisation, add_person, add_series
from tests.reports.test_pdf import text_of
from wapentake.actions.changes import add_note
from wapentake.actions.models import Action
from wapentake.meetings.models import Meeting
from wapentake.reports.open_actions import find_matters

JANUARY, MARCH, MAY = date(2026, 1, 12), date(2026, 3, 9), date(2026, 5, 11)


@pytest.fixture
def meeting(partnership):
    """The meeting of May, for which actions of January and March are open."""
    add_action(partnership, "mend the lamp", "TB", on=JANUARY, due_on=date(2026, 4, 30))
    series = add_series(partnership)
    return add_meeting(series, MAY)


def texts(meeting):
    return [one.text for one in find_matters(meeting)]


def test_what_a_meeting_goes_through(partnership, other_partnership, meeting):
    for text, state in (("begun", "in progress"), ("stuck", "blocked"), ("said", "done"), ("gone", "closed")):
        add_action(partnership, text, on=MARCH, state=state)
    add_action(other_partnership, "not ours", on=MARCH)
    Meeting.objects.filter(on=MARCH, partnership=partnership).update(series=meeting.series)
    later = add_action(partnership, "of a later meeting", on=date(2026, 7, 13))
    group = add_action(partnership, "of the group", on=date(2026, 2, 2))
    other = add_action(partnership, "of the group, for here", on=date(2026, 2, 3), due_meeting=meeting, due_on=MAY)
    for one in (group, other):
        Meeting.objects.filter(pk=one.meeting_id).update(body="Group", body_key="group")
    Meeting.objects.filter(pk=later.meeting_id).update(series=meeting.series)
    assert texts(meeting) == ["Mend the lamp", "Of the group, for here", "Begun", "Stuck", "Said"]


def test_one_that_was_given_to_each_body_stands_as_its_children(partnership, meeting):
    parent = Action.objects.get()
    body = add_organisation(partnership, "Fenland Police")
    told = {"meeting": parent.meeting, "passage": parent.passage, "parent": parent, "text": "mend it"}
    Action.objects.create(partnership=partnership, lead_body=body, **told)
    (only,) = find_matters(meeting)
    assert (only.text, only.who, only.body) == ("Mend it", "Fenland Police", "Fenland Police")


@pytest.mark.parametrize(
    ("held", "due", "said"),
    [
        ({"due_on": date(2026, 4, 30)}, "Due on 30 April 2026, so it is late", ()),
        ({"due_on": MAY}, "Due on 11 May 2026", ()),
        ({"due_on": date(2026, 4, 30), "state": "done"}, "Due on 30 April 2026", ("Said to be done",)),
        ({"due_on": None, "due_event": "the fair"}, "Due: the fair", ()),
        ({"due_on": None}, "", ()),
        ({"state": "done", "done_on": MARCH, "due_on": None}, "", ("Said to be done on 9 March 2026",)),
        ({"promised_on": MAY, "due_on": None, "state": "blocked"}, "", ("Blocked", "Promised for 11 May 2026")),
    ],
)
def test_what_was_due_and_said(meeting, held, due, said):
    Action.objects.update(**held)
    (only,) = find_matters(meeting)
    assert (only.due, only.said) == (due, said)


def test_the_last_two_notes_are_told(meeting, coordinator):
    action = Action.objects.get()
    for words in ("First.", "Second.", "Third " + "and so on " * 40):
        add_note(action, words, by=coordinator, via="desk")
    newest, before = find_matters(meeting)[0].said
    assert newest.startswith("Rowan Teale, ")
    assert newest.endswith(" …")
    assert len(newest) < 210
    assert before.endswith(": Second.")


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(partnership, meeting, coordinator, rows, django_assert_num_queries):
    for number in range(rows):
        person = add_person(partnership, f"Ann {'ABC'[number]}")
        body = add_organisation(partnership, f"Body {number}")
        add_action(partnership, f"do {number}", on=JANUARY, lead=person, lead_body=body)
    add_note(Action.objects.order_by("pk")[0], "Begun.", by=coordinator, via="desk")
    with django_assert_num_queries(2):
        assert len(find_matters(meeting)) == 1 + rows


@pytest.mark.parametrize(("by", "heading"), [("body", "No body"), ("item", "12 January 2026: Under no item")])
def test_the_list_as_a_page_and_as_a_file(client_chair, meeting, by, heading):
    page, file = (reverse(f"reports:{name}", args=["harrowmere", meeting.pk]) for name in ("matters", "matters-pdf"))
    told = client_chair.get(page, {"by": by}).content.decode()
    assert heading in told
    assert f"{file}?by={by}" in told
    answer = client_chair.get(file, {"by": by})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="harrowmere-2026-05-11-actions.pdf"'
    words = " ".join(text_of(answer.content).split())
    for one in (heading, "Nobody leads: Mend the lamp", "Due on 30 April 2026, so it is late", "At the meeting"):
        assert one in words
        assert one in " ".join(told.split()) or one.startswith("Nobody")


def test_nothing_open_is_said(client_in, partnership):
    meeting = add_meeting(add_series(partnership), MAY)
    page = reverse("reports:matters", args=["harrowmere", meeting.pk])
    assert "No action of an earlier meeting is open." in client_in.get(page).content.decode()
