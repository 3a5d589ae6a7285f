"""The word lists: what a heading, a role, an agreement or a task sounds like. Words are data, in the TOML files beside.

A list is a set of words or short phrases, as `wapentake.terms.phrases` loads it. From a list come both the expression
that reads its phrases (`any_of`) and the cheap look that stands before it (`words_in`, `key_words`): a sentence that
lacks the key word of every phrase need not be searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from wapentake.terms.phrases import load_lists, match_any

_MARKS, _CURLY_MARKS = '.,:;()[]*/"', "“”–—"


@cache
def load_phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of one file, each with its phrases as written. Raises: DuplicatePhrase."""
    return load_lists(__package__, name)


@cache
def any_of(name: str, key: str) -> str:
    """Return the inside of a regular expression that matches any phrase of a list, longest first, spaces loose."""
    return match_any(load_phrases(name)[key])


def key_words(name: str, *keys: str) -> frozenset[str]:
    """Return the longest word of each phrase of some lists of one file: without one of them, no phrase is there."""
    return frozenset(key_word(phrase) for key in keys for phrase in load_phrases(name)[key])


def key_word(phrase: str) -> str:
    """Return the longest word of a phrase in lower case, as `words_in` gives it."""
    return max(phrase.lower().split(), key=len)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in lower case without the marks around them: the cheap look at a sentence."""
    return frozenset(without_marks(text.lower()).split())


def without_marks(folded: str) -> str:
    """Return a text in lower case with a space in place of each mark: what stands between spaces is a word."""
    for mark in _MARKS:
        folded = folded.replace(mark, " ")
    if not folded.isascii():
        folded = folded.replace("’", "'")
        for mark in _CURLY_MARKS:
            folded = folded.replace(mark, " ")
    return folded


def has_any(text: str, stems: Iterable[str]) -> bool:
    """Whether one of some stems stands in a text as written. This is quick."""
    for stem in stems:  # noqa: SIM110 (any() takes twice as long)
        if stem in text:
            return True
    return False


def places_of(phrase: str, text: str) -> Iterator[int]:
    """Yield each place of a text where a phrase stands, as written there."""
    at = text.find(phrase)
    while at != -1:
        yield at
        at = text.find(phrase, at + len(phrase))
