"""A page as clean text: what every format reader returns and what everything after it reads.

The text is the *canonical text* (see `docs/canonical-text.md`): one small dialect for all formats, so that one parser
serves them all, spans mean the same everywhere, and a canonical text read again gives the same statements.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DROPPED = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BREAKING = frozenset("\r\u2028\u2029\x85\x0b\x0c")
_SPACING = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the format reader saw and the person should know: `code` is a finding code of `wapentake.terms`."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """The canonical text of a page; `pages` holds the offset in `text` at which each printed page begins (PDF only)."""

    text: str
    pages: tuple[int, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Unreadable(Exception):
    """The file cannot be opened (locked, damaged, no document, too large). Its words say why and what to do next."""


def clean_text(text: str) -> str:
    """Return `text` with one kind of line end and of space, without invisible characters, and with no blank ends.

    Idempotent. Characters that can be seen are kept as they are; a letter followed by a combining mark is composed.
    """
    used = set(text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        used = set(text)
    if not used.isdisjoint(_BREAKING):
        text = _BREAKS.sub("\n", text)
    if not used.isdisjoint(_SPACING):
        text = _SPACES.sub(" ", text)
    if any(_DROPPED.match(character) for character in used):
        text = _DROPPED.sub("", text)
    text = "\n".join([line.rstrip(" \t") for line in text.split("\n")]).strip("\n")
    return text + "\n" if text else ""
