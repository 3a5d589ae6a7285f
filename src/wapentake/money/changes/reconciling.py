"""What a person says of a sum in the minutes: which entry it is, or that it is none of ours. It stays remembered."""

from __future__ import annotations

from django.db import transaction

from wapentake.kit.changes import Actor, log_change, put_row
from wapentake.kit.errors import Refused
from wapentake.money.models import Entry, Reconciled
from wapentake.sources.models import Passage, PassageKind
from wapentake.terms import Amount

OTHER = "This entry is in another partnership's journal. Nothing was changed. Choose one of your own."
NO_SUM = "These words state no sum. Nothing was changed. Choose a sum from the list."


@transaction.atomic
def settle_sum(passage: Passage, entry: Entry | None, *, by: Actor) -> Reconciled:
    """Remember which entry a sum in the minutes is, or with None that it is not the partnership's money.

    Raises: Refused for what is no sum, and for an entry of another partnership.
    """
    passage = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    if passage.kind != PassageKind.AMOUNT or passage.pence is None:
        raise Refused("no-sum", NO_SUM)
    if entry and entry.partnership_id != passage.partnership_id:
        raise Refused("other-journal", OTHER)
    before = Reconciled.objects.filter(passage=passage).first()
    if before and before.entry_id == (entry.pk if entry else None):
        return before
    told = {"before": {"said": str(before) if before else ""}, "after": {"said": str(entry or "Not ours")}}
    reconciled, _ = put_row(Reconciled, {"passage": passage}, {"entry": entry, "by_name": str(by)[:200]})
    more = {"sum": Amount(passage.pence).say()}
    log_change("settled", reconciled, partnership=passage.partnership_id, by=by, **_join(told, more))
    return reconciled


@transaction.atomic
def forget_sum(passage: Passage, *, by: Actor) -> None:
    """Take back what was said of a sum, so that the rule speaks again; where nothing was said, nothing happens."""
    for one in Reconciled.objects.select_for_update(of=("self",)).filter(passage=passage):
        log_change("taken back", one, partnership=passage.partnership_id, by=by, before={"said": str(one)})
        one.delete()


def _join(told: dict[str, dict[str, str]], more: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {**one, **more} for name, one in told.items()}
