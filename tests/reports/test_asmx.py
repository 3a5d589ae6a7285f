"""The read-only data service, held against sample answers: the element names that clients of councils' sites know."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from tests.register import MINUTES, accept_all, take_page
from tests.reports.made import AGENDA, fill_agenda, make_meeting, publish_page
from wapentake.fetching.moderngov import read_service_list
from wapentake.meetings.models import Meeting
from wapentake.reports.changes import publish

SAMPLES = Path(__file__).with_name("samples")
BOTH = ["12/03/2024", "09/07/2024"]


def ask(name: str, *, post: bool = False, **asked: str):
    client, path = Client(enforce_csrf_checks=True), reverse(f"public:{name}", args=["harrowmere"])
    return client.post(path, asked) if post else client.get(path, asked)


def tree_of(answer) -> etree._Element:
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return etree.fromstring(answer.content)


@pytest.fixture
def meeting(partnership, coordinator) -> Meeting:
    """A meeting with agenda, papers and minutes; before it one whose minutes came as a page."""
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    publish_page(Meeting.objects.get(), coordinator)
    meeting = make_meeting(partnership, series=Meeting.objects.get().series)
    fill_agenda(meeting)
    publish(meeting, "agenda", AGENDA, by=coordinator)
    return meeting


def plain(answer) -> str:
    """An answer with its numbers as letters, since they are others in each database, a line for each element."""
    tree = tree_of(answer)
    for element in tree.iter("committeeid", "meetingid", "attachmentid"):
        element.text = "N"
    for element in tree.iter("url"):
        element.text = re.sub(r"\d+", "N", element.text)
    etree.indent(tree)
    return etree.tostring(tree, encoding="unicode") + "\n"


@pytest.mark.parametrize("name", sorted(path.stem for path in SAMPLES.iterdir()))
def test_answers_are_as_the_samples(meeting, name):
    march = Meeting.objects.get(on=date(2024, 3, 12))
    asked = {
        "GetMeetings": {"lCommitteeId": str(meeting.series_id), "sFromDate": "01/01/2024", "sToDate": "31/12/2024"},
        "GetMeeting": {"lMeetingId": str(meeting.pk)},
        "GetMeeting-minutes": {"lMeetingId": str(march.pk)},
        "GetAllMeetingsByDate": {"sFromDate": "01/07/2024", "sToDate": "31/07/2024"},
    }.get(name, {})
    operation = name.partition("-")[0]
    got = plain(ask(operation, **asked))
    assert got == (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
    assert plain(ask(operation, post=True, **asked)) == got


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("", "", BOTH),
        ("01/01/1990", "31/12/2030", BOTH),
        ("13/03/2024", "31/12/2030", BOTH[1:]),
        ("2024-03-12", "2024-03-12", BOTH[:1]),
        ("10/07/2024", "31/12/2030", []),
    ],
)
def test_days_bound_the_list(meeting, first, last, days):
    for name, more in (("GetAllMeetingsByDate", {}), ("GetMeetings", {"lCommitteeId": "0"})):
        tree = tree_of(ask(name, sFromDate=first, sToDate=last, **more))
        assert tree.xpath("//meetingdate/text()") == days
        assert tree.findtext("meetingscount") == str(len(days))


def test_names_of_what_is_asked_are_taken_in_any_case(meeting):
    assert tree_of(ask("GetMeeting", lmeetingid=str(meeting.pk))).findtext("meetingid") == str(meeting.pk)


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("GetMeetings", {}, "Say lCommitteeId as a whole number."),
        ("GetMeetings", {"lCommitteeId": "x"}, "Say lCommitteeId as a whole number."),
        ("GetMeeting", {"lMeetingId": "1 OR 1=1"}, "Say lMeetingId as a whole number."),
        ("GetAllMeetingsByDate", {"sFromDate": "soon"}, "Say sFromDate as a day, such as 31/07/2017."),
    ],
)
def test_question_that_cannot_be_answered_is_told_why(partnership, name, asked, words):
    answer = ask(name, **asked)
    assert (answer.status_code, answer.content.decode()) == (400, words)


def test_our_own_client_reads_the_list(meeting):
    data = ask("GetMeetings", lCommitteeId=str(meeting.series_id), sFromDate="", sToDate="").content
    found = read_service_list(data, committee=meeting.series_id)
    assert [(one.number, one.on) for one in found][-1] == (meeting.pk, meeting.on)
    assert len(found) == 2


def test_minutes_of_each_item_are_there_in_full(meeting):
    march = Meeting.objects.get(on=date(2024, 3, 12))
    tree = tree_of(ask("GetMeeting", lMeetingId=str(march.pk)))
    bodies = tree.xpath("//agendaitem/minutesnonemptyhtmlbody/text()")
    assert len(bodies) == 3
    assert "Insp Colley reported that burglary fell" in bodies[1]
    assert tree.xpath("//attendee/name/text()")
    assert tree.xpath("//agendaitem[isdecision='True']/decisionnonemptyhtmlbody/text()")
