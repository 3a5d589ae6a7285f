"""Attendance by body over twelve months: each member body at each meeting of a body that meets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet

from wapentake.accounts.models import Partnership
from wapentake.contacts.models import Organisation
from wapentake.contacts.models import Post as PostRow
from wapentake.meetings.models import Attendance, Meeting, Page
from wapentake.meetings.queries import still_called
from wapentake.meetings.rules.attendance import (
    AWAY,
    IN_A_ROW,
    THERE,
    Entry,
    Post,
    a_year_before,
    body_on,
    find_in_a_row,
    find_run,
    say_run,
    stand,
)
from wapentake.sources.models import PassageKind, PassageState
from wapentake.terms import BodyPresence, MeetingState, PersonRole, Presence, key_of_name

LAST_MEETINGS = 24  # tell which body mostly meets
MOST_HELD = 60  # to choose from


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A member body with how it stood at each meeting of a table, in the order of the meetings."""

    organisation: Organisation
    meetings: Sequence[Meeting]
    stood: tuple[BodyPresence, ...]

    @property
    def cells(self) -> list[tuple[Meeting, BodyPresence, bool]]:
        """How it stood, meeting by meeting, and whether that was one of two absences in a row."""
        flagged = find_in_a_row(self.stood)
        return [
            (meeting, one, at in flagged)
            for at, (meeting, one) in enumerate(zip(self.meetings, self.stood, strict=True))
        ]

    @property
    def there(self) -> int:
        """At how many meetings it was there, a deputy counted."""
        return sum(one in THERE for one in self.stood)

    @property
    def known(self) -> int:
        """Of how many meetings it is known."""
        return sum(one != BodyPresence.NOT_KNOWN for one in self.stood)

    @property
    def run(self) -> tuple[Meeting, ...]:
        """The last meetings, one after the other, at which nobody of it was."""
        return tuple(self.meetings[at] for at in find_run(self.stood))

    @property
    def is_flagged(self) -> bool:
        """Whether it was absent twice in a row, or more often, up to the last meeting."""
        return len(self.run) >= IN_A_ROW

    @property
    def said(self) -> str:
        """How often it was absent in a row, and how, in words; nothing where it is not flagged."""
        return say_run(self.stood)

    def count(self, *stands: BodyPresence) -> int:
        """Return at how many meetings it stood so."""
        return sum(one in stands for one in self.stood)


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """Member bodies by meetings. `unplaced` are names, by meeting, of whom no page says for which body they came."""

    meetings: tuple[Meeting, ...]
    rows: tuple[BodyRow, ...]
    unplaced: Mapping[int, tuple[str, ...]]

    @property
    def flagged(self) -> list[BodyRow]:
        """The bodies that were absent twice in a row up to the last meeting, responsible authorities first."""
        found = [one for one in self.rows if one.is_flagged]
        return sorted(found, key=lambda one: (not one.organisation.is_responsible, one.organisation.name))

    @property
    def away_last(self) -> list[BodyRow]:
        """The bodies of which nobody was at the last meeting."""
        return [one for one in self.rows if one.stood and one.stood[-1] in AWAY]

    @property
    def is_last_known(self) -> bool:
        """Whether anything is known of who was at the last meeting."""
        return any(one.stood and one.stood[-1] != BodyPresence.NOT_KNOWN for one in self.rows)

    @property
    def never(self) -> list[BodyRow]:
        """The bodies of which nothing is known at any of the meetings."""
        return [one for one in self.rows if not one.known]


def is_of_body(meeting: Meeting) -> Q:
    """Return the condition that a meeting is one of the same body as this one."""
    return Q(series=meeting.series_id) if meeting.series_id else Q(series=None, body_key=meeting.body_key)


def find_last_held(partnership: Partnership, *, on: date) -> Meeting | None:
    """Return the last meeting, up to a day, of the body that met most often of late."""
    held = _held(partnership.pk).filter(on__lte=on).select_related("series")
    newest = list(held.order_by("-on", "-pk")[:LAST_MEETINGS])
    met = Counter(one.series_id or one.body_key for one in newest)
    return max(newest, key=lambda one: (met[one.series_id or one.body_key], one.on), default=None)


def list_held(partnership: Partnership) -> QuerySet[Meeting]:
    """Return the meetings of the last years that were held, the newest first, for a choice among them."""
    return _held(partnership.pk).select_related("series").order_by("-on", "-pk")[:MOST_HELD]


def find_meetings_until(last: Meeting) -> list[Meeting]:
    """Return the meetings of a body in the twelve months that end with this one, the oldest first."""
    rows = _held(last.partnership_id).filter(is_of_body(last), on__lte=last.on, on__gt=a_year_before(last.on))
    return list(rows.order_by("on", "pk"))


