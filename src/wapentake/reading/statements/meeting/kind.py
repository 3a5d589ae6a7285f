"""What kind of page it is: minutes, an agenda, an action log, or something else."""

from __future__ import annotations

import re

from wapentake.reading.blocks import Block
from wapentake.reading.outline import Outline
from wapentake.reading.phrases import load_phrases
from wapentake.terms import PageKind

_ACTION_LOG = re.compile(r"\baction (?:log|tracker|list|points|report|plan)\b|\bactions? (?:from|arising)\b")
_TELLING = load_phrases("meeting")["telling"]
_TOLD_WITHIN = 60_000  # characters from the top that tell what kind of page it is
_TELLS_MUCH = 8  # telling words; more need not be counted
_TOP = 8


def kind_of_page(text: str, blocks: list[Block], outline: Outline, *, actions: int, rows: int) -> PageKind:
    """Return what the page shows itself to be, from its title and from what it reports as said or settled."""
    top = " ".join(block.words for block in blocks[:_TOP]).casefold()
    told = _count_telling(text)
    listed = rows > 2 or actions > 2 or told < _TELLS_MUCH
    if listed and "minutes" not in top and _ACTION_LOG.search(top):
        return PageKind.ACTION_LOG
    if told >= 4 or (told >= 2 and "minutes" in top):
        return PageKind.MINUTES
    if "agenda" in top or sum(block.words.startswith(("To ", "to ")) for block in blocks) >= 3:
        return PageKind.AGENDA
    return PageKind.MINUTES if actions and ("minutes" in top or outline.heads) else PageKind.OTHER


def _count_telling(text: str) -> int:
    """Return how many words there are that tell of what was said, as far as it matters how many."""
    told = 0
    for word in _TELLING:
        told += text.count(f" {word}", 0, _TOLD_WITHIN)
        if told >= _TELLS_MUCH:
            break
    return told
