"""Two meetings that give a fund’s last pounds at once: one bid has them, the other is told."""

import pytest

from tests.bids.made import DAY, Desk
from tests.money.made import pence
from tests.money.test_at_once import at_once
from wapentake.bids.models import Bid
from wapentake.money.models import Commitment
from wapentake.money.queries.position import find_fund_row


@pytest.fixture
def desk(unguarded, partnership, coordinator) -> Desk:
    return Desk(partnership, coordinator)


def test_last_pounds_are_given_once(desk):
    bids = [desk.moderated(title=f"Bid {number}", revenue=2_000) for number in range(2)]
    found = at_once(*(lambda one=one: desk.decide(one) for one in bids))
    assert sorted(str(one) if isinstance(one, str) else "given" for one in found) == ["award", "given"]
    assert sorted(Bid.objects.values_list("state", flat=True)) == ["approved", "moderated"]
    assert Commitment.objects.get().pence == pence(2_000)
    assert find_fund_row(desk.fund, today=DAY).standing.headroom == pence(1_000)


def test_one_bid_is_decided_once(desk):
    bid = desk.moderated(revenue=1_000)
    found = at_once(*(lambda: desk.decide(bid) for _ in range(2)))
    assert sorted(str(one) if isinstance(one, str) else "given" for one in found) == ["decide", "given"]
    assert Commitment.objects.count() == 1
