"""Every write of `chasing`: here how a partnership chases; beside it letters, answers and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from wapentake.accounts.models import Partnership
from wapentake.chasing.models import Answer, NudgeRule
from wapentake.kit.changes import Actor, log_change

AT_ONCE = 200
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


def scrub_answers(partnership: int, clean: Callable[[Any], Any]) -> int:
    """Take words that were struck out of a partnership's pages out of what was answered; return from how many."""
    changed = []
    for answer in Answer.objects.filter(partnership=partnership).exclude(words="", to_name="").iterator(AT_ONCE):
        before = (answer.words, answer.to_name)
        answer.words, answer.to_name = (clean(one) for one in before)
        if before != (answer.words, answer.to_name):
            answer.to_name = answer.to_name[:200]
            changed.append(answer)
    Answer.objects.bulk_update(changed, ["words", "to_name"], batch_size=AT_ONCE)
    return len(changed)
