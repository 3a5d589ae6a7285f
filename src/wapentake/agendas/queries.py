"""Reads of the forward plan and of agendas: what is to come, what minutes put off, and an agenda in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.agendas.kinds import KINDS
from wapentake.agendas.models import AgendaItem, ForwardItem, ForwardState, Paper
from wapentake.agendas.rules import Standing, say_paragraph, say_size, write_line, write_lines
from wapentake.kit.lists import match_words
from wapentake.meetings.models import Item, Meeting
from wapentake.meetings.queries import find_previous
from wapentake.meetings.rules import CALLED, year_of
from wapentake.terms import ItemOrigin, MeetingKind, MeetingState, say_day, say_time

_LEADING = re.compile(r"\d{1,4}")


def find_plan(partnership: Partnership, wanted: Mapping[str, Any]) -> QuerySet[ForwardItem]:
    """Return the items of the forward plan that are asked for, each with its body and its meeting."""
    rows = ForwardItem.objects.filter(partnership=partnership).select_related("series", "meeting")
    if (state := wanted.get("state", "")) in ForwardState.values:
        rows = rows.filter(state=state)
    if body := wanted.get("body"):
        rows = rows.filter(series=body)
    return rows.filter(match_words(wanted.get("words", ""), "title", "reason", "presenter"))


def find_promised(meeting: Meeting) -> QuerySet[ForwardItem]:
    """Return what the forward plan has for a meeting: what is meant for it, or for an earlier one that had no time.

    Means: what stood on the agenda of a meeting that was held was taken there, unless it was meant for this one since.
    """
    gone = (MeetingState.CANCELLED.value, *CALLED)
    held = AgendaItem.objects.filter(forward=OuterRef("pk")).exclude(meeting__state__in=gone)
    passed = Q(meeting__on__lt=meeting.on) & ~Q(meeting__state__in=CALLED)
    waiting = ForwardItem.objects.filter(series=meeting.series_id, state=ForwardState.WAITING)
    rows = waiting.filter(Q(meeting=meeting.pk) | Q(~Exists(held), Q(meeting=None) | passed))
    return rows.order_by("first_on", "pk")


def find_standing(meeting: Meeting) -> list[Standing]:
    """Return what stands on every agenda of a meeting's body, each with who presented it on the last one."""
    if meeting.series is None:
        return []
    rows = AgendaItem.objects.filter(meeting__series=meeting.series_id, meeting__on__lt=meeting.on)
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED).filter(built_from__startswith="standing:")
    last = dict(rows.order_by("meeting__on").values_list("built_from", "presenter"))
    return [
        Standing(one.pk, one.title, one.purpose, one.duration_minutes, one.rota, last.get(f"standing:{one.pk}", ""))
        for one in meeting.series.standing_items.all()
    ]


