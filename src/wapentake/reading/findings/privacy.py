"""A check for the public page: does a passage let a household be known, by its place and by what it suffers?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.phrases import any_of, load_phrases
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
    every = (one for index in range(len(view.blocks)) for one in view.layout.sentences(index))
    if all(one.said.isdisjoint(_WORDS) for one in every):
        return
    low = view.text.lower().replace("’", "'")
    told = _TELLING.intersection(low.split())
    if not told or len(low) != len(view.text):
        return
    seen: set[int] = set()
    for word in sorted(told):
        at = low.find(word)
        while at != -1:
            sentence = view.sentence_at(at)
            if sentence and sentence.start not in seen and _is_telling(sentence.words):
                yield make_finding(FindingCode.PERSONAL_DETAIL, MESSAGE, [(sentence.start, sentence.end)])
            seen.add(sentence.start if sentence else -1)
            at = low.find(word, at + len(word))


def _is_telling(words: str) -> bool:
    """Whether a sentence tells of a small place, of one person or family, and of what they suffer."""
    said = {word.strip(_MARKS) for word in words.lower().replace("’", "'").split()}
    troubled = not said.isdisjoint(_SUFFERS) or (not said.isdisjoint(_OFFENCES) and bool(_HOME.search(words)))
    return troubled and bool(_PLACE.search(words) and _SOMEBODY.search(words))
