"""Every write of `agendas`: here agendas and papers; beside it the forward plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.agendas.models import AgendaItem, Paper
from wapentake.agendas.queries import (
    find_highest,
    find_previous_minutes,
    find_relinked,
    list_origins,
)
from wapentake.agendas.rules import ENDING, Drafted, may_edit, merge_items, needs_reason, number_items
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.changes import write_row
from wapentake.meetings.models import Meeting, Series
from wapentake.terms import ItemOrigin

LATE = "This agenda is published, so a new item is a late one. Nothing was changed. Say why the chair takes it."
EXEMPT = "An exempt item needs both: the paragraph, and why telling it would not serve the public. Nothing was changed."


def lock_agenda(meeting: Meeting) -> Meeting:
    """Return the meeting, held for this transaction. Raises Refused where its agenda may not be written any more."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    verdict = may_edit(meeting.state)
    if not verdict.ok:
        raise Refused("agenda-closed", " ".join(verdict.reasons))
    return meeting


@transaction.atomic
def put_item(meeting: Meeting, values: Mapping[str, Any], *, by: Actor, item: AgendaItem | None = None) -> AgendaItem:
    """Write an item of an agenda, a new one or a changed one; a new one comes before those that end the agenda."""
    meeting = lock_agenda(meeting)
    if bool(values.get("paragraph")) != bool(values.get("public_interest")):
        raise Refused("exempt", EXEMPT)
    if item is not None:
        write_row(item, values, partnership=meeting.partnership_id, by=by)
        return item
    late = needs_reason(meeting.state)
    if late and not values.get("urgent_because"):
        raise Refused("late", LATE)
    rows = list(AgendaItem.objects.filter(meeting=meeting))
    place = len(rows)
    while place and rows[place - 1].built_from in ENDING:
        place -= 1
    item = AgendaItem(meeting=meeting, position=0, origin=(ItemOrigin.URGENT if late else ItemOrigin.ADDED).value)
    write_row(item, values, partnership=meeting.partnership_id, by=by)
    _lay([*rows[:place], item, *rows[place:]])
    return item


def _lay(rows: Sequence[AgendaItem]) -> None:
    """Give the items of an agenda their places."""
    for position, row in enumerate(rows, 1):
        row.position = position
    AgendaItem.objects.bulk_update(rows, ["position"])


@transaction.atomic
def arrange_item(item: AgendaItem, *, to: int, by: Actor) -> None:
    """Put an item at a place of its agenda, counted from 0; a place outside means the first or the last."""
    meeting = lock_agenda(item.meeting)
    rows = list(AgendaItem.objects.filter(meeting=meeting))
    places = [row.pk for row in rows]
    if item.pk not in places:
        return
    was, to = places.index(item.pk), max(0, min(to, len(rows) - 1))
    if was == to:
        return
    rows.insert(to, rows.pop(was))
    _lay(rows)
    told = {"before": {"place": was + 1}, "after": {"place": to + 1}}
    log_change("moved", item, partnership=meeting.partnership_id, by=by, **told)


@transaction.atomic
def take_off(item: AgendaItem, *, by: Actor) -> None:
    """Take an item off its agenda, with all that hangs from it; it can be put back."""
    meeting = lock_agenda(item.meeting)
    write_row(item, {"dropped": True}, partnership=meeting.partnership_id, by=by, verb="taken off")


@transaction.atomic
def put_back(item: AgendaItem, *, by: Actor) -> None:
    """Put an item back where it stood."""
    meeting = lock_agenda(item.meeting)
    write_row(item, {"dropped": False}, partnership=meeting.partnership_id, by=by, verb="put back")


def lay_drafted(meeting: Meeting, drafted: Sequence[Drafted], *, by: Actor) -> int:
    """Put what is new among drafted items on an agenda, and return how many that were.

    Means: nothing that is there is changed, and what was taken off stays off. Call it in a transaction.
    """
    there, taken_off = list_origins(meeting)
    order = merge_items([one.built_from for one in there], drafted, taken_off=taken_off)
    previous = find_previous_minutes(meeting)
    rows = []
    for one in order:
        if isinstance(one, int):
            rows.append(there[one])
            continue
        item = AgendaItem(
            meeting=meeting,
            position=0,
            title=one.title,
            origin=one.origin.value,
            purpose=one.purpose,
            duration_minutes=one.minutes,
            presenter=one.presenter,
            forward_id=one.forward,
            previous=previous if one.origin == ItemOrigin.PREVIOUS else None,
            built_from=one.made_from,
        )
        item.save()
        rows.append(item)
    _lay(rows)
    new = [one.title for one in order if isinstance(one, Drafted)]
    if new:
        log_change("built", meeting, partnership=meeting.partnership_id, by=by, after={"items": new})
    return len(new)


@transaction.atomic
def give_numbers(meeting: Meeting) -> int:
    """Number the items of an agenda that have no number, on from the highest of the municipal year; return how many.

    Means: a number once given stays. Called when an agenda is published.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    rows = list(AgendaItem.objects.filter(meeting=meeting))
    dropped = AgendaItem.with_dropped.filter(meeting=meeting, dropped=True).values_list("number", flat=True)
    highest = max([find_highest(meeting), *(one for one in dropped if one)])
    numbers = number_items([row.number for row in rows], highest=highest)
    changed = []
    for row, number in zip(rows, numbers, strict=True):
        if row.number != number:
            row.number = number
            changed.append(row)
    AgendaItem.objects.bulk_update(changed, ["number"])
    return len(changed)


def relink_previous(series: Series, *, by: Actor) -> None:
    """Let agendas to come put up the minutes of the meeting that is now before theirs."""
    for item, previous in find_relinked(series.pk):
        write_row(item, {"previous": previous}, partnership=series.partnership_id, by=by)


# Papers


@transaction.atomic
def add_paper(item: AgendaItem, values: Mapping[str, Any], *, by: Account) -> Paper:
    """Hang a file from an item: `name`, `title`, `media_type`, `size`, `sha256`, `data`.

    Raises Refused where the item has the same file already.
    """
    meeting = lock_agenda(item.meeting)
    if item.papers.filter(sha256=values["sha256"]).exists():
        raise Refused("paper-twice", f"{values['name']} is with this item already. Nothing was changed.")
    paper = Paper(item=item, added_by=by, **values)
    paper.save()
    told = {name: values[name] for name in ("name", "title", "media_type", "size", "sha256")}
    log_change("added", paper, partnership=meeting.partnership_id, by=by, after=told)
    return paper


@transaction.atomic
def drop_paper(paper: Paper, *, by: Actor) -> None:
    """Take a file away; the log keeps its name, size and sum."""
    meeting = lock_agenda(paper.item.meeting)
    told = {"name": paper.name, "title": paper.title, "size": paper.size, "sha256": paper.sha256}
    log_change("removed", paper, partnership=meeting.partnership_id, by=by, before=told)
    paper.delete()
