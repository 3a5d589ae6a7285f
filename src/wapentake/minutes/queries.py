"""Reads of minutes as they are typed: the meeting as values, who else writes, and who is expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from wapentake.accounts.models import Account
from wapentake.agendas.models import AgendaItem
from wapentake.contacts.models import Person
from wapentake.meetings.models import Attendance, Meeting
from wapentake.meetings.rules import CALLED, CLOSED, TYPED
from wapentake.minutes.models import (
    Correction,
    Declaration,
    Minute,
    Minutes,
    Outcome,
    Resolution,
    Roll,
    Settled,
    Writing,
)
from wapentake.minutes.rules import Declared, Point, Seat, Settlement, Sitting
from wapentake.terms import ItemOrigin, MeetingState, Presence, key_of_name

LAST_MEETINGS = 4  # so many lists of attendance tell who is expected
NEXT_MEETINGS = 3  # so many days to come close the minutes
SEEN_WITHIN = timedelta(seconds=60)
THEN = {
    Outcome.STAYED: "stayed, spoke and took part in the decision",
    Outcome.SPOKE: "spoke, and took no part in the decision",
    Outcome.LEFT: "left the room for the item",
}


def tell_sitting(meeting: Meeting) -> Sitting:
    """Return a meeting as values, in a fixed number of queries: its roll, its items with their words, days to come."""
    items = list(find_items(meeting))
    under = _place_declarations(items, find_declarations(meeting))
    return Sitting(
        body=meeting.body,
        on=meeting.on,
        time=meeting.time,
        where=", ".join(filter(None, (meeting.room, meeting.venue))),
        quorum=meeting.series.quorum if meeting.series else 0,
        seats=tuple(seat_of(one) for one in find_roll(meeting)),
        points=tuple(_make_point(one, under.get(one.pk, ())) for one in items),
        next_days=_find_next_days(meeting),
    )


def find_items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items of a meeting in their order, with their minutes and resolutions."""
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("minute__saved_by", "previous")
    return rows.prefetch_related("resolutions")


def find_roll(meeting: Meeting) -> QuerySet[Roll]:
    """Return the roll of a meeting by body, members before others."""
    rows = Roll.objects.filter(meeting=meeting).select_related("organisation")
    return rows.order_by("-is_member", "organisation__name", "name")


def find_declarations(meeting: Meeting) -> QuerySet[Declaration]:
    """Return the interests that were declared at a meeting, each with its item."""
    return Declaration.objects.filter(meeting=meeting).select_related("item").order_by("pk")


def find_open_corrections(meeting: Meeting) -> QuerySet[Correction]:
    """Return the corrections that are agreed together with the minutes of a meeting: theirs, and late ones.

    Means: what was found out after minutes were confirmed waits for the next minutes of the body.
    """
    late = Q(meeting__body_key=meeting.body_key, meeting__on__lt=meeting.on, meeting__state__in=CLOSED)
    rows = Correction.objects.filter(Q(meeting=meeting) | late, meeting__partnership=meeting.partnership_id)
    return rows.filter(agreed_at=None).select_related("meeting").order_by("meeting__on", "pk")


def text_of(item: AgendaItem) -> str:
    """Return what is written under an item."""
    return item.minute.text if hasattr(item, "minute") else ""


def seat_of(row: Roll) -> Seat:
    """Return a row of the roll as a value."""
    return Seat(
        name=row.name,
        organisation=row.organisation.name if row.organisation else "",
        role=row.role,
        is_member=row.is_member,
        status=row.status,
        deputy_for=row.deputy_for,
        left_at=row.left_at,
    )


def settlement_of(row: Resolution) -> Settlement:
    """Return a resolution as a value."""
    return Settlement(
        kind=row.kind,
        text=row.text,
        condition=row.condition,
        by_vote=row.settled == Settled.VOTE,
        proposer=row.proposer,
        seconder=row.seconder,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstained=row.abstained,
        names=row.names,
        dissent=row.dissent,
    )


