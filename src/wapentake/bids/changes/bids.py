"""Bids as they are written: saved at any point, with their quotes, what others are asked for, and their files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction

from wapentake.accounts.models import Account, Partnership
from wapentake.bids.models import Attachment, Bid, BidState, FileKind, Quote, Share
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.terms import Amount

UNTITLED = "A bid without a title"
Sums = Iterable[tuple[str, int]]
NOT_WRITTEN = (
    "This bid stands at “{state}”, so what it asks for stays as it was circulated. Nothing was changed. To change it, "
    "have it deferred first."
)
FILE_TWICE = "{name} is with this bid already. Nothing was changed."


def hold_bid(bid: Bid) -> Bid:
    """Lock a bid, and return it as it stands."""
    held = Bid.objects.select_for_update(of=("self",))
    return held.select_related("applicant", "scheme", "commitment__fund", "partnership").get(pk=bid.pk)


def move_bid(bid: Bid, state: BidState, *, by: Actor, verb: str, **values: Any) -> None:
    """Bring a bid to a state, with what belongs to that, and log it. The caller has checked the step."""
    before = {"state": bid.state} | {name: getattr(bid, name) for name in values}
    bid.state = state
    for name, value in values.items():
        setattr(bid, name, value)
    bid.save(update_fields=["state", *values])
    log_bid(verb, bid, by=by, before=before, after={"state": state.value, **values})


def log_bid(verb: str, bid: Bid, *, by: Actor, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write a line of the log about a bid, sums and other rows in words."""
    told = [{name: _say(name, value) for name, value in each.items()} for each in (before, after)]
    log_change(verb, bid, partnership=bid.partnership_id, by=by, before=told[0], after=told[1])


def _say(name: str, value: Any) -> Any:
    if name in _SUMS and value is not None:
        return Amount(value).say()
    return value if value is None or isinstance(value, str | int | date | list) else str(value)


_SUMS = ("capital", "revenue", "given", "budget", "clawed_back")


@transaction.atomic
def put_bid(
    partnership: Partnership,
    values: Mapping[str, Any],
    *,
    by: Actor,
    bid: Bid | None = None,
    quotes: Sums | None = None,
    shares: Sums | None = None,
) -> Bid:
    """Save what is known of a bid, a new one or a draft; a list that is None stays as it is.

    Raises: Refused for a bid that was circulated and is not deferred.
    """
    told = {name: value for name, value in values.items() if name != "title" or value}
    if bid is None:
        bid = Bid.objects.create(partnership=partnership, **{"title": UNTITLED, **told})
        log_bid("added", bid, by=by, before={}, after={name: one for name, one in told.items() if one})
    else:
        bid = hold_bid(bid)
        if bid.state not in (BidState.DRAFT, BidState.DEFERRED):
            raise Refused("not-draft", NOT_WRITTEN.format(state=bid.get_state_display()))
        before = {name: getattr(bid, name) for name in told}
        changed = {name: value for name, value in told.items() if before[name] != value}
        if changed:
            for name, value in changed.items():
                setattr(bid, name, value)
            bid.save(update_fields=list(changed))
            log_bid("changed", bid, by=by, before={name: before[name] for name in changed}, after=changed)
    _put_sums(bid, Quote, "supplier", quotes, by=by)
    _put_sums(bid, Share, "body", shares, by=by)
    return bid


def _put_sums(bid: Bid, table: type[models.Model], name: str, sums: Sums | None, *, by: Actor) -> None:
    """Write names with sums in place of those that are there; the same name twice is added up."""
    if sums is None:
        return
    wanted: dict[str, int] = {}
    for who, pence in sums:
        wanted[who] = wanted.get(who, 0) + pence
    rows = table._default_manager.filter(bid=bid).order_by("pk")
    there = list(rows.values_list(name, "pence"))
    if there == list(wanted.items()):
        return
    rows.delete()
    table._default_manager.bulk_create(table(bid=bid, **{name: who}, pence=pence) for who, pence in wanted.items())
    key = "quotes" if table is Quote else "others_asked"
    told = [[f"{who} {Amount(pence).say()}" for who, pence in each] for each in (there, wanted.items())]
    log_bid("changed", bid, by=by, before={key: told[0]}, after={key: told[1]})


@transaction.atomic
def attach_file(bid: Bid, values: Mapping[str, Any], *, kind: FileKind, by: Account) -> Attachment:
    """Put a file with a bid: `name`, `media_type`, `size`, `sha256`, `data`. Raises Refused where it has it already."""
    bid = hold_bid(bid)
    if bid.attachments.filter(sha256=values["sha256"]).exists():
        raise Refused("file-twice", FILE_TWICE.format(name=values["name"]))
    made = Attachment.objects.create(bid=bid, kind=kind, by=by, **values)
    told = {"file": made.name, "kind": made.get_kind_display(), "size": made.size, "sha256": made.sha256}
    log_change("attached to", bid, partnership=bid.partnership_id, by=by, after=told)
    return made


@transaction.atomic
def drop_file(attachment: Attachment, *, by: Actor) -> None:
    """Take a file away; the log keeps its name, size and sum."""
    bid = hold_bid(attachment.bid)
    told = {"file": attachment.name, "size": attachment.size, "sha256": attachment.sha256}
    log_change("removed from", bid, partnership=bid.partnership_id, by=by, before=told)
    attachment.delete()
