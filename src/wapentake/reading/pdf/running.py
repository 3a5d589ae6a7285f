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
_DIGITS = re.compile(r"^\W*\d+|(?<=page )\d+|\d+\W*$")  # where a page number may stand
_LONGEST = 200  # letters of a running row
_PAGE_NUMBER = re.compile(r"\W*page\W*0\W*(?:of\W*)?(?:0\W*)?")
_MARKING = re.compile(
    r"(?:\W|0|official|sensitive|unclassified|restricted|confidential|protect(?:ed|ively)?|not|marked|private|draft|final|"
    r"internal|in confidence|version|v\b|page|of\b)*+"
)

Edge = list[tuple[str, float]]  # words in lower case with 0 for page numbers, and height, the outermost row first


def drop_running(pages: list[list[Row]]) -> None:
    """Take running heads and feet out of the rows of each page."""
    counts = [_count_running([_read_edge(rows, top=top) for rows in pages]) for top in (True, False)]
    for number, (rows, above, below) in enumerate(zip(pages, *counts, strict=True)):
        kept = [] if number else [row for row in rows[:above] if not _MARKING.fullmatch(_fold_row(row))]
        pages[number] = kept + rows[above : max(above, len(rows) - below)]


def _count_running(edges: list[Edge]) -> list[int]:
    """Return how many rows at the edge of each page are running."""
    heights = Counter(row for edge in edges for row in {(words, round(y / _LEVEL)) for words, y in edge})
    counts = []
    for edge in edges:
        count = 0
        while count < len(edge) and (_is_repeated(edge[count], heights) or _is_number(edge, count)):
            count += 1
        counts.append(count)
    return counts


def _fold_row(row: Row) -> str:
    """Return the words of a row in lower case, with 0 for what may be a page number."""
    return _DIGITS.sub("0", " ".join(line.text for line in row)[:_LONGEST].casefold())


def _read_edge(rows: list[Row], *, top: bool) -> Edge:
    outer = rows[:_DEEP] if top else rows[: -_DEEP - 1 : -1]
    return [(_fold_row(row), row[0].y) for row in outer]


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
    return at == 0 and words.strip(" -–") == "0" and alone
