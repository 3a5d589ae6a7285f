"""Reads that cross rooms, for the pages of `desk`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action
from wapentake.actions.queries import (
    count_open_before,
    find_given_at,
    find_reports,
    is_live,
    is_overdue,
    is_undated,
    needs_lead,
)
from wapentake.agendas.queries import find_previous_minutes, find_promised, find_standing, list_origins
from wapentake.agendas.rules import Drafted, Promised, draft_agenda, merge_items
from wapentake.contacts.models import Initials, Likeness, LikenessState
from wapentake.desk.queries.due import draft_bids, find_due_returns
from wapentake.meetings.models import Attendance, Decision, Item, Meeting
from wapentake.meetings.queries import find_called, find_notice_rules, still_called
from wapentake.sources.models import Document, Finding, FindingState, Passage, PassageState, Source, SourceState
from wapentake.sources.queries import count_waiting, find_documents
from wapentake.terms import DateRole, MeetingState, Presence, Purpose, parse_iso

DECISION = Purpose.DECISION.value
UNFINISHED = (
    MeetingState.HELD,
    MeetingState.MINUTES_DRAFT,
    MeetingState.CLEARED,
    MeetingState.CIRCULATED,
    MeetingState.PUBLISHED_DRAFT,
    MeetingState.CONFIRMED,
)
"""The states in which somebody still has something to do with the minutes of a meeting."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody in a partnership, as counts."""

    reading: int
    failed: int
    proposals: int
    errors: int
    overdue: int
    undated: int
    leaderless: int
    initials: int
    pairs: int
    reports: int


def count_waiting_things(partnership: Partnership, *, today: date) -> Waiting:
    """Count what waits, in one query for each room."""
    open_ones = Action.objects.filter(is_live(), partnership=partnership)
    found = open_ones.aggregate(
        overdue=Count("pk", filter=is_overdue(today)),
        undated=Count("pk", filter=is_undated()),
        leaderless=Count("pk", filter=needs_lead(today)),
    )
    proposals = Passage.objects.filter(partnership=partnership, state=PassageState.PROPOSED, document__current=True)
    errors = Finding.objects.filter(
        partnership=partnership, state=FindingState.OPEN, severity="error", document__current=True
    ).exclude(document__source__state=SourceState.WITHDRAWN)
    return Waiting(
        reading=count_waiting(partnership),
        failed=Source.objects.filter(partnership=partnership, state=SourceState.FAILED).count(),
        proposals=proposals.count(),
        errors=errors.count(),
        initials=Initials.objects.filter(partnership=partnership, person=None).count(),
        reports=find_reports(partnership).count(),
        pairs=Likeness.objects.filter(partnership=partnership, state=LikenessState.OPEN).count(),
        **found,
    )


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting: its day, its row where the calendar has it, and the day by which its agenda is still due."""

    on: date
    meeting: Meeting | None = None
    publish_by: date | None = None


def find_next_meeting(partnership: Partnership, *, today: date) -> NextMeeting | None:
    """Return the next meeting: as the calendar has it, or else as the last minutes announce it."""
    called = find_called(partnership).filter(on__gte=today).first()
    if called is not None:
        waits = called.state != MeetingState.AGENDA_PUBLISHED
        due = find_notice_rules(partnership, [called.on]).publish_by(called.on) if waits else None
        return NextMeeting(called.on, called, due)
    last = (
        find_documents(partnership)
        .filter(on__lte=today)
        .order_by("-on", "-pk")
        .values_list("record", flat=True)
        .first()
    )
    named = (parse_iso(one["date"]) for one in (last or {}).get("dates", ()) if one["role"] == DateRole.NEXT_MEETING)
    day = min((day for day in named if day and day >= today), default=None)
    return NextMeeting(day) if day else None


def find_drafts(partnership: Partnership) -> dict[str, list[Meeting]]:
    """Return the meetings whose minutes are not finished, by the state in which they stand, the oldest first."""
    found: dict[str, list[Meeting]] = {}
    for meeting in Meeting.objects.filter(partnership=partnership, state__in=UNFINISHED).order_by("on", "pk"):
        found.setdefault(meeting.state, []).append(meeting)
    return found


def list_meetings(partnership: Partnership, *, state: str = "") -> QuerySet[Meeting]:
    """Return the meetings that were held, newest first, with how many actions and decisions each made.

    Means: with a `state`, those alone that stand there.
    """

    def count(rows: QuerySet[Any]) -> Coalesce:
        own = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(many=Count("pk"))
        return Coalesce(Subquery(own.values("many")), 0)

    return (
        Meeting.objects.filter(~still_called(), Q(state=state) if state else Q(), partnership=partnership)
        .exclude(state=MeetingState.CANCELLED)
        .annotate(
            actions_count=count(Action.objects.filter(parent=None)),
            open_count=count(Action.objects.filter(is_live(), parent=None)),
            decisions_count=count(Decision.objects.all()),
            present_count=count(Attendance.objects.filter(status__in=(Presence.PRESENT, Presence.IN_ATTENDANCE))),
        )
        .order_by("-on", "body")
    )


@dataclass(slots=True)
class Taken:
    """An item of a meeting with what hangs from it; `item` is None for what stands under no item."""

    item: Item | None
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    shown: list[tuple[Action, str]] = field(default_factory=list)
    """The actions, each with who leads it and who helps, as the page shows it."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a meeting's page shows, but for its words."""

    meeting: Meeting
    documents: Sequence[Document]
    attendance: dict[str, list[Attendance]]
    taken: list[Taken]


