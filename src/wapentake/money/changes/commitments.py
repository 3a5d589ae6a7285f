"""Commitments: made, shared, settled by evidence, renewed, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Sum

from wapentake.accounts.models import Account
from wapentake.kit.changes import Actor, log_change
from wapentake.kit.errors import Refused
from wapentake.money.changes.entries import lock_funds
from wapentake.money.models import Commitment, CommitmentState, Evidence, Fund, Pledge
from wapentake.money.queries.position import find_headroom
from wapentake.money.rules import check_commitment, check_nature, has_lapsed, ref_of
from wapentake.terms import Amount

MOST_TRIES = 5
CLOSED = "The year {year} is closed. Nothing was changed. Choose a fund of the year that is open."
OTHER_PLAN = "The tactical action is another partnership's. Nothing was changed. Choose one of your own plan."
NOT_LIVE = "This commitment is {state}. Nothing was changed. Make a new one where it is wanted again."
LAPSED = "The condition lapsed, so its money is free again. Nothing was changed. Make a new commitment of it."
NOT_CONDITIONAL = "This commitment has no open condition. Nothing was changed."
NOT_SHARED = "This commitment is not shared with other bodies. Nothing was changed."
WHOLE = "The whole is less than our own share. Nothing was changed. Enter what all bodies pay together."
TOO_MUCH = "With this pledge there would be more than the whole. Nothing was changed. Look at the other pledges."


@transaction.atomic
def put_commitment(fund: Fund, values: Mapping[str, Any], *, by: Actor) -> Commitment:
    """Commit money of a fund: conditional where a condition is named, or where other bodies are still to pledge.

    Raises: Refused beyond what the fund has left, unless a decision is cited; and for revenue from a capital fund.
    """
    [fund] = lock_funds([fund.pk])
    commitment = Commitment(partnership_id=fund.partnership_id, fund=fund, **values)
    if fund.journal.is_closed:
        raise Refused("closed", CLOSED.format(year=fund.journal))
    if commitment.whole is not None and commitment.whole < commitment.pence:
        raise Refused("whole", WHOLE)
    if commitment.tactical_action and commitment.tactical_action.partnership_id != fund.partnership_id:
        raise Refused("other-plan", OTHER_PLAN)
    headroom = find_headroom([fund], today=commitment.agreed_on)[fund.pk]
    is_cited = bool(commitment.decision_id or commitment.decided)
    reasons = (
        *check_nature(is_capital_fund=fund.is_capital, is_capital=commitment.nature == "capital").reasons,
        *check_commitment(commitment.pence, headroom=headroom, is_cited=is_cited).reasons,
    )
    if reasons:
        raise Refused("commitment", " ".join(reasons))
    waits = bool(commitment.condition) or (commitment.whole or 0) > commitment.pence
    commitment.state = CommitmentState.CONDITIONAL if waits else CommitmentState.COMMITTED
    commitment.beyond = max(0, commitment.pence - max(0, headroom))
    _number(commitment, fund.journal.start)
    said = Amount(commitment.pence).say()
    after = {
        "number": commitment.ref,
        "title": commitment.title,
        "sum": said,
        "fund": str(fund),
        "state": commitment.state,
    }
    log_change("committed", commitment, partnership=fund.partnership_id, by=by, after=after)
    return commitment


def _number(commitment: Commitment, year: int) -> None:
    """Save a new commitment under the next number of its year; where somebody else took it meanwhile, the one after."""
    for tries_left in reversed(range(MOST_TRIES)):
        rows = Commitment.objects.filter(partnership=commitment.partnership_id, ref__startswith=ref_of(year))
        commitment.number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        commitment.ref = ref_of(year, commitment.number)
        try:
            with transaction.atomic():
                commitment.save(force_insert=True)
        except IntegrityError:
            if not tries_left:
                raise
        else:
            return


def hold_live(commitment: Commitment) -> Commitment:
    """Lock a commitment, and return it as it stands. Raises Refused where it costs nothing any more."""
    held = Commitment.objects.select_for_update(of=("self",)).select_related("fund__journal").get(pk=commitment.pk)
    if not held.is_live:
        raise Refused("not-live", NOT_LIVE.format(state=held.get_state_display().lower()))
    return held


def _hold_open(commitment: Commitment, on: date) -> Commitment:
    held = hold_live(commitment)
    if held.state != CommitmentState.CONDITIONAL:
        raise Refused("not-conditional", NOT_CONDITIONAL)
    if has_lapsed(held.lapses_on, today=on):
        raise Refused("lapsed", LAPSED)
    return held


@transaction.atomic
def attach_evidence(
    commitment: Commitment, words: str, *, on: date, upload: Mapping[str, Any] | None = None, by: Account
) -> Commitment:
    """Attach what shows that the condition is met; the money is committed then, once all is pledged too."""
    commitment = _hold_open(commitment, on)
    if not commitment.condition:
        raise Refused("not-conditional", NOT_CONDITIONAL)
    Evidence.objects.create(commitment=commitment, words=words, by=by, **(upload or {}))
    told = {"evidence": words, "file": (upload or {}).get("name", "")}
    log_change("evidence for", commitment, partnership=commitment.partnership_id, by=by, after=told)
    return _settle(commitment, by=by)


@transaction.atomic
def add_pledge(commitment: Commitment, values: Mapping[str, Any], *, by: Actor) -> Commitment:
    """Write what another body pledged; at 100 per cent the money is committed, once the condition is met too."""
    commitment = _hold_open(commitment, values["pledged_on"])
    if commitment.whole is None:
        raise Refused("not-shared", NOT_SHARED)
    pledged = commitment.pledges.exclude(body=values["body"]).aggregate(pence=Sum("pence"))["pence"] or 0
    if commitment.pence + pledged + values["pence"] > commitment.whole:
        raise Refused("too-much", TOO_MUCH)
    Pledge.objects.filter(commitment=commitment, body=values["body"]).delete()
    Pledge.objects.create(commitment=commitment, **values)
    told = {"body": values["body"], "sum": Amount(values["pence"]).say()}
    log_change("pledge for", commitment, partnership=commitment.partnership_id, by=by, after=told)
    return _settle(commitment, by=by)


def _settle(commitment: Commitment, *, by: Actor) -> Commitment:
    """Commit the money where nothing is open any more: evidence for a condition, and pledges of the whole."""
    pledged = commitment.pledges.aggregate(pence=Sum("pence"))["pence"] or 0
    is_whole = commitment.whole is None or commitment.pence + pledged >= commitment.whole
    if is_whole and (not commitment.condition or commitment.evidence.exists()):
        commitment.state = CommitmentState.COMMITTED
        commitment.save(update_fields=["state"])
        told = {"before": {"state": "conditional"}, "after": {"state": "committed"}}
        log_change("committed", commitment, partnership=commitment.partnership_id, by=by, **told)
    return commitment


@transaction.atomic
def renew_commitment(commitment: Commitment, values: Mapping[str, Any], *, by: Actor) -> Commitment:
    """Write what was decided on renewing it: `renewal`, `ends_on`, `renew_by`, and who owns it."""
    commitment = hold_live(commitment)
    before = {name: getattr(commitment, name) for name in values}
    for name, value in values.items():
        setattr(commitment, name, value)
    commitment.save(update_fields=list(values))
    plain = [{name: str(one) if hasattr(one, "pk") else one for name, one in told.items()} for told in (before, values)]
    told = {"before": plain[0], "after": plain[1]}
    log_change("changed", commitment, partnership=commitment.partnership_id, by=by, **told)
    return commitment


@transaction.atomic
def end_commitment(commitment: Commitment, state: CommitmentState, *, why: str, by: Actor) -> Commitment:
    """End a commitment that is paid in full, or release what is left of it, with the reason."""
    commitment = hold_live(commitment)
    before = {"state": commitment.state}
    commitment.state, commitment.closed_why = state, why
    commitment.save(update_fields=["state", "closed_why"])
    after = {"state": state.value, "why": why}
    log_change(state.value, commitment, partnership=commitment.partnership_id, by=by, before=before, after=after)
    return commitment
