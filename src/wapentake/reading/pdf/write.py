"""Blocks of a PDF to the canonical text, with the place at which each printed page begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wapentake.reading.pdf.flow import Measures, Strip, group_lines
from wapentake.reading.pdf.grids import Cell, Table
from wapentake.reading.pdf.rows import Line
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED, Piece, write_pieces

PAGE_MARK = "\ue000"  # a private character that stands where a page begins, until the text is whole

_WORD = re.compile(r"\w+(?:-\w+)*")
_HYPHEN = re.compile(r"\w-$")
_LARGE = 1.13  # a heading's letters are this much larger than the text's
_MOST_HEADING_WORDS = 25
