"""One process of the whole installation sends letters at a time; who holds the lock knows that no other is alive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from filelock import FileLock, Timeout

NUMBER = 0x1E77E25  # by which PostgreSQL knows this lock


@contextmanager
def hold_post() -> Iterator[bool]:
    """Hold the lock, and give whether it was free; nothing waits. Who holds it may hold it again.

    Means: on PostgreSQL it belongs to the connection, elsewhere to a file in the data folder; both are free at once
    when their process ends, however it ends.
    """
    if connection.vendor == "postgresql":
        held = _ask("SELECT pg_try_advisory_lock(%s)")
        try:
            yield held
        finally:
            if held:
                _ask("SELECT pg_advisory_unlock(%s)")
        return
    settings.DATA.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.DATA / "letters.lock", is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _ask(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [NUMBER])
        return bool(cursor.fetchone()[0])
