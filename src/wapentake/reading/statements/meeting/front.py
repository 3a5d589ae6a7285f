"""The top of the page, before the first item, as lines of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from wapentake.reading.blocks import Block
from wapentake.reading.moments import Moment, find_moments
from wapentake.reading.outline import META_LABELS, Outline, label_of
from wapentake.reading.phrases import any_of

LISTS_PEOPLE = re.compile(rf"\W{{0,9}}(?:{any_of('meeting', 'people_starts')}|there\b)", re.IGNORECASE)
_MAIL_FIELD = re.compile(r"(?:From|Sent|To|Cc|Subject|Date): ")
_MOST, _LEAST = 30, 2
_TITLE_WITHIN = 6
_HELD = re.compile(r"\b(?i:minutes|notes?|record) of (?:the|a)\b[^.]{0,60}?\b(?:meeting|held)\b")
_RULE = frozenset("-_=")


@dataclass(frozen=True)
class Line:
    """A block at the top of the page: its words, whether it is a row of several cells, and the days that it names."""

    words: str
    is_row: bool = False

    @cached_property
    def moments(self) -> list[Moment]:
        """Return the days and months that the words name."""
        return find_moments(self.words)


def find_front(blocks: list[Block], outline: Outline) -> list[Line]:
    """Return the blocks before the first item, at most thirty, without the head of an e-mail that holds the minutes."""
    title = next((at for at, block in enumerate(blocks[:_TITLE_WITHIN]) if _HELD.search(block.words)), -1)
    least = 1 if outline.heads and outline.heads[0].manner == "item" else _LEAST
    front = [_as_line(block) for block in blocks[: max(least, title + 1, min(outline.first, _MOST))]]
    mail = [at for at, line in enumerate(front[:8]) if _MAIL_FIELD.match(line.words)]
    if not any(front[at].words.startswith(("From:", "Subject:")) for at in mail):
        return front
    end = next((at for at, line in enumerate(front) if _is_rule(line.words)), mail[-1])
    return front[end + 1 :] or front


def _is_rule(words: str) -> bool:
    return len(words) > 5 and set(words.strip()) <= _RULE


def _as_line(block: Block) -> Line:
    """Return a row such as "| Venue: | Town Hall |" as the line "Venue: Town Hall"; other blocks as they are."""
    if len(block.cells) == 2:
        label, value = (block.words[a - block.start : b - block.start] for a, b in block.cells)
        if label_of(label) in META_LABELS:
            return Line(f"{label.strip(' *:')}: {value}")
    return Line(block.words, is_row=len(block.cells) > 1)
