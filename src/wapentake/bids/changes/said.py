"""What minutes say of bids: kept as proposals, taken up as a bid, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from wapentake.accounts.models import Account, Partnership
from wapentake.bids.changes.bids import hold_bid, put_bid
from wapentake.bids.models import Bid, Said, SaidState
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.sources.models import Document

SETTLED = "Somebody settled these words meanwhile. Nothing was changed."
_READ = ("end", "parts", "kind", "asked", "given", "budget")


@transaction.atomic
def keep_said(partnership: Partnership, found: Iterable[Said]) -> int:
    """Keep what was found as the proposals of a partnership; return how many are new.

    Means: words that a person took up or refused are not proposed again; a proposal that is found no more goes.
    """
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    rows = list(Said.objects.filter(partnership=partnership))
    decided = [one for one in rows if one.state != SaidState.PROPOSED]
    waiting = {(one.document_id, one.start): one for one in rows if one.state == SaidState.PROPOSED}
    new, again = [], []
    for one in found:
        if any(_is_same_place(one, other) for other in decided):
            continue
        held = waiting.pop((one.document_id, one.start), None)
        if held is None:
            new.append(one)
            continue
        for name in _READ:
            setattr(held, name, getattr(one, name))
        again.append(held)
    Said.objects.filter(pk__in=[one.pk for one in waiting.values()]).delete()
    Said.objects.bulk_update(again, list(_READ), batch_size=200)
    Said.objects.bulk_create(new, batch_size=500)
    return len(new)


def _is_same_place(one: Said, other: Said) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end


@transaction.atomic
def move_said(old: Document, new: Document) -> None:
    """Let what a person made of words count for a new reading of their page; what waits is found anew."""
    Said.objects.filter(document=old, state=SaidState.PROPOSED).delete()
    for one in Said.objects.filter(document=old).select_related("document"):
        place = new.text.find(one.words)
        shift = place - one.start
        one.parts = {name: [at + shift for at in span] for name, span in one.parts.items()} if place >= 0 else {}
        one.end = one.end + shift if place >= 0 else min(one.start, len(new.text))
        one.start = place if place >= 0 else min(one.start, len(new.text))
        one.document = new
        one.save(update_fields=["document", "start", "end", "parts"])


@transaction.atomic
def withdraw_said(document: Document) -> None:
    """Take away what a page said of bids, since it is withdrawn; what was refused stays refused, and bids stay."""
    Said.objects.filter(document=document).exclude(state=SaidState.REFUSED).delete()


@transaction.atomic
def take_said(said: Said, values: Mapping[str, Any], *, bid: Bid | None = None, by: Account, **sums: Any) -> Bid:
    """Take words up as a bid of their own, or as words of a bid that is there already."""
    said = _hold(said)
    made = hold_bid(bid) if bid is not None else put_bid(said.partnership, values, by=by, **sums)
    _settle(said, SaidState.TAKEN, bid=made, by=by)
    return made


@transaction.atomic
def refuse_said(said: Said, *, by: Account) -> None:
    """Say that words tell of no bid; they are not proposed again."""
    _settle(_hold(said), SaidState.REFUSED, bid=None, by=by)


def _hold(said: Said) -> Said:
    held = Said.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=said.pk)
    if held.state != SaidState.PROPOSED:
        raise Refused("settled", SETTLED)
    return held


def _settle(said: Said, state: SaidState, *, bid: Bid | None, by: Actor) -> None:
    said.state, said.bid, said.decided_by_id, said.decided_at = state, bid, by.pk, timezone.now()
    said.save(update_fields=["state", "bid", "decided_by", "decided_at"])
    told = {"before": {"state": SaidState.PROPOSED.value}, "after": {"state": state.value, "bid": str(bid or "")}}
    log_change("taken up" if bid else "refused", said, partnership=said.partnership_id, by=by, **told)
