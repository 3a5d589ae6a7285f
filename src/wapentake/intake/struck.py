"""Striking words out: where they stand, what is left there, and how they are known if they come again. Pure."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wapentake.reading.record import Span
from wapentake.terms import fold_text

BAR = "█"
_WORD = re.compile(r"\w+")


def pattern_of(words: str) -> re.Pattern[str]:
    """Return a pattern for words, however their spaces, lines and case were written."""
    parts = [re.escape(part) for part in words.split()]
    return re.compile(r"[\s|*/]+".join(parts), re.IGNORECASE)


def find_all(text: str, words: str) -> list[Span]:
    """Return all places, in characters, where the words stand."""
    return [found.span() for found in pattern_of(words).finditer(text)] if words.split() else []


def blot(text: str, spans: Iterable[Span]) -> str:
    """Return the text with bars in the place of the spans; its length and its lines stay, so that places stay right."""
    for start, end in spans:
        bars = "".join(one if one == "\n" else BAR for one in text[start:end])
        text = text[:start] + bars + text[end:]
    return text


def scrub(value: Any, words: str) -> Any:
    """Return a value of JSON with bars in the place of the words, however deep they stand."""
    if isinstance(value, str):
        return blot(value, find_all(value, words))
    if isinstance(value, Mapping):
        return {scrub(key, words): scrub(one, words) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [scrub(one, words) for one in value]
    return value


def digest_of(words: Iterable[str], key: str) -> str:
    """Return the keyed hash by which words are known again; without the key it tells nothing of them."""
    return hmac.new(key.encode(), " ".join(words).encode(), hashlib.sha256).hexdigest()


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: folded, without marks."""
    return _WORD.findall(fold_text(text))


def find_known(text: str, strikes: Mapping[str, int], key: str) -> Iterator[Span]:
    """Give the places of words that were struck out before; `strikes` has the length in words of each digest."""
    found = [(one.start(), one.end(), fold_text(one[0])) for one in _WORD.finditer(text)]
    for length in set(strikes.values()):
        for at in range(len(found) - length + 1):
            run = found[at : at + length]
            if digest_of((word for _, _, word in run), key) in strikes:
                yield run[0][0], run[-1][1]
