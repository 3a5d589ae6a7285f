"""The ruled lines and the pictures of one page of a PDF."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2.raw as pdf

from wapentake.reading.pdf import calls
from wapentake.reading.pdf.spans import Span

_THIN, _SHORT = 2.5, 4.0  # points: how thick a ruled line may be, and how long it is at least
_ICON = 14.0  # points: a picture no larger than this at the start of a line is its bullet
_MOST_OBJECTS, _MOST_RULES = 20_000, 4_000

Rule = tuple[float, float, float]  # where it stands, where it begins, where it ends
Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Shapes:
    """Ruled lines, across as (y, x0, x1), down as (x, y0, y1); pictures that are bullets; whether there are others."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    icons: list[Span] = field(default_factory=list)
    pictured: bool = False


def read_shapes(page: int, turn: int) -> Shapes:
    """Return the shapes of the page at the address `page`, whose text runs by `turn` quarter turns."""
    shapes = Shapes()
    edges = (ctypes.c_float * 4)()
    places = [ctypes.addressof(edges) + 4 * number for number in range(4)]
    for number in range(min(calls.count_objects(page), _MOST_OBJECTS)):
        thing = calls.find_page_object(page, number)
        kind = calls.read_kind(thing)
        if kind == pdf.FPDF_PAGEOBJ_TEXT or not calls.read_bounds(thing, *places):
            continue
        left, bottom, right, top = edges
        for _ in range(turn):
            left, bottom, right, top = bottom, -right, top, -left
        box = left, bottom, right, top
        if kind == pdf.FPDF_PAGEOBJ_PATH:
            _add_path(shapes, thing, box)
        elif kind in (pdf.FPDF_PAGEOBJ_IMAGE, pdf.FPDF_PAGEOBJ_FORM):
            _add_picture(shapes, box, is_image=kind == pdf.FPDF_PAGEOBJ_IMAGE)
    if len(shapes.across) + len(shapes.down) > _MOST_RULES:
        shapes.across, shapes.down = [], []
    return shapes


def _add_path(shapes: Shapes, thing: int, box: Box) -> None:
    """Add the ruled line that a thin path is, or the four lines of a box whose outline is drawn."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    if not math.isfinite(width + height):
        return
    if height <= _THIN:
        if width >= _SHORT:
            shapes.across.append(((top + bottom) / 2, left, right))
    elif width <= _THIN:
        if height >= _SHORT:
            shapes.down.append(((left + right) / 2, bottom, top))
    elif _is_outlined(thing):
        shapes.across += [(bottom, left, right), (top, left, right)]
        shapes.down += [(left, bottom, top), (right, bottom, top)]


def _is_outlined(thing: int) -> bool:
    """Whether a path is a single box that is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    calls.read_draw_mode(thing, ctypes.addressof(fill), ctypes.addressof(stroke))
    return bool(stroke.value) and calls.count_segments(thing) <= 6


def _add_picture(shapes: Shapes, box: Box, *, is_image: bool) -> None:
    """Add a picture: a small one as a bullet, on the baseline that its line would have."""
    left, bottom, right, top = box
    if not is_image or not 0 < max(right - left, top - bottom) <= _ICON:
        shapes.pictured = True
        return
    height = top - bottom
    shapes.icons.append(Span("•", left, right, bottom + 0.2 * height, 0.8 * height, right - left))
