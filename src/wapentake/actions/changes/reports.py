"""Where later pages say that an action was done: kept as proposals, accepted, which closes the action, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes.states import close_action, set_action_state
from wapentake.actions.models import Action, ActionState, Report, ReportState
from wapentake.kit.changes import Actor, log_changes, make_change
from wapentake.meetings.models import Meeting
from wapentake.meetings.queries import find_meeting_of
from wapentake.sources.models import Document

WITHDRAWN = "The page that said that it was done was withdrawn."
UNDONE = "That the minutes say that it was done was undone."


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a step: its batch, how many reports were decided, and how many somebody had settled before."""

    batch: UUID
    count: int
    before: int = 0


@transaction.atomic
def keep_reports(partnership: Partnership, found: Iterable[Report]) -> int:
    """Keep what was found as the proposals of a partnership; return how many are new.

    Means: a report of the same action in the same page is the same one, wherever its words stand now; one that nobody
    decided and that is found no more goes. What a person decided stays.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    known = {(one.action_id, one.document_id): one for one in Report.objects.filter(partnership=partnership)}
    new, again = [], []
    for report in found:
        held = known.get((report.action_id, report.document_id))
        if held is None:
            new.append(report)
        elif held.state == ReportState.PROPOSED:
            held.start, held.end, held.reason = report.start, report.end, report.reason
            again.append(held)
    kept = {one.pk for one in again}
    gone = [one.pk for one in known.values() if one.state == ReportState.PROPOSED and one.pk not in kept]
    Report.objects.filter(pk__in=gone).delete()
    Report.objects.bulk_update(again, ["start", "end", "reason"], batch_size=200)
    Report.objects.bulk_create(new, batch_size=500)
    return len(new)


@transaction.atomic
def move_reports(old: Document, new: Document) -> None:
    """Let what was said of reports count for a new reading of their page, where the same words stand there."""
    for report in Report.objects.filter(document=old).select_related("document"):
        place = new.text.find(report.words)
        start = place if place >= 0 else min(report.start, len(new.text))
        report.end = start + (report.end - report.start if place >= 0 else 0)
        report.start, report.document = start, new
        report.save(update_fields=["document", "start", "end"])


@transaction.atomic
def accept_reports(partnership: Partnership, ids: Iterable[int], *, by: Account) -> Judged:
    """Accept reports: each closes its action at the meeting of its page, by the words that say so.

    Means: the same accepted twice changes nothing; an action that was closed meanwhile stays as it was closed.
    """
    batch = uuid4()
    rows = _take(partnership, ids)
    taken = []
    for report in rows:
        action = report.action
        meeting = find_meeting_of(report.document)
        if meeting is not None and action.state != ActionState.CLOSED:
            close_action(action, by=by, on=meeting.on, at=meeting)
            taken.append(report)
    _decide(taken, ReportState.ACCEPTED, by=by, batch=batch)
    return Judged(batch, len(taken), len(rows) - len(taken))


@transaction.atomic
def refuse_reports(partnership: Partnership, ids: Iterable[int], *, by: Account) -> Judged:
    """Say that words report nothing of an action; they are not proposed again."""
    batch = uuid4()
    rows = _take(partnership, ids)
    _decide(rows, ReportState.REFUSED, by=by, batch=batch)
    return Judged(batch, len(rows))


@transaction.atomic
def undo_reports(partnership: Partnership, batch: UUID, *, by: Account) -> int:
    """Take back what one step decided of reports; return how many wait again. What they closed is opened again.

    Means: an action that somebody has opened, or closed anew, since stays as it is.
    """
    rows = _lock(Report.objects.filter(partnership=partnership, batch=batch))
    for report in rows:
        if report.state == ReportState.ACCEPTED:
            _open_again(report, by=by, why=UNDONE)
    _decide(rows, ReportState.PROPOSED, by=by, batch=None)
    return len(rows)


@transaction.atomic
def withdraw_reports(document: Document, *, by: Actor) -> None:
    """Take back what a page said of actions, since it is withdrawn; what was refused stays refused."""
    rows = _lock(Report.objects.filter(document=document).exclude(state=ReportState.REFUSED))
    for report in rows:
        if report.state == ReportState.ACCEPTED:
            _open_again(report, by=by, why=WITHDRAWN)
    Report.objects.filter(pk__in=[one.pk for one in rows]).delete()


def _take(partnership: Partnership, ids: Iterable[int]) -> list[Report]:
    return _lock(Report.objects.filter(partnership=partnership, pk__in=list(ids), state=ReportState.PROPOSED))


def _lock(rows: QuerySet[Report]) -> list[Report]:
    held = rows.select_for_update(of=("self",)).select_related("action__meeting", "document")
    return list(held.defer("document__record", "document__text").order_by("pk"))


def _decide(rows: Iterable[Report], state: ReportState, *, by: Actor, batch: UUID | None) -> None:
    """Set the state of reports in one step, with a line of the log for each."""
    verbs = {ReportState.ACCEPTED: "accepted", ReportState.REFUSED: "refused", ReportState.PROPOSED: "undid"}
    waits = state == ReportState.PROPOSED
    changes, rows = [], list(rows)
    for report in rows:
        told = {"before": {"state": report.state}, "after": {"state": state.value}}
        changes.append(make_change(verbs[state], report, partnership=report.partnership_id, by=by, batch=batch, **told))
        report.state, report.batch = state, batch
        report.decided_by_id = None if waits else by.pk
        report.decided_at = None if waits else timezone.now()
    Report.objects.bulk_update(rows, ["state", "batch", "decided_by", "decided_at"], batch_size=200)
    log_changes(changes)


def _open_again(report: Report, *, by: Actor, why: str) -> None:
    """Open an action again that a report closed, and those of the bodies that were closed with it."""
    action = Action.objects.get(pk=report.action_id)
    at = find_meeting_of(report.document)
    if not _was_closed(action, at):
        return
    children = [one for one in action.children.order_by("pk") if _was_closed(one, at)]
    for one in children or [action]:
        set_action_state(one, ActionState.OPEN, by=by, on=one.closed_on or action.meeting.on, why=why)


def _was_closed(action: Action, at: Meeting | None) -> bool:
    return action.state == ActionState.CLOSED and at is not None and action.closed_at_id == at.pk
