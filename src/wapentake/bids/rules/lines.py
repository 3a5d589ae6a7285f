"""Names with sums, one a line, as people type quotes and what other bodies are asked for: "Harrow Locks: £2,380"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.terms import Amount

_LINE = re.compile(r"(?P<name>.+?)\s*[:;,\t–-]?\s*£?\s*(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no name with a sum, and where it stands, counted from 1."""

    number: int
    line: str


def read_sums(text: str) -> tuple[list[tuple[str, int]], list[BadLine]]:
    """Return the names with their sums, and the lines that are none. Units: whole pence. Empty lines are left out."""
    found: list[tuple[str, int]] = []
    bad: list[BadLine] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not (typed := line.strip()):
            continue
        match = _LINE.fullmatch(typed)
        amount = Amount.from_text(match["sum"]) if match else None
        name = match["name"].strip(" :;,-–£\t") if match else ""
        if amount is None or not amount.pence or not name or len(name) > _LONGEST:
            bad.append(BadLine(number, typed))
        else:
            found.append((name, amount.pence))
    return found, bad


def write_sums(pairs: Iterable[tuple[str, int]]) -> str:
    """Return names with sums as they are typed, one a line."""
    return "\n".join(f"{name}: {Amount(pence).say()}" for name, pence in pairs)
