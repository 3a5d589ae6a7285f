"""Every write of `chasing`: here how a partnership chases; beside it letters, answers and links."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.chasing.models import NudgeRule
from wapentake.kit.changes import Actor, log_change

_TOLD = ("is_on", "days", "meeting_days", "quiet_from", "quiet_until", "weekends_quiet")


@transaction.atomic
def put_rule(partnership: Partnership, values: Mapping[str, Any], *, since: date, by: Actor) -> NudgeRule:
    """Say how a partnership chases from a day on; what is not said stays as it was. The same again changes nothing."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    rules = NudgeRule.objects.filter(partnership=partnership, since__lte=since)
    before = rules.order_by("-since").first() or NudgeRule(partnership=partnership, since=since)
    was = {name: getattr(before, name) for name in _TOLD}
    wanted = {**was, **values}
    if before.pk and wanted == was:
        return before
    rule = before if before.pk and before.since == since else NudgeRule(partnership=partnership, since=since)
    for name, value in wanted.items():
        setattr(rule, name, value)
    rule.save()
    verb = {(False, True): "began to chase", (True, False): "stopped chasing"}.get((was["is_on"], rule.is_on))
    told = {"before": was, "after": wanted}
    log_change(verb or "changed how it chases", rule, partnership=partnership.pk, by=by, **told)
    return rule
