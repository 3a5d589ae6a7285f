"""Minutes that were typed here become a page like any other, and what was read in them becomes facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import transaction

from wapentake.accounts.models import Account
from wapentake.intake.changes.deciding import accept_passages, refuse_passages
from wapentake.intake.changes.reading import keep_record
from wapentake.intake.changes.removing import bring_back, withdraw_source
from wapentake.kit.errors import Refused
from wapentake.meetings.models import Meeting
from wapentake.reading import read
from wapentake.reading.record import Meeting as Held
from wapentake.sources.changes import receive_source
from wapentake.sources.models import Document, PassageState, Source, SourceState


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of taking typed minutes in: the page that they are now, and how many statements were accepted."""

    source: Source
    accepted: int
    gone: int


def take_typed(
    meeting: Meeting, text: str, *, name: str, refused: Collection[str], earlier: Source | None, by: Account
) -> Taken:
    """Put the minutes that were typed into the register: every fact points at their words.

    Means: the person who typed saw what was read and refused what was wrong (`refused`, by likeness); the rest is
    accepted. Facts that an earlier state of the minutes made and this one says too stay the same rows; what it says no
    longer goes. The same text again changes nothing. Raises: Refused where nothing is typed.
    """
    if not text.strip():
        raise Refused("no-minutes", "There are no minutes yet. Write them first. Nothing was changed.")
    with transaction.atomic():
        source, _ = receive_source(meeting.partnership, name=name, data=text.encode(), by=by)
        if source.state == SourceState.WITHDRAWN:
            bring_back(source, by=by)
            source.refresh_from_db()
        document = Document.objects.filter(source=source, current=True).first()
        if document is None or source.state != SourceState.READ:
            document = _read(meeting, source, text)
        accepted = _decide(document, refused, by=by)
        gone = withdraw_source(earlier, by=by) if earlier is not None and earlier.pk != source.pk else 0
    return Taken(source, accepted, gone)


def _read(meeting: Meeting, source: Source, text: str) -> Document:
    """Read the minutes as those of this meeting, whatever a line of them may look like."""
    held = Held(
        body=meeting.body,
        date=meeting.on.isoformat(),
        time=meeting.time or None,
        venue=meeting.venue or None,
        contact=meeting.contact or None,
    )
    record = replace(read(text, name=source.name), meeting=held)
    document = keep_record(source, record.to_dict())
    if document is None:
        raise Refused("withdrawn", "These minutes were withdrawn meanwhile. Nothing was changed. Try again.")
    return document


def _decide(document: Document, refused: Collection[str], *, by: Account) -> int:
    """Refuse what the person who typed refused, and accept the rest."""
    waiting = document.passages.filter(state=PassageState.PROPOSED)
    refuse_passages(document.partnership, waiting.filter(likeness__in=refused).values_list("pk", flat=True), by=by)
    rest = waiting.exclude(likeness__in=refused).values_list("pk", flat=True)
    return accept_passages(document.partnership, list(rest), by=by).count
