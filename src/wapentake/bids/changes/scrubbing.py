"""Taking words out of bids for ever, where they were struck out of the pages from which a bid was taken up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from wapentake.bids.models import Agreed, Attachment, Bid, Interest, Marker, MonitoringReport, Quote, Share

_BID = (
    "title", "applicant_name", "contact_name", "objective", "need", "area", "match", "measures", "lasting",
    "safeguarding", "equality", "section_17", "conflicts", "decided", "because",
)  # fmt: skip
_HANGING: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Quote, ("supplier",)),
    (Share, ("body",)),
    (Marker, ("note", "excused")),
    (Agreed, ("why",)),
    (Interest, ("words",)),
    (MonitoringReport, ("text", "figures")),
    (Attachment, ("name",)),
)


@transaction.atomic
def scrub_bids(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take words out of all bids of a partnership; return in how many rows they stood. Whoever calls it logs that."""
    return _scrub(Bid, _BID, clean, partnership_id=partnership) + sum(
        _scrub(table, names, clean, bid__partnership=partnership) for table, names in _HANGING
    )


def _scrub(table: type[models.Model], names: tuple[str, ...], clean: Callable[[Any], Any], **own: Any) -> int:
    changed = []
    for row in table._default_manager.filter(**own).only("pk", *names).order_by("pk"):
        before = [getattr(row, name) for name in names]
        after = [clean(value) for value in before]
        if before != after:
            for name, value in zip(names, after, strict=True):
                setattr(row, name, value)
            changed.append(row)
    table._default_manager.bulk_update(changed, list(names), batch_size=200)
    return len(changed)
