"""Feeds for everybody: calendars of meetings, and news of what was published and decided."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.views.decorators.http import require_safe

from wapentake.accounts.models import Partnership
from wapentake.meetings.models import Meeting
from wapentake.reports.calendars import make_calendar
from wapentake.reports.models import Publication, PublicationKind
from wapentake.reports.papers import Paper
from wapentake.reports.queries import find_public_meetings, find_public_series, find_published
from wapentake.reports.shown import mark_of, stamp
from wapentake.terms import say_date

_MOST = 40  # publications in a feed


@login_not_required
@require_safe
def send_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the meetings of all bodies."""
    partnership = get_object_or_404(Partnership, slug=slug)
    return _send_calendar(request, partnership, find_public_meetings(partnership), partnership.name)


@login_not_required
@require_safe
def send_body_calendar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the meetings of one body."""
    partnership = get_object_or_404(Partnership, slug=slug)
    body = get_object_or_404(find_public_series(partnership), pk=pk)
    return _send_calendar(request, partnership, find_public_meetings(partnership).filter(series=body), body.name)


def _send_calendar(
    request: HttpRequest, partnership: Partnership, meetings: Iterable[Meeting], name: str
) -> HttpResponse:
    def address_of(meeting: Meeting) -> str:
        return request.build_absolute_uri(reverse("public:meeting", args=[partnership.slug, meeting.pk]))

    data = make_calendar(
        meetings,
        name=name,
        host=request.get_host().partition(":")[0],
        address_of=address_of,
        today=timezone.localdate(),
    )
    return _send(data, "text/calendar; charset=utf-8")


@login_not_required
@require_safe
def send_rss(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the news as RSS."""
    return _send_news(request, slug, Rss201rev2Feed)


@login_not_required
@require_safe
def send_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the news as Atom."""
    return _send_news(request, slug, Atom1Feed)


def _send_news(request: HttpRequest, slug: str, form: type[SyndicationFeed]) -> HttpResponse:
    partnership = get_object_or_404(Partnership, slug=slug)
    feed = form(
        title=f"{partnership.name}: agendas, minutes and decisions",
        link=request.build_absolute_uri(reverse("public:home", args=[slug])),
        description=f"What {partnership.name} publishes of its meetings.",
        language="en-gb",
        feed_url=request.build_absolute_uri(),
    )
    for publication in find_published(partnership)[:_MOST]:
        _add_news(request, feed, publication, slug)
    return _send(feed.writeString("utf-8").encode(), str(feed.content_type))  # type: ignore[attr-defined]  # each form has its own


def _add_news(request: HttpRequest, feed: SyndicationFeed, publication: Publication, slug: str) -> None:
    """Add what was published, and each decision that it tells of."""
    paper = Paper.from_dict(publication.paper)
    page = "public:agenda" if publication.kind == PublicationKind.AGENDA else "public:meeting"
    link = request.build_absolute_uri(reverse(page, args=[slug, publication.meeting_id]))
    day = say_date(publication.meeting.on)
    titles = [one.title for one in paper.items]
    feed.add_item(
        title=f"{paper.head.title}, {paper.head.committee}, {day}",
        link=link,
        description="; ".join(titles),
        unique_id=f"{link}#publication-{publication.pk}",
        unique_id_is_permalink=False,
        pubdate=publication.published_at,
        updateddate=publication.published_at,
        categories=[publication.get_kind_display()],
    )
    if publication.kind == PublicationKind.AGENDA:
        return
    for at, item in enumerate(paper.items, 1):
        for number, one in enumerate(item.settled, 1):
            feed.add_item(
                title=f"Decision: {item.title}, {paper.head.committee}, {day}",
                link=f"{link}#item-{at}",
                description=one.text,
                unique_id=f"{link}#publication-{publication.pk}-{at}-{number}",
                unique_id_is_permalink=False,
                pubdate=publication.published_at,
                updateddate=publication.published_at,
                categories=["Decision"],
            )


def _send(data: bytes, kind: str) -> HttpResponse:
    return stamp(HttpResponse(data, content_type=kind), mark_of(data))
