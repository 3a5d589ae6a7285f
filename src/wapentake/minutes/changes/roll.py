"""Writes of the roll: who is expected, who came, who left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.contacts.changes import meet_organisation
from wapentake.contacts.models import Person
from wapentake.kit.changes import log_change, log_changes, make_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes.typed import hold_meeting
from wapentake.minutes.models import Roll
from wapentake.minutes.queries import find_awaited, seat_of
from wapentake.minutes.rules import Seat, check_seat
from wapentake.reading.persons import drop_titles
from wapentake.terms import PersonRole, RollStatus, key_of_name

SET = ("status", "role", "is_member", "deputy_for", "left_at")
TWICE = "{name} is on the roll already. Nothing was added. Look further up, and say there how they stand."


@transaction.atomic
def fill_roll(meeting: Meeting, *, by: Account) -> int:
    """Put those on the roll who stood in the last lists of attendance and are not on it; return how many."""
    hold_meeting(meeting)
    there = {key_of_name(name) for name in meeting.roll.values_list("name", flat=True)}
    rows = [
        Roll(
            meeting=meeting,
            name=one.name,
            person_id=one.person,
            organisation_id=one.organisation,
            role="" if one.role == PersonRole.DEPUTY else one.role,
            is_member=one.is_member,
        )
        for one in find_awaited(meeting)
        if key_of_name(one.name) not in there
    ]
    Roll.objects.bulk_create(rows)
    if rows:
        names = {"names": [one.name for one in rows]}
        log_change("filled the roll", meeting, partnership=meeting.partnership_id, by=by, after=names)
    return len(rows)


@transaction.atomic
def keep_roll(meeting: Meeting, told: Mapping[int, Mapping[str, Any]], *, by: Account) -> list[str]:
    """Write how people stand, by the ids of their rows; return in words what could not be.

    Means: what is refused of one person stays as it was, and the others are written.
    """
    hold_meeting(meeting)
    rows = Roll.objects.filter(meeting=meeting, pk__in=told).select_related("organisation")
    wrong, changes = [], []
    for row in rows.order_by("pk"):
        before = {key: getattr(row, key) for key in SET}
        after = {**before, **{key: value for key, value in told[row.pk].items() if key in SET}}
        after["deputy_for"] = drop_titles(after["deputy_for"]) if after["status"] == RollStatus.DEPUTY else ""
        if after == before:
            continue
        verdict = check_seat(replace(seat_of(row), **after)) if after["status"] == RollStatus.DEPUTY else None
        if verdict is not None and not verdict.ok:
            wrong.append(f"{row.name}: {' '.join(verdict.reasons)}")
            continue
        for key, value in after.items():
            setattr(row, key, value)
        row.save(update_fields=SET)
        changes.append(
            make_change("marked", row, partnership=meeting.partnership_id, by=by, before=before, after=after)
        )
    log_changes(changes)
    return wrong


@transaction.atomic
def add_to_roll(meeting: Meeting, seat: Seat, *, by: Account) -> Roll:
    """Put somebody on the roll. Raises Refused where they are on it, or would not be read as that person again."""
    hold_meeting(meeting)
    seat = replace(seat, name=drop_titles(seat.name), deputy_for=drop_titles(seat.deputy_for))
    key = key_of_name(seat.name)
    if any(key_of_name(name) == key for name in meeting.roll.values_list("name", flat=True)):
        raise Refused("roll-twice", TWICE.format(name=seat.name))
    verdict = check_seat(seat)
    if not verdict.ok:
        raise Refused("seat", f"{' '.join(verdict.reasons)} Nothing was added.")
    person = Person.objects.filter(partnership=meeting.partnership_id, key=key).select_related("joined_to").first()
    row = Roll.objects.create(
        meeting=meeting,
        name=seat.name,
        person=(person.joined_to or person) if person else None,
        organisation=meet_organisation(meeting.partnership, seat.organisation) if seat.organisation else None,
        role=seat.role,
        is_member=seat.is_member and seat.status != RollStatus.INVITED,
        status=seat.status,
        deputy_for=seat.deputy_for,
        left_at=seat.left_at,
    )
    log_change("added", row, partnership=meeting.partnership_id, by=by, after={"words": str(row)})
    return row


@transaction.atomic
def drop_from_roll(row: Roll, *, by: Account) -> None:
    """Take somebody off the roll."""
    meeting = hold_meeting(row.meeting)
    log_change("removed", row, partnership=meeting.partnership_id, by=by, before={"words": str(row)})
    row.delete()
