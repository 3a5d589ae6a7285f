"""What a decision makes of a bid, and money that is given where nobody is said to have asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wapentake.reading.asked.words import OUTWARD, Bidden, list_of, place
from wapentake.reading.record import AmountMention, Decision, Record, Span
from wapentake.reading.sentences import Sentence
from wapentake.terms import AmountRole, DecisionKind

_GIVES = re.compile(rf"\b{list_of('gives')}\b", re.I)
_GIVEN_TO = re.compile(
    r"\b(?:given|awarded|granted|paid|donated|allocated)\s+to\s+(?P<who>[^,.;£]{3,80}?)(?=\s+(?:for|in|again|provided)\b|\s+and\s+£|[,.;]|$)"
)
_TOWARDS = re.compile(
    r"\b(?:towards|to fund|for)\s+(?P<what>[^,.;£]{3,120}?)(?=\s+(?:in|again|provided|and)\s|[,.;]|$)"
)
KINDS: dict[str, str] = {
    DecisionKind.AGREED.value: "approved",
    DecisionKind.AGREED_IN_PRINCIPLE.value: "in-principle",
    DecisionKind.DEFERRED.value: "deferred",
    DecisionKind.REJECTED.value: "rejected",
}


def settle(
    record: Record, bid: Bidden, sentence: Sentence, decision: Decision, sums: Sequence[AmountMention]
) -> Bidden:
    """Return a bid with what was decided of it."""
    kind = KINDS[decision.kind]
    condition = _find_condition(record, sentence, decision)
    if kind == "approved" and condition is not None:
        kind = "with-conditions"
    given = None
    if kind in ("approved", "with-conditions", "in-principle") and (sentence.start, sentence.end) != bid.span:
        given = next((one.value for one in sums if one.role not in (AmountRole.BALANCE, AmountRole.INCOME)), None)
    return replace(bid, kind=kind, condition=condition, decided=(sentence.start, sentence.end), given=given)


def _find_condition(record: Record, sentence: Sentence, decision: Decision) -> Span | None:
    at = sentence.words.find(decision.condition) if decision.condition else -1
    if at < 0 or not decision.condition:
        return None
    return place(record, sentence, (at, at + len(decision.condition)))


def find_gifts(
    record: Record, sentence: Sentence, decision: Decision, sums: Sequence[AmountMention]
) -> Iterator[Bidden]:
    """Yield the money that a meeting gives in one sentence, where nobody is said to have asked for it."""
    words = sentence.words
    if not sums or not _GIVES.search(words) or OUTWARD.search(words):
        return
    if KINDS[decision.kind] not in ("approved", "in-principle"):
        return
    starts = [at for at, letter in enumerate(words) if letter == "£"]
    many = len(starts) == len(sums) and all(_GIVES.search(words, at) for at in starts)
    for number, one in enumerate(sums if many else sums[:1]):
        begin = starts[number] if many else 0
        end = starts[number + 1] if many and number + 1 < len(starts) else len(words)
        to, towards = _GIVEN_TO.search(words, begin, end), _TOWARDS.search(words, begin, end)
        gift = Bidden(
            span=(sentence.start, sentence.end),
            who=place(record, sentence, to.span("who") if to else None),
            what=place(record, sentence, towards.span("what") if towards else None),
        )
        own = gift.span if number == 0 else (one.span[0], sentence.end)  # each is told by its own words
        yield replace(settle(record, gift, sentence, decision, sums), given=one.value, span=own)
