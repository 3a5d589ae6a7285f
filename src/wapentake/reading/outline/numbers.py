"""The number that a block prints before its title: "Item 5", "18/19-3", "CSP 12.", "3a"."""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.blocks import Block
from wapentake.reading.moments import find_moments
from wapentake.terms.days import FinancialYear

NUMBERED = re.compile(
    r"""
    (?P<said>(?:Agenda\ )?Item(?:\ No\.?)?|AGENDA\ ITEM|ITEM|Minute(?:\ No\.?)?|No\.?(?=\ \d))?[ \n]*
    (?P<number>
        (?:[A-Z]{1,4}(?:[/ .-]|(?=\d+/\d|\d\d\d?\ [A-Z][a-z])))?  # letters: "CSP 12", "PC/7", "A12/4", "CE01"
        \d{1,4}(?:[/-]\d{1,4}){0,2}              # "12", "12/18"
        (?:\.\d(?!\d))?                          # "2.1"
        (?:[a-z](?![a-z])|[ivx]{1,4}(?![a-z]))?  # "3a", "3ii"
    )
    (?P<stop>[ \n]*[.):–-]+)?
    (?:[ \n\t]+|$)
    """,
    re.VERBOSE,
)
_GLUED = re.compile(r"\d{1,4}(?=[A-Z]{3,} )")  # "12APOLOGIES FOR ABSENCE"
BARE_NUMBER = re.compile(r"(?:[A-Z]{1,4}[/ .-]?)?\d{1,4}(?:/\d{1,4}|\.\d{1,2})?[a-z]?\.?")
SAID = re.compile(r"(?:(?:Agenda )?Item|AGENDA ITEM|ITEM|Agenda item)(?: No\.?)? ")
SAID_ABOVE = re.compile(rf"{SAID.pattern}|No\.? ")
ROMAN_PART = re.compile(r"\d+[a-zivx]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_UNMARKED = 7
_DAY_WITHIN = 24  # characters after a number in which a month would make it a day


class Numbered(NamedTuple):
    """The number of a block, how many characters of its words it takes, and whether "Item" stands before it."""

    number: str | None
    length: int = 0
    said: bool = False


NOT_NUMBERED = Numbered(None)


def read_number(block: Block, words: str) -> Numbered:
    """Return the number that a block prints before its words, as its marker or in them."""
    marker = block.marker.strip("().")
    if marker:
        is_number = marker.isdigit() or (marker[:-1].isdigit() and marker[-1].isalpha())
        return Numbered(marker) if is_number else NOT_NUMBERED
    found = NUMBERED.match(words)
    if not found and (glued := _GLUED.match(words)):
        return Numbered(glued[0], glued.end())
    if not found or _is_year_or_count(found) or _is_day(found, words):
        return NOT_NUMBERED
    return Numbered(found["number"], found.end(), bool(found["said"]))


def _is_year_or_count(found: re.Match[str]) -> bool:
    """Whether a number is a financial year, or a year or a long number with no mark after it."""
    number = found["number"]
    if len(number) >= len("2017/18") and FinancialYear.from_text(number):
        return True
    return not (found["said"] or found["stop"]) and (
        len(number) > _LONGEST_UNMARKED or _YEAR.fullmatch(number) is not None
    )


def _is_day(found: re.Match[str], words: str) -> bool:
    """Whether a number is the day of a date: "3 May 2018"."""
    days = find_moments(words[: found.end() + _DAY_WITHIN])
    return bool(days) and days[0].start <= found.start("number")
