"""Sentences with which a bid begins: who asks, how much, and what for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wapentake.reading.asked.words import NOT_ASKED, OUTWARD, SETS_ASIDE, Bidden, list_of, place
from wapentake.reading.record import AmountMention, Record, Span
from wapentake.reading.sentences import Sentence

LONGEST_NAME = 8  # words
_BID_FOR = re.compile(
    rf"\b{list_of('bids')}\s+(?:from\s+(?P<who>[^£.]{{1,60}}?)\s+)?(?:was received\s+)?(?:for|of)\s+(?=£)", re.I
)
_ASKS = re.compile(
    rf"(?P<who>[^.;]{{0,90}}?)\s+{list_of('asks')}\s+(?:(?:up to|a total of)\s+)?(?:£|{list_of('money')}\b)", re.I
)
_WISHES = re.compile(rf"(?P<who>[^.;]{{0,120}}?)\s+(?P<wish>{list_of('wishes')})\s+", re.I)
_PUTS_IN = re.compile(r"(?P<who>[A-Z][^.;]{0,60}?)\s+(?:has |have )?(?:submitted|made|put in|presented)\s+(?:a|an)\s*$")
_FOR = re.compile(
    r"[\s,]*(?:(?:was|were|has been|have been) (?:received|submitted|made)\s+)?(?:in order to|for|to|towards)\s+"
)
_FROM_US = re.compile(r"[\s,]*from the (?:partnership|group|board|csp|committee|forum)\b", re.I)
_STOPS = re.compile(rf"\s*(?:[.;]|,?\s{list_of('stops')}\b|\s£)", re.I)
_FROM = re.compile(r"[\s,]*(?:was received\s+)?from\s+(?P<who>[^.,;£]{3,60}?)(?=\s+(?:for|to|towards)\s|[.,;])")
_SUM = re.compile(r"\s*(?:up to\s+)?£[\d,.]+(?<![.,])k?")


def begin(record: Record, sentence: Sentence, sums: Sequence[AmountMention], *, several: bool) -> Bidden | None:
    """Return the bid that a sentence begins, if it does."""
    words = sentence.words
    if OUTWARD.search(words):
        return None
    if match := _BID_FOR.search(words):
        put = _PUTS_IN.search(words[: match.start()])
        who = match.span("who") if match["who"] else put.span("who") if put else None
        rest = _SUM.match(words, match.end())
        at = rest.end() if rest else match.end()
        if who is None and (giver := _FROM.match(words, at)):
            who, at = giver.span("who"), giver.end()
        return _make(record, sentence, sums, who, _find_what(words, at))
    if match := _ASKS.match(words):
        stop = match.end() - 1 if words[match.end() - 1] == "£" else match.end()
        rest = _SUM.match(words, stop) or _FROM_US.match(words, stop)
        what = _find_what(words, rest.end() if rest else stop)
        return _make(record, sentence, sums, _name(words, match.span("who")), what)
    match = _WISHES.match(words) if several and sums else None
    if match is None:
        return None
    return _make(record, sentence, sums, _name(words, match.span("who")), _until_stop(words, match.end()))


def _name(words: str, span: Span) -> Span | None:
    """Return who asks: what stands after the last comma, where it is short enough to be a name."""
    start, end = span
    comma = words.rfind(",", start, end)
    start = comma + 1 if comma >= 0 else start
    while start < end and words[start] == " ":
        start += 1
    return (start, end) if 0 < len(words[start:end].split()) <= LONGEST_NAME else None


def _make(
    record: Record, sentence: Sentence, sums: Sequence[AmountMention], who: Span | None, what: Span | None
) -> Bidden:
    """Return a bid with what its first sentence says: who asks, what for, how much, and what was set aside."""
    aside = [one for one in sums if one.role in SETS_ASIDE]
    asked = [one for one in sums if one.role not in NOT_ASKED] or [one for one in sums[:1] if one not in aside[1:]]
    first = asked[0] if asked else None
    budget = next((one.value for one in aside if one is not first), None)
    return Bidden(
        span=(sentence.start, sentence.end),
        asked=first.value if first else None,
        budget=budget,
        who=place(record, sentence, who),
        what=place(record, sentence, what),
    )


def _find_what(words: str, at: int) -> Span | None:
    """Return what is asked for: what follows "for" or "in order to", also after "from the Partnership"."""
    ours = _FROM_US.match(words, at)
    after = _FOR.match(words, ours.end() if ours else at)
    return _until_stop(words, after.end()) if after else None


def _until_stop(words: str, begin: int) -> Span | None:
    stop = _STOPS.search(words, begin)
    end = stop.start() if stop else len(words)
    return (begin, end) if end > begin else None
