"""What stands in one cell: a sum in whole pence, a day, text, or a formula. Nothing is guessed; no sum is a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wapentake.terms.days import MONTHS

MOST_PENCE = 10**13
NO_SUM = "“{text}” is not a sum of money. Write it like 1,549.07."
FINE = "{text} has more than two decimals. Round it to whole pence."
LARGE = "{text} is more than an extract may hold."
NO_DAY = "“{text}” is not a day. Write the day first and the year in full, like 31/07/2017."
BARE_DAY = "{text} is a number and not a day. Give the column the format of a date, and save the file again."
FORMULA = "“{text}” is a formula, and formulas are not read. Put its value in its place."
_WIDE = str.maketrans("＝＋－＠", "=+-@")  # noqa: RUF001 - spreadsheets read the wide forms too
_FORMULA = re.compile(r"=|[+\-@](?:[\w.$']+[(!|*/^&+=]|\d[\d.]*[-+*/^&(|!])")
_SUM = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?", re.ASCII)
_SIDE = re.compile(r"(?i)\s*(CR|DR)\.?$")
_TIME = r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{2}})-(\d{{2}}){_TIME}", re.ASCII)
_FIGURES = re.compile(rf"(\d{{1,2}})([/.\-])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_WORDS = re.compile(rf"(\d{{1,2}})[ \-/]([A-Za-z]{{3,9}})\.?[ \-/](\d{{4}}){_TIME}", re.ASCII)
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NAMES = {name.lower() for name in MONTHS} | set(_MONTH_NUMBERS) | {"sept"}


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell of a spreadsheet that holds a formula."""

    text: str


Cell = str | int | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as it is written. Units: whole pence. `side` is "DR" or "CR" where the cell says so."""

    pence: int
    side: str = ""


class Unread(ValueError):
    """A cell cannot be read; the words say why and what to do."""


def show_cell(cell: Cell) -> str:
    """Return what stands in a cell, as text."""
    if isinstance(cell, Formula):
        return cell.text
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


def read_text(cell: Cell) -> str:
    """Return the text of a cell on one line, without what does not print."""
    return " ".join("".join(one if one.isprintable() else " " for one in show_cell(cell)).split())


def is_formula(cell: Cell) -> bool:
    """Return whether a spreadsheet would compute this cell: "=A1", "@SUM(1)", "-2+3", and the same in wide characters.

    Means: a sum below zero, a telephone number and a line that begins with a dash are none.
    """
    if isinstance(cell, Formula):
        return True
    return isinstance(cell, str) and bool(_FORMULA.match(cell.strip().translate(_WIDE)))


def read_sum(cell: Cell) -> Money | None:
    """Return the sum in a cell, None for an empty one. Raises Unread.

    Reads: "1,549.07", "£1,549.07", "(1,549.07)", "-1,549.07", "1,549.07-", "1,549.07 CR", and numbers of spreadsheets.
    """
    if isinstance(cell, (int, Decimal)):
        return Money(_to_pence(Decimal(cell), show_cell(cell)))
    text = read_text(cell)
    if not text or text in ("-", "–", "£-"):
        return None
    if not isinstance(cell, str):
        raise Unread(NO_SUM.format(text=text))
    side = _SIDE.search(text)
    bare = text[: side.start()] if side else text
    bare, is_below = _take_sign(bare.replace("−", "-").replace("£", "").replace(" ", ""))
    if not _SUM.fullmatch(bare) or not any(one.isdigit() for one in bare):
        raise Unread(NO_SUM.format(text=text))
    pence = _to_pence(Decimal(bare.replace(",", "")), text)
    return Money(-pence if is_below else pence, side[1].upper() if side else "")


def _take_sign(text: str) -> tuple[str, bool]:
    """Return a sum without its sign, and whether it is below zero; a sign that stands twice is left in."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1], True
    if text.startswith("-") or text.endswith("-"):
        return (text[1:] if text.startswith("-") else text[:-1]), True
    return text.removeprefix("+"), False


def _to_pence(value: Decimal, text: str) -> int:
    if not value.is_finite():
        raise Unread(NO_SUM.format(text=text))
    if abs(value) >= MOST_PENCE:
        raise Unread(LARGE.format(text=text))
    pence = value * 100
    if pence != pence.to_integral_value():
        raise Unread(FINE.format(text=text))
    return int(pence)


def read_day(cell: Cell) -> date | None:
    """Return the day in a cell, None for an empty one. Raises Unread.

    Reads: days of spreadsheets, "31/07/2017", "31.7.2017", "31 Jul 2017", "31-July-2017", "2017-07-31", with an hour or
    without. Day first always; a year of two figures is not read, as it may be a day.
    """
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, Decimal)):
        raise Unread(BARE_DAY.format(text=show_cell(cell)))
    text = read_text(cell)
    if not text:
        return None
    try:
        return _read_day(text)
    except ValueError:
        raise Unread(NO_DAY.format(text=text)) from None


def _read_day(text: str) -> date:
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(text):
        return date(int(found[4]), int(found[3]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and found[2].lower() in _MONTH_NAMES:
        return date(int(found[3]), _MONTH_NUMBERS[found[2][:3].lower()], int(found[1]))
    raise ValueError("no form of a day")
