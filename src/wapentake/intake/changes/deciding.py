"""What a person decides of proposals: accept, refuse, correct, think again; and undo of a whole step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from wapentake.accounts.models import Account, Partnership
from wapentake.actions.changes import settle_leads
from wapentake.actions.models import Action, ActionState
from wapentake.intake.changes import facts, replacing
from wapentake.intake.changes.across import want_review
from wapentake.intake.changes.matching import move_meeting
from wapentake.intake.rules import likeness_of, pence_of, say
from wapentake.kit.errors import Refused
from wapentake.meetings import changes as meetings
from wapentake.meetings.models import Meeting
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Passage, PassageKind, PassageState
from wapentake.terms import parse_iso

ORDER = {kind: position for position, kind in enumerate(PassageKind.values)}


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a step: its batch, how many passages were decided, and those that somebody had decided before."""

    batch: UUID
    count: int
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Who accepts, in which batch, and whom and what the partnership knows."""

    by: Account
    batch: UUID
    known: facts.Known


def accept_passages(partnership: Partnership, ids: Iterable[int], *, by: Account) -> Decided:
    """Accept proposals: each becomes a row of the room that owns its kind.

    Means: one transaction and one batch. What somebody decided before stays and is named. The meeting of the page, and
    the items that hold what is accepted, are accepted along. Raises: Refused where the page's meeting has no day.
    """
    batch = uuid4()
    with transaction.atomic():
        passages, before = _take(partnership, ids)
        count, step = 0, Step(by, batch, facts.Known(partnership))
        for document, own in _by_document(passages):
            count += _accept_of(document, _still_waiting(own), step)
        if count:
            settle_leads(partnership.pk, Q(lead__isnull=False, lead_body=None), by=by)  # attendance says for whom
            want_review(partnership)
    return Decided(batch, count, before)


def refuse_passages(partnership: Partnership, ids: Iterable[int], *, by: Account) -> Decided:
    """Refuse proposals; what was accepted and is refused now loses its row."""
    batch = uuid4()
    with transaction.atomic():
        states = (PassageState.PROPOSED, PassageState.ACCEPTED)
        passages, before = _take(partnership, ids, states)
        for passage in passages:
            _refuse_meeting(passage)
            if not replacing.give_back(passage, by=by):
                facts.drop(passage, by=by, batch=batch)
        sources.set_state(passages, PassageState.REFUSED, by=by, verb="refused", batch=batch)
        sources.drop_entries(passages)
        facts.tidy(partnership)
    return Decided(batch, len(passages), before)


def reconsider_passages(
    partnership: Partnership, ids: Iterable[int], *, by: Account, verb: str = "opened again"
) -> Decided:
    """Make decided passages proposals again; the rows that they made go."""
    batch = uuid4()
    with transaction.atomic():
        passages, before = _take(partnership, ids, (PassageState.ACCEPTED, PassageState.REFUSED))
        gone_on = [one for one in passages if _has_gone_on(one)]
        passages = [one for one in passages if one not in gone_on]
        before += tuple(
            f"{_name(one)} has gone on since, so it stays. Refuse it if it should go all the same." for one in gone_on
        )
        for passage in sorted(passages, key=lambda one: -ORDER[one.kind]):
            if not replacing.give_back(passage, by=by):
                facts.drop(passage, by=by, batch=batch)
        sources.set_state(passages, PassageState.PROPOSED, by=by, verb=verb, batch=None)
        _leave_meetings(passages)
        sources.index_passages((one, say(one.kind, one.data)) for one in passages)
        facts.tidy(partnership)
    return Decided(batch, len(passages), before)


def undo_batch(partnership: Partnership, batch: UUID, *, by: Account) -> Decided:
    """Take back all that one step accepted or refused; what went on since, such as an action done, stays.

    Means: of what a corrected page has replaced since, it is forgotten that it was accepted.
    """
    with transaction.atomic():
        rows = Passage.objects.filter(partnership=partnership, batch=batch)
        ids = list(rows.values_list("pk", flat=True))
        decided = reconsider_passages(partnership, ids, by=by, verb="undid")
        sources.forget_decisions(rows.filter(state=PassageState.WITHDRAWN))
    return decided


def correct_passage(partnership: Partnership, pk: int, data: Mapping[str, Any], *, by: Account) -> Decided:
    """Put a person's statement in the place of the reader's, and accept it; an accepted one changes its row."""
    batch = uuid4()
    with transaction.atomic():
        states = (PassageState.PROPOSED, PassageState.ACCEPTED, PassageState.REFUSED)
        passages, before = _take(partnership, [pk], states)
        if not passages:
            raise Refused("gone", "This was withdrawn while you were correcting it. Nothing was changed.")
        passage = passages[0]
        merged = {**passage.data, **data}
        sources.correct_passage(
            passage,
            merged,
            likeness=likeness_of(passage.kind, merged),
            pence=pence_of(passage.kind, merged),
            by=by,
            batch=batch,
        )
        if passage.kind == PassageKind.MEETING:
            _correct_meeting(passage)
        if passage.state == PassageState.ACCEPTED:
            _rewrite(passage)
        else:
            _accept_of(passage.document, [passage], Step(by, batch, facts.Known(partnership)))
        if passage.kind == PassageKind.MEETING:
            move_meeting(passage)
        facts.tidy(partnership)
        want_review(partnership)
    return Decided(batch, 1, before)


def _take(
    partnership: Partnership, ids: Iterable[int], states: Sequence[str] = (PassageState.PROPOSED,)
) -> tuple[list[Passage], tuple[str, ...]]:
    """Lock the passages; return those in these states, and in words what somebody made of the others before."""
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)  # one decides after the other
    rows = Passage.objects.select_for_update(of=("self",)).filter(partnership=partnership, pk__in=list(ids))
    rows = rows.select_related("partnership", "decided_by").prefetch_related("document")  # whose record is large
    found = list(rows.order_by("start", "pk"))
    taken = [one for one in found if one.state in states]
    said = tuple(
        f"{_name(one)} was {one.get_state_display().lower()}{f' by {one.decided_by}' if one.decided_by else ''} before."
        for one in found
        if one.state not in (*states, PassageState.PROPOSED)
    )
    return taken, said


def _name(passage: Passage) -> str:
    return f"{passage.get_kind_display()} “{passage.words[:60]}”"


def _still_waiting(passages: Sequence[Passage]) -> list[Passage]:
    """Return those that were neither accepted along nor replaced meanwhile, in the same step."""
    waits = Passage.objects.filter(pk__in=[one.pk for one in passages], state=PassageState.PROPOSED)
    left = set(waits.values_list("pk", flat=True))
    return [one for one in passages if one.pk in left]


def _by_document(passages: Sequence[Passage]) -> list[tuple[Document, list[Passage]]]:
    found: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.document_id].append(passage)
    return [(own[0].document, own) for _, own in sorted(found.items())]


def _accept_of(document: Document, passages: list[Passage], step: Step) -> int:
    """Accept passages of one document, with the meeting and the items that they hang from."""
    if not passages:
        return 0
    wanted = {one.pk: one for one in passages}
    items = {one.item for one in passages if one.item is not None}
    count = _accept_said_before(document, items, step)
    holds = Q(kind=PassageKind.MEETING) | Q(kind=PassageKind.ITEM, item__in=items)
    along = document.passages.filter(holds, state=PassageState.PROPOSED).exclude(pk__in=wanted)
    for one in along.select_related("document", "partnership"):
        wanted[one.pk] = one
    ordered = sorted(wanted.values(), key=lambda one: (ORDER[one.kind], one.start))
    writer = facts.Writer(document, meeting=_meeting_for(document, ordered[0]), known=step.known)
    for passage in ordered:
        replacing.replace(passage, by=step.by, batch=step.batch)
    writer.write(ordered)
    sources.set_state(ordered, PassageState.ACCEPTED, by=step.by, verb="accepted", batch=step.batch)
    writer.hang_under([one.item for one in ordered if one.kind == PassageKind.ITEM])
    sources.index_passages((one, say(one.kind, one.data)) for one in ordered)
    return count + len(ordered)


def _accept_said_before(document: Document, items: set[int], step: Step) -> int:
    """Accept the meeting and the items that another page said first, where they wait there still."""
    holds = Q(kind=PassageKind.MEETING) | Q(kind=PassageKind.ITEM, item__in=items)
    own = document.passages.filter(holds, state=PassageState.SAME, same_as__state=PassageState.PROPOSED)
    rows = Passage.objects.filter(pk__in=own.values("same_as")).select_related("document", "partnership")
    return sum(_accept_of(other, found, step) for other, found in _by_document(list(rows)))


def _meeting_for(document: Document, first: Passage) -> Meeting:
    """Return the meeting of a document: where it stands, that which its own words tell of, or another page's."""
    known = facts.find_meeting(document)
    if first.kind != PassageKind.MEETING:
        return known or _meeting_said_before(document)
    if known is not None:
        _correct_meeting(first)
    return facts.place_meeting(first)


