"""A page as clean text: what every format reader returns and what everything after it reads.

The text is the *canonical text* (see `docs/canonical-text.md`): one small dialect for all formats, so that one parser
serves them all, spans mean the same everywhere, and a canonical text read again gives the same statements.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BREAKS = "\r\u2028\u2029\x85\x0b\x0c"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DROPPED = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_SPACE = re.compile(f"[{_SPACES}]")
_ODD = re.compile(f"[{_BREAKS}{_SPACES}{_DROPPED}]")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the format reader saw and the person should know; `code` is one of the finding codes."""

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
    text = text.replace("\r\n", "\n")
    for odd in sorted(set(_ODD.findall(text))):
        text = text.replace(odd, _plain_form(odd))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if " \n" in text or "\t\n" in text:
        text = "\n".join([line.rstrip(" \t") for line in text.split("\n")])
    text = text.rstrip(" \t\n").lstrip("\n")
    return text + "\n" if text else ""


def _plain_form(odd: str) -> str:
    """Return what stands in the canonical text for an odd character: a line end, a space or nothing."""
    if odd in _BREAKS:
        return "\n"
    return " " if _SPACE.match(odd) else ""
