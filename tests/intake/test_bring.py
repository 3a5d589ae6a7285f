"""From the address of a committee to pages in the queue, on a site that misbehaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.fetching.conftest import council, one_store_of_certificates, whole  # noqa: F401 - fixtures
from tests.fetching.council import SERVICE, meeting_at, meeting_page, page, reset, service_list
from tests.intake.pages import fresh
from wapentake.intake.bring import bring_next
from wapentake.intake.changes.fetching import LEASE, ask_fetch, take_fetch
from wapentake.intake.changes.striking import strike_words
from wapentake.intake.models import Fetch
from wapentake.intake.work import work_through
from wapentake.sources.models import Document, Source


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A data folder of the test's own."""
    settings.DATA = tmp_path
    return tmp_path / "fetched"


@pytest.fixture
def site(whole):  # noqa: F811 - a fixture
    """A site on which all is well, and every meeting that it lists was held."""
    whole.on(meeting_at(44), page(meeting_page("Meeting 44.")))
    return whole


@pytest.fixture
def ask(partnership, coordinator):
    return lambda at: ask_fetch(partnership, address=at.url, committee=7, since=None, by=coordinator)


def bring_all():
    while bring_next(pause_seconds=0):
        pass


def test_committee_fills_the_queue(ask, site):
    fetch = ask(site)
    bring_all()
    fetch = fresh(fetch)
    assert (fetch.state, fetch.pages) == ("done", Source.objects.count())
    assert fetch.told.startswith(f"4 meetings listed, {fetch.pages} pages new")
    assert {one.state for one in Source.objects.all()} == {"waiting"}
    assert {one.address for one in Source.objects.all()} == {site.url}
    work_through()
    assert Document.objects.count() == fetch.pages


def test_committee_asked_for_again_brings_nothing_twice(ask, site):
    first = ask(site)
    assert ask(site) == first
    assert Fetch.objects.count() == 1
    bring_all()
    before = Source.objects.count()
    second = ask(site)
    assert second != first
    bring_all()
    assert Source.objects.count() == before
    assert fresh(second).state == "done"


def test_site_that_breaks_off_is_told_in_words_and_goes_on(ask, site):
    site.on(meeting_at(43), page(b"gone", status=404))
    fetch = ask(site)
    bring_all()
    fetch = fresh(fetch)
    assert fetch.state == "stopped"
    assert "What came is safe. Ask again later for the rest." in fetch.told
    had = Source.objects.count()
    assert had > 0
    site.on(meeting_at(43), page(meeting_page("Meeting 43.")))
    again = ask(site)
    bring_all()
    assert (fresh(again).state, Source.objects.count()) == ("done", had + 1)


def test_site_without_meetings(ask, council):  # noqa: F811 - a fixture
    council.on(SERVICE, page(service_list(), kind="text/xml; charset=utf-8"))
    fetch = ask(council)
    bring_all()
    fetch = fresh(fetch)
    assert fetch.state == "stopped"
    assert fetch.told
    assert not Source.objects.exists()


def test_site_that_resets_every_connection(ask, council):  # noqa: F811 - a fixture
    council.on("/robots.txt", reset("User-agent: *", sent=3))
    fetch = ask(council)
    bring_all()
    fetch = fresh(fetch)
    assert (fetch.state, bool(fetch.told)) == ("stopped", True)


def test_interrupted_run_is_taken_up(ask, site):
    """Who took it was killed: after the lease another one goes on, in the same folder."""
    fetch = ask(site)
    assert take_fetch() == fetch
    assert take_fetch() is None
    Fetch.objects.update(taken_at=timezone.now() - LEASE - timedelta(seconds=1))
    bring_all()
    assert fresh(fetch).state == "done"


def test_file_of_a_struck_page_is_not_kept(ask, site, folder, coordinator, django_capture_on_commit_callbacks):
    site.on(meeting_at(42), page(meeting_page("Jessamy Quillfeather was thanked for her patience.")))
    ask(site)
    bring_all()
    work_through()
    document = next(one for one in Document.objects.all() if "Quillfeather" in one.text)
    with django_capture_on_commit_callbacks(execute=True):
        strike_words(document, "Jessamy Quillfeather", why="A resident.", by=coordinator)
    assert not holding(folder)
    ask(site)
    bring_all()
    assert not holding(folder)
    assert fresh(document.source).data is None


def holding(folder):
    return [one for one in folder.rglob("*") if one.is_file() and b"Quillfeather" in one.read_bytes()]
