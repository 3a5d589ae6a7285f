"""Approved entries that hold words: they keep them, since nothing of what is sealed is ever changed."""

from __future__ import annotations

from collections.abc import Callable

from wapentake.money.models import Entry

WORDS_OF_ENTRIES = ("text", "party", "reference", "decided", "approval")
AT_ONCE = 1000


def find_kept(partnership: int, has: Callable[[str], bool]) -> list[Entry]:
    """Return the sealed entries of a partnership of whose words `has` is true, in the order of their days."""
    rows = Entry.objects.filter(partnership=partnership, sealed_at__isnull=False).order_by("on", "pk")
    rows = rows.only("pk", "on", "size", *WORDS_OF_ENTRIES)
    return [one for one in rows.iterator(AT_ONCE) if any(has(getattr(one, name)) for name in WORDS_OF_ENTRIES)]
