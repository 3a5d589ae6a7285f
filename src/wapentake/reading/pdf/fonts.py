"""Whether a font of a PDF is bold or italic."""

from __future__ import annotations

import ctypes
import re

import pypdfium2.raw as pdf

from wapentake.reading.pdf import calls

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_PLAIN = re.compile(r"regular|roman|italic|oblique|light|medium|book|mt$|symbol|dings|arial|helvetica", re.IGNORECASE)
_LARGEST_FILE = 30_000_000
_BOLD_BIT, _ITALIC_BIT = 1, 2  # of `macStyle` in the `head` table of a TrueType font
_STYLE_AT = 44  # where that is


class Fonts:
    """The fonts of one page, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[bool, bool]] = {}

    def read_style(self, thing: int) -> tuple[bool, bool]:
        """Return (bold, italic) of a text object; text that is filled and stroked is made bold that way."""
        font = calls.find_font(thing)
        if font is None:
            return False, False
        if font not in self._known:
            self._known[font] = _read_font(font)
        bold, italic = self._known[font]
        return bold or calls.read_render_mode(thing) == pdf.FPDF_TEXTRENDERMODE_FILL_STROKE, italic


def _read_font(font: int) -> tuple[bool, bool]:
    """Return (bold, italic) of a font by its name; where the name says nothing, by its file or else its weight."""
    buffer = ctypes.create_string_buffer(256)
    calls.read_font_name(font, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("latin-1")
    bold, italic = bool(_BOLD.search(name)), bool(_ITALIC.search(name))
    if bold or _PLAIN.search(name):
        return bold, italic
    style = _read_file_style(font)
    if style is None:
        return 600 <= calls.read_font_weight(font) <= 900, italic
    return bool(style & _BOLD_BIT), bool(style & _ITALIC_BIT)


def _read_file_style(font: int) -> int | None:
    """Return the style bits of the TrueType font in the PDF, or None where there is none."""
    size = ctypes.c_size_t()
    if not calls.read_font_file(font, None, 0, ctypes.addressof(size)) or not 12 < size.value < _LARGEST_FILE:
        return None
    buffer = ctypes.create_string_buffer(size.value)
    calls.read_font_file(font, ctypes.addressof(buffer), size.value, ctypes.addressof(size))
    view = buffer.raw
    tables = int.from_bytes(view[4:6], "big")
    for at in range(12, min(12 + 16 * tables, size.value - 15), 16):
        if view[at : at + 4] == b"head":
            start = int.from_bytes(view[at + 8 : at + 12], "big") + _STYLE_AT
            return int.from_bytes(view[start : start + 2], "big")
    return None