def tell_meeting(meeting: Meeting) -> Told:
    """Gather a meeting with all that hangs from it, in a fixed number of queries."""
    documents = list(
        Document.objects.filter(pk__in=meeting.pages.values("document"), current=True)
        .select_related("source")
        .defer("source__data", "record", "text")
        .order_by("pk")
    )
    attendance: dict[str, list[Attendance]] = {status.value: [] for status in Presence}
    for one in meeting.attendances.select_related("organisation", "person__joined_to").order_by("passage__start", "pk"):
        attendance[one.status].append(one)
    taken = {item.pk: Taken(item) for item in meeting.items.order_by("position", "pk")}
    rest = Taken(None)
    for decision in meeting.decisions.select_related("passage").order_by("passage__start"):
        taken.get(decision.item_id or 0, rest).decisions.append(decision)
    for action in find_given_at(meeting):
        taken.get(action.item_id or 0, rest).actions.append(action)
    hangs = [*taken.values(), rest] if rest.decisions or rest.actions else list(taken.values())
    there = {status: people for status, people in attendance.items() if people}
    return Told(meeting, documents, there, hangs)


def find_marks(document: Document) -> list[Passage]:
    """Return the accepted passages of a document, and those that another page of the meeting said first."""
    accepted = Q(state=PassageState.ACCEPTED) | Q(state=PassageState.SAME, same_as__state=PassageState.ACCEPTED)
    return list(document.passages.filter(accepted).order_by("start", "end", "pk"))


def draft_items(meeting: Meeting) -> list[Drafted]:
    """Return what the register would put on the agenda of a meeting."""
    return draft_agenda(
        has_previous=find_previous_minutes(meeting) is not None,
        open_actions=count_open_before(meeting),
        promised=[Promised(one.pk, one.title, one.purpose, one.presenter) for one in find_promised(meeting)],
        standing=find_standing(meeting),
        also=[*draft_bids(meeting), *find_due_returns(meeting)],
    )


def list_new_items(meeting: Meeting) -> list[str]:
    """Return the titles of what the register would put on an agenda and is neither there nor was taken off."""
    there, taken_off = list_origins(meeting)
    order = merge_items([one.built_from for one in there], draft_items(meeting), taken_off=taken_off)
    return [one.title for one in order if isinstance(one, Drafted)]
