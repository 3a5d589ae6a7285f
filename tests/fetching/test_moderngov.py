"""Addresses, lists of meetings and meeting pages of ModernGov, as sites of all ages and states show them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fetching.council import bare_page, cut_item, list_page, meeting_page, service_list
from tests.fuzz.limits import limit_seconds
from wapentake.fetching.moderngov import (
    Meeting,
    is_moderngov_page,
    list_addresses,
    meeting_address,
    parse_base,
    parse_day,
    read_list_page,
    read_meeting_page,
    read_service_list,
    service_address,
)

BASE = "https://democracy.example.gov.uk"
JUNE, JULY = Meeting(41, date(2019, 6, 3)), Meeting(42, date(2019, 7, 31))


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://democracy.example.gov.uk", BASE),
        (" democracy.example.gov.uk/ ", BASE),
        ("HTTPS://Democracy.Example.gov.uk/ieListMeetings.aspx?CommitteeId=7&Year=0", BASE),
        ("https://democracy.example.gov.uk/mgWebService.asmx/GetMeetings?lCommitteeId=7", BASE),
        ("https://www.example.gov.uk/moderngov/ieListMeetings.aspx?CId=7", "https://www.example.gov.uk/moderngov"),
        ("www.example.gov.uk//moderngov//", "https://www.example.gov.uk/moderngov"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_base_of_a_site(address, base):
    assert parse_base(address) == base


@pytest.mark.parametrize(
    "address",
    ["", "   ", "ftp://example.gov.uk", "https://", "https://jo:secret@example.gov.uk", "file:///x", "https://a b.uk",
     "https://example.gov.uk:port", "https://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_address(address):
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the command's
        parse_base(address)


def test_addresses_asked_for():
    assert service_address(BASE, 7, until=date(2019, 10, 1)) == (
        f"{BASE}/mgWebService.asmx/GetMeetings?lCommitteeId=7&sFromDate=01/01/1990&sToDate=01/10/2019"
    )
    assert list_addresses(BASE, 7) == (
        f"{BASE}/ieListMeetings.aspx?CommitteeId=7",
        f"{BASE}/ieListMeetings.aspx?CId=7&Year=0",
    )
    assert meeting_address(BASE, 7, 42) == f"{BASE}/ieListDocuments.aspx?CId=7&MId=42&Ver=4"


@pytest.mark.parametrize("text", ["2017-07-31", "31/07/2017", "31 July 2017", "31st July 2017", " 31  Jul 2017"])
def test_days_that_people_type(text):
    assert parse_day(text) == date(2017, 7, 31)


@pytest.mark.parametrize(
    "text", ["", "July 2017", "31 July", "31 June 2017", "2017", "31 July 2017 or so", "yesterday"]
)
def test_what_is_no_day(text):
    assert parse_day(text) is None


LISTED = service_list((41, "03/06/2019"), (42, "31/07/2019"))


@pytest.mark.parametrize(
    "answer",
    [
        LISTED,
        LISTED.upper().replace('<?XML VERSION="1.0" ENCODING="UTF-8"?>', ""),
        LISTED.replace("<getmeetings>", '<getmeetings xmlns="http://moderngov.example/ns">'),
        LISTED.replace("03/06/2019", "2019-06-03T00:00:00").replace("31/07/2019", " 31/07/2019 14:00 "),
        LISTED.replace("<meetingscount>2</meetingscount>", ""),
        LISTED.replace("Confirmed", "Confirmed <div>&nbsp;moved<br></div>"),
        LISTED.replace("</meetings>", "<!-- end --><?odd thing?></meetings>"),
        service_list((41, "03/06/2019"), (42, "31/07/2019"), (41, "03/06/2019")),
        service_list((41, ""), (41, "03/06/2019"), (42, "31/07/2019")),
        service_list((41, "03/06/2019"), (42, "31/07/2019"), extra="<committeeid>7</committeeid>"),
        f"\ufeff{LISTED}",
    ],
)
def test_service_list(answer):
    assert read_service_list(answer.encode(), committee=7) == (JUNE, JULY)


def test_service_list_in_letters_other_than_its_label_says():
    answer = LISTED.replace("Confirmed", "Confirmed \u2013 caf\u00e9")
    assert read_service_list(answer.encode("cp1252"), committee=7) == (JUNE, JULY)
    assert read_service_list(answer.replace("utf-8", "utf-16").encode("utf-16"), committee=7) == (JUNE, JULY)


def test_service_list_leaves_out_other_committees_and_keeps_meetings_with_no_day():
    answer = service_list((41, "03/06/2019"), extra="<committeeid>9</committeeid>")
    assert read_service_list(answer.encode(), committee=7) == ()
    answer = service_list((41, "not yet"), (42, "31/02/2019"))
    assert read_service_list(answer.encode(), committee=7) == (Meeting(41, None), Meeting(42, None))
    assert read_service_list(service_list().encode(), committee=7) == ()


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "   ",
        "no",
        "<html><body><h1>Service unavailable</h1></body></html>",
        "<html><body><div id='meetings'><meeting/><meetings/></div></body></html>",
        "<error>Request format is unrecognized for URL unexpectedly ending in '/GetMeetings'.</error>",
        LISTED[:-60],
        LISTED[:-82],
        LISTED[: LISTED.index("31/07")],
        LISTED[:120],
        LISTED.replace("<meetingscount>2</meetingscount>", "")[:-60],
        service_list((41, "03/06/2019"), count=2),
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html>&b;</html>',
        '{"meetings": []}',
    ],
)
def test_what_is_no_list_or_has_lost_some(answer):
    assert read_service_list(answer.encode(), committee=7) is None


def test_entities_of_a_service_list_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("31/07/2019")
    doctype = f'<!DOCTYPE getmeetings [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    answer = service_list((42, "&e;")).replace("<getmeetings>", f"{doctype}<getmeetings>")
    assert read_service_list(answer.encode(), committee=7) == (Meeting(42, None),)


@pytest.mark.parametrize(
    "html",
    [
        list_page((41, "3 Jun 2019"), (42, "31 Jul 2019")),
        list_page((41, "Monday, 3rd June, 2019"), (42, "Wednesday, 31st July, 2019"), (41, "3 Jun 2019")),
        list_page((41, "3 Jun 2019"), (42, "31 Jul 2019")).replace("MId=", "MeetingId="),
        list_page((41, "3 Jun 2019"), (42, "31 Jul 2019")).replace("CId=7&amp;", ""),
        list_page((41, "3 Jun 2019"), (42, "31 Jul 2019")).replace("ieListDocuments", "/moderngov/ielistdocuments"),
        list_page((41, "3 Jun 2019"), (42, "31 Jul 2019")).replace("</li>", "").replace("</ul>", ""),
    ],
)
def test_list_page(html):
    assert read_list_page(html.encode(), base=BASE, committee=7).meetings == (JUNE, JULY)


def test_list_page_reads_the_day_from_the_title_where_the_text_has_none():
    html = list_page((42, "Council chamber")).replace("<a class", '<a title="meeting of 31 Jul 2019" class')
    assert read_list_page(html.encode(), base=BASE, committee=7).meetings == (JULY,)


def test_list_page_leaves_out_other_committees_and_broken_links():
    html = '<a href="http://[::1/ieListDocuments.aspx?MId=1">x</a><a href>y</a>'
    other = list_page((41, "3 Jun 2019")).replace("CId=7", "CId=9")
    assert read_list_page(f"{html}{other}".encode(), base=BASE, committee=7).meetings == ()


def test_earlier_meetings_are_looked_for_on_the_same_site_only():
    html = list_page((42, "31 Jul 2019"), earlier="https://other.example/ieListMeetings.aspx?Act=earlier&CId=7&D=2019")
    page = read_list_page(html.encode(), base=BASE, committee=7)
    assert page.earlier == f"{BASE}/ieListMeetings.aspx?Act=earlier&CId=7&D=2019"
    html = list_page((42, "31 Jul 2019"), earlier="ieListMeetings.aspx?Act=earlier&CId=9&D=2019")
    assert read_list_page(html.encode(), base=BASE, committee=7).earlier is None


@pytest.mark.parametrize(
    ("heading", "final"),
    [("Agenda and minutes", True), ("Agenda, decisions and minutes", True), ("Agenda", False), ("Meeting", False),
     ("Agenda and draft minutes", False), ("Decisions", False)],
)  # fmt: skip
def test_final_minutes(heading, final):
    page = read_meeting_page(meeting_page(heading=heading).encode(), base=BASE)
    assert (page.has_papers, page.has_minutes) == (True, final)


def test_meeting_with_no_papers():
    page = read_meeting_page(bare_page().encode(), base=BASE)
    assert (page.has_papers, page.has_minutes, page.cut_items) == (False, False, ())


def test_items_cut_short():
    text = "".join(
        [
            cut_item("16", 501),
            cut_item("16", 501),
            cut_item("16", 502).replace("minutes", "agenda"),
            cut_item("4a", 503).replace('"mgAi', '"http://other.example/mgai'),
            cut_item("", 504),
            '<a href="mgAi.aspx?ID=505">Link to this item</a><a href="mgAi.aspx?ID=x">view the full minutes text</a>',
        ]
    )
    assert read_meeting_page(meeting_page(text).encode(), base=BASE).cut_items == (
        ("16", f"{BASE}/mgAi.aspx?ID=501"),
        ("16-id502", f"{BASE}/mgAi.aspx?ID=502"),
        ("4a", f"{BASE}/mgAi.aspx?ID=503"),
        ("id504", f"{BASE}/mgAi.aspx?ID=504"),
    )


def test_pages_that_are_not_of_moderngov():
    assert is_moderngov_page(meeting_page().encode())
    assert is_moderngov_page(b"<div id='modgov'>")
    assert not is_moderngov_page(b"<html><h1>Sign in</h1><form class='login'></form></html>")


@settings(max_examples=40)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_make_the_readers_raise(data):
    read_service_list(data, committee=7)
    read_list_page(data, base=BASE, committee=7)
    read_meeting_page(data, base=BASE)


@given(st.text(max_size=60))
def test_no_text_makes_the_readers_of_input_raise_anything_else(text):
    parse_day(text)
    with suppress(ValueError):
        assert parse_base(text).startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "filling", ["x", "<", " ", "<a href=", "item ", "full ", "class=", "<meeting>", "31 July ", "&"]
)
def test_a_page_of_a_million_letters_is_quick(filling):
    data = meeting_page(filling * (1_000_000 // len(filling))).encode()
    with limit_seconds(2):
        is_moderngov_page(data)
        read_service_list(data, committee=7)
        read_list_page(data, base=BASE, committee=7)
        read_meeting_page(data, base=BASE)
