"""What is written of the forward plan: what is put on it, put off, taken, dropped, and what minutes propose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wapentake.agendas.models import AgendaItem, ForwardItem, ForwardState, Paper
from wapentake.agendas.queries import Proposal
from wapentake.agendas.rules import is_same_thing
from wapentake.kit.changes import Actor
from wapentake.meetings.changes import write_row
from wapentake.meetings.models import Meeting, Series
from wapentake.meetings.queries import find_next
from wapentake.terms import say_date


@transaction.atomic
def put_forward(
    series: Series, values: Mapping[str, Any], *, by: Actor, item: ForwardItem | None = None
) -> ForwardItem:
    """Write an item of the forward plan; the first day for which it is meant stays known.

    Means: a new one that is the same thing as one that waits was promised twice, and that counts as putting it off.
    """
    meeting = values.get("meeting")
    waiting = ForwardItem.objects.filter(series=series, state=ForwardState.WAITING).order_by("pk")
    alike = next((one for one in waiting if item is None and is_same_thing(one.title, values["title"])), None)
    if alike is not None:
        defer_forward(alike, meeting, reason=values.get("reason") or alike.reason, by=by)
        alike.refresh_from_db()
        return alike
    item = item or ForwardItem(partnership_id=series.partnership_id)
    first_on = item.first_on or (meeting.on if meeting else None)
    write_row(item, {**values, "series": series, "first_on": first_on}, partnership=series.partnership_id, by=by)
    return item


@transaction.atomic
def defer_forward(item: ForwardItem, meeting: Meeting | None, *, reason: str, by: Actor) -> None:
    """Put an item off to a meeting, or to the next one that will be planned; it counts how often, and says why."""
    item = ForwardItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    values = {
        "meeting": meeting,
        "reason": reason,
        "first_on": item.first_on or (item.meeting.on if item.meeting else None),
        "deferrals": item.deferrals + 1,
        "state": ForwardState.WAITING.value,
    }
    write_row(item, values, partnership=item.partnership_id, by=by, verb="put off")


@transaction.atomic
def settle_forward(item: ForwardItem, state: ForwardState, *, reason: str = "", by: Actor) -> None:
    """Say that an item was taken, or drop it with a reason, or put it back on the plan."""
    values = {"state": state.value, **({"reason": reason} if reason else {})}
    write_row(item, values, partnership=item.partnership_id, by=by, verb=ForwardState(state).label.lower())


@transaction.atomic
def take_up(meeting: Meeting, *, by: Actor) -> int:
    """Say of what the forward plan had on an agenda that the meeting took it; return how many.

    Called when a meeting is held.
    """
    rows = ForwardItem.objects.filter(agenda_items__in=AgendaItem.objects.filter(meeting=meeting))
    taken = list(rows.filter(state=ForwardState.WAITING).distinct())
    for item in taken:
        settle_forward(item, ForwardState.TAKEN, by=by)
    return len(taken)


def carry_forward(meeting: Meeting, *, by: Actor) -> int:
    """Move what the forward plan has for a meeting that is not held to the next one of its body; return how many.

    Means: that counts as being put off. What waits for a meeting that nobody has planned waits for the first one.
    """
    following = find_next(meeting.series, after=meeting.on) if meeting.series else None
    waiting = list(ForwardItem.objects.filter(meeting=meeting, state=ForwardState.WAITING))
    for item in waiting:
        defer_forward(item, following, reason=f"The meeting of {say_date(meeting.on)} was cancelled.", by=by)
    return len(waiting)


def place_waiting(series: Series, meetings: Iterable[Meeting], *, by: Actor) -> None:
    """Mean what waits for "the next meeting" of a body for the first of these, now that they are planned."""
    first = min(meetings, key=lambda meeting: meeting.on, default=None)
    if first is None:
        return
    for item in ForwardItem.objects.filter(series=series, meeting=None, state=ForwardState.WAITING):
        values = {"meeting": first, "first_on": item.first_on or first.on}
        write_row(item, values, partnership=series.partnership_id, by=by)


@transaction.atomic
def accept_proposal(proposal: Proposal, meeting: Meeting | None, *, by: Actor) -> ForwardItem:
    """Put on the plan what minutes put off, or count it as put off once more where it is there."""
    last, again = proposal.last, proposal.again
    keys = [one.key for one in proposal.said]
    passage = next((one.passage for one in reversed(proposal.said) if one.passage), None)
    if passage and ForwardItem.objects.filter(passage=passage).exists():
        passage = None
    series = last.meeting.series
    assert series is not None  # noqa: S101 - only minutes of bodies in the calendar propose
    item = again or ForwardItem(partnership_id=series.partnership_id, series=series, title=last.title)
    days = [day for day in (item.first_on, proposal.first_on) if day]
    values = {
        "meeting": meeting,
        "reason": last.because[:1].upper() + last.because[1:] or item.reason,
        "first_on": min(days),
        "deferrals": item.deferrals + len(keys),
        "state": ForwardState.WAITING.value,
    }
    item.passage_id, item.said = item.passage_id or passage, [*item.said, *keys]
    write_row(item, values, partnership=series.partnership_id, by=by, verb="put off")
    return item


@transaction.atomic
def leave_proposal(proposal: Proposal, *, by: Actor) -> ForwardItem:
    """Leave off the plan what minutes put off, so that it is not offered again."""
    series = proposal.last.meeting.series
    assert series is not None  # noqa: S101 - only minutes of bodies in the calendar propose
    item = ForwardItem(partnership_id=series.partnership_id, series=series, title=proposal.last.title)
    item.said = [one.key for one in proposal.said]
    values = {
        "first_on": proposal.first_on,
        "deferrals": len(proposal.said),
        "reason": "Left off the plan when it was read in the minutes.",
        "state": ForwardState.DROPPED.value,
    }
    write_row(item, values, partnership=series.partnership_id, by=by)
    return item


def blot_words(partnership: int, clean: Callable[[Any], Any]) -> None:
    """Take words out of the forward plan and of agendas for ever. Whoever strikes them out of their page logs that."""
    _blot(ForwardItem.objects.filter(partnership=partnership), ("title", "presenter", "reason", "said"), clean)
    words = ("title", "presenter", "note", "public_interest", "urgent_because")
    _blot(AgendaItem.with_dropped.filter(meeting__partnership=partnership), words, clean)
    _blot(Paper.objects.filter(item__meeting__partnership=partnership).defer("data"), ("title", "name"), clean)


def _blot(rows: QuerySet[Any], names: Sequence[str], clean: Callable[[Any], Any]) -> None:
    for row in rows:
        cleaned = {name: clean(getattr(row, name)) for name in names}
        if any(getattr(row, name) != value for name, value in cleaned.items()):
            for name, value in cleaned.items():
                setattr(row, name, value)
            row.save(update_fields=names)
