"""Recording what a meeting decided of a bid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from wapentake.accounts.requests import PartnershipRequest
from wapentake.bids.changes import decide_bid
from wapentake.bids.forms import DecideForm
from wapentake.bids.models import Bid, BidState, SaidState
from wapentake.bids.queries.bids import find_known
from wapentake.bids.queries.marking import find_interests, find_tally
from wapentake.bids.queries.said import find_decision_of
from wapentake.bids.rules import OUTCOMES, check_step, find_own_share
from wapentake.bids.shown import tell_marks
from wapentake.bids.views.shared import answer_form, crumb_of, get_bid
from wapentake.money.forms.fields import PoundsField
from wapentake.money.models import CommitmentState
from wapentake.money.views.shared import try_change
from wapentake.terms import Amount


def decide(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Record a decision, with the interests and the marks beside it."""
    bid = get_bid(request, pk)
    today = timezone.localdate()
    form = DecideForm(request.POST if request.method == "POST" else None, bid=bid, initial=_suggest(bid))
    done = None
    if request.method == "POST" and form.is_valid():
        done = try_change(form, lambda: decide_bid(bid, form.told, by=request.user))
    if done:
        messages.success(request, say_decided(done))
        return redirect("bids:bid", request.partnership.slug, bid.pk)
    more = {
        "template": "bids/decide.html",
        "bid": bid,
        "interests": find_interests(bid, today=today),
        "marks": tell_marks(find_tally(bid)),
        "needs": check_step("decide", find_known(bid, today=today), words=bid.get_state_display()).reasons,
    }
    return answer_form(request, "Record a decision", form, crumb_of(request, bid), **more)


def _suggest(bid: Bid) -> dict[str, Any]:
    """Return what the form begins with: what is asked of us, and what minutes said where the bid was read there."""
    shares = bid.shares.values_list("pence", flat=True)
    asked = find_own_share(bid.asked, shares)
    begins: dict[str, Any] = {
        "on": timezone.localdate(),
        "given": PoundsField.show(asked) if asked else "",
        "budget": PoundsField.show(bid.budget),
        "fund": bid.fund_id or "",
    }
    said = bid.said.filter(state=SaidState.TAKEN).select_related("document").order_by("-pk").first()
    if said is None:
        return begins
    decision = find_decision_of(said)
    begins |= {"budget": PoundsField.show(said.budget), "condition": said.part("condition")}
    if said.kind in OUTCOMES:
        begins["outcome"] = said.kind
    if said.given:
        begins["given"] = PoundsField.show(said.given)
    if decision is not None:
        begins |= {"decision": decision.pk, "on": decision.meeting.on}
    return begins


def say_decided(bid: Bid) -> str:
    """Say what became of a bid and of its money."""
    words = OUTCOMES[bid.state].split(",")[0].lower()
    if bid.commitment is None or bid.state in (BidState.DEFERRED, BidState.REJECTED):
        return f"“{bid}” is {words}."
    given = Amount(bid.commitment.pence).say()
    if bid.commitment.state == CommitmentState.CONDITIONAL:
        return f"“{bid}” is {words}. {given} is held apart until its condition is met and all shares are pledged."
    return f"“{bid}” is {words}. {given} is committed."
