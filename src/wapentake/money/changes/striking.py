"""Words that are struck out of pages for ever go from money too, but for what is sealed: that is never changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from wapentake.money.models import BudgetLine, Commitment, Entry, Evidence, Fund, Outlook, Pledge
from wapentake.money.queries.kept import WORDS_OF_ENTRIES

AT_ONCE = 200
_WORDS: tuple[tuple[type[models.Model], str, tuple[str, ...]], ...] = (
    (
        Commitment,
        "partnership",
        ("title", "supplier", "owner_name", "renewal", "condition", "decided", "closed_why"),
    ),
    (Pledge, "commitment__partnership", ("body", "said")),
    (Evidence, "commitment__partnership", ("words",)),
    (Fund, "partnership", ("name", "funder", "criteria", "carry_approval", "claw_back")),
    (BudgetLine, "fund__partnership", ("decided",)),
    (Outlook, "fund__partnership", ("note",)),
)
"""Where words stand: the table, the way to its partnership, and the columns."""


@transaction.atomic
def scrub_money(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take words out of commitments, funds and drafts of a partnership; return from how many rows.

    Means: what is sealed stays as it is, and whoever strikes words out is told of it before (`queries.kept`). A file
    of evidence whose name held them goes too, since it may hold them. Whoever strikes words out logs that.
    """
    changed = sum(_scrub(table, names, clean, **{way: partnership}) for table, way, names in _WORDS)
    changed += _scrub(Entry, WORDS_OF_ENTRIES, clean, partnership=partnership, sealed_at=None)
    return changed + _forget_files(partnership, clean)


def _scrub(table: type[models.Model], names: tuple[str, ...], clean: Callable[[Any], Any], **own: Any) -> int:
    changed = []
    for row in table._default_manager.filter(**own).only("pk", *names).order_by("pk").iterator(AT_ONCE):
        before = [getattr(row, name) for name in names]
        after = [clean(value) for value in before]
        if before != after:
            for name, value in zip(names, after, strict=True):
                setattr(row, name, value)
            changed.append(row)
    table._default_manager.bulk_update(changed, list(names), batch_size=AT_ONCE)
    return len(changed)


def _forget_files(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take away the files of evidence whose names held the words; the words beside them stay."""
    rows = Evidence.objects.filter(commitment__partnership=partnership).exclude(name="").only("pk", "name")
    meant = [one.pk for one in rows if clean(one.name) != one.name]
    return Evidence.objects.filter(pk__in=meant).update(name="", media_type="", size=0, sha256="", data=None)
