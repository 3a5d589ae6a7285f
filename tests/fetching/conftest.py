"""What the tests of fetching share: a council's site, a clock that costs no time, and a run against the two."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.fetching.council import LISTED, SERVICE, CouncilSite, meeting_at, meeting_page, page
from wapentake.fetching import Manners, Outcome, PoliteSession, Request, fetch_committee, open_folder

CERTIFICATES = ssl.create_default_context()
TODAY = date(2019, 10, 1)
MANNERS = Manners(pause=1.0, connecting=2.0, silence=2.0, longest_page=2.0, largest_page=100_000)


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 100.0
        self.sleeps: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.time += seconds

    def tell(self) -> float:
        return self.time


@pytest.fixture
def council() -> Iterator[CouncilSite]:
    """A site with a robots.txt that allows everything, and nothing else yet."""
    with CouncilSite() as site:
        site.on("/robots.txt", page("User-agent: *\nDisallow:\n", kind="text/plain"))
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site
        site.closing.set()
        site.shutdown()
        thread.join()


@pytest.fixture
def whole(council: CouncilSite) -> CouncilSite:
    """A site on which all is well: three meetings held, one still to come."""
    council.on(SERVICE, page(LISTED, kind="text/xml; charset=utf-8"))
    for number in (41, 42, 43):
        council.on(meeting_at(number), page(meeting_page(f"Meeting {number}.")))
    return council


@pytest.fixture(autouse=True)
def one_store_of_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the store of certificates once: no test needs it, and each session would read it anew."""
    monkeypatch.setattr("httpx.Client", partial(httpx.Client, verify=CERTIFICATES))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visit(clock: Clock) -> Iterator[Callable[..., PoliteSession]]:
    """Makes sessions that wait in no time, and closes them."""
    sessions: list[PoliteSession] = []

    def make(**manners: float) -> PoliteSession:
        now = datetime(2019, 10, 1, 12, 0, tzinfo=UTC)
        session = PoliteSession(
            manners=replace(MANNERS, **manners), sleep=clock.sleep, clock=clock.tell, now=lambda: now
        )
        sessions.append(session)
        return session

    yield make
    for session in sessions:
        session.__exit__(None, None, None)


class Run:
    """Runs of fetching against the site into one folder; `told` is what the last one said on its way."""

    def __init__(self, council: CouncilSite, visit: Callable[..., PoliteSession], path: Path) -> None:
        self.council = council
        self.visit = visit
        self.path = path
        self.told: list[str] = []

    def __call__(self, *, today: date = TODAY, **wanted: object) -> Outcome:
        self.told = []
        self.council.asked.clear()
        request = replace(Request(base=self.council.url, committee=7), **wanted)
        folder = open_folder(self.path, site=request.base, committee=request.committee)
        return fetch_committee(request, session=self.visit(), folder=folder, today=today, say=self.told.append)

    def files(self) -> list[str]:
        return sorted(path.name for path in self.path.iterdir())


@pytest.fixture
def run(council: CouncilSite, visit: Callable[..., PoliteSession], tmp_path: Path) -> Run:
    return Run(council, visit, tmp_path / "minutes")
