"""The public site: what its pages say, what they say of what changed since, and what nobody is told."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.register import MINUTES, accept_all, take_page
from tests.reports.made import AGENDA, REASON, SECRET, fill_agenda, make_meeting
from wapentake.agendas.models import AgendaItem
from wapentake.meetings.models import Meeting
from wapentake.minutes.models import Correction
from wapentake.reports.changes import publish, withdraw_publication
from wapentake.reports.models import Publication
from wapentake.terms import MeetingKind, MeetingState

HOME_QUERIES = 6  # partnership, meetings, what stands of them, what was published last, bodies, the plan
MEETING_QUERIES = 4  # partnership, meeting, what stands of it, twice
BODY_QUERIES = 4


def address(name: str, *told) -> str:
    return reverse(f"public:{name}", args=["harrowmere", *told])


def get(path: str, **headers: str):
    return Client().get(path, headers=headers)


def text_of(path: str) -> str:
    answer = get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def meeting(partnership) -> Meeting:
    return make_meeting(partnership, on=timezone.localdate() + timedelta(days=20))


@pytest.fixture
def files(meeting, coordinator):
    files = fill_agenda(meeting)
    publish(meeting, "agenda", AGENDA, by=coordinator, note="Outside body")
    return files


def test_agenda_in_the_form_of_councils(meeting, files):
    text = text_of(address("meeting", meeting.pk))
    for words in (
        '<h1 class="govuk-heading-l mgMainTitleTxt">Agenda</h1>', "Harrowmere Community Safety Partnership</p>",
        "10.00 am", "<strong>Venue:</strong> Corn Hall, Harrowmere", "<strong>Note:</strong> Outside body",
        "2. Lighting in Tallow Lane (Tom Beckwith)</h2>", "Paper on Lighting in Tallow Lane</a> (PDF, 32 bytes)",
        "3. A family in need</h2>", "It is exempt under paragraph 2.", REASON, "For discussion",
        "Date of next meeting: Tuesday 10 September 2024", "Agenda as PDF",
    ):  # fmt: skip
        assert words in text
    assert "Draft:" not in text


def test_draft_says_that_it_is_one_and_the_agenda_stays_beside_it(meeting, files, coordinator):
    publish(meeting, "draft", AGENDA, by=coordinator)
    text = text_of(address("meeting", meeting.pk))
    assert "Draft: not yet confirmed as a true record" in text
    assert address("agenda", meeting.pk) in text
    assert "The minutes of this meeting" in text_of(address("agenda", meeting.pk))
    publish(meeting, "minutes", AGENDA, by=coordinator)
    assert "Draft:" not in text_of(address("meeting", meeting.pk))


def test_correction_stands_where_it_belongs_and_in_the_list(meeting, files, coordinator):
    Correction.objects.create(meeting=meeting, item="Lighting in Tallow Lane", was="lamps", should_be="six lamps")
    publish(meeting, "minutes", AGENDA, by=coordinator)
    text = text_of(address("meeting", meeting.pk))
    assert text.count("for “lamps” read “six lamps”.") == 2
    assert text.index("3. A family") > text.index("for “lamps”") > text.index("2. Lighting")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": MeetingState.CANCELLED, "cancelled_because": "Snow."}, "This meeting is cancelled. Snow."),
        ({"on": date(2031, 5, 6)}, "This meeting is now on 6 May 2031 at 10.00 am."),
        ({"on": date(2031, 5, 6), "first_on": date(2031, 4, 1)}, "was moved from 1 April 2031 to 6 May 2031."),
        ({"time": "14:00"}, "at 2.00 pm."),
    ],
)
def test_page_says_what_changed_since_it_was_published(meeting, files, changes, words):
    before = get(address("meeting", meeting.pk)).headers["ETag"]
    Meeting.objects.filter(pk=meeting.pk).update(**changes)
    answer = get(address("meeting", meeting.pk), if_none_match=before)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_meeting_with_nothing_published_says_when_and_where(meeting):
    text = text_of(address("meeting", meeting.pk))
    assert "Nothing of this meeting has been published yet." in text
    assert "Corn Hall, Harrowmere" in text
    assert get(address("pdf", meeting.pk, "agenda")).status_code == 404


@pytest.mark.parametrize("name", ["meeting", "pdf", "docx", "paper"])
def test_visitor_who_has_a_page_already_is_told_so(meeting, files, name):
    told = {"pdf": ["agenda"], "docx": ["agenda"], "paper": [files["open"].pk]}.get(name, [])
    first = get(address(name, meeting.pk, *told))
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert get(address(name, meeting.pk, *told), if_none_match=first.headers["ETag"]).status_code == 304
    since = first.headers["Last-Modified"]
    assert get(address(name, meeting.pk, *told), if_modified_since=since).status_code == 304


def test_home_and_body_lead_to_what_there_is(meeting, files):
    for path in (address("home"), address("body", meeting.series_id)):
        assert address("meeting", meeting.pk) in text_of(path)
    assert address("body", meeting.series_id) in text_of(address("home"))


@pytest.fixture
def hidden(partnership, coordinator) -> list[Meeting]:
    """A meeting from a page, not published; a joint action group; one whose agenda was taken back; all with an item."""
    take_page(partnership, "march.txt", MINUTES, coordinator)
    accept_all(partnership, coordinator)
    recorded = Meeting.objects.get()
    jag = make_meeting(partnership, body="Harrowmere JAG", kind=MeetingKind.JAG)
    back = make_meeting(partnership, body="Harrowmere JAG", kind=MeetingKind.JAG, on=date(2024, 8, 6))
    withdraw_publication(publish(back, "agenda", AGENDA, by=coordinator), by=coordinator)
    return [recorded, jag, back]


def test_nobody_is_told_of_what_is_not_public(hidden, partnership):
    plain = [get(address("meeting", pk)) for pk in (*(one.pk for one in hidden), 999999)]
    assert {one.status_code for one in plain} == {404}
    assert len({one.content for one in plain}) == 1
    feeds = ("home", "calendar", "rss", "atom", "GetCommittees", "GetAllMeetingsByDate")
    for name in feeds:
        answer = get(address(name)).content.decode()
        assert "JAG" not in answer
        assert "12 March 2024" not in answer
        assert "12/03/2024" not in answer
    for one in hidden:
        assert get(f"{address('GetMeeting')}?lMeetingId={one.pk}").status_code == 404
        assert get(f"{address('ieListDocuments')}?MId={one.pk}").status_code == 404
        assert get(f"{address('GetMeetings')}?lCommitteeId={one.series_id or 7}").status_code == 404


def test_joint_action_group_is_known_once_its_agenda_is_published(partnership, coordinator):
    jag = make_meeting(partnership, body="Harrowmere JAG", kind=MeetingKind.JAG)
    publish(jag, "agenda", AGENDA, by=coordinator)
    assert get(address("meeting", jag.pk)).status_code == 200
    assert "Harrowmere JAG" in text_of(address("calendar"))


def test_other_partnerships_meeting_is_not_found(meeting, other_partnership):
    assert get(reverse("public:meeting", args=["saltby", meeting.pk])).status_code == 404


def public_addresses(meeting: Meeting, files) -> list[str]:
    """Every address of the public site that can say something of a meeting."""
    pk = meeting.pk
    words = [f"{address(kind, pk, word)}" for kind in ("pdf", "docx") for word in ("agenda", "minutes")]
    papers = [address("paper", pk, file.pk) for file in files.values()]
    asked = [
        f"{address('GetMeeting')}?lMeetingId={pk}",
        f"{address('GetMeetings')}?lCommitteeId={meeting.series_id}",
        f"{address('ieListDocuments')}?MId={pk}",
        f"{address('ieListMeetings')}?CId={meeting.series_id}",
    ]
    plain = [address(name) for name in ("home", "calendar", "rss", "atom", "GetCommittees", "GetAllMeetingsByDate")]
    own = [address("meeting", pk), address("agenda", pk), address("body", meeting.series_id),
           address("body-calendar", meeting.series_id)]  # fmt: skip
    return [*words, *papers, *asked, *plain, *own]


def words_in(answer) -> str:
    """All that an answer says, also inside a PDF and a Word file."""
    from wapentake.reading import read

    kind = answer.headers["Content-Type"]
    plain = answer.content.decode("utf-8", "replace")
    return plain + read(answer.content, name="file").text if "application/" in kind else plain


@pytest.mark.parametrize("kind", ["agenda", "draft", "minutes"])
def test_nothing_exempt_can_be_had_at_any_public_address(meeting, files, coordinator, kind):
    publish(meeting, kind, AGENDA, by=coordinator)
    seen = 0
    for path in public_addresses(meeting, files):
        answer = get(path)
        if answer.status_code == 200:
            seen += 1
            text = words_in(answer)
            assert SECRET not in text, path
            assert "Paper on A family in need" not in text, path
            assert "%PDF-1.4 A family" not in text, path
    assert seen > 15
    assert get(address("paper", meeting.pk, files["exempt"].pk)).status_code == 404
    assert get(address("paper", meeting.pk, files["open"].pk)).status_code == 200


def test_paper_of_an_item_that_has_become_exempt_is_not_sent(meeting, files):
    AgendaItem.objects.filter(papers=files["open"]).update(paragraph="2", public_interest=REASON)
    assert get(address("paper", meeting.pk, files["open"].pk)).status_code == 404


def test_paper_is_not_sent_from_another_meeting_or_once_all_is_taken_back(meeting, files, partnership, coordinator):
    other = make_meeting(partnership, on=date(2030, 1, 1))
    publish(other, "agenda", AGENDA, by=coordinator)
    assert get(address("paper", other.pk, files["open"].pk)).status_code == 404
    withdraw_publication(Publication.objects.get(meeting=meeting), by=coordinator)
    assert get(address("paper", meeting.pk, files["open"].pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(rows, meeting, files, partnership, coordinator, django_assert_num_queries):
    for number in range(rows):
        more = make_meeting(partnership, on=timezone.localdate() + timedelta(days=30 + number))
        publish(more, "agenda", AGENDA, by=coordinator)
    for path, count in (
        (address("home"), HOME_QUERIES),
        (address("body", meeting.series_id), BODY_QUERIES),
        (address("meeting", meeting.pk), MEETING_QUERIES),
    ):
        with django_assert_num_queries(count):
            get(path)


def test_forms_are_not_taken(meeting, files):
    for path in public_addresses(meeting, files):
        if "asmx" not in path:
            assert Client().post(path).status_code == 405, path
