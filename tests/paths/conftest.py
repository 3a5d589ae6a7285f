"""What the walks share: a browser, a served register, and people who have it open.

    def test_it(open_page, coordinator):
        page = open_page(coordinator)                 # signed in, with scripts, 1280 pixels wide
        plain = open_page(coordinator, scripts=False)

Nothing here waits for a time: playwright's `expect` waits for what is to be seen. At the end of each test no page may
have had an error in its scripts, a breach of the content policy, or an answer of 500.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

from tests.paths.walking import Walk

if TYPE_CHECKING:
    from wapentake.accounts.models import Account
    from wapentake.meetings.models import Meeting

# They only take pictures, for people to look at; they are made where PICTURES names a folder for them.
collect_ignore = [] if os.environ.get("PICTURES") else ["test_pictures.py"]
# The shell is Chromium's own engine without its windows: a walk takes half the processor time in it.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
WITHOUT = "no chromium: apt-get install --no-install-recommends chromium-headless-shell"
# What Chromium and htmx say of an answer that is no 200, or of none; the tests look at such pages on purpose.
EXPECTED = ("with a status of 4", "ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")

PATIENCE = 60_000  # milliseconds, for a machine with much else to do: nothing waits longer than it must

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it the walks are skipped, or fail where WAPENTAKE_REQUIRE_BROWSER=1 asks for it."""
    if CHROMIUM is None:
        if os.environ.get("WAPENTAKE_REQUIRE_BROWSER") == "1":
            pytest.fail(WITHOUT)
        pytest.skip(WITHOUT)
    # Playwright keeps a loop on this thread, which Django takes for asynchronous code; the queries here are plain ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # No page is open for long enough that compiling its scripts twice would pay.
        flags = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--js-flags=--no-opt"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server, unguarded) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for somebody, or for nobody: cookies and all are theirs alone."""
    contexts, troubles = [], []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(one in message.text for one in EXPECTED):
            troubles.append(message.text)

    def look(response: Response) -> None:
        if response.status >= 500:
            troubles.append(f"{response.status} at {response.url}")

    def make(account: Account | None = None, *, scripts: bool = True, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.on("console", note)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        context.on("response", look)
        if account is not None:
            from tests.register import sign_in  # models, which cannot be imported before Django is set up

            cookie = sign_in(account).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def walk(open_page, coordinator) -> Callable[..., Walk]:
    """A coordinator at the register of Harrowmere: `walk()`, `walk(scripts=False)`, `walk(width=320)`."""

    def start(account: Account | None = None, **told) -> Walk:
        return Walk(open_page(account or coordinator, **told), "/harrowmere/")

    return start


@pytest.fixture
def meeting(partnership) -> Meeting:
    """A meeting whose minutes are being written, with an agenda and three people on its roll."""
    from tests.meeting import make_meeting, seat_people

    meeting = make_meeting(partnership)
    seat_people(
        meeting,
        ("Ann Bell", "Fenland Police", "present"),
        ("Tom Ash", "Wendshire Haven", "expected"),
        ("Kit Lorne", "", "invited"),
    )
    return meeting


@pytest.fixture
def begin(walk, meeting) -> Callable[..., Walk]:
    """Opens the minutes for somebody: `begin()`, `begin(account, width=320)`."""

    def start(account: Account | None = None, **told) -> Walk:
        return walk(account, **told).go(f"meetings/{meeting.pk}/minutes/")

    return start
