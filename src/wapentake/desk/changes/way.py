"""The steps of a meeting from its agenda to its published minutes: each touches several rooms, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.agendas.changes import give_numbers
from wapentake.agendas.changes.plan import take_up
from wapentake.desk.queries.way import find_leaks_in, public_text, stand
from wapentake.desk.rules import find_missing
from wapentake.intake.changes.typed import Taken, take_typed
from wapentake.intake.struck import find_all
from wapentake.intake.typed import find_known
from wapentake.kit.errors import Refused
from wapentake.meetings.changes import take_step
from wapentake.meetings.models import Meeting
from wapentake.meetings.rules import CLOSED, STANDING
from wapentake.minutes import changes as minutes
from wapentake.minutes.models import Correction
from wapentake.minutes.queries import tell_sitting
from wapentake.minutes.rules import compose_minutes
from wapentake.reports.changes import publish, withdraw_publication
from wapentake.reports.models import Publication, PublicationKind
from wapentake.reports.papers import Paper, say_paper
from wapentake.terms import MeetingState, say_date

Told = Mapping[str, Any]


def move_on(meeting: Meeting, step: str, told: Told, *, by: Account, today: date) -> Meeting:
    """Take a step of a meeting with all that belongs to it. Raises Refused where something is missing for it."""
    with transaction.atomic():
        missing = find_missing(step, stand(meeting, step, today=today))
        if not missing.verdict.ok:
            raise Refused("not-ready", f"{' '.join(missing.reasons)} Nothing was changed.")
        moved = take_step(meeting, step, by=by, told=told)
        if (work := _WORK.get(step)) is not None:
            work(moved, told, by)
    return moved


def take_minutes(meeting: Meeting, *, by: Account) -> Taken:
    """Put the minutes as they are typed into the register."""
    kept = minutes.minutes_of(meeting)
    name = f"Minutes of {say_date(meeting.on)}, {meeting.body}.txt"
    text = compose_minutes(tell_sitting(meeting)).text
    taken = take_typed(meeting, text, name=name, refused=find_known(meeting).refused, earlier=kept.source, by=by)
    minutes.keep_source(meeting, taken.source)
    return taken


def correct_minutes(meeting: Meeting, told: Told, *, by: Account, anyway: bool = False) -> Correction:
    """Keep a correction, and publish it beside the minutes where these are public.

    Raises: Refused where the minutes do not say what is to be corrected; and, unless somebody says that they mean it
    (`anyway`), where the new words may tell of somebody.
    """
    if told["was"] not in public_text(meeting, "minutes"):
        words = "The minutes do not say these words. Copy them exactly as they stand. Nothing was changed."
        raise Refused("not-said", words)
    if not anyway and (leaks := find_leaks_in(meeting, told["should_be"])):
        raise Refused("leak", f"{leaks[0].message} Nothing was changed.")
    with transaction.atomic():
        correction = minutes.correct_minutes(meeting, **told, by=by)
        _publish_again(meeting, by=by)
    return correction


def move_words(meeting: Meeting, words: str, *, neutral: str, by: Account) -> None:
    """Move words into a restricted note, and out of what stands in public at once.

    Means: what is public is published again with the neutral line; a draft that is being rewritten meanwhile cannot
    be, and is taken out of public view where it says the words.
    """
    with transaction.atomic():
        minutes.move_words(meeting, words, neutral=neutral, by=by)
        for standing in meeting.publications.filter(current=True):
            if not find_all(say_paper(Paper.from_dict(standing.paper)), words):
                continue
            if standing.kind == PublicationKind.AGENDA or meeting.state in (*CLOSED, *STANDING):
                _publish(meeting, PublicationKind(standing.kind), by=by)
            else:
                withdraw_publication(standing, by=by, why="Words in it were moved to a restricted note.")


def drop_correction(correction: Correction, *, by: Account) -> None:
    """Take a correction back, in public too."""
    with transaction.atomic():
        minutes.drop_correction(correction, by=by)
        _publish_again(correction.meeting, by=by)


def _publish_again(meeting: Meeting, *, by: Account) -> None:
    standing = meeting.publications.filter(current=True).exclude(kind=PublicationKind.AGENDA).first()
    if standing is not None:
        _publish(meeting, PublicationKind(standing.kind), by=by)


def _publish(meeting: Meeting, kind: PublicationKind, *, by: Account) -> Publication:
    text = public_text(meeting, "agenda" if kind == PublicationKind.AGENDA else "minutes")
    return publish(meeting, kind, text, by=by)


def _publish_agenda(meeting: Meeting, told: Told, by: Account) -> None:
    give_numbers(meeting)
    _publish(meeting, PublicationKind.AGENDA, by=by)


def _hold(meeting: Meeting, told: Told, by: Account) -> None:
    give_numbers(meeting)
    take_up(meeting, by=by)
    minutes.fill_roll(meeting, by=by)


def _finish(meeting: Meeting, told: Told, by: Account) -> None:
    minutes.keep_next_days(meeting, tell_sitting(meeting).next_days)
    take_minutes(meeting, by=by)


def _reopen(meeting: Meeting, told: Told, by: Account) -> None:
    minutes.forget_clearance(meeting)


def _clear(meeting: Meeting, told: Told, by: Account) -> None:
    take_minutes(meeting, by=by)
    minutes.clear_minutes(meeting, cleared_by=told["cleared_by"], on=told["on"], how=told["how"])


def _circulate(meeting: Meeting, told: Told, by: Account) -> None:
    minutes.circulate_minutes(meeting, on=told["on"])


def _publish_draft(meeting: Meeting, told: Told, by: Account) -> None:
    take_minutes(meeting, by=by)
    _publish(meeting, PublicationKind.DRAFT, by=by)


def _confirm(meeting: Meeting, told: Told, by: Account) -> None:
    at = Meeting.objects.filter(partnership=meeting.partnership_id, pk=told["confirmed_at"]).first()
    if at is None or at.state == MeetingState.CANCELLED:
        raise Refused("no-meeting", "Choose the meeting that confirmed the minutes. Nothing was changed.")
    take_minutes(meeting, by=by)
    minutes.confirm_minutes(meeting, confirmed_at=at, on=told["on"], signed_by=told["signed_by"])
    agreed = minutes.agree_corrections(meeting, agreed_at=at, by=by)
    for earlier in {one.meeting for one in agreed} - {meeting}:
        _publish_again(earlier, by=by)


def _publish_minutes(meeting: Meeting, told: Told, by: Account) -> None:
    _publish(meeting, PublicationKind.MINUTES, by=by)


_WORK: dict[str, Callable[[Meeting, Told, Account], None]] = {
    "publish-agenda": _publish_agenda,
    "hold": _hold,
    "finish": _finish,
    "reopen": _reopen,
    "clear": _clear,
    "circulate": _circulate,
    "publish-draft": _publish_draft,
    "confirm": _confirm,
    "publish": _publish_minutes,
}
