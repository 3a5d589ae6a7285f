"""Receiving pages, and handing them to the reader: the rows that wait are the queue."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.kit.changes import READER, Actor, log_change
from wapentake.sources.models import Source, SourceState

LEASE = timedelta(seconds=90)  # then whoever took a page is taken for dead, and it is handed out again
MOST_ATTEMPTS = 3
GIVEN_UP = (
    "Reading it was begun three times and never ended, so the file may be damaged. The file is kept. "
    "Save it again as PDF or plain text and add that."
)


def receive_source(
    partnership: Partnership,
    *,
    name: str,
    data: bytes,
    by: Account | None,
    address: str = "",
    batch: UUID | None = None,
) -> tuple[Source, bool]:
    """Keep the bytes of a page and put it in the queue; return its source and whether it is new.

    Means: the same bytes again change nothing, even where two people send them at once.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = Source.objects.filter(partnership=partnership, sha256=digest)
    if (source := known.first()) is not None:
        return source, False
    try:
        with transaction.atomic():
            source = Source.objects.create(
                partnership=partnership,
                sha256=digest,
                name=name[:250],
                size=len(data),
                data=data,
                received_by=by,
                address=address[:500],
                batch=batch,
            )
            told = {"name": source.name, "size": source.size}
            log_change("received", source, partnership=partnership.pk, by=by or READER, after=told)
    except IntegrityError:
        return known.get(), False
    return source, True


def take_sources(most: int) -> list[Source]:
    """Take pages from the queue, oldest first: those that wait, and those whose taker is gone.

    Means: a page is taken by one worker alone. One that was taken too often is given up, in words.
    """
    now = timezone.now()
    due = Q(state=SourceState.WAITING) | Q(state=SourceState.READING, taken_at__lt=now - LEASE)
    with transaction.atomic():
        rows = Source.objects.select_for_update(skip_locked=True).defer("data").filter(due).order_by("pk")[:most]
        taken = []
        for source in rows:
            if source.attempts >= MOST_ATTEMPTS:
                fail_source(source, GIVEN_UP)
                continue
            source.state, source.taken_at, source.attempts = SourceState.READING, now, source.attempts + 1
            source.save(update_fields=["state", "taken_at", "attempts"])
            taken.append(source)
    return taken


def hand_back(sources: list[Source]) -> None:
    """Put pages that were taken and not begun back into the queue, as if they had not been taken."""
    ids = [source.pk for source in sources]
    taken = Source.objects.filter(pk__in=ids, state=SourceState.READING)
    taken.update(state=SourceState.WAITING, attempts=Greatest(F("attempts"), 1) - 1)


def refresh_lease(ids: list[int], *, at: datetime) -> None:
    """Say that the taker of these pages is alive."""
    Source.objects.filter(pk__in=ids, state=SourceState.READING).update(taken_at=at)


def finish_source(source: Source, *, media_type: str) -> None:
    """Say that a page was read."""
    source.state, source.trouble, source.media_type = SourceState.READ, "", media_type[:100]
    source.attempts = 0
    source.save(update_fields=["state", "trouble", "media_type", "attempts"])


def fail_source(source: Source, trouble: str) -> None:
    """Say in words why a page could not be read. One that was withdrawn meanwhile stays so."""
    left = Source.objects.filter(pk=source.pk).exclude(state=SourceState.WITHDRAWN)
    if not left.update(state=SourceState.FAILED, trouble=trouble):
        return
    source.state, source.trouble = SourceState.FAILED, trouble
    log_change("could not read", source, partnership=source.partnership_id, by=READER, after={"trouble": trouble})


def set_source_state(source: Source, state: SourceState, *, by: Actor, verb: str) -> None:
    """Withdraw a page, or put it into the queue again."""
    before = source.state
    source.state, source.trouble, source.attempts = state, "", 0
    source.save(update_fields=["state", "trouble", "attempts"])
    log_change(
        verb, source, partnership=source.partnership_id, by=by, before={"state": before}, after={"state": state.value}
    )
