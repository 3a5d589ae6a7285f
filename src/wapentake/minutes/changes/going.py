"""What becomes of minutes once they are written: cleared, circulated, confirmed, corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.minutes.models import Correction, Minutes
from wapentake.minutes.queries import find_open_corrections
from wapentake.sources.models import Source


def minutes_of(meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting, made where there are none."""
    return Minutes.objects.select_related("source").get_or_create(meeting=meeting)[0]


def keep_source(meeting: Meeting, source: Source) -> None:
    """Say as which page the minutes entered the register."""
    minutes = minutes_of(meeting)
    minutes.source = source
    minutes.save(update_fields=["source"])


def keep_next_days(meeting: Meeting, days: Iterable[date]) -> None:
    """Keep the days of the next meetings as the finished draft says them."""
    minutes = minutes_of(meeting)
    minutes.next_days = [day.isoformat() for day in days]
    minutes.save(update_fields=["next_days"])


def clear_minutes(meeting: Meeting, *, cleared_by: str, on: date, how: str) -> None:
    """Say who cleared the draft, when, and how they said so."""
    minutes = minutes_of(meeting)
    minutes.cleared_by, minutes.cleared_on, minutes.cleared_how = cleared_by[:200], on, how[:200]
    minutes.save(update_fields=["cleared_by", "cleared_on", "cleared_how"])


def forget_clearance(meeting: Meeting) -> None:
    """Say that nobody cleared the draft, since it is being written again, and its days are those of the calendar."""
    minutes = minutes_of(meeting)
    minutes.next_days = None
    minutes.cleared_by, minutes.cleared_on, minutes.cleared_how, minutes.circulated_on = "", None, "", None
    minutes.save(update_fields=["next_days", "cleared_by", "cleared_on", "cleared_how", "circulated_on"])


def circulate_minutes(meeting: Meeting, *, on: date) -> None:
    """Say when members were given the draft."""
    minutes = minutes_of(meeting)
    minutes.circulated_on = on
    minutes.save(update_fields=["circulated_on"])


def confirm_minutes(meeting: Meeting, *, confirmed_at: Meeting, on: date, signed_by: str) -> None:
    """Say at which meeting the minutes were agreed as a true record, and who signed them when."""
    if confirmed_at.on <= meeting.on:
        raise Refused("confirmed-before", "Minutes are confirmed at a later meeting. Nothing was changed.")
    minutes = minutes_of(meeting)
    minutes.confirmed_at, minutes.confirmed_on, minutes.signed_by = confirmed_at, on, signed_by[:200]
    minutes.save(update_fields=["confirmed_at", "confirmed_on", "signed_by"])


def correct_minutes(
    meeting: Meeting, *, item: str, was: str, should_be: str, agreed_at: Meeting | None, by: Actor
) -> Correction:
    """Keep a correction beside the minutes, whose text stays as it is."""
    with transaction.atomic():
        correction = Correction.objects.create(
            meeting=meeting, item=item[:320], was=was, should_be=should_be, agreed_at=agreed_at
        )
        told = {"item": item, "was": was, "should_be": should_be}
        log_change("corrected", correction, partnership=meeting.partnership_id, by=by, after=told)
    return correction


def agree_corrections(meeting: Meeting, *, agreed_at: Meeting, by: Actor) -> list[Correction]:
    """Say that a meeting agreed the corrections that no meeting had agreed yet, with these minutes; return them."""
    agreed = list(find_open_corrections(meeting))
    for correction in agreed:
        correction.agreed_at = agreed_at
        correction.save(update_fields=["agreed_at"])
        told = {"agreed_at": agreed_at.on}
        log_change("agreed", correction, partnership=meeting.partnership_id, by=by, after=told)
    return agreed


def drop_correction(correction: Correction, *, by: Actor) -> None:
    """Take a correction back that was entered by mistake; the log keeps it."""
    with transaction.atomic():
        told = {"was": correction.was, "should_be": correction.should_be}
        log_change("removed", correction, partnership=correction.meeting.partnership_id, by=by, before=told)
        correction.delete()