def _meeting_said_before(document: Document) -> Meeting:
    """Return the meeting of a document whose own words for it were said by another page, or were decided before."""
    own = document.passages.filter(kind=PassageKind.MEETING).select_related("same_as__document", "document").first()
    if own is None:
        raise Refused("meeting-without-date", meetings.NO_DAY)
    root = own.same_as or own
    known = facts.find_meeting(root.document)
    if known is None:
        return facts.place_meeting(root)
    meetings.add_page(known, document)
    return known


def _rewrite(passage: Passage) -> None:
    """Write the row of an accepted passage again from its corrected data."""
    meeting = facts.find_meeting(passage.document)
    if meeting is not None and passage.kind != PassageKind.MEETING:
        facts.Writer(passage.document, meeting=meeting).write([passage])
    sources.index_passages([(passage, say(passage.kind, passage.data))])


def _correct_meeting(passage: Passage) -> None:
    """Move the meeting of a document, where it stands, and its pages to the body and day that a passage tells."""
    on = parse_iso(passage.data["on"])
    if on is None:
        raise Refused("meeting-without-date", meetings.NO_DAY)
    document, body = passage.document, passage.data["body"] or passage.partnership.name
    said = passage.repeats.filter(state=PassageState.SAME).select_related("document")
    pages = {one.pk: one for one in (document, *(other.document for other in said))}
    meeting = facts.find_meeting(document)
    if meeting is not None:
        time, venue = passage.data.get("time") or "", passage.data.get("venue") or ""
        meetings.correct_meeting(meeting, body=body, on=on, time=time, venue=venue)
        pages |= {page.document_id: page.document for page in meeting.pages.select_related("document")}
    for page in pages.values():
        sources.place_document(page, body=body, on=on)
        sources.index_document(page)
    document.body, document.on = body, on