def declared_of(row: Declaration) -> Declared:
    """Return a declaration as a value."""
    about = f"{row.item.number}, {row.item.title}" if row.item and row.item.number else ""
    return Declared(name=row.name, interest=row.interest, about=about, then=THEN[Outcome(row.outcome)])


def _make_point(item: AgendaItem, declared: Iterable[Declaration]) -> Point:
    return Point(
        pk=item.pk,
        title=item.heading,
        number=item.number,
        presenter=item.presenter,
        text=text_of(item),
        paragraph=item.paragraph,
        settled=tuple(settlement_of(one) for one in item.resolutions.all()),
        declared=tuple(declared_of(one) for one in declared),
    )


def _place_declarations(
    items: Iterable[AgendaItem], declarations: Iterable[Declaration]
) -> dict[int, list[Declaration]]:
    """Return the declarations under the item where minutes tell them: the one for it, else the one they are about."""
    items = list(items)
    own = next((one.pk for one in items if one.origin == ItemOrigin.DECLARATIONS), None)
    found: dict[int, list[Declaration]] = {}
    for one in declarations:
        place = own or one.item_id or (items[0].pk if items else 0)
        found.setdefault(place, []).append(one)
    return found


def _find_next_days(meeting: Meeting) -> tuple[date, ...]:
    """Return the days of the next meetings as the calendar has them, or had them when the draft was finished."""
    if meeting.state not in (*CALLED, *TYPED):
        kept = Minutes.objects.filter(meeting=meeting).values_list("next_days", flat=True).first()
        if kept is not None:
            return tuple(date.fromisoformat(day) for day in kept)
    later = Meeting.objects.filter(
        partnership=meeting.partnership_id, body_key=meeting.body_key, on__gt=meeting.on
    ).exclude(state=MeetingState.CANCELLED)
    return tuple(later.order_by("on").values_list("on", flat=True)[:NEXT_MEETINGS])


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who stood in the last lists of attendance of a body."""

    name: str
    person: int | None
    organisation: int | None
    role: str
    is_member: bool


def find_awaited(meeting: Meeting) -> list[Awaited]:
    """Return who stood in the lists of attendance at the last meetings of the body, each as they stood last.

    Means: who was present, absent or sent apologies is a member, who was in attendance is not; deputies are left out.
    """
    before = Meeting.objects.filter(
        partnership=meeting.partnership_id, body_key=meeting.body_key, on__lt=meeting.on, attendances__isnull=False
    )
    last = list(before.order_by("-on").distinct().values_list("pk", flat=True)[:LAST_MEETINGS])
    rows = Attendance.objects.filter(meeting__in=last, deputy_for="").select_related("person__joined_to")
    found: dict[str, Awaited] = {}
    for row in rows.order_by("-meeting__on", "passage__start", "pk"):
        person: Person | None = (row.person.joined_to or row.person) if row.person else None
        name = person.name if person else row.name
        is_member = row.status != Presence.IN_ATTENDANCE
        one = Awaited(name, person.pk if person else None, row.organisation_id, row.role, is_member)
        found.setdefault(key_of_name(name), one)
    return list(found.values())


def find_writers(meeting: Meeting, *, besides: Account, now: datetime) -> list[Writing]:
    """Return who else was seen writing these minutes a moment ago, and at which item."""
    rows = Writing.objects.filter(meeting=meeting, seen_at__gte=now - SEEN_WITHIN).exclude(account=besides)
    return list(rows.select_related("account", "item").order_by("account__name", "pk"))


def find_changed(meeting: Meeting, versions: dict[int, int]) -> list[Minute]:
    """Return the minutes that were saved since these versions of their items."""
    rows = Minute.objects.filter(item__meeting=meeting).select_related("saved_by", "item")
    return [one for one in rows if one.version > versions.get(one.item_id, 0)]
