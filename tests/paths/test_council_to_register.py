"""The walk from a committee's address on a ModernGov site, a local one, to a filled register."""

import re
import threading
from collections.abc import Iterator

import pytest

from tests.fetching.council import SERVICE, CouncilSite, list_page, meeting_at, page, service_list
from wapentake.intake.bring import bring_next
from wapentake.intake.work import work_through

TITLE = "Harrowmere Community Safety Partnership"


def meeting(day: str, task: str) -> str:
    """A meeting's page in the manner of ModernGov."""
    rows = f'<td class="mgItemNumberCell">1.</td><td><p class="mgAiTitleTxt">Street drinking</p><p>{task}</p></td>'
    head = f'<h1 class="mgMainTitleTxt">Agenda and minutes</h1><h2 class="mgSubTitleTxt">{TITLE}<br>{day} 2.00 pm</h2>'
    table = f'<table class="mgItemTable"><tr>{rows}</tr></table>'
    return f'<!DOCTYPE html><html><body><div class="mgContent">{head}{table}</div></body></html>'


@pytest.fixture
def council() -> Iterator[CouncilSite]:
    with CouncilSite() as site:
        site.on("/robots.txt", page("User-agent: *\nDisallow:\n", kind="text/plain"))
        listed = service_list((41, "03/06/2019"), (42, "31/07/2019"))
        site.on(SERVICE, page(listed, kind="text/xml; charset=utf-8"))
        june = "ACTION: Tom Beckwith to write to the shops in Corn Street by 30 June 2019."
        july = "ACTION: Dana Colley to speak to the licensing team by 30 September 2019."
        site.on(meeting_at(41), page(meeting("Monday, 3rd June, 2019", june)))
        site.on(meeting_at(42), page(meeting("Wednesday, 31st July, 2019", july)))
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        site.closing.set()
        site.shutdown()
        thread.join()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_address_becomes_a_register(walk, partnership, council, scripts):
    walk = walk(scripts=scripts)
    form = walk.go("pages/add/").page.get_by_role("region", name="The council’s website")
    form.get_by_label("Address of the council").fill(f"{council.url}/ieListMeetings.aspx?CommitteeId=7")
    form.get_by_label("Number of the committee").fill("7")
    walk.press("Bring the pages in").see("The pages are being brought in.").see("Committee 7 at")
    assert bring_next(pause_seconds=0)
    walk.renew().see("2 meetings listed, 2 pages new").see("Done")
    walk.see("2 pages wait to be read")
    work_through()
    walk.renew().follow(re.compile("2019-07-31")).head("31 July 2019")
    walk.press(re.compile("Accept all .* certain")).see("were accepted")
    walk.go("pages/").press(re.compile("Accept all that are certain")).see("were accepted")
    walk.go("actions/").see("2 actions").see("Speak to the licensing team").see("Write to the shops")
    walk.go("meetings/").see("31 July 2019").see("3 June 2019")


def test_address_becomes_a_register_with_the_keyboard_alone(walk, partnership, council):
    walk = walk()
    page = walk.go().page
    walk.tab_to(walk.link("Add pages"))
    page.keyboard.press("Enter")
    walk.head("Add pages").tab_to(page.get_by_label("Address of the council"))
    page.keyboard.type(council.url)
    walk.tab_to(page.get_by_label("Number of the committee"), most=3)
    page.keyboard.type("7")
    walk.tab_to(walk.button("Bring the pages in"), most=6)
    page.keyboard.press("Enter")
    walk.see("The pages are being brought in.")
    assert bring_next(pause_seconds=0)
    work_through()
    walk.renew().tab_to(walk.link(re.compile("2019-07-31")))
    page.keyboard.press("Enter")
    walk.head("31 July 2019").tab_to(walk.button(re.compile("Accept all .* certain")))
    page.keyboard.press("Enter")
    walk.see("were accepted").tab_to(walk.link("Actions"))
    page.keyboard.press("Enter")
    walk.see("1 action").see("Speak to the licensing team")


def test_wrong_number_is_told(walk, partnership, council):
    council.on(SERVICE, page(service_list(), kind="text/xml; charset=utf-8"))
    council.on("/ieListMeetings.aspx", page(list_page()))
    walk = walk().go("pages/add/")
    walk.page.get_by_label("Address of the council").fill(council.url)
    walk.page.get_by_label("Number of the committee").fill("8")
    walk.press("Bring the pages in")
    bring_next(pause_seconds=0)
    walk.renew().see("No meetings were found. Check the number")
