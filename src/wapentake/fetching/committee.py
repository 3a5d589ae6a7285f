"""Brings in one committee's meetings: finds them, asks for the page of each that is wanted, and keeps it in the folder.

The list comes from the site's web service, or from its pages where the service is off or its answer is not whole. A
page with final minutes, or of a meeting more than a year old, is settled: it is not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from wapentake.fetching.answers import Forbidden, NotHad, Reply, Stopped
from wapentake.fetching.folder import Entry, Folder, hash_page
from wapentake.fetching.moderngov import (
    Meeting,
    drop_doubles,
    is_moderngov_page,
    list_addresses,
    meeting_address,
    read_list_page,
    read_meeting_page,
    read_service_list,
    service_address,
)
from wapentake.fetching.session import PoliteSession
from wapentake.terms import say_date

MOST_LIST_PAGES = 100
MOST_TROUBLES = 3
SERVICE_TRIES = 2  # its pages will do as well
SETTLED_AFTER_DAYS = 365


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted: the meetings of a committee since a day, with the full text of items cut short, or all afresh."""

    base: str
    committee: int
    since: date | None = None
    full_items: bool = False
    again: bool = False


@dataclass(slots=True)
class Outcome:
    """What came of it. `missed` says what could not be had, and why; `stopped` why the run ended early."""

    listed: int = 0
    wanted: int = 0
    fetched: int = 0
    kept: int = 0
    bare: int = 0
    items: int = 0
    missed: list[str] = field(default_factory=list)
    stopped: str = ""


def fetch_committee(
    request: Request, *, session: PoliteSession, folder: Folder, today: date, say: Callable[[str], None]
) -> Outcome:
    """Bring in what is wanted and not yet there, the newest first, and return what came of it."""
    run = _Run(request, session, folder, today, say)
    try:
        run.bring_all()
    except Stopped as stop:
        run.outcome.stopped = str(stop)
    return run.outcome


