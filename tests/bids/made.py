"""What the tests of bids make: a fund, people with and without a body, a bid at every state, each in one short call."""

from datetime import date

from tests.money.made import Books, pence
from wapentake.bids.changes import (
    Decided,
    circulate_bid,
    decide_bid,
    put_bid,
    put_marks,
    sign_agreement,
    take_step,
)
from wapentake.bids.models import Bid, BidState
from wapentake.contacts.changes import add_person, meet_organisation

DAY = date(2017, 6, 12)


class Desk:
    """A coordinator at the bids of a partnership, with a fund of the year and three people who may mark."""

    def __init__(self, partnership, by, award=3_000):
        self.partnership, self.by = partnership, by
        self.books = Books(partnership, by)
        self.fund = self.books.fund("Main", award)
        self.police = meet_organisation(partnership, "Fenland Police")
        self.people = [self.person(name, email=f"{name.split()[0].lower()}@harrowmere.example") for name in NAMES]

    def person(self, name, body=None, email=""):
        return add_person(self.partnership, name, organisation=body, email=email, by=self.by)

    def bid(self, revenue=3_000, **values) -> Bid:
        """A draft that can be circulated."""
        lists = {name: values.pop(name) for name in ("quotes", "shares") if name in values}
        values = {"title": "Lamps", "applicant": self.police, "need": "It is dark", "revenue": pence(revenue)} | values
        return put_bid(self.partnership, values, by=self.by, **lists)

    def circulated(self, **values) -> Bid:
        bid = self.bid(**values)
        circulate_bid(bid, self.people, due_on=None, by=self.by)
        return self.again(bid)

    def mark(self, bid, *marks):
        """Each marker gives one mark for everything."""
        for marker, mark in zip(bid.markers.order_by("pk"), marks, strict=False):
            put_marks(marker, {one.pk: mark for one in bid.scheme.criteria.all()}, by=self.by)

    def moderated(self, marks=(4, 4, 4), **values) -> Bid:
        bid = self.circulated(**values)
        self.mark(bid, *marks)
        take_step(bid, "score", by=self.by)
        return take_step(bid, "moderate", by=self.by)

    def decide(self, bid, outcome="approved", given=None, **told) -> Bid:
        yes = outcome in ("approved", "with-conditions", "in-principle")
        told = {"on": DAY, "decided": "The partnership, 12 June 2017", "fund": self.fund if yes else None} | told
        told["given"] = pence(given) if given is not None else (bid.asked if yes else 0)
        return self.again(decide_bid(bid, Decided(outcome=BidState(outcome), **told), by=self.by))

    def signed(self, **values) -> Bid:
        return sign_agreement(self.decide(self.moderated(**values)), on=DAY, by=self.by)

    @staticmethod
    def again(bid) -> Bid:
        return Bid.objects.select_related("scheme", "commitment").get(pk=bid.pk)


NAMES = ("Ann Bell", "Tom Ash", "Kit Lorne")
