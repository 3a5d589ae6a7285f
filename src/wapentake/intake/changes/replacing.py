"""A corrected page: its passage takes the place of the one that stood, and gives it back when it is not to count."""

from __future__ import annotations

from uuid import UUID

from wapentake.accounts.models import Account
from wapentake.intake.changes import facts
from wapentake.intake.rules import say
from wapentake.sources import changes as sources
from wapentake.sources.models import Passage, PassageKind, PassageState, SourceState

_LIVE = (PassageState.PROPOSED, PassageState.ACCEPTED)


def replace(passage: Passage, *, by: Account, batch: UUID) -> None:
    """Let a passage that says otherwise what another page said take over the other's row.

    Means: the other counts no longer, decided or not, so that the two are never two facts.
    """
    other = _find_standing(passage)
    if other is None or passage.kind == PassageKind.MEETING:
        return
    if (fact := facts.fact_of(other)) is not None:
        facts.rest_on(fact, passage)
    if other.pk != passage.same_as_id:
        sources.lean_passages([(passage, other.pk, False)])
    sources.set_aside(other, by=by, forget=other.batch == batch)
    sources.drop_entries([other])


def _find_standing(passage: Passage) -> Passage | None:
    """Return what a passage corrects, or what has taken the place of that since."""
    if passage.same_as_id is None:
        return None
    other = Passage.objects.select_related("document").get(pk=passage.same_as_id)
    if other.state in _LIVE:
        return other
    since = Passage.objects.filter(same_as=other, state=PassageState.ACCEPTED).exclude(pk=passage.pk)
    return since.select_related("document").first()


def find_replaced(passage: Passage) -> Passage | None:
    """Return the passage whose place an accepted one has taken, where its page still counts."""
    if passage.state != PassageState.ACCEPTED or passage.same_as_id is None:
        return None
    rows = Passage.objects.filter(pk=passage.same_as_id, state=PassageState.WITHDRAWN)
    counting = rows.exclude(document__source__state=SourceState.WITHDRAWN)
    return counting.select_related("document", "partnership").first()


def give_back(passage: Passage, *, by: Account) -> bool:
    """Let what an accepted passage had replaced stand again; return whether the row went back to it."""
    other = find_replaced(passage)
    if other is None:
        return False
    sources.take_up(other, by=by)
    stands = other.state == PassageState.ACCEPTED
    meeting = facts.find_meeting(other.document)
    if stands and meeting is not None:
        if (fact := facts.fact_of(passage)) is not None:
            facts.rest_on(fact, other)
        facts.Writer(other.document, meeting=meeting).write([other])
    sources.index_passages([(other, say(other.kind, other.data))])
    return stands