class _Run:
    """One run: what is wanted, where it comes from and goes to, and how it stands."""

    def __init__(
        self, request: Request, session: PoliteSession, folder: Folder, today: date, say: Callable[[str], None]
    ) -> None:
        self.request = request
        self.session = session
        self.folder = folder
        self.today = today
        self.say = say
        self.outcome = Outcome()
        self.troubles = 0

    def bring_all(self) -> None:
        meetings = self.list_meetings()
        wanted = [meeting for meeting in meetings if self.is_wanted(meeting)]
        wanted.sort(key=lambda meeting: (meeting.on or date.min, meeting.number), reverse=True)
        self.outcome.listed, self.outcome.wanted = len(meetings), len(wanted)
        for place, meeting in enumerate(wanted, start=1):
            with self.noting(name_meeting(meeting)):
                self.bring(meeting, place)

    @contextmanager
    def noting(self, name: str) -> Iterator[None]:
        """Note a page as missed where it cannot be had, and stop where one after the other cannot."""
        try:
            yield
        except NotHad as trouble:
            self.outcome.missed.append(f"{name}: {trouble}")
            self.say(f"{name} could not be had. {trouble}")
            self.troubles += not trouble.lone
            if self.troubles >= MOST_TROUBLES:
                raise Stopped(f"{MOST_TROUBLES} pages in a row could not be had.") from trouble

    def is_wanted(self, meeting: Meeting) -> bool:
        """Is the meeting since the day asked for, and not still to come? One without a day is wanted too."""
        return meeting.on is None or (self.request.since or date.min) <= meeting.on <= self.today

    def list_meetings(self) -> tuple[Meeting, ...]:
        """Return the committee's meetings as the web service lists them, or else as the pages do."""
        base, committee = self.request.base, self.request.committee
        try:
            reply = self.session.get(service_address(base, committee, until=self.today), tries=SERVICE_TRIES)
            meetings = read_service_list(reply.body, committee=committee)
            trouble = "Its answer is not a whole list of meetings." if meetings is None else "It lists no meetings."
        except (NotHad, Forbidden) as error:
            meetings, trouble = None, str(error)
        if meetings:
            return meetings
        self.say(f"The site's web service gave no list of meetings. {trouble} Its pages are read instead.")
        now, older = list_addresses(base, committee)
        try:
            meetings = drop_doubles(self.walk_list(now))
        except NotHad as error:
            self.say(f"{error} The address of older versions is tried.")
        try:
            return meetings or drop_doubles(self.walk_list(older))
        except NotHad as error:
            raise Stopped(f"The list of meetings could not be had from {base}. {error}") from error

    def walk_list(self, url: str | None) -> Iterator[Meeting]:
        """Yield the meetings on a page of the list and on those before it, back to the first day that is wanted."""
        seen: set[int] = set()
        for _ in range(MOST_LIST_PAGES):
            if url is None:
                return
            data = self.get_page(url)
            page = read_list_page(data, base=self.request.base, committee=self.request.committee)
            yield from page.meetings
            new = [meeting for meeting in page.meetings if meeting.number not in seen]
            seen.update(meeting.number for meeting in new)
            oldest = min((meeting.on for meeting in new if meeting.on), default=date.max)
            url = page.earlier if new and oldest >= (self.request.since or date.min) else None

    def get_page(self, url: str) -> bytes:
        """Return a page of the site. Raises `NotHad` where what comes is another kind of thing."""
        reply = self.session.get(url)
        check_page(reply)
        self.troubles = 0
        return reply.body

    def bring(self, meeting: Meeting, place: int) -> None:
        """Bring one meeting's page, unless it is there and settled, and the items that it cuts short."""
        name = f"{meeting.on or 'undated'}-{meeting.number}.html"
        entry = self.folder.entry(name)
        if entry is None or not entry.settled or self.request.again:
            entry = self.renew(meeting, name, entry)
            self.say(f"{place} of {self.outcome.wanted}: {name_meeting(meeting)}.")
        else:
            self.outcome.kept += bool(entry.sha256)
            self.outcome.bare += not entry.sha256
        if self.request.full_items and entry.sha256:
            self.bring_items(meeting, name)

    def renew(self, meeting: Meeting, name: str, old: Entry | None) -> Entry:
        """Ask for a meeting's page, keep it, and return its entry. A page kept before outlives one without papers."""
        data = self.get_page(meeting_address(self.request.base, self.request.committee, meeting.number))
        page = read_meeting_page(data, base=self.request.base)
        if old and old.sha256 and not page.has_papers:
            self.outcome.kept += 1
            return old
        past = meeting.on is not None and (self.today - meeting.on).days > SETTLED_AFTER_DAYS
        mark = hash_page(data) if page.has_papers else ""
        entry = Entry(mark, str(self.today), past or page.has_minutes)
        self.folder.keep(name, entry, data if page.has_papers else None)
        if not mark:
            self.outcome.bare += 1
        elif old and old.sha256 == mark:
            self.outcome.kept += 1
        else:
            self.outcome.fetched += 1
        return entry

    def bring_items(self, meeting: Meeting, name: str) -> None:
        """Bring the pages of the items that a meeting's page cuts short, unless they are there."""
        page = read_meeting_page(self.folder.read(name) or b"", base=self.request.base)
        for item, url in page.cut_items:
            file = f"{name.removesuffix('.html')}-item-{item}.html"
            if self.request.again or not self.folder.entry(file):
                with self.noting(f"{name_meeting(meeting)}, item {item}"):
                    data = self.get_page(url)
                    self.folder.keep(file, Entry(hash_page(data), str(self.today), True), data)
                    self.outcome.items += 1


def name_meeting(meeting: Meeting) -> str:
    """Return a meeting as the messages name it."""
    return f"{say_date(meeting.on) if meeting.on else 'Undated'} (meeting {meeting.number})"


def check_page(reply: Reply) -> None:
    """Raise `NotHad` where what came is no page of ModernGov, or is its page for "no such thing"."""
    if urlsplit(reply.url).path.lower().endswith("/mgerror.aspx"):
        raise NotHad("The site has no such page.", status=404, lone=True)
    if reply.kind not in ("text/html", "application/xhtml+xml", ""):
        raise NotHad(f"What came is no page but {reply.kind}.", lone=True)
    if not is_moderngov_page(reply.body):
        raise NotHad("What came is no ModernGov page; the site may want a sign-in, or be out of order.")