def find_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of an agenda in their order, each with its papers but not their bytes."""
    papers = Prefetch("papers", Paper.objects.defer("data").order_by("pk"))
    return AgendaItem.objects.filter(meeting=meeting).select_related("previous", "forward").prefetch_related(papers)


def find_highest(meeting: Meeting) -> int:
    """Return the highest number of an item of the body in the municipal year of a meeting; 0 where none is numbered.

    Means: where each agenda of the body begins at 1, the other meetings do not count.
    """
    series = meeting.series
    if series is None or not series.year_month:
        return 0
    since, until = year_of(meeting.on, series.year_month)
    others = Meeting.objects.filter(series=series, on__gte=since, on__lt=until).exclude(pk=meeting.pk)
    others = others.exclude(state=MeetingState.CANCELLED)
    given = AgendaItem.with_dropped.filter(meeting__in=others).values_list("number", flat=True)
    told = Item.objects.filter(meeting__in=others).values_list("number", flat=True)
    read = (_LEADING.match(number) for number in told)
    return max([0, *(one for one in given if one), *(int(one[0]) for one in read if one)])


def find_previous_minutes(meeting: Meeting) -> Meeting | None:
    """Return the meeting whose minutes an agenda puts up for agreement."""
    return find_previous(meeting) if meeting.series_id else None


# An agenda in words


def say_papers(paper: Paper) -> str:
    """Return what kind of file a paper is and its size: "PDF, 83 KB"."""
    kind = KINDS.get(paper.media_type)
    return f"{kind.name if kind else 'File'}, {say_size(paper.size)}"


def compose_agenda(meeting: Meeting, *, also: Mapping[int, Sequence[str]] | None = None) -> str:
    """Return the canonical text of an agenda as the public may read it.

    Means: of an exempt item only the title, the paragraph and the reason stand there, and no paper. `also` are lines
    that other rooms have for an item, by its id.
    """
    lines = [f"## {write_line(meeting.body)}", "**Agenda**", *_head(meeting)]
    for item in find_items(meeting):
        lines += _compose_item(item)
        lines += [write_line(line) for line in (also or {}).get(item.pk, ())]
    return "\n\n".join(lines) + "\n"


def _head(meeting: Meeting) -> Iterator[str]:
    """Give when and where, how to join where the public may, and whom to ask."""
    at = f" at {say_time(meeting.time)}" if meeting.time else ""
    place = ", ".join(write_line(one) for one in (meeting.room, meeting.venue) if one)
    yield f"{say_day(meeting.on)}{at}{f' in {place}' if place else ''}"
    if meeting.dial_in and meeting.kind == MeetingKind.PUBLIC:
        yield f"Join from afar: {write_line(meeting.dial_in)}"
    if meeting.contact:
        yield f"Contact: {write_line(meeting.contact)}"


def _compose_item(item: AgendaItem) -> Iterator[str]:
    number = f"{item.number}. " if item.number else ""
    presenter = f" ({write_line(item.presenter)})" if item.presenter and not item.is_exempt else ""
    yield f"## {number}{write_line(item.heading)}{presenter}"
    if item.is_exempt:
        yield f"{say_paragraph(item.paragraph)}."
        yield from (f"Why it is not public: {line}" for line in write_lines(item.public_interest)[:1])
        yield from write_lines(item.public_interest)[1:]
    else:
        yield f"For {item.purpose}{f', {item.duration_minutes} minutes' if item.duration_minutes else ''}"
        yield from write_lines(item.note)
    if item.urgent_because:
        yield f"Taken late, because: {' '.join(write_lines(item.urgent_because))}"
    papers = [] if item.is_exempt else list(item.papers.all())
    if papers:
        yield "Papers:"
        yield "\n".join(f"- {write_line(paper.title)} ({say_papers(paper)})" for paper in papers)


def count_minutes(items: Iterable[AgendaItem]) -> int:
    """Return how many minutes the items of an agenda take together."""
    return sum(item.duration_minutes for item in items)


def list_origins(meeting: Meeting) -> tuple[list[AgendaItem], list[str]]:
    """Return the items of an agenda, and what those that were taken off were made from."""
    rows = list(AgendaItem.with_dropped.filter(meeting=meeting))
    return [one for one in rows if not one.dropped], [one.built_from for one in rows if one.dropped]


def find_relinked(series_id: int) -> list[tuple[AgendaItem, Meeting | None]]:
    """Return the items for previous minutes on agendas to come whose meeting is now another, with that one."""
    rows = AgendaItem.objects.filter(
        meeting__series=series_id,
        meeting__state__in=(MeetingState.PLANNED, MeetingState.AGENDA_DRAFT),
        origin=ItemOrigin.PREVIOUS,
    )
    found = ((item, find_previous_minutes(item.meeting)) for item in rows.select_related("meeting"))
    return [(item, previous) for item, previous in found if item.previous_id != (previous.pk if previous else None)]


@dataclass(frozen=True, slots=True)
class Said:
    """One place in minutes where something was put off."""

    key: str
    meeting: Meeting
    title: str
    until: str
    because: str
    words: str
    passage: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that minutes put off, once or more often, and that is not on the plan; `again` where it is, as that."""

    said: Sequence[Said]
    again: ForwardItem | None = None

    @property
    def key(self) -> str:
        """What a form names it by: its first place."""
        return self.said[0].key

    @property
    def last(self) -> Said:
        """Where it was put off last."""
        return self.said[-1]

    @property
    def first_on(self) -> date:
        """The day for which it was first meant."""
        return self.said[0].meeting.on
