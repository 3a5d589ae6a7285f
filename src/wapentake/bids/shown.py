"""What the page of a bid shows: what comes next and what that needs, what is known, and the marks as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wapentake.bids.changes.after import PLAIN
from wapentake.bids.models import Bid
from wapentake.bids.queries.marking import Tally
from wapentake.bids.rules import OPEN, STEPS, Known, check_step, find_own_share, find_steps, say_percent
from wapentake.kit.columns import link
from wapentake.kit.templatetags.kit import date_words
from wapentake.terms import Amount


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that a bid may take: its words, its address, whether that takes a form alone, and what it still needs."""

    name: str
    words: str
    href: str
    is_plain: bool
    needs: tuple[str, ...]
    is_open: bool
    """Whether it can be taken, or at least begun: on its own page a decision can be cited."""


def list_steps(known: Known, bid: Bid, *, slug: str) -> list[Offered]:
    """Return the steps that a bid may take, the one that comes next first."""
    return [_offer(name, known, bid, slug) for name in find_steps(known.state)]


def _offer(name: str, known: Known, bid: Bid, slug: str) -> Offered:
    if name in PLAIN:
        href = reverse("bids:step", args=[slug, bid.pk, name])
    else:
        href = reverse(f"bids:{name}", args=[slug, bid.pk])
    needs = check_step(name, known).reasons
    is_open = not needs or (name == "decide" and known.state in OPEN)
    return Offered(name, STEPS[name].words, href, name in PLAIN, needs, is_open)


def list_sums(bid: Bid) -> list[dict[str, str]]:
    """Return what is asked, given and left; what is not known is left out."""
    shares = list(bid.shares.values_list("pence", flat=True))
    rows = {
        "Asked for": Amount(bid.asked).say() if bid.asked else "",
        "Of that capital": Amount(bid.capital).say() if bid.capital and bid.revenue else "",
        "Of that revenue": Amount(bid.revenue).say() if bid.capital and bid.revenue else "",
        "Asked of us": Amount(find_own_share(bid.asked, shares)).say() if shares else "",
        "Had been set aside": Amount(bid.budget).say() if bid.budget is not None else "",
        "Given": Amount(bid.given).say() if bid.given is not None else "",
        "Left of what was set aside": Amount(bid.left).say() if bid.left is not None else "",
        "Clawed back": Amount(bid.clawed_back).say() if bid.clawed_back is not None else "",
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


def summarise(bid: Bid, *, slug: str) -> list[dict[str, Any]]:
    """Return what a bid says; what it does not say is left out, but for what has to be there."""
    days = " to ".join(filter(None, (date_words(bid.starts_on), date_words(bid.ends_on))))
    rows = {
        "Asked for by": bid.who or "Nobody is named yet",
        "Contact": str(bid.contact or bid.contact_name),
        "Group that decides": str(bid.series or ""),
        "Action of the delivery plan": str(bid.tactical_action or ""),
        "Objective": bid.objective,
        "Need": bid.need or "Not said yet",
        "Where, and for whom": bid.area,
        "What others give": bid.match,
        "How it will be measured": bid.measures,
        "When": days,
        "What stays afterwards": bid.lasting,
        "Safeguarding": bid.safeguarding,
        "Equality": bid.equality,
        "Crime and disorder (section 17)": bid.section_17,
        "Conflicts of interest": bid.conflicts,
        "Marks by": date_words(bid.marks_due_on) if bid.state == "circulated" else "",
        "Deferred": {0: "", 1: "Once", 2: "Twice"}.get(bid.deferrals, f"{bid.deferrals} times"),
        "Decided": _say_decided(bid, slug),
        "Why": bid.because,
        "Fund": link(reverse("money:fund", args=[slug, bid.fund.pk]), f"{bid.fund}, {bid.fund.journal}")
        if bid.fund
        else "",
        "Agreement signed on": date_words(bid.signed_on),
    }
    return [{"key": key, "value": _break(value)} for key, value in rows.items() if value]


def _break(value: str) -> str:
    """Return words with the lines in which they were typed."""
    return value if isinstance(value, SafeString) else linebreaksbr(value, autoescape=True)


def _say_decided(bid: Bid, slug: str) -> str:
    if bid.decided_on is None:
        return ""
    day = date_words(bid.decided_on)
    if bid.meeting is not None:
        place = link(reverse("desk:meeting", args=[slug, bid.meeting.pk]), bid.meeting.body)
        return format_html("{}, {}{}", day, place, f". {bid.decided}" if bid.decided else "")
    return f"{day}, {bid.decided}" if bid.decided else day


@dataclass(frozen=True, slots=True)
class MarksRow:
    """A criterion with the marks of each who marked it, and what was agreed."""

    name: str
    weight: int
    marks: Sequence[tuple[str, int | None]]
    """Each with whose it is."""
    agreed: int | None
    why: str
    is_apart: bool


@dataclass(frozen=True, slots=True)
class MarksTable:
    """The marks of a bid as a table, and what they add up to."""

    heads: Sequence[str]
    rows: Sequence[MarksRow]
    total: str
    passes: str


def tell_marks(tally: Tally) -> MarksTable | None:
    """Return the marks as a table, or None where nobody has marked yet."""
    if not tally.sheets or tally.scheme is None:
        return None
    shown = [one for one in tally.markers if one.pk in tally.sheets]
    apart = {one.key for one in tally.apart}
    rows = []
    for one in tally.criteria:
        held = tally.agreed.get(one.pk)
        marks = [(str(marker), tally.sheets[marker.pk].get(one.pk)) for marker in shown]
        agreed, why = (held.mark, held.why) if held else (None, "")
        rows.append(MarksRow(one.name, one.weight, marks, agreed, why, one.pk in apart))
    asked = f"{tally.scheme.threshold} %"
    passes = f"below the {asked} that is asked for" if tally.is_below else f"{asked} is asked for"
    return MarksTable([str(one) for one in shown], rows, say_percent(tally.score), passes)
