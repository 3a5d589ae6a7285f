"""How far a meeting has come, what the public would read of it, and what in that may tell of somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from wapentake.agendas.models import AgendaItem
from wapentake.agendas.queries import compose_agenda
from wapentake.contacts.models import Person
from wapentake.desk.rules import Standing
from wapentake.intake.typed import read_typed
from wapentake.leaks import Leak, find_leaks
from wapentake.meetings.models import Attendance, Meeting
from wapentake.meetings.queries import find_notice_rules
from wapentake.meetings.rules import CLOSED
from wapentake.minutes.models import Correction, Minutes, Roll
from wapentake.minutes.queries import tell_sitting, text_of
from wapentake.minutes.rules import compose_minutes, count_quorum, put_neutral
from wapentake.reports.queries import find_page_text, say_removed
from wapentake.sources.models import Document
from wapentake.terms import ItemOrigin, MeetingState, PersonRole

HELD = [one.value for one in MeetingState if one not in ("planned", "agenda draft", "agenda published", "cancelled")]


def public_text(meeting: Meeting, of: str) -> str:
    """Return what the public would read of a meeting's agenda or minutes, with neutral lines for restricted words.

    Means: of confirmed minutes it is the text that was confirmed, whatever changed since.
    """
    if of == "agenda":
        text = compose_agenda(meeting, also=find_corrections(meeting))
    elif meeting.state == MeetingState.RECORDED or not meeting.agenda_items.exists():
        text = find_page_text(meeting)
    else:
        text = _confirmed_text(meeting) or compose_minutes(tell_sitting(meeting)).text
    notes = meeting.restricted_notes.values_list("words", "neutral")
    return put_neutral(say_removed(text), [(say_removed(words), say_removed(neutral)) for words, neutral in notes])


def find_corrections(meeting: Meeting) -> dict[int, list[str]]:
    """Return the corrections that this meeting is asked to agree, in words, under the item on the previous minutes."""
    items = meeting.agenda_items.exclude(previous=None).values_list("pk", "previous")
    asked = Correction.objects.filter(meeting__in=[previous for _, previous in items], agreed_at=None).order_by("pk")
    said = [(one.meeting_id, f"To be corrected: “{one.was}” to “{one.should_be}”.") for one in asked]
    return {pk: [words for of, words in said if of == previous] for pk, previous in items}


def _confirmed_text(meeting: Meeting) -> str:
    if meeting.state not in CLOSED:
        return ""
    source = Minutes.objects.filter(meeting=meeting).values("source")
    return Document.objects.filter(source__in=source, current=True).values_list("text", flat=True).first() or ""


def find_leaks_of(meeting: Meeting, of: str) -> tuple[Leak, ...]:
    """Return what in the public text may tell of somebody, and nobody has settled."""
    return find_leaks_in(meeting, public_text(meeting, of))


def find_leaks_in(meeting: Meeting, text: str) -> tuple[Leak, ...]:
    """Return what in a text that is to stand with a meeting may tell of somebody, and nobody has settled."""
    left = meeting.left_in.values_list("likeness", flat=True)
    return find_leaks(text, known_names=_known_names(meeting), allowed=frozenset(left))


def _known_names(meeting: Meeting) -> frozenset[str]:
    """Return the names that the public knows: of those who come to meetings, and who present or are the contact."""
    people = Person.objects.filter(partnership=meeting.partnership_id).values_list("name", flat=True)
    roll = Roll.objects.filter(meeting=meeting).values_list("name", flat=True)
    presenters = AgendaItem.objects.filter(meeting=meeting).exclude(presenter="").values_list("presenter", flat=True)
    left = meeting.left_in.exclude(name="").values_list("name", flat=True)
    return frozenset({*people, *roll, *presenters, *left, meeting.contact} - {""})


def find_later(meeting: Meeting) -> list[Meeting]:
    """Return the meetings of the same body that were held since, the next one first."""
    same = Q(series=meeting.series_id) if meeting.series_id else Q(body_key=meeting.body_key)
    rows = Meeting.objects.filter(same, partnership=meeting.partnership_id, on__gt=meeting.on, state__in=HELD)
    return list(rows.order_by("on"))


def find_chair(meeting: Meeting) -> str:
    """Return who chaired a meeting, by its roll or its list of attendance; nothing where neither says so."""
    for rows in (Roll.objects.filter(meeting=meeting), Attendance.objects.filter(meeting=meeting)):
        if name := rows.filter(role=PersonRole.CHAIR).values_list("name", flat=True).first():
            return name
    return ""


def stand(meeting: Meeting, step: str, *, today: date) -> Standing:
    """Gather what the rules ask for before a step; the leak check is made only where it counts."""
    items = list(AgendaItem.objects.filter(meeting=meeting).select_related("minute"))
    published = {"publish-agenda": "agenda", "publish-draft": "minutes", "publish": "minutes"}
    told = Standing(
        on=meeting.on,
        today=today,
        place=meeting.venue or meeting.room or meeting.dial_in,
        publish_by=find_notice_rules(meeting.partnership, [meeting.on]).publish_by(meeting.on),
        items=len(items),
        leaks=len(find_leaks_of(meeting, published[step])) if step in published else 0,
        later=len(find_later(meeting)) if step == "confirm" else 0,
    )
    return _with_minutes(told, meeting, items) if step == "finish" else told


def _with_minutes(told: Standing, meeting: Meeting, items: Sequence[AgendaItem]) -> Standing:
    sitting = tell_sitting(meeting)
    quorum = count_quorum(sitting.seats, sitting.quorum)
    written = [one for one in items if text_of(one).strip()]
    actions = [one for read in read_typed(meeting).items.values() for one in read.offers if one.kind == "action"]
    return replace(
        told,
        here=quorum.here,
        quorum=quorum.needed,
        written=len(written),
        empty=tuple(str(one) for one in items if one not in written and not _fills_itself(one)),
        unowned=sum(not one.owners for one in actions),
        undated=sum(not one.due for one in actions),
    )


def _fills_itself(item: AgendaItem) -> bool:
    """Return whether what belongs under an item comes from the roll, from declarations or from the calendar."""
    own = (ItemOrigin.APOLOGIES, ItemOrigin.DECLARATIONS)
    return item.origin in own or "next meeting" in item.title.lower()
