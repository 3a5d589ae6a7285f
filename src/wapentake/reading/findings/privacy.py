"""A check for the public page: does a passage let a household be known, by its place and by what it suffers?"""

from __future__ import annotations

from collections.abc import Iterator

from wapentake.leaks import TROUBLES, tells_of_household
from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import has_any
from wapentake.reading.record import Finding
from wapentake.terms import FindingCode

MESSAGE = (
    "A household may be known from this: the page tells of a small place, of one person or family there, "
    "and of their health or troubles. Take it out before the page is public."
)
_WORDS = frozenset(word + mark for word in TROUBLES for mark in ("", "?"))
_TELLING = frozenset(word + mark for word in TROUBLES for mark in ("", ".", ",", ";", ":", ")", "?"))


def find_personal_details(view: View) -> Iterator[Finding]:
    """Find passages in which a small place, one person or household, and what they suffer are told together."""
    telling = [one for told in view.layout.sentences for one in told if not one.said.isdisjoint(_WORDS)]
    told = {word for one in telling for word in _TELLING.intersection(_fold(one.words).split())}
    curly = {word.replace("'", "’") for word in told}
    for index in view.layout.blocks_with(*told, *curly - told):
        for sentence in view.sentences_of(index):
            if has_any(_fold(sentence.words), told) and tells_of_household(sentence.words):
                yield make_finding(FindingCode.PERSONAL_DETAIL, MESSAGE, [(sentence.start, sentence.end)])


def _fold(words: str) -> str:
    """Return words in lower case with one kind of apostrophe."""
    return words.lower().replace("’", "'")
