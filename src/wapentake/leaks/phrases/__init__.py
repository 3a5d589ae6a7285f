"""The word lists of the check before publishing: words are data, in the TOML files beside."""

from __future__ import annotations

from functools import cache

from wapentake.terms.phrases import load_lists, match_any


@cache
def load_phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of one file, each with its phrases as written. Raises: DuplicatePhrase."""
    return load_lists(__package__, name)


def set_of(name: str, *keys: str) -> frozenset[str]:
    """Return the phrases of some lists of one file together."""
    return frozenset(phrase for key in keys for phrase in load_phrases(name)[key])


def any_of(name: str, *keys: str) -> str:
    """Return the inside of a regular expression that matches any phrase of some lists, longest first, spaces loose."""
    return match_any(set_of(name, *keys))
