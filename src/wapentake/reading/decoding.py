"""Bytes to characters.

Pages come in whatever encoding an office program chose. UTF-8 is tried first; what is not UTF-8 is read as the Windows
code page that British offices used. Text that was garbled by reading the one as the other is put right where the way
back is exact.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\x81\x8d\x8f\x90\x9d"  # what bytes 80 to BF look like
_FIRST = "ÂÃÅâïð"  # what the first byte of a garbled character looks like, for those that minutes hold
_GARBLED = re.compile(f"[ÂÃÅ][{_HIGH}]|[âïí][{_HIGH}]{{2}}|ð[{_HIGH}]{{3}}")


def decode_text(data: bytes) -> str:
    """Return the characters of `data`. Never fails: bytes that mean nothing are dropped."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return repair_text(data[len(mark) :].decode(encoding, "ignore"))
    half = data[:2000:2].count(0), data[1:2000:2].count(0)
    if max(half) * 4 > len(data[:2000]):
        return repair_text(data.decode("utf-16-le" if half[1] > half[0] else "utf-16-be", "ignore"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "ignore")
    return repair_text(text)


def repair_text(text: str) -> str:
    """Put right UTF-8 that was read as cp1252 and saved again, however often, where the way back is exact."""
    while any(first in text for first in _FIRST) and (repaired := _GARBLED.sub(_repair_run, text)) != text:
        text = repaired
    return text


def _repair_run(match: re.Match[str]) -> str:
    try:
        return b"".join(map(_encode_character, match[0])).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _encode_character(character: str) -> bytes:
    """Return the one byte that cp1252 shows as `character`; the five undefined bytes stand for themselves."""
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")
