"""What every check looks at: a record without findings, and the layout of its page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from wapentake.reading.layout import Layout
from wapentake.reading.record import AmountMention, Finding, Record, Span
from wapentake.reading.sentences import Sentence
from wapentake.reading.spans import locate
from wapentake.terms import SEVERITY_OF, Amount, parse_iso

LONGEST = 2000  # characters; what is longer is no sentence, and no check looks into it


class View:
    """A record with the layout of its page."""

    def __init__(self, record: Record, layout: Layout) -> None:
        self.record = record
        self.text = record.text
        self.layout = layout
        self.blocks = layout.blocks
        self.outline = layout.outline
        self.day: date | None = parse_iso(record.meeting.date)
        self._starts = [block.start for block in layout.blocks]
        self._sentences: dict[int, list[Sentence]] = {}  # of the blocks that hold one too long
        self._amounts = [one.span[0] for one in record.amounts]

    def block_at(self, position: int) -> int:
        """Return the index of the block that holds a place in the text, or the one before it."""
        return max(0, bisect_right(self._starts, position) - 1)

    def sentences_of(self, index: int) -> list[Sentence]:
        """Return the sentences of a block, without what is far too long for one."""
        block = self.blocks[index]
        if block.end - block.start <= LONGEST:
            return self.layout.sentences[index]
        if index not in self._sentences:
            self._sentences[index] = [one for one in self.layout.sentences[index] if one.end - one.start <= LONGEST]
        return self._sentences[index]

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds a place in the text."""
        held = self.sentences_of(self.block_at(position)) if self.blocks else []
        at = bisect_right(held, position, key=lambda one: one.start) - 1
        return held[at] if at >= 0 and position < held[at].end else None

    def amounts_in(self, span: Span) -> tuple[AmountMention, ...]:
        """Return the sums of money that stand between two places of the text."""
        first = bisect_right(self._amounts, span[0] - 1)
        last = bisect_right(self._amounts, span[1] - 1)
        return self.record.amounts[first:last]

    def locate(self, sentence: Sentence, part: Span) -> Span:
        """Return the span in the text of a part of a sentence's words."""
        return locate(self.text, (sentence.start, sentence.end), sentence.words, part)

    def title_of(self, item: int | None) -> str | None:
        """Return the title of an item, or None where there is no item."""
        return self.record.items[item].title if item is not None and item < len(self.record.items) else None


def make_finding(code: str, message: str, spans: Iterable[Span] = ()) -> Finding:
    """Return a finding with the severity that its code has."""
    return Finding(code=str(code), severity=str(SEVERITY_OF[code]), message=message, spans=tuple(spans))


def value_of(mention: AmountMention) -> Amount:
    """Return the amount that a mention holds."""
    return Amount.from_text(mention.value, currency=mention.currency) or Amount(0, mention.currency)
