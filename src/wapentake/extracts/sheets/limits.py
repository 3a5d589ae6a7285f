"""How much an extract may hold, and the words for what holds more."""

from __future__ import annotations

from wapentake.kit.errors import Refused

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000  # empty ones too: a row may claim 16,384 of them
ROWS = "{name} has more than {most:,} rows. Nothing was kept. Export a shorter time, and bring it in by parts."
COLUMNS = "Row {row} of {name} has more than {most} columns. Nothing was kept. Take away what is not needed."


def check_place(name: str, row: int, columns: int) -> None:
    """Raise Refused for a row too many, or one that is too wide."""
    if row > MOST_ROWS:
        raise Refused("rows", ROWS.format(name=name, most=MOST_ROWS))
    if columns > MOST_COLUMNS:
        raise Refused("columns", COLUMNS.format(name=name, row=row, most=MOST_COLUMNS))
