"""Words of tasks and reports: tokens, the stems under which they are compared, and what kinds of doing a verb names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wapentake.reading.phrases import load_phrases

_TOKEN = re.compile(r"[^\W\d_][\w'’&-]*|\d+(?:[.,/]\d+)*")
_KINDS = (
    "send",
    "tell",
    "obtain",
    "ask",
    "write",
    "make",
    "look",
    "publish",
    "fit",
    "buy",
    "name",
    "go_to",
    "settle",
    "apply",
)
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")
_LEAST, _MOST = 3, 8  # letters that a stem keeps
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
LISTS = load_phrases("followed")


class Token(NamedTuple):
    """A word: where it stands, as written, in small letters, and its stem."""

    start: int
    end: int
    word: str
    low: str
    stem: str


def words_of(key: str) -> frozenset[str]:
    """Return a list of single words as a set."""
    return frozenset(LISTS[key])


def tokens_of(words: str) -> list[Token]:
    """Return the words and numbers of a line in order."""
    return list(_tokens(words))


def _tokens(words: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(words):
        word = found.group()
        low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'-")
        yield Token(found.start(), found.end(), word, low, stem_of(low))


@cache
def stem_of(low: str) -> str:
    """Return what the forms of a word in small letters share: "supplied" and "supply" give "suppl"."""
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _LEAST and low[-2:] != "ss":
            low = low.removesuffix(ending)
            break
    low = _DOUBLED.sub(r"\1", low)
    return low.rstrip("ey")[:_MOST] if len(low) > _LEAST else low


SMALL = words_of("small")
GENERAL = frozenset(stem_of(word) for word in load_phrases("series")["general"])


@cache
def _kinds_by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in _KINDS:
        for phrase in LISTS[kind]:
            found.setdefault(stem_of(phrase.split()[0]), set()).add(kind)
    return {stem: frozenset(kinds) for stem, kinds in found.items()}


def kinds_of(stem: str) -> frozenset[str]:
    """Return the kinds of doing that a verb of this stem may name; none where it is in no list."""
    return _kinds_by_stem().get(stem, frozenset())


@cache
def stems_of_list(key: str) -> frozenset[str]:
    """Return the stems of a list of single words."""
    return frozenset(stem_of(word) for word in LISTS[key])
