"""Numbers of lists as a word processor or a browser would show them: 3, c, C, iii, III, 2.3."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 3999  # a larger number has no Roman form, and its letters would fill the line


def write_number(number: int, form: str) -> str:
    """Write `number` in `form`: "1", "01", "a", "A", "i" or "I"; any other form writes figures."""
    if form == "01":
        return f"{number:02d}"
    if form not in ("a", "A", "i", "I") or not 0 < number <= _LARGEST:
        return str(number)
    words = _write_roman(number) if form in "iI" else _write_letters(number)
    return words.upper() if form.isupper() else words


def _write_letters(number: int) -> str:
    """Write 1 as a, 26 as z, 27 as aa, 28 as bb: the way of word processors."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _write_roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        words += letters * count
    return words
