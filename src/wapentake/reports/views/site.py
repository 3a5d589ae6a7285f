"""The pages of the public site: the partnership, a body, a meeting. Nobody signs in here, and nobody is remembered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from wapentake.accounts.models import Partnership
from wapentake.meetings.models import Meeting
from wapentake.reports.heading import say_moment
from wapentake.reports.papers import Attached, Entry, Paper
from wapentake.reports.queries import (
    find_public_meetings,
    find_public_series,
    find_published,
    find_published_plan,
    list_coming,
    public_dial_in,
)
from wapentake.reports.shown import Known, find_known, mark_of, say_changed, stamp, unchanged
from wapentake.reports.sizes import say_file
from wapentake.reports.webpage import write_parts
from wapentake.terms import parse_iso, say_date

_MOST_COMING, _MOST_LATEST = 8, 12


@login_not_required
@require_safe
def show_home(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what comes next, what was published last, and who meets."""
    partnership = get_object_or_404(Partnership, slug=slug)
    meetings = list(find_public_meetings(partnership))
    told = {
        "partnership": partnership,
        "coming": list_coming(meetings, today=timezone.localdate())[:_MOST_COMING],
        "latest": find_published(partnership).defer("paper")[:_MOST_LATEST],
        "bodies": find_public_series(partnership),
        "plan": find_published_plan(partnership),
    }
    return _kept(render(request, "reports/home.html", told))


@login_not_required
@require_safe
def show_body(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the meetings of a body."""
    partnership = get_object_or_404(Partnership, slug=slug)
    body = get_object_or_404(find_public_series(partnership), pk=pk)
    meetings = list(find_public_meetings(partnership).filter(series=body))
    coming = list_coming(meetings, today=timezone.localdate())
    told = {
        "partnership": partnership,
        "body": body,
        "coming": coming,
        "past": [one for one in meetings if one not in coming],
        "crumbs": _crumbs(partnership, body.name),
    }
    return _kept(render(request, "reports/body.html", told))


def _kept(answer: HttpResponse) -> HttpResponse:
    return stamp(answer, mark_of(answer.content))


@login_not_required
@require_safe
def show_meeting(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the minutes of a meeting, or else its agenda, or else when and where it is."""
    known = find_known(slug, pk)
    return _show(request, known, known.best)


@login_not_required
@require_safe
def show_agenda(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the agenda of a meeting, where its minutes are published too."""
    known = find_known(slug, pk)
    known.paper("agenda")
    return _show(request, known, "agenda")


def _show(request: HttpRequest, known: Known, word: str) -> HttpResponse:
    meeting, publication = known.meeting, known.publications.get(word)
    at = publication.published_at if publication else None
    paper = Paper.from_dict(publication.paper) if publication else None
    changed = say_changed(meeting, paper)
    others = sorted(set(known.publications) - {word})
    # When it was published says not whether a meeting was moved since: then only the tag does.
    at = None if changed else at
    tag = mark_of("page", meeting.pk, word, publication and publication.pk, changed, others, known.partnership.name,
                  "" if publication else _say_bare(meeting))  # fmt: skip
    if (answer := unchanged(request, tag, at)) is not None:
        return answer
    told = _tell(known, paper) | {
        "publication": publication,
        "changed": changed,
        "other": others[0] if others else "",
        "word": word,
    }
    return stamp(render(request, "reports/meeting.html", told), tag, at)


def _say_bare(meeting: Meeting) -> str:
    return repr((meeting.body, meeting.on, meeting.time, meeting.venue, meeting.room, meeting.dial_in, meeting.contact))


def _tell(known: Known, paper: Paper | None) -> dict[str, Any]:
    """Return what the template needs: of what was published as it was, else of the meeting as it is."""
    meeting = known.meeting
    head = paper.head if paper else None
    on = (parse_iso(head.on) if head else None) or meeting.on
    source: Any = head or meeting
    return {
        "partnership": known.partnership,
        "meeting": meeting,
        "paper": paper,
        "title": head.title if head else "Meeting",
        "body": head.committee if head else meeting.body,
        "moment": say_moment(on, source.time),
        "venue": source.venue,
        "room": source.room,
        "dial_in": head.dial_in if head else public_dial_in(meeting),
        "contact": source.contact,
        "front": write_parts(paper.parts, level=2) if paper else "",
        "items": [_show_item(item) for item in paper.items] if paper else [],
        "closing": write_parts(paper.closing, level=2) if paper else "",
        "documents": [_show_file(one) for one in paper.documents] if paper else [],
        "crumbs": _crumbs(known.partnership, say_date(on), meeting),
    }


def _show_item(entry: Entry) -> dict[str, Any]:
    html: SafeString = write_parts(entry.parts, level=3)
    files = [_show_file(one) for one in entry.attached]
    return {"entry": entry, "html": html, "files": files, "asides": bool(files or entry.corrections or entry.is_exempt)}


def _show_file(file: Attached) -> dict[str, Any]:
    return {"pk": file.pk, "title": file.title, "says": say_file(file)}


def _crumbs(partnership: Partnership, last: str, meeting: Meeting | None = None) -> list[dict[str, str]]:
    crumbs = [{"text": "Agendas and minutes", "href": reverse("public:home", args=[partnership.slug])}]
    if meeting is not None and meeting.series is not None:
        href = reverse("public:body", args=[partnership.slug, meeting.series_id])
        crumbs.append({"text": meeting.series.name, "href": href})
    return [*crumbs, {"text": last, "href": ""}]


@login_not_required
@require_safe
def find_meeting_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a meeting at the address that councils' sites give it, by which programs ask."""
    known = find_known(slug, _number(request, "mid", "meetingid"))
    return _show(request, known, known.best)


@login_not_required
@require_safe
def find_body_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead from the address that councils' sites give a committee's list to ours."""
    partnership = get_object_or_404(Partnership, slug=slug)
    body = get_object_or_404(find_public_series(partnership), pk=_number(request, "cid", "committeeid"))
    return redirect("public:body", slug, body.pk)


def _number(request: HttpRequest, *names: str) -> int:
    """Return the number that an address asks for, under either name in any case. Raises: Http404."""
    asked = {name.lower(): str(value) for name, value in request.GET.items()}
    said = next((asked[name] for name in names if name in asked), "")
    if not (said.isascii() and said.isdecimal() and len(said) < 12):
        raise Http404("no number")
    return int(said)
