"""The open actions that a meeting goes through, as the rows of its list."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Prefetch, Q
from django.utils import timezone

from wapentake.actions.models import Action, ActionState, Note
from wapentake.actions.queries import is_live
from wapentake.meetings.models import Meeting
from wapentake.meetings.queries.attendance import is_of_body
from wapentake.reports.matters import Matter
from wapentake.terms import say_date

MOST_NOTES, MOST_LETTERS = 2, 160  # of what was said, the newest first


def find_matters(meeting: Meeting) -> list[Matter]:
    """Return the actions of earlier meetings of a body that nobody has closed, and those due at this meeting.

    Means: one that was given to each body stands there as its children alone. Shape: two queries.
    """
    earlier = Meeting.objects.filter(is_of_body(meeting), partnership=meeting.partnership_id, on__lt=meeting.on)
    open_still = is_live() | Q(state=ActionState.DONE)
    rows = Action.objects.filter(open_still, Q(meeting__in=earlier) | Q(due_meeting=meeting), children=None)
    rows = rows.filter(partnership=meeting.partnership_id).select_related("meeting", "item", "lead", "lead_body")
    notes = Prefetch("notes", Note.objects.defer("data").order_by("-at", "-pk"))
    rows = rows.prefetch_related(notes).order_by(F("due_on").asc(nulls_last=True), "pk")
    return [_tell(one, meeting.on) for one in rows]


def _tell(action: Action, on: date) -> Matter:
    return Matter(
        pk=action.pk,
        text=action.text[:1].upper() + action.text[1:],
        who=str(action.lead or action.lead_body or ""),
        body=str(action.lead_body or ""),
        on=action.meeting.on,
        item=str(action.item or ""),
        due=_say_due(action, on),
        said=tuple(_say_so_far(action)),
    )


def _say_due(action: Action, on: date) -> str:
    if action.due_on is None:
        return f"Due: {action.due_event}" if action.due_event else ""
    late = ", so it is late" if action.is_live and action.due_on < on else ""
    return f"Due on {say_date(action.due_on)}{late}"


def _say_so_far(action: Action) -> list[str]:
    """Return how far an action has come and what was last said of it, the newest first."""
    said = []
    if action.state != ActionState.OPEN:
        when = f" on {say_date(action.done_on)}" if action.state == ActionState.DONE and action.done_on else ""
        said.append(f"{action.get_state_display()}{when}")
    if action.promised_on:
        said.append(f"Promised for {say_date(action.promised_on)}")
    notes = [one for one in action.notes.all() if str(one)][:MOST_NOTES]
    return [*said, *(_say_note(one) for one in notes)]


def _say_note(note: Note) -> str:
    words = " ".join(str(note).split())
    words = words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS].rsplit(' ', 1)[0]} …"
    return f"{note.by_name}, {say_date(timezone.localdate(note.at))}: {words}"
