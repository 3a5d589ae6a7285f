"""How columns are read: a mapping is written, kept by its name."""

from __future__ import annotations

from collections.abc import Mapping as Values
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.extracts.models import Mapping
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused

TWICE = "There is one called “{name}” already. Nothing was changed. Choose another name."


@transaction.atomic
def put_mapping(
    partnership: Partnership, values: Values[str, Any], *, by: Actor, mapping: Mapping | None = None
) -> Mapping:
    """Write how columns are read, a new mapping or another form of `mapping`. Lines that are in stay as they are."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    same = Mapping.objects.filter(partnership=partnership, name__iexact=values["name"])
    if any(one != mapping for one in same):
        raise Refused("mapping-twice", TWICE.format(name=values["name"]))
    row = mapping or Mapping(partnership=partnership)
    before = {name: getattr(row, name) for name in values} if mapping else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    changed = {name: value for name, value in values.items() if before.get(name) != value}
    told = {"before": {name: before[name] for name in changed if name in before}, "after": changed}
    log_change("corrected" if mapping else "added", row, partnership=partnership.pk, by=by, **told)
    return row
