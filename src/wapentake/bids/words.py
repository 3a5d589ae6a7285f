"""A bid in words: the summary that goes out to those who mark it, and that a paper of a meeting can hold."""

from __future__ import annotations

from collections.abc import Iterator

from wapentake.bids.models import Bid
from wapentake.bids.rules import find_own_share
from wapentake.kit.templatetags.kit import date_words
from wapentake.terms import Amount


def summarise(bid: Bid) -> str:
    """Return a bid in words, a paragraph for each thing that it says."""
    return "\n\n".join(_tell(bid))


def _tell(bid: Bid) -> Iterator[str]:
    yield f"{bid.title}\nAsked for by {bid.who or 'nobody named yet'}."
    sums = {"capital": bid.capital, "revenue": bid.revenue}
    parts = [f"{Amount(pence).say()} {kind}" for kind, pence in sums.items() if pence]
    if parts:
        yield f"Asked for: {Amount(bid.asked).say()} ({' and '.join(parts)})."
    shares = [(one.body, one.pence) for one in bid.shares.order_by("body")]
    if shares:
        others = "; ".join(f"{body} {Amount(pence).say()}" for body, pence in shares)
        own = Amount(find_own_share(bid.asked, (pence for _, pence in shares))).say()
        yield f"Others are asked to share it: {others}. Our share would be {own}."
    quotes = "; ".join(f"{one.supplier} {Amount(one.pence).say()}" for one in bid.quotes.order_by("pence", "pk"))
    told = {
        "Need": bid.need,
        "Where, and for whom": bid.area,
        "Objective": str(bid.tactical_action or bid.objective),
        "Quotes": quotes,
        "What others give": bid.match,
        "How it will be measured": bid.measures,
        "When": " to ".join(filter(None, (date_words(bid.starts_on), date_words(bid.ends_on)))),
        "What stays afterwards": bid.lasting,
        "Safeguarding": bid.safeguarding,
        "Equality": bid.equality,
        "Crime and disorder (section 17)": bid.section_17,
        "Conflicts of interest": bid.conflicts,
    }
    yield from (f"{name}: {words}" for name, words in told.items() if words)
