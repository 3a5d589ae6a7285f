"""Names of people as keys: titles set apart, accents and apostrophes made plain, initials taken."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[A-Za-z]+")
_TWICE = re.compile(r"\b(\w+) \1\b")


def fold_text(text: str) -> str:
    """Return `text` in lower case without accents, with one kind of apostrophe and of space."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def key_of_name(name: str) -> str:
    """Return the key under which two spellings of one name meet: "Kieron O’Hara" and "Kieron O' Hara" give one key."""
    bare = fold_text(name).replace("'", "").replace("-", " ").replace(".", " ")
    return " ".join(re.sub(r"[^a-z ]", "", bare).split())


def key_of_body(name: str | None) -> str:
    """Return the key under which two pages of one body meet; "" where the page does not name one."""
    return _TWICE.sub(r"\1", fold_text(name or "").removeprefix("the "))


def initials_of(name: str) -> str:
    """Return the first letters of the words of a name: "Mark Smith" gives "MS", "Tim Berners-Lee" gives "TBL"."""
    bare = name.replace("’", "").replace("'", "")
    if not bare.isascii():
        bare = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))
    return "".join(word[0].upper() for word in _WORD.findall(bare))
