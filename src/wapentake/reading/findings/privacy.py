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
    rf"\b(?:an?|one|this|the)\s+(?:[a-z-]+\s+){{0,2}}(?:{any_of('privacy', 'somebody')})\b(?:,?\s+(?:aged \d+,?\s+)?(?:{any_of('privacy', 'told_of')})\b|['’]s\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(?:[A-Z][a-z'’]+[ -]){{1,4}}(?:{any_of('privacy', 'places')}|(?:{any_of('privacy', 'areas')}))\b"
)
_SUFFERS = tuple(load_phrases("privacy")["suffers"])
_OFFENCES = tuple(load_phrases("privacy")["offences"])
_HOME = re.compile(rf"\b(?:{any_of('privacy', 'homes')})\b", re.IGNORECASE)


def find_personal_details(view: View) -> Iterator[Finding]:
    """Find passages in which a small place, one person or household, and what they suffer are told together."""
    low = view.low()
    seen: set[int] = set()
    for troubles, at_home in ((_SUFFERS, False), (_OFFENCES, True)):
        for trouble in troubles:
            for at in _places_of(trouble, low):
                sentence = view.sentence_at(at)
                if sentence and sentence.start not in seen and _is_telling(sentence.words, at_home=at_home):
                    seen.add(sentence.start)
                    yield make_finding(FindingCode.PERSONAL_DETAIL, MESSAGE, [(sentence.start, sentence.end)])


def _places_of(stem: str, text: str) -> Iterator[int]:
    """Yield where words that begin with a stem stand in a text in lower case."""
    at = text.find(stem)
    while at != -1:
        if not text[at - 1 : at].isalpha():
            yield at
        at = text.find(stem, at + len(stem))


def _is_telling(words: str, *, at_home: bool) -> bool:
    """Whether a sentence that tells of a trouble tells of one person or family and of a small place too."""
    return bool(_PLACE.search(words) and _SOMEBODY.search(words) and (not at_home or _HOME.search(words)))
