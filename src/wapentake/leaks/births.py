"""Days of birth, and the age of one person who is named or whose place is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from wapentake.leaks.households import find_place
from wapentake.leaks.leak import Span
from wapentake.leaks.names import Person
from wapentake.leaks.page import Page
from wapentake.leaks.phrases import any_of, set_of

_MONTH = rf"(?:{any_of('births', 'months')})(?:\.(?= \d))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|{_DAY}(?: of)? {_MONTH}(?:,? \d{{2,4}})?"
    rf"|{_MONTH} {_DAY}(?:,? \d{{4}})?)(?!\w)"
)
_BORN = re.compile(
    r"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|birthday|born(?: on)?(?: the)?)"
    rf"[ :.(-]{{0,4}}(?:(?:is|was|of|on) )?{_DATE}",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    rf"\b(?:{any_of('births', 'not_born')})(?: (?:was|were|is|first|itself)){{0,2}} $", re.IGNORECASE
)
_AGE = rf"(?:\d{{1,2}}|{any_of('births', 'ages')})"
_NOT_ONE_AGE = r"\+|-|–|to \d|(?:and|or) (?:\d|over|above|under)|plus|over|under|%"
_AGED = re.compile(
    rf"\baged {_AGE}\b(?! ?(?:{_NOT_ONE_AGE}))"
    rf"|\b{_AGE}[- ]years?[- ]old\b(?!s| [a-z]+s\b| (?:{any_of('births', 'plurals')})\b)",
    re.IGNORECASE,
)
_OF_BIRTH = frozenset({"born", "birth", "birthdate", "birthday", "dob", "d"})
_OF_AGE = re.compile(r"aged|(?:[a-z0-9]+-years?-)?old")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)(?: who (?:is|was|are|were))?,? ?\(?$")
_GIVEN = set_of("given", "given")
_PLURALS = set_of("births", "plurals")


def find_births(page: Page, people: Collection[Person], unknown: Collection[Person]) -> Iterator[Span]:
    """Find days of birth, and ages of one person beside a small place or a name. `unknown`: who is on no list."""
    ends = {person.span[1] for person in people}
    starts = [person.span[0] for person in unknown]
    for index, said in enumerate(page.said):
        start, end = page.sentences[index]
        if not _OF_BIRTH.isdisjoint(said):
            yield from _find_days(page.flat, (start, end))
        if any(_OF_AGE.fullmatch(word) for word in said if word[:1] == "a" or word[-3:] == "old"):
            told = bisect_left(starts, start) < bisect_left(starts, end) or bool(find_place(page.flat[start:end]))
            yield from _find_ages(page.flat, (start, end), told, ends)


def _find_days(flat: str, sentence: Span) -> Iterator[Span]:
    """Find the days of birth in a sentence."""
    for found in _BORN.finditer(flat, *sentence):
        if not _NO_PERSON.search(flat, max(0, found.start() - 40), found.start()):
            yield found.span()


def _find_ages(flat: str, sentence: Span, told: bool, ends: Collection[int]) -> Iterator[Span]:
    """Find the ages of one person in a sentence that names a place or somebody, or right behind a name."""
    for found in _AGED.finditer(flat, *sentence):
        named = any(at in ends for at in range(found.start() - 3, found.start()))
        if named or (told and not _is_of_many(flat, found.start())):
            yield found.span()


def _is_of_many(flat: str, start: int) -> bool:
    """Whether the word before an age is one for many people: "pupils aged 9"."""
    before = _WORD_BEFORE.search(flat, max(0, start - 40), start)
    if not before:
        return False
    word = before[1]
    return word.lower() in _PLURALS or (word.endswith("s") and word not in _GIVEN)
