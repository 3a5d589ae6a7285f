"""What a page tells of one bid, as it is handed on; and how its words are found again in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wapentake.reading.phrases import any_of
from wapentake.reading.record import Record, Span
from wapentake.reading.sentences import Sentence
from wapentake.reading.spans import locate
from wapentake.terms import AmountRole

SETS_ASIDE = (AmountRole.ALLOCATION, AmountRole.BUDGET)
NOT_ASKED = (*SETS_ASIDE, AmountRole.BALANCE, AmountRole.INCOME)


def list_of(key: str) -> str:
    """Return the inside of an expression that matches a phrase of a list."""
    return rf"(?:{any_of('asked', key)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bidden:
    """A bid as a page tells of it. Sums are decimal, as in the record. Spans are None where the page does not say it.

    `kind`: approved, with-conditions, in-principle, deferred, rejected, circulated, or asked where nothing is settled.
    `span` covers the words with its sum; `decided` those of the decision.
    """

    span: Span
    kind: str = "asked"
    asked: str | None = None
    given: str | None = None
    budget: str | None = None
    what: Span | None = None
    who: Span | None = None
    condition: Span | None = None
    decided: Span | None = None


def place(record: Record, sentence: Sentence, part: Span | None) -> Span | None:
    """Return a part of the words of a sentence as a span of the text."""
    if part is None:
        return None
    return locate(record.text, (sentence.start, sentence.end), sentence.words, part)


OUTWARD = re.compile(rf"\b{list_of('outward')}\b", re.I)
