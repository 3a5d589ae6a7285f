"""A check for the public page: does a passage let a household be known, by its place and by what it suffers?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import any_of, has_any, load_phrases
from wapentake.reading.record import Finding
from wapentake.terms import FindingCode

MESSAGE = (
    "A household may be known from this: the page tells of a small place, of one person or family there, "
    "and of their health or troubles. Take it out before the page is public."
)
_SOMEBODY = re.compile(
    rf"\b(?:an?|one|this|the)\s+(?:[a-z-]+\s+){{0,2}}(?:{any_of('privacy', 'somebody')})\b"
    rf"(?:,?\s+(?:aged \d+,?\s+)?(?:{any_of('privacy', 'told_of')})\b|['’]s\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(?:[A-Z][a-z'’]+[ -]){{1,4}}(?:{any_of('privacy', 'places')}|(?:{any_of('privacy', 'areas')}))\b"
)
_SUFFERS = frozenset(load_phrases("privacy")["suffers"])
_OFFENCES = frozenset(load_phrases("privacy")["offences"])
_HOME = re.compile(rf"\b(?:{any_of('privacy', 'homes')})\b", re.IGNORECASE)
_WORDS = frozenset(word + mark for word in _SUFFERS | _OFFENCES for mark in ("", "?"))
_TELLING = frozenset(word + mark for word in _SUFFERS | _OFFENCES for mark in ("", ".", ",", ";", ":", ")", "?"))
_MARKS = ".,;:()'\"“”‘’?!*|"


def find_personal_details(view: View) -> Iterator[Finding]:
    """Find passages in which a small place, one person or household, and what they suffer are told together."""
    telling = [one for told in view.layout.sentences for one in told if not one.said.isdisjoint(_WORDS)]
    told = {word for one in telling for word in _TELLING.intersection(_fold(one.words).split())}
    curly = {word.replace("'", "’") for word in told}
    for index in view.layout.blocks_with(*told, *curly - told):
        for sentence in view.sentences_of(index):
            if has_any(_fold(sentence.words), told) and _is_telling(sentence.words):
                yield make_finding(FindingCode.PERSONAL_DETAIL, MESSAGE, [(sentence.start, sentence.end)])


def _fold(words: str) -> str:
    """Return words in lower case with one kind of apostrophe."""
    return words.lower().replace("’", "'")


def _is_telling(words: str) -> bool:
    """Whether a sentence tells of a small place, of one person or family, and of what they suffer."""
    said = {word.strip(_MARKS) for word in _fold(words).split()}
    troubled = not said.isdisjoint(_SUFFERS) or (not said.isdisjoint(_OFFENCES) and bool(_HOME.search(words)))
    return troubled and bool(_PLACE.search(words) and _SOMEBODY.search(words))
