"""Writes of what a meeting settled, and of interests that were declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.agendas.models import AgendaItem
from wapentake.kit.changes import log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.minutes.changes.typed import hold_meeting
from wapentake.minutes.models import Declaration, Resolution, Settled
from wapentake.minutes.queries import find_roll, seat_of
from wapentake.minutes.rules import Settlement, check_resolution, find_voters
from wapentake.terms import key_of_name

NOT_ON_ROLL = "{name} is not on the roll. Put them there first, then record what they declared. Nothing was changed."
_VOTE = ("proposer", "seconder", "votes_for", "votes_against", "abstained", "names")


@transaction.atomic
def keep_resolution(item: AgendaItem, told: Settlement, *, row: Resolution | None = None, by: Account) -> Resolution:
    """Write a decision, a new one or another form of `row`. Raises Refused where it cannot have been taken so."""
    meeting = hold_meeting(item.meeting)
    verdict = check_resolution(told, find_voters(seat_of(one) for one in find_roll(meeting)))
    if not verdict.ok:
        raise Refused("resolution", " ".join(verdict.reasons))
    values = {key: value for key, value in asdict(told).items() if key != "by_vote"}
    if not told.by_vote:
        values |= {key: None if key.startswith(("votes", "abst")) else "" for key in _VOTE}
    values["settled"] = Settled.VOTE if told.by_vote else Settled.CONSENSUS
    made = row is None
    row = row or Resolution(item=item)
    before = {} if made else {key: getattr(row, key) for key in values}
    for key, value in values.items():
        setattr(row, key, value)
    row.save()
    log_change(
        "recorded" if made else "corrected", row, partnership=meeting.partnership_id, by=by, before=before, after=values
    )
    return row


@transaction.atomic
def remove_resolution(row: Resolution, *, by: Account) -> None:
    """Take a decision out of the minutes."""
    meeting = hold_meeting(row.item.meeting)
    before = {"kind": row.kind, "text": row.text, "condition": row.condition}
    log_change("removed", row, partnership=meeting.partnership_id, by=by, before=before)
    row.delete()


@transaction.atomic
def keep_declaration(
    meeting: Meeting, told: Mapping[str, Any], *, row: Declaration | None = None, by: Account
) -> Declaration:
    """Write an interest that somebody on the roll declared: `name`, `item`, `interest` and `outcome`.

    Raises: Refused where the person is not on the roll.
    """
    meeting = hold_meeting(meeting)
    key = key_of_name(told["name"])
    if all(key_of_name(name) != key for name in meeting.roll.values_list("name", flat=True)):
        raise Refused("not-on-roll", NOT_ON_ROLL.format(name=told["name"]))
    verb = "recorded" if row is None else "corrected"
    row = row or Declaration(meeting=meeting)
    before = {"words": str(row), "outcome": row.outcome} if row.pk else {}
    row.name, row.item, row.interest, row.outcome = told["name"], told["item"], told["interest"], told["outcome"]
    row.save()
    after = {"words": str(row), "outcome": row.outcome}
    log_change(verb, row, partnership=meeting.partnership_id, by=by, before=before, after=after)
    return row


@transaction.atomic
def remove_declaration(row: Declaration, *, by: Account) -> None:
    """Take a declared interest out of the minutes."""
    meeting = hold_meeting(row.meeting)
    log_change("removed", row, partnership=meeting.partnership_id, by=by, before={"words": str(row)})
    row.delete()
