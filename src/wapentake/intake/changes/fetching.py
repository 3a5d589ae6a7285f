"""The committees to bring in: asked for by a person, taken by the worker, told of as it goes."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.intake.models import Fetch, FetchState
from wapentake.kit.changes import log_change
from wapentake.sources.models import Source

LEASE = timedelta(minutes=12)  # the longest that one request of a patient visitor may take


def ask_fetch(partnership: Partnership, *, address: str, committee: int, since: date | None, by: Account) -> Fetch:
    """Ask for the pages of a committee; one that is under way already is not asked for twice."""
    under_way = (FetchState.WAITING, FetchState.RUNNING)
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=partnership.pk)
        same = Fetch.objects.filter(partnership=partnership, address=address, committee=committee, since=since)
        if known := same.filter(state__in=under_way).first():
            return known
        fetch = Fetch.objects.create(
            partnership=partnership, address=address, committee=committee, since=since, asked_by=by
        )
        log_change("asked for", fetch, partnership=partnership.pk, by=by, after={"what": str(fetch)})
    return fetch


def take_fetch() -> Fetch | None:
    """Take the next committee that waits, or whose taker is gone."""
    now = timezone.now()
    due = Q(state=FetchState.WAITING) | Q(state=FetchState.RUNNING, taken_at__lt=now - LEASE)
    with transaction.atomic():
        fetch = Fetch.objects.select_for_update(skip_locked=True).filter(due).order_by("pk").first()
        if fetch is not None:
            fetch.state, fetch.taken_at = FetchState.RUNNING, now
            fetch.save(update_fields=["state", "taken_at"])
    return fetch


def tell_fetch(fetch: Fetch, told: str, *, pages: int) -> None:
    """Say how it goes, and that the taker is alive."""
    fetch.told, fetch.pages, fetch.taken_at = told, pages, timezone.now()
    fetch.save(update_fields=["told", "pages", "taken_at"])


def forget_files(source: Source) -> int:
    """Remove the files of a page that was brought in and must not be kept; return how many there were."""
    count = 0
    for path in Path(settings.DATA, "fetched", str(source.partnership_id)).glob("*/*.html"):
        if hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256:
            path.unlink(missing_ok=True)
            count += 1
    return count


def finish_fetch(fetch: Fetch, state: FetchState, told: str, *, pages: int) -> None:
    """Say what came of it."""
    fetch.state = state
    tell_fetch(fetch, told, pages=pages)
    fetch.save(update_fields=["state"])
