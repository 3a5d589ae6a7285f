"""What a site's answer means, in plain words, and whether it is worth asking again: pure rules on values."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

MOVED = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({404, 410})
BARRED = frozenset({401, 403})
PASSING = frozenset({408, 429, 500, 502, 503, 504})
_STATUS_WORDS = {
    401: "asks for a password",
    403: "turns programs away",
    404: "has no such page",
    408: "did not answer in time",
    410: "has taken this page down",
    429: "asks us to slow down",
    502: "is not working at present",
    503: "is busy or under repair",
    504: "is not working at present",
}
ASK_THE_COUNCIL = "Ask the council to let Wapentake in, or save the pages from a browser: they are read just the same."
_UNITS = ((3600, "hour"), (60, "minute"), (1, "second"))


class Stopped(Exception):
    """The run cannot go on. Its words say what happened."""


class Forbidden(Stopped):
    """The site's robots.txt asks programs to leave this page alone."""


class NotHad(Exception):
    """One page could not be had. Its words say what happened.

    `status` is the site's answer, or 0 where it gave none. `lone`: the trouble is this page's own and says nothing of
    the pages after it.
    """

    def __init__(self, words: str, *, status: int = 0, lone: bool = False) -> None:
        """Make it from the words for the person and what the run needs to know."""
        super().__init__(words)
        self.status = status
        self.lone = lone


class Setback(NotHad):
    """A trouble that may pass: worth asking again after `wait` seconds or more."""

    def __init__(self, words: str, *, status: int = 0, wait: float = 0.0) -> None:
        """Make it from the words, and the seconds for which the site asks us to wait."""
        super().__init__(words, status=status)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Reply:
    """A page as it came: where from in the end, its bytes (unpacked), and its kind ("text/html")."""

    url: str
    body: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Move:
    """The site says that the page is at another address of its own."""

    url: str


def judge_status(status: int, *, retry_after: str, now: datetime) -> NotHad | None:
    """Return what stands in the way when a site answers with this status, or None where the page itself comes."""
    if status == 200:
        return None
    words = f"The site {_STATUS_WORDS.get(status, 'had a fault of its own' if status >= 500 else 'gave no page')}"
    words = f"{words} (answer {status})."
    if status in PASSING:
        return Setback(words, status=status, wait=read_retry_after(retry_after, now=now))
    if status in BARRED:
        words = f"{words} {ASK_THE_COUNCIL}"
    return NotHad(words, status=status, lone=status in GONE)


def read_retry_after(text: str, *, now: datetime) -> float:
    """Return the seconds that a Retry-After header asks for, as a number or a date; 0 where it says nothing clear."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return max(0.0, ((then if then.tzinfo else then.replace(tzinfo=UTC)) - now).total_seconds())


def follow_move(url: str, location: str) -> Move:
    """Return the address that a redirect names. Raises `NotHad` where it leads off the site or away from https."""
    try:
        there = urljoin(url, location.strip())
        old, new = urlsplit(url), urlsplit(there)
        same = is_same_site(old, new)
    except ValueError:
        raise NotHad("The site sends us on to an address that makes no sense.", lone=True) from None
    if not same:
        words = f"The site sends us on to another one, {new.scheme}://{new.netloc}, where we do not follow."
        raise NotHad(f"{words} If the council's meetings are there now, give that address.")
    return Move(there)


def is_same_site(old: SplitResult, new: SplitResult) -> bool:
    """Is the new address at the same host, by the same way in or by https in place of http?"""
    if old.hostname != new.hostname:
        return False
    return (old.scheme, _port_of(old)) == (new.scheme, _port_of(new)) or (old.scheme, new.scheme) == ("http", "https")


def _port_of(parts: SplitResult) -> int | None:
    return parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def explain_error(error: httpx.HTTPError | httpx.InvalidURL, *, host: str) -> NotHad:
    """Return what went wrong on the way to the site: a `Setback` where asking again may help."""
    causes = list(_walk_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return NotHad(f"There is no site called {host}, or this computer is not on the network. Check the address.")
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return NotHad(f"The security certificate of {host} could not be checked, so nothing was asked of it.")
    if isinstance(error, httpx.ProxyError):
        return NotHad("The proxy through which this computer reaches the web let nothing through.")
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return NotHad("The address makes no sense.", lone=True)
    if isinstance(error, httpx.TimeoutException):
        return Setback("The site did not answer in time.")
    if isinstance(error, httpx.ConnectError):
        return Setback(f"No connection to {host} could be made.")
    return Setback("The answer broke off in the middle, or made no sense.")


def _walk_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def say_wait(seconds: float) -> str:
    """Return a length of time as people say it: "1 second", "40 minutes", "2 hours"."""
    size, name = next((unit for unit in _UNITS if seconds >= unit[0]), _UNITS[-1])
    count = -(-seconds // size)
    return f"{count:.0f} {name}{'' if count == 1 else 's'}"
