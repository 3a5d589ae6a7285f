"""Taking up what the lead of a row of the plan says by link: the update, what was measured, what is reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.chasing.models import ByAnswer
from wapentake.contacts.models import Person
from wapentake.kit.errors import Refused
from wapentake.plans.changes import reach_milestone, record_update, record_value
from wapentake.plans.models import TacticalAction, Update

NOT_YOURS = "Somebody else leads this row now. Nothing was changed. If that is wrong, tell your coordinator."


@transaction.atomic
def take_update(row: TacticalAction, values: Mapping[str, Any], *, person: Person, on: date) -> Update:
    """Take up an update by link, whole or not at all; the same one again is kept once.

    Shape: `rag`, `reason`, `text`; `measured` pairs of a measure and its value; `reached` milestones. Raises: Refused
    from somebody who does not lead the row, and as `record_update` does.
    """
    held = TacticalAction.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.lead_id != person.pk:
        raise Refused("not-yours", NOT_YOURS)
    by = ByAnswer(person, "link")
    said = {name: values[name] for name in ("rag", "reason", "text")}
    update = record_update(held, {"on": on, **said}, by=by, via="link")
    for measure, value in values["measured"]:
        known = measure.values.filter(on=on).first()
        if known is None or known.value != value:
            record_value(measure, {"on": on, "value": value}, by=by)
    for milestone in values["reached"]:
        reach_milestone(milestone, on=on, by=by)
    return update
