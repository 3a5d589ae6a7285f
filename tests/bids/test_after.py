"""What follows a decision on a bid: paid, reported, closed; clawed back or withdrawn; and each step in the log."""

from datetime import date

import pytest

from tests.bids.made import DAY, Desk
from tests.money.made import pence
from wapentake.bids.changes import ask_report, claw_back, drop_report, receive_report, take_step, withdraw_bid
from wapentake.bids.models import BidState
from wapentake.bids.queries.bids import find_known
from wapentake.kit.errors import Refused
from wapentake.kit.models import Change
from wapentake.money.changes import set_limit
from wapentake.money.models import CommitmentState
from wapentake.money.queries.position import find_fund_row

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 4)


def standing(desk):
    return find_fund_row(desk.fund, today=TODAY).standing


def test_bid_is_paid_reported_and_closed(desk):
    bid = desk.signed(revenue=1_000)
    with pytest.raises(Refused, match="No invoice"):
        take_step(bid, "pay", by=desk.by)
    desk.books.invoice(desk.fund, 900, commitment=bid.commitment)
    take_step(bid, "pay", by=desk.by)
    report = ask_report(bid, due_on=date(2017, 12, 1), by=desk.by)
    with pytest.raises(Refused, match="No monitoring report"):
        take_step(bid, "monitor", by=desk.by)
    receive_report(report, {"received_on": TODAY, "text": "Bright", "figures": {"Lamps": "12"}}, by=desk.by)
    with pytest.raises(Refused, match="has come"):
        drop_report(report, by=desk.by)
    take_step(bid, "monitor", by=desk.by)
    later = ask_report(bid, due_on=date(2018, 3, 1), by=desk.by)
    with pytest.raises(Refused, match=r"has not come yet.*£100.00 of its commitment is still to come"):
        take_step(bid, "close", by=desk.by)
    drop_report(later, by=desk.by)
    desk.books.invoice(desk.fund, 100, commitment=bid.commitment)
    assert take_step(bid, "close", by=desk.by).state == "closed"


def test_report_is_asked_for_once_a_day(desk):
    bid = desk.signed()
    ask_report(bid, due_on=TODAY, by=desk.by)
    with pytest.raises(Refused, match="already"):
        ask_report(bid, due_on=TODAY, by=desk.by)


def test_grant_that_is_clawed_back_is_a_credit_note_of_its_commitment(desk):
    bid = desk.signed(revenue=1_000)
    desk.books.invoice(desk.fund, 800, commitment=bid.commitment)
    told = {"on": DAY, "why": "Nothing was built", "by": desk.by}
    with pytest.raises(Refused, match=r"Only £800.00 was spent on it, so £900.00 cannot come back"):
        claw_back(bid, desk.books.journal, pence=pence(900), **told)
    entry = claw_back(bid, desk.books.journal, pence=pence(300), **told)
    bid = desk.again(bid)
    assert (entry.kind, entry.is_sealed, bid.state, bid.clawed_back) == ("credit-note", True, "clawed-back", pence(300))
    assert (bid.commitment.state, standing(desk).free) == ("ended", pence(2_500))


def test_claw_back_above_the_limit_waits_for_somebody_else(desk):
    bid = desk.signed(revenue=1_000)
    desk.books.invoice(desk.fund, 800, commitment=bid.commitment)
    set_limit(desk.partnership, pence(100), since=DAY, by=desk.by)
    told = {"pence": pence(300), "on": DAY, "why": "Nothing was built", "by": desk.by}
    assert not claw_back(bid, desk.books.journal, **told).is_sealed


def test_withdrawn_bid_frees_its_money(desk):
    bid = desk.decide(desk.moderated())
    assert standing(desk).free == 0
    withdraw_bid(bid, why="They found another way", by=desk.by)
    bid = desk.again(bid)
    assert (bid.state, bid.commitment.state, standing(desk).free) == ("withdrawn", "released", pence(3_000))


def test_step_that_does_not_come_now_is_refused(desk):
    with pytest.raises(Refused, match="stands at “Draft”"):
        take_step(desk.bid(), "close", by=desk.by)
    with pytest.raises(Refused, match="stands at “Agreement signed”"):
        withdraw_bid(desk.signed(), why="Late", by=desk.by)


def test_each_step_is_in_the_log(desk):
    bid = desk.signed()
    verbs = list(Change.objects.filter(thing="bids.bid", thing_id=bid.pk).order_by("pk").values_list("verb", flat=True))
    assert verbs[0] == "added"
    wanted = ("circulated", "marking finished", "moderation finished", "decided: approved", "agreement signed")
    assert [one for one in verbs if one in wanted] == list(wanted)


def test_known_says_what_stands(desk: Desk):
    known = find_known(desk.signed(), today=TODAY)
    assert (known.state, known.promise, known.to_come) == (BidState.SIGNED, CommitmentState.COMMITTED, pence(3_000))
