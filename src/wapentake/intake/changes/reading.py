"""A record becomes a document with proposals; what other pages of the meeting have said is not proposed again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.actions.changes.reports import move_reports
from wapentake.bids.changes import move_said
from wapentake.intake.changes import facts
from wapentake.intake.changes.matching import join_meeting, know
from wapentake.intake.changes.striking import keep_struck, strike_known
from wapentake.intake.rules import Proposal, find_item, find_places, likeness_of_finding, match, pence_of, propose, say
from wapentake.kit.changes import READER
from wapentake.meetings.changes import move_pages
from wapentake.reading import Record
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Finding, Passage, PassageKind, PassageState, Source, SourceState
from wapentake.sources.queries import find_roots, find_same_meeting
from wapentake.terms import parse_iso


def keep_record(source: Source, record: dict[str, Any]) -> Document | None:
    """Keep what the reader made of a source, and propose what is new in it; None where it was withdrawn meanwhile.

    Means: done in one transaction. An earlier reading of the same bytes hands its decided passages on; another page of
    the same meeting is matched, and what it said already is marked as said before.
    """
    with transaction.atomic():
        source = Source.objects.select_for_update().defer("data").get(pk=source.pk)
        Partnership.objects.select_for_update(no_key=True).get(pk=source.partnership_id)
        if source.state == SourceState.WITHDRAWN:
            return None
        record, places = strike_known(source, record)
        old = Document.objects.filter(source=source, current=True).first()
        read = Record.from_dict(record)
        body, on = _place(old, read)
        document = sources.add_document(source, record, body=body, on=on)
        keep_struck(document, places, source.partnership)
        proposals = propose(read)
        proposals = _hand_on(old, document, proposals) if old else proposals
        _propose(document, proposals)
        join_meeting(document)
        _notice(document, read)
        if old and not old.passages.exists():
            sources.retire_document(old)
        sources.index_document(document)
        sources.finish_source(source, media_type=read.source.media_type)
    return document


def _place(old: Document | None, read: Record) -> tuple[str, date | None]:
    """Return whose meeting a page is of, and on which day: as a person said of an earlier reading, or as it says."""
    body, on = read.meeting.body or "", parse_iso(read.meeting.date)
    if old is None:
        return body, on
    said = old.passages.filter(kind=PassageKind.MEETING).exclude(read_data=None)
    if said.exists() or old.passages.filter(kind=PassageKind.MEETING, same_as__read_data__isnull=False).exists():
        return old.body, old.on
    return (body, on) if on else (body or old.body, old.on)


def _hand_on(old: Document, document: Document, proposals: list[Proposal]) -> list[Proposal]:
    """Move what an earlier reading of the same bytes said to the new one; return what is new in it."""
    standing = list(old.passages.order_by("pk"))
    matches = match(proposals, [know(one) for one in standing])
    moved = {found: proposal for proposal, (found, same) in zip(proposals, matches, strict=True) if found and same}
    left = [one for one in standing if one.pk not in moved]
    by_hand = _place_by_hand(document, proposals, [one for one in left if one.by_hand])
    sources.move_passages(
        [*((pk, document, *one.span, one.item) for pk, one in moved.items()), *by_hand],
    )
    kept = {pk for pk, *_ in by_hand}
    undecided = (PassageState.PROPOSED, PassageState.SAME)
    _drop_unsaid([one for one in left if one.pk not in kept and one.state in undecided])
    old.entries.filter(kind="page").delete()
    sources.index_passages(
        (one, say(one.kind, one.data))
        for one in document.passages.select_related("document").exclude(state__in=_NOT_SEARCHED)
    )
    move_pages(old, document)
    sources.move_findings(old, document)
    move_reports(old, document)
    move_said(old, document)
    handed = {id(proposal) for proposal in moved.values()}
    return [proposal for proposal in proposals if id(proposal) not in handed]


def _place_by_hand(document: Document, proposals: Iterable[Proposal], made: Iterable[Passage]) -> list[Move]:
    """Return where the words of what a person made by hand stand in the new reading, nearest to where they stood."""
    items = [(one.item, one.span[0]) for one in proposals if one.kind == PassageKind.ITEM]
    moves = []
    for passage in made:
        places = find_places(document.text, passage.words)
        if places:
            start, end = min(places, key=lambda place: abs(place[0] - passage.start))
            moves.append((passage.pk, document, start, end, find_item(items, start)))
    return moves


def _drop_unsaid(passages: Sequence[Passage]) -> None:
    """Remove proposals that the new reading makes no more; what another page says too waits there from now on."""
    for passage in passages:
        if (other := facts.find_support(passage)) is not None:
            sources.stand_alone(
                other, others=passage.repeats.exclude(pk=other.pk), state=PassageState.PROPOSED, by=READER
            )
            sources.index_passages([(other, say(other.kind, other.data))])
    sources.drop_passages(passages)


Move = tuple[int, Document, int, int, int | None]
_NOT_SEARCHED = (PassageState.REFUSED, PassageState.SAME, PassageState.WITHDRAWN)


def _propose(document: Document, proposals: Sequence[Proposal]) -> None:
    """Write the proposals; those that the earlier reading or another page of the meeting made are no longer new."""
    earlier = [*find_same_meeting(document), *Document.objects.filter(source=document.source_id, current=False)]
    matches = match(proposals, map(know, find_roots(earlier))) if earlier else [(None, False)] * len(proposals)
    written = sources.add_passages(
        [
            _passage(document, proposal, same_as=found, same=same)
            for proposal, (found, same) in zip(proposals, matches, strict=True)
        ]
    )
    sources.index_passages((one, say(one.kind, one.data)) for one in written if one.state == PassageState.PROPOSED)


def _passage(document: Document, proposal: Proposal, *, same_as: int | None, same: bool) -> Passage:
    return Passage(
        partnership_id=document.partnership_id,
        document=document,
        kind=proposal.kind,
        start=proposal.span[0],
        end=proposal.span[1],
        item=proposal.item,
        data=dict(proposal.data),
        likeness=proposal.likeness,
        certain=proposal.certain,
        reason=proposal.reason,
        same_as_id=same_as,
        state=PassageState.SAME if same_as and same else PassageState.PROPOSED,
        pence=pence_of(proposal.kind, proposal.data),
        role=str(proposal.data.get("role") or "")[:20] if proposal.kind == "amount" else "",
    )


def _notice(document: Document, record: Record) -> None:
    """Write the findings of the page."""
    found = [
        Finding(
            partnership_id=document.partnership_id,
            document=document,
            code=one.code,
            severity=one.severity,
            message=one.message,
            spans=[list(span) for span in one.spans],
            likeness=likeness_of_finding(one.code, one.message, *(record.text[a:b] for a, b in one.spans)),
        )
        for one in record.findings
    ]
    earlier = Finding.objects.filter(document__source=document.source_id, across=False).exclude(document=document)
    said = {one.likeness: one for one in earlier.exclude(state="open")}
    for one in found:
        if before := said.get(one.likeness):
            one.state, one.explanation = before.state, before.explanation
            one.said_by_id, one.said_at = before.said_by_id, before.said_at
    earlier.delete()
    sources.keep_findings([document], found, across=False)
