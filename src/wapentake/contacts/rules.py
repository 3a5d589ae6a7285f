"""E-mail addresses that somebody pastes, a line each or as a table: whose they are said to be. Pure values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from wapentake.terms import fold_text, key_of_name

MOST_LINES = 2000
_ANGLE = re.compile(r"^(?P<name>.+?)\s*<(?P<email>[^<>]+)>$")
_ADDRESS = re.compile(r"^[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+$")
_HEADS = ("email", "e-mail", "mail")
_NAME_HEADS = ("name", "full name", "contact", "person")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A line that was pasted: its number, the name and the address on it, and what is wrong, if anything."""

    number: int
    name: str
    email: str
    problem: str = ""

    @property
    def key(self) -> str:
        """The key under which the name is looked for."""
        return key_of_name(self.name)


def read_addresses(text: str) -> list[Pasted]:
    """Return the lines of a text as names with addresses.

    Shape: "Ann Bell, ann@council.example", "Ann Bell <ann@council.example>", or a table with commas, semicolons or
    tabs whose heads name the columns, or whose last cell with an @ is the address. Empty lines are left out. A name
    that stands twice with two addresses is a problem on the second line.
    """
    lines = text.splitlines()
    mark = next((one for one in ("\t", ";", ",") if any(one in line for line in lines)), ",")
    found: list[Pasted] = []
    heads: tuple[int, int] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=mark), [])]
        if not found and heads is None and (heads := _find_heads(cells)):
            continue
        found.append(_check(number, *_split(line, cells, heads)))
    return _find_twice(found)


def _find_heads(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the name and the address in a table's heads, or None where these are no heads."""
    low = [fold_text(cell) for cell in cells]
    email = next((place for place, cell in enumerate(low) if cell.startswith(_HEADS)), None)
    name = next((place for place, cell in enumerate(low) if cell in _NAME_HEADS), None)
    return None if email is None or name is None else (name, email)


def _split(line: str, cells: Sequence[str], heads: tuple[int, int] | None) -> tuple[str, str]:
    if heads is not None:
        return tuple(cells[place] if place < len(cells) else "" for place in heads)  # type: ignore[return-value]  # two
    if angle := _ANGLE.match(line.strip().rstrip(",;")):
        return angle["name"].strip(' "'), angle["email"].strip()
    address = next((place for place in reversed(range(len(cells))) if "@" in cells[place]), None)
    if address is None:
        return line.strip(), ""
    others = [cell for place, cell in enumerate(cells) if place != address and cell]
    return (others[0] if others else ""), cells[address]


def _check(number: int, name: str, email: str) -> Pasted:
    problem = ""
    if not email:
        problem = "There is no address on this line."
    elif not _ADDRESS.match(email) or len(email) > 254:
        problem = f"“{email[:80]}” is no e-mail address."
    elif not key_of_name(name):
        problem = "There is no name on this line."
    return Pasted(number, name, email, problem)


def _find_twice(found: Sequence[Pasted]) -> list[Pasted]:
    seen: dict[str, str] = {}
    told = []
    for one in found:
        before = seen.setdefault(one.key, one.email.casefold()) if not one.problem else None
        if before is not None and before != one.email.casefold():
            one = Pasted(one.number, one.name, one.email, "This name stands above with another address.")
        told.append(one)
    return told
