"""Neutral lines in the place of restricted words."""

from __future__ import annotations

from collections.abc import Iterable


def put_neutral(text: str, notes: Iterable[tuple[str, str]]) -> str:
    """Return a text with the neutral line wherever restricted words stand; notes are (words, neutral line).

    Means: the longest words first, so that a part of them cannot leave the rest behind.
    """
    for words, neutral in sorted(notes, key=lambda note: -len(note[0])):
        if words.strip():
            text = text.replace(words, neutral)
    return text
