"""Reads of what was published, and of what goes into a paper. What the public may know is said here alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.agendas.models import AgendaItem
from wapentake.agendas.models import Paper as File
from wapentake.intake.struck import BAR
from wapentake.meetings.models import Meeting, Page, Series
from wapentake.minutes.models import Correction, Minutes
from wapentake.reports.composing import Detail
from wapentake.reports.models import Publication, PublicationKind, PublishedPlan
from wapentake.reports.papers import Attached, Corrected, Head, Paper
from wapentake.terms import MeetingKind, MeetingState, PageKind, say_date

MINUTES = (PublicationKind.DRAFT.value, PublicationKind.MINUTES.value)
_BARS = re.compile(f"{BAR}+(?:[ \\n]+{BAR}+)*")
REMOVED = "[removed]"


def may_be_known() -> Q:
    """Return the condition that the public may know of a meeting: it was called, or something of it was published.

    Means: what a page of minutes brought in is no public matter until its minutes are published, and a joint action
    group, which talks over people, not before its agenda is.
    """
    published = Exists(Publication.objects.filter(meeting=OuterRef("pk"), current=True))
    called = ~Q(state=MeetingState.RECORDED) & ~Q(kind=MeetingKind.JAG)
    return Q(published) | called


def find_public_meetings(partnership: Partnership) -> QuerySet[Meeting]:
    """Return the meetings that the public may know of, the newest first, each with its current `publications`."""
    rows = Meeting.objects.filter(may_be_known(), partnership=partnership).select_related("series")
    current = Publication.objects.filter(current=True).defer("paper").order_by("kind")
    return rows.prefetch_related(Prefetch("publications", current, to_attr="shown")).order_by("-on", "-pk")


def find_public_series(partnership: Partnership) -> QuerySet[Series]:
    """Return the bodies of which the public may know a meeting."""
    own = Meeting.objects.filter(may_be_known(), series=OuterRef("pk"))
    return Series.objects.filter(Exists(own), partnership=partnership).order_by("name", "pk")


def find_published(partnership: Partnership, *kinds: str) -> QuerySet[Publication]:
    """Return what stands published, the newest first; of these kinds, where some are named."""
    rows = Publication.objects.filter(meeting__partnership=partnership, current=True).select_related("meeting__series")
    rows = rows.filter(kind__in=kinds) if kinds else rows
    return rows.order_by("-published_at", "-pk")


def find_publications(meeting: Meeting) -> dict[str, Publication]:
    """Return what stands published of a meeting: its "agenda", and its "minutes", a draft of them or confirmed."""
    rows = Publication.objects.filter(meeting=meeting, current=True)
    return {"minutes" if one.kind in MINUTES else "agenda": one for one in rows}


def find_published_plan(partnership: Partnership) -> PublishedPlan | None:
    """Return the delivery plan that stands published, if one does."""
    return PublishedPlan.objects.filter(partnership=partnership, current=True).first()


def find_file(publication: Publication, pk: int) -> File | None:
    """Return a paper that was published with an agenda or minutes, where its item has not become exempt since."""
    paper = Paper.from_dict(publication.paper)
    if pk not in {one.pk for one in paper.attached}:
        return None
    return File.objects.filter(pk=pk, item__meeting=publication.meeting_id, item__paragraph="").first()


def find_page_text(meeting: Meeting) -> str:
    """Return the text of a meeting that is known from a page: its first page of minutes, without what was struck out.

    Means: an agenda or another page serves only where there are no minutes.
    """
    pages = Page.objects.filter(meeting=meeting, document__current=True).select_related("document").order_by("pk")
    documents = [page.document for page in pages]
    documents.sort(key=lambda one: one.kind != PageKind.MINUTES)
    return say_removed(documents[0].text) if documents else ""


def say_removed(text: str) -> str:
    """Return a text that says in words where words were struck out of it."""
    return _BARS.sub(REMOVED, text)


def make_head(meeting: Meeting, kind: str, *, number: int, note: str = "") -> Head:
    """Return the head of a paper from what the register knows of its meeting."""
    cancelled = meeting.cancelled_because or "This meeting is cancelled."
    return Head(
        kind=kind,
        committee=meeting.body,
        on=meeting.on.isoformat(),
        time=meeting.time,
        venue=meeting.venue,
        room=meeting.room,
        dial_in=public_dial_in(meeting),
        contact=meeting.contact,
        note=note,
        number=number,
        first_on=meeting.first_on.isoformat() if meeting.first_on else "",
        cancelled=cancelled if meeting.state == MeetingState.CANCELLED else "",
        confirmed=say_confirmed(meeting) if kind == PublicationKind.MINUTES else "",
    )


def public_dial_in(meeting: Meeting) -> str:
    """Return how to join a meeting from afar, where the public is asked to come."""
    return meeting.dial_in if meeting.kind == MeetingKind.PUBLIC else ""


def say_confirmed(meeting: Meeting) -> str:
    """Say at which meeting the minutes were confirmed, and who signed them; nothing where that is not known."""
    minutes = Minutes.objects.filter(meeting=meeting).select_related("confirmed_at").first()
    if minutes is None or minutes.confirmed_on is None:
        return ""
    where = f"the meeting of {say_date(minutes.confirmed_at.on)}" if minutes.confirmed_at else "a later meeting"
    signed = f" Signed by {minutes.signed_by} on {say_date(minutes.confirmed_on)}." if minutes.signed_by else ""
    return f"Confirmed as a true record at {where}.{signed}"


def list_details(meeting: Meeting) -> list[Detail]:
    """Return what the agenda of a meeting says of each item, with the papers of those that are open."""
    rows = AgendaItem.objects.filter(meeting=meeting)
    files = File.objects.defer("data").order_by("pk")
    return [_detail(item) for item in rows.prefetch_related(Prefetch("papers", files)).order_by("position", "pk")]


def _detail(item: AgendaItem) -> Detail:
    files = () if item.paragraph else item.papers.all()
    return Detail(
        number=str(item.number or ""),
        title=item.heading,
        heading=item.heading,
        purpose=_say_purpose(item),
        paragraph=item.paragraph,
        public_interest=item.public_interest,
        urgent_because=item.urgent_because,
        attached=tuple(Attached(one.pk, one.title, one.name, one.media_type, one.size) for one in files),
    )


def _say_purpose(item: AgendaItem) -> str:
    return f"{item.purpose}, {item.duration_minutes} minutes" if item.duration_minutes else item.purpose


def list_corrections(meeting: Meeting) -> list[Corrected]:
    """Return what later meetings corrected in the minutes of a meeting."""
    rows = Correction.objects.filter(meeting=meeting).select_related("agreed_at").order_by("pk")
    return [
        Corrected(
            was=one.was,
            should_be=one.should_be,
            item=one.item,
            agreed_at=f"the meeting of {say_date(one.agreed_at.on)}" if one.agreed_at else "",
        )
        for one in rows
    ]


def list_coming(meetings: Sequence[Meeting], *, today: date) -> list[Meeting]:
    """Return the meetings that are still to come, the next first."""
    return sorted((one for one in meetings if one.on >= today), key=lambda one: (one.on, one.pk))
