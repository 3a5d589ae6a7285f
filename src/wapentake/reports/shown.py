"""What of a meeting the public is shown, and how an answer says whether it has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

import wapentake
from wapentake.accounts.models import Partnership
from wapentake.meetings.models import Meeting
from wapentake.reports.models import Publication
from wapentake.reports.papers import Paper
from wapentake.reports.queries import find_public_meetings, find_publications
from wapentake.terms import MeetingState, say_date, say_time


@dataclass(frozen=True, slots=True)
class Known:
    """A meeting that the public may know of, and what stands published of it: "agenda", "minutes"."""

    partnership: Partnership
    meeting: Meeting
    publications: dict[str, Publication]

    @property
    def best(self) -> str:
        """Return which of the two is shown where none is asked for: the minutes, where there are any."""
        return "minutes" if "minutes" in self.publications else "agenda"

    def paper(self, word: str) -> Paper:
        """Return the paper of one of the two. Raises: Http404."""
        if word not in self.publications:
            raise Http404("not published")
        return Paper.from_dict(self.publications[word].paper)


def find_known(slug: str, pk: int) -> Known:
    """Return a meeting that the public may know of; one that is not known and one that is not there answer alike."""
    partnership = get_object_or_404(Partnership, slug=slug)
    meeting = get_object_or_404(find_public_meetings(partnership), pk=pk)
    return Known(partnership, meeting, find_publications(meeting))


def say_changed(meeting: Meeting, paper: Paper | None) -> str:
    """Say that a meeting is cancelled, or will be held on another day or at another hour than was published."""
    if meeting.state == MeetingState.CANCELLED:
        return f"This meeting is cancelled. {meeting.cancelled_because}".strip()
    if meeting.first_on and meeting.first_on != meeting.on:
        return f"This meeting was moved from {say_date(meeting.first_on)} to {say_date(meeting.on)}."
    if paper and (meeting.on.isoformat(), meeting.time or paper.head.time) != (paper.head.on, paper.head.time):
        at = f" at {say_time(meeting.time)}" if meeting.time else ""
        return f"This meeting is now on {say_date(meeting.on)}{at}."
    return ""


def tell_changed(meeting: Meeting, paper: Paper) -> tuple[Paper, str]:
    """Return a paper that says in its note what changed since it was published, and those words; else it as it is."""
    head = paper.head
    cancelled = meeting.state == MeetingState.CANCELLED
    now = (meeting.on.isoformat(), meeting.time or head.time, cancelled)
    if now == (head.on, head.time, bool(head.cancelled)):
        return paper, ""
    changed = say_changed(meeting, paper)
    return replace(paper, head=replace(head, note=" ".join(filter(None, [changed, head.note])))), changed


def mark_of(*parts: object) -> str:
    """Return the tag of an answer that is the same as long as all of these are, and the program."""
    words = "\x1f".join(map(str, (wapentake.__version__, *parts)))
    return quote_etag(hashlib.sha256(words.encode()).hexdigest()[:32])


def unchanged(request: HttpRequest, tag: str, at: datetime | None = None) -> HttpResponse | None:
    """Return the answer "not modified" to a visitor who has this already, or None."""
    since = int(at.timestamp()) if at else None
    answer = get_conditional_response(request, etag=tag, last_modified=since)
    if answer is not None:
        stamp(answer, tag, at)
    return answer


def stamp(answer: HttpResponse, tag: str, at: datetime | None = None) -> HttpResponse:
    """Let an answer say what it is, so that it can be kept, and asked for again each time before it is shown."""
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "public, no-cache"
    if at:
        answer.headers["Last-Modified"] = http_date(at.timestamp())
    return answer
