"""What a chair is told before and at a meeting: done, late and missing by body, put off again, and who was absent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst

from wapentake.accounts.models import Partnership
from wapentake.actions.models import Action, ActionState, Note
from wapentake.actions.queries import is_live
from wapentake.agendas.models import AgendaItem, ForwardItem, ForwardState
from wapentake.desk.rules.chairing import HEADINGS, Promise, say_promise, sort_promise
from wapentake.letters.models import Letter
from wapentake.meetings.models import AbsenceLetter, Meeting
from wapentake.meetings.queries.absence import find_letters, find_pair, find_posted, is_about
from wapentake.meetings.queries.attendance import AttendanceTable, BodyRow
from wapentake.meetings.rules.attendance import a_year_before
from wapentake.sources.models import Finding, FindingState, SourceState
from wapentake.terms import FindingCode, ItemOrigin

NO_BODY = "No body"
MOST = 10  # actions of a body under one heading; the rest is counted
AGAIN = 2  # times put off, and it is told
_OF_THE_CHAIR = (ItemOrigin.APOLOGIES, ItemOrigin.DECLARATIONS, ItemOrigin.PREVIOUS, ItemOrigin.MATTERS)


@dataclass(frozen=True, slots=True)
class Spoken:
    """An action with what is said of it."""

    promise: Promise
    said: str


@dataclass(frozen=True, slots=True)
class ByBody:
    """The actions of a body under one heading: those that are read out, and how many there are."""

    body: str
    spoken: Sequence[Spoken]
    count: int

    @property
    def more(self) -> int:
        """How many are not read out."""
        return self.count - len(self.spoken)

    @property
    def body_pk(self) -> int | None:
        """The body, for a link; None for what stands under none."""
        return self.spoken[0].promise.body_pk


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the chair's page with its actions by body."""

    code: str
    words: str
    bodies: Sequence[ByBody]

    @property
    def count(self) -> int:
        """How many actions stand under it."""
        return sum(one.count for one in self.bodies)


@dataclass(frozen=True, slots=True)
class Absence:
    """A body that was absent twice in a row, the letter about that with what became of its e-mail, and an older one."""

    row: BodyRow
    letter: AbsenceLetter | None
    posted: Letter | None
    earlier: AbsenceLetter | None


@dataclass(frozen=True, slots=True)
class Deferred:
    """What was put off twice or more: items of the forward plan, and what the reader found in minutes."""

    items: Sequence[ForwardItem]
    findings: Sequence[Finding]

    @property
    def count(self) -> int:
        """How many things were put off again."""
        return len(self.items) + len(self.findings)


def find_promises(partnership: Partnership, *, last: Meeting | None) -> list[Promise]:
    """Return the actions that somebody has still to do, or said to have done, and those closed since a meeting.

    Means: one that was given to each body counts by its children alone.
    """
    since = Q(state=ActionState.CLOSED, closed_on__gte=last.on) if last else Q(state=ActionState.CLOSED)
    rows = Action.objects.filter(is_live() | Q(state=ActionState.DONE) | since, partnership=partnership)
    noted = Exists(Note.objects.filter(action=OuterRef("pk")))
    rows = rows.filter(children=None).annotate(noted=noted).select_related("lead", "lead_body")
    return [_tell(one) for one in rows.order_by("due_on", "pk")]


def _tell(action: Action) -> Promise:
    is_closed = action.state == ActionState.CLOSED
    has_word = action.state != ActionState.OPEN or action.promised_on is not None or action.noted  # type: ignore[attr-defined]  # annotated
    return Promise(
        pk=action.pk,
        text=capfirst(action.text.rstrip(" .")),
        who=str(action.lead or action.lead_body or ""),
        body=str(action.lead_body or NO_BODY),
        body_pk=action.lead_body_id,
        written=action.owners_text,
        due=action.due_on,
        event=action.due_event,
        promised=action.promised_on,
        has_word=has_word,
        is_blocked=action.state == ActionState.BLOCKED,
        is_over=is_closed or action.state == ActionState.DONE,
        is_closed=is_closed,
        ended=action.closed_on if is_closed else action.done_on,
    )


def sort_promises(promises: Iterable[Promise], *, today: date) -> list[Heading]:
    """Return the headings with their actions by body, in the order in which they are read out."""
    found: dict[str, dict[str, list[Promise]]] = {code: {} for code in HEADINGS}
    for one in promises:
        if heading := sort_promise(one, today=today):
            found[heading].setdefault(one.body, []).append(one)
    return [Heading(code, words, _by_body(found[code], code, today)) for code, words in HEADINGS.items()]


def _by_body(bodies: Mapping[str, list[Promise]], code: str, today: date) -> list[ByBody]:
    in_order = sorted(bodies.items(), key=lambda one: (one[0] == NO_BODY, one[0]))
    return [
        ByBody(body, [Spoken(one, say_promise(one, code, today=today)) for one in own[:MOST]], len(own))
        for body, own in in_order
    ]


def find_deferred(partnership: Partnership, *, last: Meeting | None) -> Deferred:
    """Return what was put off twice or more and was not taken since, and what minutes of twelve months told of that."""
    waiting = ForwardItem.objects.filter(partnership=partnership, state=ForwardState.WAITING, deferrals__gte=AGAIN)
    findings = Finding.objects.filter(
        partnership=partnership, code=FindingCode.DEFERRED_AGAIN, state=FindingState.OPEN, document__current=True
    ).exclude(document__source__state=SourceState.WITHDRAWN)
    if last is not None:
        findings = findings.filter(document__on__gt=a_year_before(last.on))
    told = findings.select_related("document").defer("document__text", "document__record")
    return Deferred(
        list(waiting.select_related("meeting", "series").order_by("-deferrals", "first_on", "pk")),
        list(told.order_by("-document__on", "pk")),
    )


def find_absences(table: AttendanceTable, partnership: Partnership) -> list[Absence]:
    """Return the bodies that were absent twice in a row with their letters, responsible authorities first."""
    letters = find_letters(partnership, table.meetings)
    posted = find_posted(one for own in letters.values() for one in own)
    return [_with_letters(row, letters.get(row.organisation.pk, []), posted) for row in table.flagged]


def _with_letters(row: BodyRow, letters: Sequence[AbsenceLetter], posted: Mapping[str, Letter]) -> Absence:
    pair = find_pair(row)
    letter = next((one for one in letters if is_about(one, pair)), None)
    earlier = next((one for one in letters if one != letter and one.sent_on), None)
    return Absence(row, letter, posted.get(letter.key) if letter else None, earlier)


@dataclass(frozen=True, slots=True)
class Ready:
    """How far the next meeting's agenda has come: its items, and how many nobody presents."""

    items: int
    unpresented: int


def find_ready(meeting: Meeting) -> Ready:
    """Return how far the agenda of a meeting has come."""
    told = list(AgendaItem.objects.filter(meeting=meeting).values_list("origin", "presenter"))
    asked = [presenter for origin, presenter in told if origin not in _OF_THE_CHAIR]
    return Ready(len(told), sum(not one for one in asked))
