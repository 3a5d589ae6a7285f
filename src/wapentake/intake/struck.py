"""Striking words out: where they stand, what is left there, and how they are known if they come again. Pure."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """Return all places, in characters, where the words stand, whatever case, marks and spaces they are written in."""
    if not words.split():
        return []
    found = [one.span() for one in pattern_of(words).finditer(text)]
    found += _find_runs(text, words_of(words))
    if (digits := "".join(words.split())).isdecimal():  # a number, in whatever groups
        found += [one.span() for one in re.finditer(r"(?<!\d)" + r"[\s().-]{0,3}".join(digits) + r"(?!\d)", text)]
    return merge(found)


def _find_runs(text: str, wanted: Sequence[str]) -> Iterator[Span]:
    if not wanted:
        return
    found = [(one.start(), one.end(), fold_text(one[0])) for one in _WORD.finditer(text)]
    for at in range(len(found) - len(wanted) + 1):
        if found[at][2] == wanted[0] and [one[2] for one in found[at : at + len(wanted)]] == list(wanted):
            yield found[at][0], found[at + len(wanted) - 1][1]


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


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


_CLOSED = ("span", "spans", "body_span", "kind", "status", "role", "value", "currency", "number", "code", "severity")


class Striker:
    """Takes words out of what was read in a page: the words as such, and what the reader made of parts of them.

    Means: of a statement that stands partly in the struck words, that part goes; and a value that is a part of them,
    such as the name in a struck address, goes where it stands nowhere else on the page.
    """

    def __init__(self, text: str, spans: Iterable[Span], words: Iterable[str] = ()) -> None:
        """Hold the text as it was and as it is to be."""
        self.spans = merge(spans)
        self.before, self.text = text, blot(text, self.spans)
        self.phrases = list(dict.fromkeys([*words, *(text[start:end] for start, end in self.spans)]))
        self._said = [_pad(phrase) for phrase in self.phrases]
        self._left = _pad(self.text)

    def clean(self, value: Any, phrases: Sequence[str] = ()) -> Any:
        """Return a value of JSON without the words, however deep they stand."""
        phrases = phrases or self.phrases
        if isinstance(value, str):
            return self._clean_text(value, phrases)
        if isinstance(value, Mapping):
            if (span := value.get("span")) is not None:
                phrases = [*self.phrases, *self._parts_at(*span)]
            return {
                self.clean(k, phrases): one if k in _CLOSED else self.clean(one, phrases) for k, one in value.items()
            }
        if isinstance(value, list | tuple):
            return [self.clean(one, phrases) for one in value]
        return value

    def clean_statement(self, data: Any, start: int, end: int) -> Any:
        """Return the data of a statement that stands there without the words."""
        return self.clean(data, [*self.phrases, *self._parts_at(start, end)])

    def clean_record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return a record without the words; a day that was read in them is forgotten."""
        days = [one for one in record.get("dates") or [] if not any(True for _ in self._overlaps(*one["span"]))]
        cleaned = {key: self.clean(value) for key, value in record.items() if key not in ("text", "dates", "source")}
        told = {"source": scrub_all(record["source"], self.phrases), "dates": self.clean(days)}
        return {**record, **cleaned, **told} | ({"text": self.text} if "text" in record else {})

    def _clean_text(self, text: str, phrases: Sequence[str]) -> str:
        text = scrub_all(text, phrases)
        padded = _pad(text)
        part = padded.strip() and any(padded in said for said in self._said)
        return blot(text, [(0, len(text))]) if part and padded not in self._left else text

    def _overlaps(self, start: int, end: int) -> Iterator[Span]:
        for first, last in self.spans:
            if max(first, start) < min(last, end):
                yield max(first, start), min(last, end)

    def _parts_at(self, start: int, end: int) -> list[str]:
        parts = [self.before[first:last] for first, last in self._overlaps(start, end)]
        return [part for part in parts if words_of(part)]


def scrub_all(value: Any, phrases: Iterable[str]) -> Any:
    """Return a value of JSON with bars in the place of each of the phrases."""
    for phrase in phrases:
        value = scrub(value, phrase)
    return value


def _pad(text: str) -> str:
    return f" {' '.join(words_of(text))} "
