"""Small counts of people beside a protected characteristic: so few, or so close a group, that they can be known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wapentake.leaks.leak import Span
from wapentake.leaks.page import Page, spoken_words
from wapentake.leaks.phrases import any_of, load_phrases, set_of
from wapentake.terms.phrases import match_any

FAMILY_TIMES = 5
"""How many times the threshold a group or a number of families may be and still be known: a family is several people,
and its neighbours know it. Source: local practice."""

_NUMBERS = {word: value for value, word in enumerate(load_phrases("groups")["numbers"], 1)}
_COUNT = re.compile(
    rf"(?<![\w£$€.,/:%+'’-])(?:\d{{1,4}}|(?i:{any_of('groups', 'numbers')}))"
    r"(?![\w%+/-]|[.,:]\d| ?(?:am|pm|per cent|percent)\b)"
)
_CAPITAL = [phrase for phrase in load_phrases("groups")["characteristics"] if phrase[0].isupper()]
_SMALL = [phrase for phrase in load_phrases("groups")["characteristics"] if not phrase[0].isupper()]
_AGED = r"aged (?:between )?\d{1,3}(?! ?(?:\+|plus|and over|or over|and above))|\d{1,2}[- ]year[- ]olds?"
_NO_THING = rf"(?!['’]| (?:{any_of('groups', 'things')})\b)"
_SORT = rf"\b(?:{match_any(_CAPITAL)}|(?i:{match_any(_SMALL)}|{_AGED}))\b(?!-){_NO_THING}(?! [A-Z])"
_WORD = r"[ ,(]{1,3}[A-Za-z'’+-]{1,30}"
_OF_THE = rf"(?: of (?:the|these|those|our|them|whom)(?: (?:\d{{1,4}}|{any_of('groups', 'numbers')})\b)?)?"
_PEOPLE = rf"(?i:(?P<families>{any_of('groups', 'families')})|{any_of('groups', 'people')})"
_SORTS_BEFORE = rf"(?P<before>(?:(?:{_WORD}|[ ,(]{{1,3}}\d\d?[- ]year[- ]old)){{0,4}}?)"
_COUNTED = re.compile(rf"{_OF_THE}{_SORTS_BEFORE}[ ,]{{1,2}}{_PEOPLE}\b{_NO_THING}")
_MEMBERS = re.compile(
    rf"{_OF_THE}(?:{_WORD}){{0,2}}? (?:{any_of('groups', 'members')}|\d{{1,2}}[- ]year[- ]olds)\b{_NO_THING}"
)
_SORTED = re.compile(_SORT)
_LINKED = re.compile(
    rf"(?:{_WORD}){{0,5}}?[ ,(]{{1,3}}(?:{any_of('groups', 'links')})(?:{_WORD}){{0,6}}?[ ,(]{{1,3}}(?:{_SORT})"
)
_BESIDE = re.compile(rf"[ ,(]{{1,3}}(?:{_SORT})")
_ARE = re.compile(rf"{_OF_THE} (?:{any_of('groups', 'links')})(?:{_WORD}){{0,4}}?[ ,(]{{1,3}}(?:{_SORT})")
_GOES_ON = re.compile(rf"(?:{any_of('groups', 'goes_on')})\b", re.IGNORECASE)
_GROUP_OF = re.compile(r"\bgroup of $", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([A-Za-z]+)\.? ?$")
_NOT_COUNTS = set_of("groups", "not_counts")
_HINTS = frozenset(spoken_words(phrase)[0] for phrase in set_of("groups", "characteristics", "members")) | {
    "aged",
    "olds",
    "old",
}
_AGE_HINT = re.compile(r"\d{1,2}-year-olds?")


class _Count(NamedTuple):
    """A number of people: its span, the end of the words for them, how many times the threshold it may be."""

    start: int
    end: int
    value: int
    times: int
    told: int  # where the characteristic ends that the words for them hold, or -1


def find_small_counts(page: Page, threshold: int) -> Iterator[Span]:
    """Find counts of people below a threshold beside a protected characteristic, here or in the next sentence.

    A number of families, and what is called a group, counts as small up to `FAMILY_TIMES` times the threshold.
    """
    for index, said in enumerate(page.said):
        if _HINTS.isdisjoint(said) and not any(_AGE_HINT.match(word) for word in said if word[0].isdigit()):
            continue
        words, start = page.words(index), page.sentences[index][0]
        found = False
        for count in _find_counts(words):
            end = _end_of_sort(words, count)
            if end > 0 and count.value < threshold * count.times:
                found = True
                yield start + count.start, start + end
        if not found and index and page.goes_on(index - 1) and _GOES_ON.match(words):
            yield from _told_after(page, index, threshold)


def _told_after(page: Page, index: int, threshold: int) -> Iterator[Span]:
    """Find a small count in the sentence before one that begins "These are" and tells of a characteristic."""
    sort = _SORTED.search(page.words(index))
    if not sort:
        return
    for count in _find_counts(page.words(index - 1)):
        if count.end > 0 and count.value < threshold * count.times:
            yield page.sentences[index - 1][0] + count.start, page.sentences[index][0] + sort.end()
            return


def _find_counts(words: str) -> Iterator[_Count]:
    """Find the numbers of a sentence that may count people; `end` is 0 where no word for people follows."""
    for found in _COUNT.finditer(words):
        value = (
            _NUMBERS.get(found[0].lower()) or int(found[0]) if not found[0].isalpha() else _NUMBERS[found[0].lower()]
        )
        before = _WORD_BEFORE.search(words, max(0, found.start() - 20), found.start())
        if value == 0 or (before and before[1].lower() in _NOT_COUNTS):
            continue
        times = FAMILY_TIMES if _GROUP_OF.search(words, max(0, found.start() - 12), found.start()) else 1
        if people := _COUNTED.match(words, found.end()):
            sort = _SORTED.search(words, people.start("before"), people.end("before") + 1)
            times = FAMILY_TIMES if people["families"] else times
            yield _Count(found.start(), people.end(), value, times, people.end() if sort else -1)
        elif members := _MEMBERS.match(words, found.end()):
            yield _Count(found.start(), members.end(), value, times, members.end())
        else:
            yield _Count(found.start(), 0, value, times, -1)


def _end_of_sort(words: str, count: _Count) -> int:
    """Return where the characteristic of the people counted ends, or -1 where the sentence tells none of theirs."""
    if count.told > 0:
        return count.told
    if count.end:
        linked = _BESIDE.match(words, count.end) or _LINKED.match(words, count.end)
    else:
        number = _COUNT.match(words, count.start)
        linked = _ARE.match(words, number.end()) if number else None
    return linked.end() if linked else -1
