"""From places in words on one line back to spans of the canonical text, and how alike two texts are."""

from __future__ import annotations

import re

from wapentake.reading.record import Span

_TOKEN = re.compile(r"[a-z0-9]+")


def locate(text: str, span: Span, words: str, part: Span) -> Span:
    """Return the span in `text` of `words[part]`, where `words` are `text[span]` on one line without marks."""
    start, end = span
    if end - start == len(words):
        return start + part[0], start + part[1]
    at, index, begin = start, 0, start
    limit = min(part[1], len(words))
    while at < end and index < limit:
        if index == part[0]:
            begin = at
        if words[index] == " ":
            at, index = (_after_spaces(text, at, end), index + 1) if text[at].isspace() else (at + 1, index)
            continue
        same = words[index : part[0] if index < part[0] else limit].rstrip(" ")  # as a rule the rest is just the same
        if not text.startswith(same, at, end):
            same = same.partition(" ")[0]
        if text.startswith(same, at, end):
            index += len(same)
            at += len(same)
        else:
            index += text[at] == words[index]
            at += 1
    return (begin, at) if at > begin else span


def _after_spaces(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def tokens_of(words: str) -> list[str]:
    """Return the words in lower case without punctuation."""
    return _TOKEN.findall(words.lower().replace("’", "").replace("'", ""))


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient (0 to 1) of the words of two texts."""
    a, b = tokens_of(one), tokens_of(other)
    if not a or not b:
        return 0.0
    return 2 * shared_words(a, b) / (len(a) + len(b))


def containment(one: str, other: str) -> float:
    """Return the share (0 to 1) of the words of the shorter text that the longer one holds."""
    a, b = tokens_of(one), tokens_of(other)
    return shared_words(a, b) / min(len(a), len(b)) if a and b else 0.0


def shared_words(a: list[str], b: list[str]) -> int:
    """Return how many words two lists share, each counted as often as both hold it."""
    left: dict[str, int] = {}
    for token in b:
        left[token] = left.get(token, 0) + 1
    shared = 0
    for token in a:
        if left.get(token, 0):
            left[token] -= 1
            shared += 1
    return shared
