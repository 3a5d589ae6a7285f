"""A visitor with manners: asks a site for one page at a time, and never for more than it may have.

It keeps a pause between requests, and a longer one where the site's robots.txt asks for it; waits and asks again when a
trouble may pass, as long as the site says; follows redirects only within the site; takes no page that is too large or
too slow; and says who it is. The waits have no chance in them: only one request is ever under way.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from wapentake.fetching.answers import (
    ASK_THE_COUNCIL,
    MOVED,
    Forbidden,
    Move,
    NotHad,
    Reply,
    Setback,
    Stopped,
    explain_error,
    follow_move,
    judge_status,
    say_wait,
)

AGENT = "Wapentake"
MOST_MOVES = 5
ROBOTS_BYTES = 500_000
NO_RULES = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient the visitor is and how much it takes. Times are in seconds, sizes in bytes."""

    pause: float = 1.0
    tries: int = 4
    first_wait: float = 2.0  # doubled after each further try
    longest_wait: float = 600.0  # a site that asks for more is left for another day
    connecting: float = 20.0
    silence: float = 90.0  # some sites take over a minute to begin
    longest_page: float = 240.0
    largest_page: int = 20_000_000


def compose_agent(contact: str) -> str:
    """Return how the visitor introduces itself: what it is, what it does and whom to ask about it."""
    whom = contact.strip() or "the office at this address"
    return f"{AGENT} (reads a council's published minutes, one page at a time; contact: {whom})"


class PoliteSession:
    """Asks one site for pages. `sleep`, `clock` and `now` are handed in so that tests need not wait."""

    def __init__(
        self,
        *,
        manners: Manners | None = None,
        contact: str = "",
        say: Callable[[str], None] = lambda words: None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make the session; nothing is asked of any site until the first `get`."""
        self._manners = manners = manners or Manners()
        self._pause = manners.pause
        self._say = say
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._free_at = clock()
        self._rules: Protego | None = None
        self._client = httpx.Client(
            headers={
                "User-Agent": compose_agent(contact),
                "Accept": "text/html, application/xhtml+xml, text/xml, application/xml;q=0.9, text/plain;q=0.5",
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "en-GB, en;q=0.8",
            },
            timeout=httpx.Timeout(manners.silence, connect=manners.connecting),
            limits=httpx.Limits(max_connections=1),
        )

    def __enter__(self) -> Self:
        """Open the session."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close its connection."""
        self._client.close()

    def get(self, url: str, *, tries: int | None = None) -> Reply:
        """Return the page at `url`.

        Raises: `NotHad` where this page cannot be had; `Forbidden` where robots.txt asks us not to; `Stopped` where the
        site cannot say what it allows, or asks us to stay away for longer than we wait.
        """
        if self._rules is None:
            self._rules = self._learn_rules(urljoin(url, "/robots.txt"))
            self._keep_delay(self._rules.crawl_delay(AGENT) or 0.0)
        return self._ask_along(url, self._rules, tries or self._manners.tries)

    def _learn_rules(self, url: str) -> Protego:
        """Return the site's rules for programs, or none without a robots.txt. Raises `Stopped` where it is out."""
        try:
            reply = self._ask_along(url, Protego.parse(NO_RULES), self._manners.tries)
        except NotHad as trouble:
            if 200 <= trouble.status < 500 and trouble.status != 429:
                return Protego.parse(NO_RULES)
            words = "The site could not show what it lets programs read (robots.txt). " if trouble.status else ""
            raise Stopped(f"{words}{trouble}") from trouble
        return Protego.parse(reply.body[:ROBOTS_BYTES].decode("utf-8-sig", "replace"))

    def _keep_delay(self, asked: float) -> None:
        """Keep to the pause that the site's rules ask for, where it is longer than ours."""
        if asked > self._manners.longest_wait:
            raise Stopped(f"The site asks for {say_wait(asked)} between requests, which is more than we can keep to.")
        if asked > self._pause:
            self._pause = asked
            self._free_at = self._clock() + asked
            self._say(f"The site asks for {say_wait(asked)} between requests, and we keep to that.")

    def _ask_along(self, url: str, rules: Protego, tries: int) -> Reply:
        """Ask for a page, and follow where the site sends us as long as that is within the site and its rules."""
        for _ in range(MOST_MOVES + 1):
            if not rules.can_fetch(url, AGENT):
                raise Forbidden(f"The site's robots.txt asks programs not to read {url}. {ASK_THE_COUNCIL}")
            answer = self._ask_patiently(url, tries)
            if isinstance(answer, Reply):
                return answer
            url = answer.url
        raise NotHad("The site sends us from one address to the next without end.", lone=True)

    def _ask_patiently(self, url: str, tries: int) -> Reply | Move:
        """Ask, and ask again while the trouble may pass. Each wait is twice the last, or what the site asks for.

        The wait after the last try is kept too, by whatever is asked for next.
        """
        turn = 0
        while True:
            try:
                return self._ask_once(url)
            except Setback as setback:
                if setback.wait > self._manners.longest_wait:
                    raise Stopped(f"{setback} It asks us to come back in {say_wait(setback.wait)}.") from setback
                wait = max(setback.wait, self._manners.first_wait * 2**turn, self._pause)
                self._free_at = self._clock() + wait
                turn += 1
                if turn == tries:
                    raise
                self._say(f"{setback} We wait {say_wait(wait)} and ask again.")

    def _ask_once(self, url: str) -> Reply | Move:
        if (early := self._free_at - self._clock()) > 0:
            self._sleep(early)
        try:
            with self._client.stream("GET", url) as response:
                return self._take(url, response)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise explain_error(error, host=urlsplit(url).hostname or url) from error
        finally:
            self._free_at = self._clock() + self._pause

    def _take(self, url: str, response: httpx.Response) -> Reply | Move:
        if response.status_code in MOVED and "location" in response.headers:
            return follow_move(url, response.headers["location"])
        trouble = judge_status(
            response.status_code, retry_after=response.headers.get("retry-after", ""), now=self._now()
        )
        if trouble is not None:
            raise trouble
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(url, self._read_body(response, kind), kind)

    def _read_body(self, response: httpx.Response, kind: str) -> bytes:
        """Return the page's bytes, or raise where it is too large, too slow or cut off."""
        began, parts, size = self._clock(), [], 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > self._manners.largest_page:
                raise NotHad(f"The page is larger than {self._manners.largest_page / 1e6:g} MB.", lone=True)
            if self._clock() - began > self._manners.longest_page:
                raise Setback("The site sends the page too slowly.")
        body = b"".join(parts)
        told = "content-length" in response.headers or "transfer-encoding" in response.headers
        if not told and kind == "text/html" and b"</html" not in body[-10_000:].lower():
            raise Setback("The answer broke off in the middle.")
        return body
