"""Running heads and feet: what a PDF repeats at the edges of its pages, and page numbers, is no part of the minutes.

A title that runs along the top of every page is kept once, on the first.
"""

from __future__ import annotations

import re
from collections import Counter

from wapentake.reading.pdf.rows import Row

_DEEP = 4  # rows from the edge that may be running
_LEVEL = 4.0  # points by which a running row may stand higher or lower from page to page
_ALONE = 30.0  # points of white space that part a bare page number from the text
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*page\W*#\W*(?:(?:of|/)\W*#\W*)?")
_MARKING = re.compile(
    r"(?:\W|#|official|sensitive|unclassified|restricted|confidential|protect(?:ed|ively)?|not|marked|private|draft|final|"
    r"internal|in confidence|version|v\b|page|of\b)*"
)

Edge = list[tuple[str, float]]  # words in lower case with "#" for numbers, and height, the outermost row first


def drop_running(pages: list[list[Row]]) -> None:
    """Take running heads and feet out of the rows of each page."""
    for top in (True, False):
        edges = [_read_edge(rows, top=top) for rows in pages]
        heights = Counter(row for edge in edges for row in {(words, round(y / _LEVEL)) for words, y in edge})
        for number, (rows, edge) in enumerate(zip(pages, edges, strict=True)):
            running = 0
            while running < len(edge) and (_is_repeated(edge[running], heights) or _is_number(edge, running)):
                running += 1
            if top:
                kept = [] if number else [rows[at] for at in range(running) if not _MARKING.fullmatch(edge[at][0])]
                pages[number] = kept + rows[running:]
            else:
                pages[number] = rows[: len(rows) - running]


def _read_edge(rows: list[Row], *, top: bool) -> Edge:
    outer = rows[:_DEEP] if top else rows[: -_DEEP - 1 : -1]
    return [(_DIGITS.sub("#", " ".join(line.text for line in row).casefold()), row[0].y) for row in outer]


def _is_repeated(row: tuple[str, float], heights: Counter[tuple[str, int]]) -> bool:
    """Whether a row stands at the same height on another page too."""
    words, y = row
    level = round(y / _LEVEL)
    return sum(heights[words, level + step] for step in (-1, 0, 1)) > 1


def _is_number(edge: Edge, at: int) -> bool:
    """Whether a row is a page number: it says "page", or is a bare number that stands alone at the very edge."""
    words, y = edge[at]
    if _PAGE_NUMBER.fullmatch(words):
        return True
    alone = len(edge) == 1 or abs(edge[1][1] - y) > _ALONE
    return at == 0 and words.strip(" -–") == "#" and alone
