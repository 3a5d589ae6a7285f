"""Word lists as data: how a room loads the TOML files in its folder `phrases`, and what reads the phrases of a list.

A list is a set of words or short phrases, in small letters where the case says nothing; the loader refuses duplicates,
so a list stays a list.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import TypeAlias

_LOOSE = {" ": r"\s+", "'": "['’]"}
_PHRASE_END = ""
_Tree: TypeAlias = "dict[str, _Tree]"


class DuplicatePhrase(ValueError):
    """A word list names one phrase twice."""


def load_lists(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the lists of one file of a package, each with its phrases as written. Raises: DuplicatePhrase."""
    lists = tomllib.loads(files(package).joinpath(f"{name}.toml").read_text("utf-8"))
    for key, phrases in lists.items():
        seen: set[str] = set()
        for phrase in phrases:
            if phrase.casefold() in seen:
                raise DuplicatePhrase(f"{name}.toml, {key}: {phrase!r} stands there twice")
            seen.add(phrase.casefold())
    return {key: tuple(phrases) for key, phrases in lists.items()}


def match_any(phrases: Iterable[str]) -> str:
    """Return the inside of a regular expression that matches any of some phrases, longest first, spaces loose.

    What phrases begin with in common is written once, so that a search need not try one after the other.
    """
    tree: _Tree = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        node = tree
        for letter in (*phrase, _PHRASE_END):
            node = node.setdefault(letter, {})
    return "|".join(_branches(tree))


def _branches(tree: _Tree) -> Iterator[str]:
    """Yield an expression for each letter with which the phrases of a tree go on, and "" where one of them ends."""
    for letter, rest in tree.items():
        after = "|".join(_branches(rest))
        yield (_LOOSE.get(letter) or re.escape(letter)) + (f"(?:{after})" if len(rest) > 1 else after)
