"""A check for the public page: does a passage let a household be known, by its place and by what it suffers?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Finding
from wapentake.terms import FindingCode

_SOMEBODY = re.compile(
    rf"\b(?:an?|one|this|the)\s+(?:[a-z-]+\s+){{0,2}}(?:{any_of('privacy', 'somebody')})\b(?:,?\s+(?:aged \d+,?\s+)?(?:{any_of('privacy', 'told_of')})\b|['’]s\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:[A-Z][a-z'’]+[ -]){{1,4}}(?:{any_of('privacy', 'places')}|(?:{any_of('privacy', 'areas')}))\b")
_SUFFERS = re.compile(rf"\b(?:{any_of('privacy', 'suffers')})\b", re.IGNORECASE)
_OFFENCE = re.compile(rf"\b(?:{any_of('privacy', 'offences')})\b", re.IGNORECASE)
_HOME = re.compile(rf"\b(?:{any_of('privacy', 'homes')})\b", re.IGNORECASE)


def find_personal_details(view: View) -> Iterator[Finding]:
    """Find passages in which a small place, one person or household, and what they suffer are told together."""
    for index, block in enumerate(view.blocks):
        if len(block.words) < 60 or not _SOMEBODY.search(block.words) or not _PLACE.search(block.words):
            continue
        for sentence in view.sentences_of(index):
            if _is_telling(sentence.words):
                words = (
                    "A household may be known from this: the page tells of a small place, of one person or family there, "
                    "and of their health or troubles. Take it out before the page is public."
                )
                yield make_finding(FindingCode.PERSONAL_DETAIL, words, [(sentence.start, sentence.end)])


def _is_telling(words: str) -> bool:
    if not _SOMEBODY.search(words) or not _PLACE.search(words):
        return False
    return bool(_SUFFERS.search(words)) or bool(_OFFENCE.search(words) and _HOME.search(words))
