"""One run over all partnerships that chase: each is planned and written by itself, so that a run may end anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from wapentake.chasing.changes.digests import Planned, plan_digests, write_digests
from wapentake.chasing.queries import find_rulings
from wapentake.letters.changes import end_links_of_leavers
from wapentake.meetings.rules import find_holidays


def nudge(*, now: datetime, on: date | None = None, dry_run: bool = False) -> Iterator[Planned]:
    """Write the letters of now, or of a day that is named, partnership by partnership, and give what each wrote.

    Means: what was written before is not written again, whoever wrote it. The links of whoever left end
    first, for all partnerships. With `dry_run` nothing is written at all.
    """
    if not dry_run:
        end_links_of_leavers(on=timezone.localtime(now).date())
    day = on or timezone.localtime(now).date()
    holidays = find_holidays([day])
    step = plan_digests if dry_run else write_digests
    for ruling in find_rulings(day):
        yield step(ruling, now=now, on=on, holidays=holidays)
