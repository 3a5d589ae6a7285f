"""What is written of the calendar: bodies that meet, what stands on each of their agendas, notice, and the days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from wapentake.accounts.models import Partnership
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.changes import take_step, write_row
from wapentake.meetings.models import Meeting, NoticeRule, Series, StandingItem
from wapentake.meetings.rules import CALLED
from wapentake.terms import MeetingState, key_of_body, say_date

COPIED = ("time", "venue", "room", "dial_in", "contact", "duration_minutes", "kind")  # from a body to its meetings


@transaction.atomic
def put_series(
    partnership: Partnership, values: Mapping[str, Any], *, by: Actor, series: Series | None = None
) -> Series:
    """Write a body that meets, a new one or a changed one; its meetings known from pages become meetings of it.

    Means: meetings that are planned already keep their hour and place, but bear the name of the body.
    """
    key = key_of_body(values["name"])[:250]
    others = Series.objects.filter(partnership=partnership, key=key)
    if (others.exclude(pk=series.pk) if series else others).exists():
        words = f"{values['name']} is in the calendar already. Nothing was changed. Open it there to change it."
        raise Refused("series-twice", words)
    series = series or Series(partnership=partnership)
    write_row(series, {**values, "key": key}, partnership=partnership.pk, by=by)
    Meeting.objects.filter(partnership=partnership, body_key=key, series=None).update(series=series)
    called = series.meetings.filter(state__in=CALLED).exclude(body=series.name)
    taken = Meeting.objects.filter(partnership=partnership, body_key=key).exclude(series=series)
    called.exclude(on__in=taken.values("on")).update(body=series.name, body_key=key)
    return series


@transaction.atomic
def put_standing_item(
    series: Series, values: Mapping[str, Any], *, by: Actor, item: StandingItem | None = None
) -> StandingItem:
    """Write what stands on every agenda of a body; a new one comes last."""
    if item is None:
        last = series.standing_items.aggregate(last=Max("position"))["last"] or 0
        item = StandingItem(series=series, position=last + 1)
    write_row(item, values, partnership=series.partnership_id, by=by)
    return item


@transaction.atomic
def move_standing_item(item: StandingItem, *, up: bool, by: Actor) -> None:
    """Let a standing item change places with the one before or after it; at the end nothing changes."""
    rows = list(StandingItem.objects.select_for_update().filter(series=item.series_id))
    place = [row.pk for row in rows].index(item.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, 1):
        row.position = position
    StandingItem.objects.bulk_update(rows, ["position"])
    told = {"position": other + 1}
    log_change("moved", item, partnership=item.series.partnership_id, by=by, before={"position": place + 1}, after=told)


@transaction.atomic
def drop_standing_item(item: StandingItem, *, by: Actor) -> None:
    """Take a standing item off the agendas to come; those that there are keep it."""
    told = {"title": item.title, "rota": item.rota}
    log_change("removed", item, partnership=item.series.partnership_id, by=by, before=told)
    item.delete()


@transaction.atomic
def put_notice(partnership: Partnership, *, since: date, clear_days: int | None, by: Actor) -> NoticeRule:
    """Say how many clear days of notice are given from a day on; the same day said again is changed."""
    rule = NoticeRule.objects.filter(partnership=partnership, since=since).first()
    rule = rule or NoticeRule(partnership=partnership, since=since)
    write_row(rule, {"clear_days": clear_days}, partnership=partnership.pk, by=by)
    return rule


@transaction.atomic
def plan_meetings(series: Series, days: Iterable[date], *, by: Actor) -> list[Meeting]:
    """Put meetings of a body in the calendar; a day on which it meets already is left as it is."""
    wanted = sorted(set(days))
    met = Meeting.objects.filter(partnership=series.partnership_id, body_key=series.key, on__in=wanted)
    there = set(met.values_list("on", flat=True))
    usual = {name: getattr(series, name) for name in COPIED}
    return [_plan(series, {**usual, "on": on}, by=by) for on in wanted if on not in there]


@transaction.atomic
def add_planned_meeting(series: Series, values: Mapping[str, Any], *, by: Actor) -> Meeting:
    """Put one meeting in the calendar by hand. Raises Refused where the body meets on that day already."""
    _refuse_double(series.partnership_id, series.key, values["on"])
    usual = {name: getattr(series, name) for name in COPIED}
    return _plan(series, {**usual, **values}, by=by)


def _plan(series: Series, values: Mapping[str, Any], *, by: Actor) -> Meeting:
    meeting = Meeting(
        partnership_id=series.partnership_id,
        series=series,
        body=series.name,
        body_key=series.key,
        state=MeetingState.PLANNED.value,
        **values,
    )
    meeting.save()
    after = {"on": meeting.on, "time": meeting.time, "venue": meeting.venue}
    log_change("planned", meeting, partnership=meeting.partnership_id, by=by, after=after)
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, values: Mapping[str, Any], *, by: Actor) -> Meeting:
    """Hold a meeting on another day, at another hour or place: `on`, `time`, `venue`, `room`.

    Means: the day for which it was first called stays known, and calendars are told of each change. Raises Refused
    where it was held already, or the body meets on that day.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state not in CALLED:
        words = f"This meeting stands at “{meeting.state}”, so it cannot be moved any more. Nothing was changed."
        raise Refused("not-called", words)
    before = {name: getattr(meeting, name) for name in values}
    if before == dict(values):
        return meeting
    if values["on"] != meeting.on:
        _refuse_double(meeting.partnership_id, meeting.body_key, values["on"])
        meeting.first_on = meeting.first_on or meeting.on
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.save()
    log_change("moved", meeting, partnership=meeting.partnership_id, by=by, before=before, after=values)
    return meeting


def _refuse_double(partnership: int, key: str, on: date) -> None:
    """Refuse a day on which the body meets, or was to meet, already."""
    double = Meeting.objects.filter(partnership=partnership, body_key=key, on=on).first()
    if double is None:
        return
    if double.state == MeetingState.CANCELLED:
        words = (
            f"A meeting on {say_date(on)} was cancelled, and its page stays. Nothing was changed. Choose another day."
        )
    else:
        words = f"{double.body} meets on {say_date(on)} already. Nothing was changed. Choose another day."
    raise Refused("meeting-twice", words)


@transaction.atomic
def cancel_meeting(meeting: Meeting, because: str, *, by: Actor) -> Meeting:
    """Say that a meeting will not be held, and why; calendars are told. Raises Refused where it was held already."""
    meeting = take_step(meeting, "cancel", by=by, told={"because": because})
    meeting.cancelled_because = because
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_because", "sequence"])
    return meeting
