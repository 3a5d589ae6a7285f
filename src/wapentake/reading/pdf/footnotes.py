"""Footnotes: small print at the foot of a page that begins with a number or a star. It belongs after all else."""

from __future__ import annotations

from collections import Counter

from wapentake.reading.pdf.rows import Line, Row, join_lines

_SMALL = 0.92  # of the size of the text
_SIGN = 4  # letters; a line that is shorter holds the sign alone
_SIGNS = "*†‡"


def take_footnotes(pages: list[list[Row]]) -> list[Line]:
    """Take the footnotes out of the rows of each page, and return their lines."""
    sizes: Counter[float] = Counter()
    for line in (line for rows in pages for row in rows for line in row):
        sizes[line.size] += len(line.text)
    small = _SMALL * sizes.most_common(1)[0][0] if sizes else 0.0
    notes: list[Line] = []
    for number, rows in enumerate(pages):
        start = len(rows)
        while start > 0 and all(line.size <= small for line in rows[start - 1]):
            start -= 1
        signed = (at for at in range(start, len(rows)) if _is_signed(rows[at]))
        first = next(signed, len(rows)) if start else len(rows)
        pages[number] = rows[:first]
        for row in rows[first:]:
            row[0].spans[0].spaced = True
            line = join_lines([notes.pop(), *row] if notes and len(notes[-1].text) < _SIGN else row)
            line.fresh = _is_signed([line])
            notes.append(line)
    return notes


def _is_signed(row: Row) -> bool:
    sign = row[0].text[0]
    return sign.isdigit() or sign in _SIGNS
