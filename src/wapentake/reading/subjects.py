"""What a statement is about: its telling words, brought to their stems, and whether another page speaks of the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from wapentake.reading.phrases import load_phrases

_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_ENDINGS = ("ings", "ing", "ed", "es", "s")


def stem_of(word: str) -> str:
    """Return the beginning that the forms of a word share: "introduced" and "introduce" give "introdu"."""
    word = word.replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    return word.rstrip("e")[:7]


_GENERAL = frozenset(stem_of(word) for word in load_phrases("series")["general"])


def stems_in(words: str) -> frozenset[str]:
    """Return the stems of all words of two letters or more."""
    return frozenset(stem_of(word) for word in _WORD.findall(words.lower()) if len(word) > 1)


def subject_of(*words: str | None, without: Iterable[str] = ()) -> frozenset[str]:
    """Return the stems that tell what words are about: without general words, and without those of `without`."""
    stems: set[str] = set()
    for one in words:
        stems |= stems_in(one or "")
    return frozenset(stems - _GENERAL - set(without))


def is_told(subject: frozenset[str], passages: Iterable[frozenset[str]], *, share: float) -> bool:
    """Whether some passage holds at least that share (0 to 1) of the stems of a subject."""
    least = ceil(share * len(subject))
    return any(len(subject & passage) >= least for passage in passages)
