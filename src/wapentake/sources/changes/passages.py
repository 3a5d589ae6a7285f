"""Writing passages: as proposed, as decided, as corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from wapentake.accounts.models import Account
from wapentake.kit.changes import Actor, log_change, log_changes, make_change
from wapentake.sources.models import Document, Passage, PassageState

ROWS_AT_ONCE = 500


def add_passages(passages: Sequence[Passage]) -> list[Passage]:
    """Write new passages; return them with their ids."""
    return Passage.objects.bulk_create(passages, batch_size=500)


def move_passages(moves: Iterable[tuple[int, Document, int, int, int | None]]) -> None:
    """Move passages to where a new reading of their page found the same statement: id, document, start, end, item."""
    rows = {move[0]: move for move in moves}
    passages = list(Passage.objects.filter(pk__in=rows))
    for passage in passages:
        _, passage.document, passage.start, passage.end, passage.item = rows[passage.pk]
    Passage.objects.bulk_update(passages, ["document", "start", "end", "item"], batch_size=200)


def set_state(
    passages: Sequence[Passage], state: PassageState, *, by: Actor, verb: str, batch: UUID | None = None
) -> None:
    """Set the state of passages of one partnership in one step, with a line of the log for each.

    Means: what waits for a decision was decided by nobody.
    """
    now: Any = None
    who: Any = None
    if state != PassageState.PROPOSED:
        now, who = timezone.now(), by
    changes = []
    for passage in passages:
        told = {"before": {"state": passage.state}, "after": {"state": state.value}}
        changes.append(make_change(verb, passage, partnership=passage.partnership_id, by=by, batch=batch, **told))
        passage.state, passage.decided_at, passage.decided_by, passage.batch = state, now, who, batch
    ids = [passage.pk for passage in passages]
    for first in range(0, len(ids), ROWS_AT_ONCE):
        Passage.objects.filter(pk__in=ids[first : first + ROWS_AT_ONCE]).update(
            state=state, decided_at=now, decided_by=who, batch=batch
        )
    log_changes(changes)


def correct_passage(
    passage: Passage, data: Mapping[str, Any], *, likeness: str, pence: int | None, by: Account, batch: UUID | None
) -> None:
    """Put a person's statement in the place of the reader's, which is kept beside it."""
    before = passage.data
    if passage.read_data is None and not passage.by_hand:
        passage.read_data = before
    passage.data, passage.likeness, passage.pence = dict(data), likeness, pence
    passage.role = str(data.get("role") or "")[:20] if passage.kind == "amount" else ""
    passage.certain, passage.reason = True, ""
    passage.save(update_fields=["data", "read_data", "likeness", "pence", "role", "certain", "reason"])
    log_change(
        "corrected",
        passage,
        partnership=passage.partnership_id,
        by=by,
        before=before,
        after=dict(data),
        batch=batch,
    )


def set_aside(passage: Passage, *, by: Account, forget: bool) -> None:
    """Let a passage count no longer, since another page's took its place; who decided it is kept unless to `forget`."""
    before = passage.state
    passage.state = PassageState.WITHDRAWN
    if forget:
        passage.decided_at = passage.decided_by = passage.batch = None
    passage.save(update_fields=["state", "decided_at", "decided_by", "batch"])
    told = {"before": {"state": before}, "after": {"state": passage.state.value}}
    log_change("replaced", passage, partnership=passage.partnership_id, by=by, **told)


def take_up(passage: Passage, *, by: Account) -> None:
    """Let a passage that was set aside stand again as it was decided, or wait again where it was not."""
    passage.state = PassageState.ACCEPTED if passage.decided_at else PassageState.PROPOSED
    passage.save(update_fields=["state"])
    told = {"before": {"state": PassageState.WITHDRAWN.value}, "after": {"state": passage.state.value}}
    log_change("took up again", passage, partnership=passage.partnership_id, by=by, **told)


def forget_decisions(passages: QuerySet[Passage]) -> None:
    """Say that nobody decided these passages, which count no longer: should they stand again, they wait."""
    passages.update(decided_at=None, decided_by=None, batch=None)


def lean_passages(leaning: Iterable[tuple[Passage, int, bool]]) -> None:
    """Say which passages another page's say too: each with the id of that, and whether it says just the same.

    What leant on a passage that says just the same leans on the other from now on.
    """
    leaning = list(leaning)
    for passage, root, same in leaning:
        passage.same_as_id = root
        if same:
            passage.state = PassageState.SAME
            Passage.objects.filter(same_as=passage).update(same_as=root)
    Passage.objects.bulk_update([one for one, _, _ in leaning], ["same_as", "state"], batch_size=200)


def drop_passages(passages: Iterable[Passage]) -> None:
    """Remove proposals that nobody decided and that a new reading no longer makes."""
    Passage.objects.filter(pk__in=[one.pk for one in passages]).delete()


def stand_alone(passage: Passage, *, others: Iterable[Passage], state: PassageState, by: Actor) -> None:
    """Let a passage that repeated another stand in its place, and the other repeats lean on this one."""
    _lean_on(passage, others)
    set_state([passage], state, by=by, verb="took over")


def take_over(passage: Passage, other: Passage, *, others: Iterable[Passage], by: Actor) -> None:
    """Let a passage stand in the place of another that it repeated, said and decided as that was."""
    passage.data, passage.read_data, passage.likeness = other.data, other.read_data, other.likeness
    passage.pence, passage.role = other.pence, other.role
    _lean_on(passage, others)
    told = {"before": {"state": passage.state}, "after": {"state": other.state}}
    log_change("took over", passage, partnership=passage.partnership_id, by=by, **told)
    columns = ["state", "decided_at", "decided_by_id", "batch", "certain", "reason"]
    for column in columns:
        setattr(passage, column, getattr(other, column))
    passage.save()


def _lean_on(passage: Passage, others: Iterable[Passage]) -> None:
    others = list(others)
    for one in others:
        one.same_as = passage
    Passage.objects.bulk_update(others, ["same_as"])
    passage.same_as = None
    passage.save(update_fields=["same_as"])


def blot_passage(
    passage: Passage, data: dict[str, Any], read_data: dict[str, Any] | None, *, likeness: str, reason: str
) -> None:
    """Keep a passage without the words that were struck out."""
    passage.data, passage.read_data, passage.likeness, passage.reason = data, read_data, likeness, reason
    passage.save(update_fields=["data", "read_data", "likeness", "reason"])
