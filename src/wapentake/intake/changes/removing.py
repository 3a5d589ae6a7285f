"""Taking a page back with all that rests on it, bringing it in again, and striking words out for ever."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes.reports import withdraw_reports
from wapentake.bids.changes import withdraw_said
from wapentake.intake.changes import facts, replacing
from wapentake.intake.changes.across import want_review
from wapentake.intake.changes.deciding import ORDER
from wapentake.intake.rules import say
from wapentake.kit.changes import Actor
from wapentake.kit.errors import Refused
from wapentake.meetings import changes as meetings
from wapentake.meetings.models import Meeting
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Passage, PassageKind, PassageState, Source, SourceState


def withdraw_source(source: Source, *, by: Account) -> int:
    """Take a page out of the register; return how many facts went with it.

    Means: a fact that another page of the meeting says too stays, and rests on that page from now on. The bytes are
    kept, so that the page can be brought in again.
    """
    with transaction.atomic():
        source = Source.objects.select_for_update().defer("data").get(pk=source.pk)
        Partnership.objects.select_for_update(no_key=True).get(pk=source.partnership_id)
        if source.state == SourceState.WITHDRAWN:
            return 0
        gone = 0
        for document in source.documents.all():
            gone += _withdraw_document(document, by=by)
        sources.set_source_state(source, SourceState.WITHDRAWN, by=by, verb="withdrew")
        facts.tidy(source.partnership)
        want_review(source.partnership)
    return gone


def _withdraw_document(document: Document, *, by: Account) -> int:
    """Take the passages of one reading back; return how many facts went."""
    withdraw_reports(document, by=by)
    withdraw_said(document)
    rows = document.passages.exclude(state=PassageState.WITHDRAWN).select_related("document", "partnership")
    passages = sorted(rows, key=lambda one: -ORDER[one.kind])
    gone = 0
    for passage in passages:
        if (other := facts.find_support(passage)) is not None:
            _hand_over(passage, other, by=by)
        elif passage.state == PassageState.ACCEPTED:
            gone += not replacing.give_back(passage, by=by)
            facts.drop(passage, by=by, batch=None)
    sources.set_state(passages, PassageState.WITHDRAWN, by=by, verb="withdrew")
    meeting = facts.find_meeting(document)
    meetings.drop_page(document)
    if meeting is not None and not meetings.drop_empty_meeting(meeting):
        _rest_elsewhere(meeting)
    sources.drop_document_entries(document)
    return gone


def _hand_over(passage: Passage, other: Passage, *, by: Account) -> None:
    """Let another page's passage, which says the same, stand for itself from now on, as it was decided."""
    if (fact := facts.fact_of(passage)) is not None:
        facts.rest_on(fact, other)
    others = passage.repeats.exclude(pk=other.pk)
    sources.take_over(other, passage, others=others, by=by)
    if other.state in (PassageState.ACCEPTED, PassageState.PROPOSED):
        sources.index_passages([(other, say(other.kind, other.data))])


def _rest_elsewhere(meeting: Meeting) -> None:
    """Let a meeting rest on the words of a page that it still has."""
    own = {"kind": PassageKind.MEETING, "state": PassageState.ACCEPTED}
    words = Passage.objects.filter(document__in=meeting.pages.values("document"), **own).order_by("pk").first()
    if words is not None:
        facts.rest_on(meeting, words)


def bring_back(source: Source, *, by: Account) -> None:
    """Put a page that was withdrawn, or could not be read, into the queue again."""
    with transaction.atomic():
        source = Source.objects.select_for_update().get(pk=source.pk)
        if source.data is None:
            words = "Words were struck out of this page for ever, so its file is no longer kept. Add the page again."
            raise Refused("no-bytes", words)
        if source.state in (SourceState.WAITING, SourceState.READING):
            return
        if source.state == SourceState.WITHDRAWN:
            sources.retire_documents(source)
        sources.set_source_state(source, SourceState.WAITING, by=by, verb="brought back")


def read_again(found: Iterable[Source], *, by: Actor) -> int:
    """Put pages into the queue for a newer reader; only what it reads otherwise is proposed. Return how many.

    Means: of a page out of which words were struck no file is left to read, so it stays as it is.
    """
    with transaction.atomic():
        rows = Source.objects.select_for_update().defer("data").filter(pk__in=[source.pk for source in found])
        queued = list(rows.filter(state=SourceState.READ, data__isnull=False).order_by("pk"))
        for source in queued:
            sources.set_source_state(source, SourceState.WAITING, by=by, verb="read again")
    return len(queued)


def read_all_again(reader: str, *, by: Actor) -> int:
    """Put all pages of all partnerships into the queue that this version of the reader has not read."""
    read = Source.objects.filter(documents__current=True).exclude(documents__in=Document.objects.filter(reader=reader))
    return read_again(read.only("pk"), by=by)