def _refuse_meeting(passage: Passage) -> None:
    if passage.kind == PassageKind.MEETING:
        words = "The meeting itself cannot be refused. Correct it, or withdraw the page."
        raise Refused("meeting-needed", words)


def _has_gone_on(passage: Passage) -> bool:
    """Return whether somebody worked on what a passage made, so that it must not vanish unasked."""
    replaced = replacing.find_replaced(passage)
    if passage.kind != PassageKind.ACTION or (replaced is not None and replaced.decided_at):
        return False
    made = Action.objects.filter(passage=passage)
    return not passage.data.get("done") and made.filter(~Q(state=ActionState.OPEN) | Q(notes__isnull=False)).exists()


def _leave_meetings(passages: Sequence[Passage]) -> None:
    """Take documents off a meeting whose passage is no longer accepted, and drop it where nothing rests on it."""
    for passage in passages:
        meeting = facts.find_meeting(passage.document) if passage.kind == PassageKind.MEETING else None
        if meeting is None:
            continue
        said = passage.repeats.filter(state=PassageState.SAME).select_related("document")
        for document in (passage.document, *(one.document for one in said)):
            if not document.passages.filter(state=PassageState.ACCEPTED).exists():
                meetings.drop_page(document)
        meetings.drop_empty_meeting(meeting)
