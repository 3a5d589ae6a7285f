"""The worker: takes pages from the queue, has them read where a crash costs one file, and keeps what came of it."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from django.db import close_old_connections
from django.utils import timezone

from wapentake.intake.changes.across import review_pages, take_review, want_review
from wapentake.intake.changes.reading import keep_record
from wapentake.reading.jobs import Job
from wapentake.reading.workers import read_files
from wapentake.sources.changes import fail_source, hand_back, refresh_lease, take_sources
from wapentake.sources.models import Source

AT_ONCE = 16


def keep_on(
    step: Callable[[], int], *, stop: Callable[[], bool], once: bool = False, pause_seconds: float = 1.0
) -> None:
    """Do one step after the other until `stop` says so, or until one finds nothing to do where `once` is asked for."""
    while not stop():
        close_old_connections()
        if step():
            continue
        if once:
            return
        wake = time.monotonic() + pause_seconds
        while time.monotonic() < wake and not stop():
            time.sleep(0.05)


def work_through(*, processes: int = 1) -> int:
    """Do all that waits; return how many pages were taken on and partnerships looked across."""
    done = 0
    while count := work_round(processes=processes):
        done += count
    return done


def work_round(*, processes: int = 1) -> int:
    """Read the next pages, or else look across the pages of one partnership; return how many were taken on."""
    sources = take_sources(AT_ONCE)
    if not sources:
        partnership = take_review()
        if partnership is not None:
            review_pages(partnership)
        return 1 if partnership else 0
    left = {source.pk: source for source in sources}
    try:
        for source, text, trouble in _read(sources, processes):
            del left[source.pk]  # what stops us now is its own doing, and counts as an attempt
            if text is not None:
                keep_record(source, json.loads(text))
                want_review(source.partnership)
            else:
                fail_source(source, trouble)
            refresh_lease(list(left), at=timezone.now())
    finally:
        hand_back(list(left.values()))
    return len(sources)


def _read(sources: list[Source], processes: int) -> Iterator[tuple[Source, str | None, str]]:
    """Give each source with its record as JSON, or with why there is none; the bytes lie in a folder meanwhile."""
    with tempfile.TemporaryDirectory(prefix="wapentake-") as folder:
        jobs = []
        for source in sources:
            path = Path(folder, str(source.pk))
            path.write_bytes(bytes(Source.objects.values_list("data", flat=True).get(pk=source.pk) or b""))
            jobs.append(Job(path, source.name))
        with closing(read_files(jobs, workers=processes, form="line")) as outcomes:
            for source, outcome in zip(sources, outcomes, strict=True):
                yield source, outcome.record, outcome.trouble or ""
