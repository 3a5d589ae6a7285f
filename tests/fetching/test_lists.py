"""The list of a committee's meetings: from the web service, or from the pages where the service is off or not whole."""

from datetime import date

import pytest

from tests.fetching.council import (
    FILES,
    LIST,
    LISTED,
    OLD_LIST,
    SERVICE,
    cut,
    list_page,
    moved,
    page,
    service_list,
    unmeasured,
)


@pytest.mark.parametrize(
    "service",
    [
        page("", status=404),
        page("", status=403),
        page("Request format is unrecognized", status=500),
        page("<html><body class='mgError'>The service is off</body></html>"),
        page(LISTED[:-80], kind="text/xml"),
        page("<getmeetings><meetingscount>4", kind="text/xml"),
        page(service_list(), kind="text/xml"),
        page(b"%PDF-1.4", kind="application/pdf"),
        page(b""),
        moved("https://sign-in.example/"),
        moved("/mgWebService.asmx/GetMeetings?lCommitteeId=7"),
        cut(LISTED, sent=150),
        unmeasured(LISTED[:150]),
    ],
)
def test_pages_stand_in_for_a_service_that_is_off(whole, run, service):
    whole.on(SERVICE, service)
    whole.on(LIST, page(list_page((43, "30 Sep 2019"), (42, "31 Jul 2019"), (41, "3 Jun 2019"), (44, "5 Dec 2019"))))
    outcome = run()
    assert run.files() == FILES
    assert (outcome.listed, outcome.fetched) == (4, 3)
    assert any("Its pages are read instead." in words for words in run.told)


def test_service_that_robots_disallow(whole, run):
    whole.on("/robots.txt", page("User-agent: *\nDisallow: /mgWebService", kind="text/plain"))
    whole.on(LIST, page(list_page((42, "31 Jul 2019"))))
    assert run().fetched == 1
    assert whole.asked_for("mgWebService") == []


def test_list_is_walked_back_to_the_first_day_wanted(whole, run):
    whole.on(SERVICE, page("", status=404))
    earlier = "ieListMeetings.aspx?Act=earlier&CId=7&D="
    whole.on(LIST, page(list_page((43, "30 Sep 2019"), earlier=f"{earlier}2")))
    whole.on(f"/{earlier}2", page(list_page((42, "31 Jul 2019"), earlier=f"{earlier}1")))
    whole.on(f"/{earlier}1", page(list_page((41, "3 Jun 2019"), earlier=f"{earlier}1")))
    assert run(since=date(2019, 8, 1)).fetched == 1
    assert len(whole.asked_for("earlier")) == 1
    assert run().listed == 3
    assert run.files() == FILES
    assert len(whole.asked_for("earlier")) == 3  # the last page names itself, and is not believed for ever


@pytest.mark.parametrize("now", [page("", status=404), page(list_page()), moved("/mgError.aspx?x=1")])
def test_list_at_the_address_of_older_versions(whole, run, now):
    whole.on("/mgError.aspx", page("<div class='mgContent'>Error</div>"))
    whole.on(SERVICE, page("", status=404))
    whole.on(LIST, now)
    whole.on(OLD_LIST, page(list_page((42, "31 Jul 2019"))))
    assert run().fetched == 1


def test_empty_committee(council, run):
    council.on(SERVICE, page(service_list(), kind="text/xml"))
    council.on("/ieListMeetings.aspx", page(list_page()))
    outcome = run()
    assert (outcome.listed, outcome.stopped) == (0, "")
    assert run.files() == ["fetch.json"]


def test_site_that_has_neither_service_nor_list(council, run):
    outcome = run()
    assert outcome.stopped.startswith(f"The list of meetings could not be had from {council.url}.")
    assert "answer 404" in outcome.stopped
