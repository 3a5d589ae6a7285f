"""Which passages say what another page of the meeting has said, so that nothing is proposed or written twice."""

from __future__ import annotations

from collections.abc import Iterable

from wapentake.intake.changes import facts
from wapentake.intake.rules import Known, Proposal, likeness_of, match, say_core
from wapentake.meetings import changes as meetings
from wapentake.sources import changes as sources
from wapentake.sources.models import Document, Passage, PassageKind, PassageState
from wapentake.sources.queries import find_roots, find_same_meeting

DECIDED = (PassageState.ACCEPTED, PassageState.REFUSED)


def know(passage: Passage) -> Known:
    """Return a passage as the rules of matching see it."""
    read_data = passage.read_data
    also = likeness_of(passage.kind, read_data) if read_data else ""
    return Known(passage.pk, passage.kind, passage.likeness, say_core(passage.kind, passage.data), also)


def join_meeting(document: Document) -> None:
    """Say that a document tells of the meeting of another page that says the same, once that is accepted."""
    own = document.passages.filter(kind=PassageKind.MEETING, state=PassageState.SAME)
    said = own.filter(same_as__state=PassageState.ACCEPTED).select_related("same_as__document").first()
    meeting = facts.find_meeting(said.same_as.document) if said and said.same_as else None
    if meeting is not None:
        meetings.add_page(meeting, document)


def move_meeting(passage: Passage) -> None:
    """Match a page whose day or body a person corrected with the other pages of the meeting that it is of now."""
    said = passage.repeats.filter(state=PassageState.SAME).select_related("document")
    moved = [passage.document, *(one.document for one in said)]
    for document in moved:
        _match_waiting(document, find_roots(find_same_meeting(document)))
    for other in find_same_meeting(passage.document):
        if other not in moved:
            _match_waiting(other, find_roots(moved).filter(state__in=DECIDED))


def _match_waiting(document: Document, roots: Iterable[Passage]) -> None:
    """Match what waits on a page and corrects nothing yet with what these passages say."""
    waiting = list(document.passages.filter(state=PassageState.PROPOSED, same_as=None).order_by("start", "pk"))
    leant_on = set(document.passages.exclude(same_as=None).values_list("same_as", flat=True))
    proposals = [
        Proposal(kind=one.kind, span=(one.start, one.end), item=one.item, data=one.data, likeness=one.likeness)
        for one in waiting
    ]
    own = {one.pk for one in waiting}
    known = [know(one) for one in roots if one.pk not in leant_on and one.same_as_id not in own]
    found = zip(waiting, match(proposals, known), strict=True)
    leaning = [(one, root, same) for one, (root, same) in found if root is not None]
    sources.lean_passages(leaning)
    sources.drop_entries(one for one, _, same in leaning if same)
    join_meeting(document)