def find_attendance(last: Meeting) -> AttendanceTable:
    """Return how each member body stood at the meetings of the twelve months that end with this one.

    Shape: five queries, however many meetings and bodies there are.
    """
    meetings = find_meetings_until(last)
    lists = _find_lists(last.partnership_id, meetings)
    undecided = _find_undecided(meetings)
    members = Organisation.objects.filter(partnership=last.partnership_id, is_member=True)
    rows = []
    for body in members.annotate(first=Min("posts__since")).order_by("name", "pk"):
        stood = tuple(_stand(body, one, lists.get(one.pk, ()), one.pk in undecided) for one in meetings)
        rows.append(BodyRow(body, meetings, stood))
    unplaced = {pk: tuple(one.name for one in told if one.entry.body is None) for pk, told in lists.items()}
    return AttendanceTable(tuple(meetings), tuple(rows), {pk: names for pk, names in unplaced.items() if names})


def _held(partnership: int) -> QuerySet[Meeting]:
    return Meeting.objects.filter(~still_called(), partnership=partnership).exclude(state=MeetingState.CANCELLED)


def _stand(body: Organisation, meeting: Meeting, told: Sequence[_Told], is_undecided: bool) -> BodyPresence:
    """Return how a body stood; not known where no list that counts tells it, or before any page names the body."""
    first: date | None = body.first  # type: ignore[attr-defined]  # annotated above
    placed = [one.entry for one in told if one.entry.body is not None]
    if first is None or first > meeting.on or not any(one.status in _CAME for one in placed):
        return BodyPresence.NOT_KNOWN
    stood = stand(placed, body.pk)
    return BodyPresence.NOT_KNOWN if is_undecided and stood in AWAY else stood


_CAME = (Presence.PRESENT, Presence.IN_ATTENDANCE)


@dataclass(frozen=True, slots=True)
class _Told:
    name: str
    entry: Entry


def _find_lists(partnership: int, meetings: Sequence[Meeting]) -> dict[int, list[_Told]]:
    """Return the lists of attendance by meeting, each person with the body for which they stood at that meeting."""
    rows = list(
        Attendance.objects.filter(meeting__in=meetings).select_related("person").order_by("passage__start", "pk")
    )
    posts = _find_posts(partnership, rows)
    on = {one.pk: one.on for one in meetings}
    own: dict[tuple[int, str], int] = {}
    for row in rows:
        if body := row.organisation_id or _place(posts, row, on[row.meeting_id]):
            own[row.meeting_id, key_of_name(row.name)] = body
    lists: dict[int, list[_Told]] = defaultdict(list)
    for row in rows:
        body = own.get((row.meeting_id, key_of_name(row.name)))
        is_deputy = bool(row.deputy_for) or row.role == PersonRole.DEPUTY
        if row.deputy_for:
            stands_for = key_of_name(row.deputy_for)
            named = own.get((row.meeting_id, stands_for)) or body_on(posts.get(stands_for, ()), on[row.meeting_id])
            body = named or body
        lists[row.meeting_id].append(_Told(row.name, Entry(body, row.status, is_deputy)))
    return lists


def _place(posts: Mapping[int | str, list[Post]], row: Attendance, on: date) -> int | None:
    """Return the body of somebody whose page names none: the one for which they stood on that day."""
    person = row.person
    return body_on(posts.get((person.joined_to_id or person.pk) if person else 0, ()), on)


def _find_posts(partnership: int, rows: Iterable[Attendance]) -> dict[int | str, list[Post]]:
    """Return the posts of those whose page names no body, and of those for whom a deputy came, by person and by key."""
    people = [one.person for one in rows if one.person and not one.organisation_id]
    ids = {one.joined_to_id or one.pk for one in people}
    keys = {key_of_name(one.deputy_for) for one in rows if one.deputy_for}
    wanted = Q(person__in=ids) | Q(person__joined_to__in=ids) | Q(person__key__in=keys)
    found: dict[int | str, list[Post]] = defaultdict(list)
    own = PostRow.objects.filter(wanted, person__partnership=partnership, since__isnull=False, until__isnull=False)
    for row in own.select_related("person"):
        post = Post(row.organisation_id, row.since or date.min, row.until or date.max)
        found[row.person.joined_to_id or row.person_id].append(post)
        found[row.person.key].append(post)
    return found


def _find_undecided(meetings: Sequence[Meeting]) -> set[int]:
    """Return the meetings of whose lists of attendance something is still to be decided."""
    rows = Page.objects.filter(
        meeting__in=meetings,
        document__current=True,
        document__passages__kind=PassageKind.ATTENDANCE,
        document__passages__state=PassageState.PROPOSED,
    )
    return set(rows.values_list("meeting", flat=True))
