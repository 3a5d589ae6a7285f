"""Names of people as keys: titles set apart, accents and apostrophes made plain, initials taken."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z]+")
_TWICE = re.compile(r"\b(\w+) \1\b")
_KEPT = 1024  # names of which the key is kept, since the minutes of a body name the same people again and again
_FIRST_ACCENT = "\u0300"  # no character before it combines with another
_NO_LETTER = re.compile(r"[^a-z ]")


def fold_text(text: str) -> str:
    """Return `text` in lower case without accents, with one kind of apostrophe and of space."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    if not plain.isascii():
        plain = "".join([c for c in plain if c < _FIRST_ACCENT or not unicodedata.combining(c)])
    return " ".join(plain.casefold().split())


@lru_cache(_KEPT)
def key_of_name(name: str) -> str:
    """Return the key under which two spellings of one name meet: "Kieron O’Hara" and "Kieron O' Hara" give one key."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())
    bare = fold_text(name).replace("'", "").replace("-", " ").replace(".", " ")
    return " ".join(_NO_LETTER.sub("", bare).split())


def key_of_body(name: str | None) -> str:
    """Return the key under which two pages of one body meet; "" where the page does not name one."""
    return _TWICE.sub(r"\1", fold_text(name or "").removeprefix("the "))


@lru_cache(_KEPT)
def initials_of(name: str) -> str:
    """Return the first letters of the words of a name: "Mark Smith" gives "MS", "Tim Berners-Lee" gives "TBL"."""
    bare = name.replace("’", "").replace("'", "")
    if not bare.isascii():
        bare = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))
    return "".join([word[0] for word in _WORD.findall(bare)]).upper()
