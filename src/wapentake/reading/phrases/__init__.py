"""The word lists: what a heading, a role, an agreement or a task sounds like. Words are data, in the TOML files beside.

A list is a set of words or short phrases in lower case; the loader refuses duplicates, so a list stays a list.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


class DuplicatePhrase(ValueError):
    """A word list names one phrase twice."""


@cache
def load_phrases(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of one file, each with its phrases as written. Raises: DuplicatePhrase."""
    lists = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    for key, phrases in lists.items():
        seen: set[str] = set()
        for phrase in phrases:
            if phrase.casefold() in seen:
                raise DuplicatePhrase(f"{name}.toml, {key}: {phrase!r} stands there twice")
            seen.add(phrase.casefold())
    return {key: tuple(phrases) for key, phrases in lists.items()}


@cache
def any_of(name: str, key: str) -> str:
    """Return the inside of a regular expression that matches any phrase of a list, longest first, spaces loose."""
    phrases = sorted(load_phrases(name)[key], key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in phrases)
