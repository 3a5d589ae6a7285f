"""A household that can be known: a small place, one person or family there, and their health or troubles together.

In one sentence, or in two neighbours of one paragraph; and the sentences behind them that go on about "this case".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wapentake.leaks.leak import Span
from wapentake.leaks.page import Page
from wapentake.leaks.phrases import any_of, set_of

_SOMEBODY = re.compile(
    rf"\b(?:an?|one|this|the)\s+(?:[a-z0-9-]+\s+){{0,2}}(?:{any_of('households', 'somebody')})\b"
    rf"(?:,?\s+(?:aged \d+,?\s+)?(?:{any_of('households', 'told_of')})\b|['’]s\b)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(?:[A-Z][a-z'’]+[ -]){{1,4}}(?:{any_of('households', 'streets', 'buildings', 'areas')})\b"
    rf"|\b(?i:{any_of('households', 'numbered')})\s?\d+[A-Za-z]?\b"
)
_SUFFERS, _OFFENCES = set_of("households", "suffers"), set_of("households", "offences")
_HOME = re.compile(rf"\b(?:{any_of('households', 'homes')})\b", re.IGNORECASE)
_TIE = re.compile(rf"\b(?:{any_of('households', 'ties')})\b", re.IGNORECASE)
_FOLLOWER = re.compile(rf"\b(?:{any_of('households', 'followers')})\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_MOST_FOLLOWERS = 3

TROUBLES = _SUFFERS | _OFFENCES
"""The words of health, need or offence of which one must stand in a sentence that tells of a household."""


def find_place(words: str) -> Span | None:
    """Return the span of the small place that some words name: a street, a building, an area, or a numbered door."""
    found = _PLACE.search(words)
    return found.span() if found else None


def tells_of_household(words: str) -> bool:
    """Whether a sentence tells of a small place, of one person or family there, and of what they suffer."""
    return _span_of_telling(words) is not None


def find_households(page: Page) -> Iterator[tuple[Span, Span]]:
    """Find the words from which a household may be known; give their span and that of the sentences to move away."""
    taken = -1
    for index in range(len(page.sentences)):
        if index <= taken or TROUBLES.isdisjoint(page.said[index]):
            continue
        for first, last in ((index, index), (index - 1, index), (index, index + 1)):
            if first > taken and (told := _tell(page, first, last)):
                taken = _follow(page, last)
                yield told, (page.sentences[first][0], page.sentences[taken][1])
                break


def _tell(page: Page, first: int, last: int) -> Span | None:
    """Return the span of the words that tell in one sentence, or in two neighbours that belong together."""
    if first == last:
        words = page.words(first)
    elif first < 0 or not page.goes_on(first):
        return None
    else:
        words = page.flat[page.sentences[first][0] : page.sentences[last][1]]
        if not _TIE.search(words):
            return None
    told = _span_of_telling(words)
    start = page.sentences[first][0]
    return (start + told[0], start + told[1]) if told else None


def _span_of_telling(words: str) -> Span | None:
    """Return the span from the first to the last of the words that tell of place, person and trouble; None without."""
    trouble = _find_trouble(words)
    place = find_place(words) if trouble else None
    somebody = _SOMEBODY.search(words) if place else None
    if not (trouble and place and somebody):
        return None
    return min(trouble[0], place[0], somebody.start()), max(trouble[1], place[1], somebody.end())


def _find_trouble(words: str) -> Span | None:
    """Return the span of the first word of health or need, or of an offence where a home is told of too."""
    offence = None
    for found in _SPOKEN.finditer(words):
        word = found[0].lower().replace("’", "'")
        if word in _SUFFERS:
            return found.span()
        if offence is None and word in _OFFENCES:
            offence = found.span()
    return offence if offence and _HOME.search(words) else None


def _follow(page: Page, last: int) -> int:
    """Return the index of the last sentence that goes on about the case told up to a sentence."""
    end = last
    while end - last < _MOST_FOLLOWERS and page.goes_on(end) and _FOLLOWER.search(page.words(end + 1)):
        end += 1
    return end
