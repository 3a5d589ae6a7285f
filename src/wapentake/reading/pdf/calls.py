"""The calls into pdfium that are made for every word or shape, on plain addresses.

The bindings of pypdfium2 check the type of every pointer, which takes longer than the call itself; without the checks a
page is read twice as fast. An address is that of something that pdfium gave out; it is good while its page is open.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdf

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def _bind(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium that takes and gives plain numbers and addresses."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _ADDRESS).value or 0)


count_chars = _bind(pdf.FPDFText_CountChars, _INT, _ADDRESS)
read_text = _bind(pdf.FPDFText_GetText, _INT, _ADDRESS, _INT, _INT, _ADDRESS)
find_place = _bind(pdf.FPDFText_GetCharIndexFromTextIndex, _INT, _ADDRESS, _INT)
find_text_object = _bind(pdf.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
read_char_box = _bind(pdf.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
read_char_origin = _bind(pdf.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
read_char_matrix = _bind(pdf.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
read_font_size = _bind(pdf.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
find_font = _bind(pdf.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
read_render_mode = _bind(pdf.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
read_font_name = _bind(pdf.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
read_font_weight = _bind(pdf.FPDFFont_GetWeight, _INT, _ADDRESS)
read_font_file = _bind(pdf.FPDFFont_GetFontData, _INT, _ADDRESS, _ADDRESS, ctypes.c_size_t, _ADDRESS)
count_objects = _bind(pdf.FPDFPage_CountObjects, _INT, _ADDRESS)
find_page_object = _bind(pdf.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
read_kind = _bind(pdf.FPDFPageObj_GetType, _INT, _ADDRESS)
read_bounds = _bind(pdf.FPDFPageObj_GetBounds, _INT, *[_ADDRESS] * 5)
read_draw_mode = _bind(pdf.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
count_segments = _bind(pdf.FPDFPath_CountSegments, _INT, _ADDRESS)


def find_address(pointer: Any) -> int:
    """Return the address that a pointer of pypdfium2 holds."""
    return ctypes.addressof(pointer.contents)
