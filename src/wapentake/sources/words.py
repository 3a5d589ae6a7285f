"""The language of a search, and words in their context. Pure: it knows no database.

A search is words that must all stand there, `"a phrase"`, `polic*` for every word that begins so, and `-word` for what
must not stand there. Whatever is typed means something; there are no errors of syntax.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

MOST_CHARACTERS = 500  # of a search; what follows is not looked at
MOST_TERMS = 16
MOST_PLACES = 150  # of a term in one text
AROUND = 240  # characters of context

_PART = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*?)')
_WORD = re.compile(r"[^\W_]+")
_REST, _GAP = r"[^\W_]*+", r"[\W_]++"
_ACCENT = re.compile(r"[\u0300-\u036f]")
_ODD = re.compile(r"[^\x00-\x7f]")
_QUOTES = str.maketrans("“”„«»", '"""""')
_SIGNS = re.compile(r"\n(?:#{1,6} |\|\| )|\*\*|\|(?!\S)(?<!\S\|)")  # a line of the text begins after a \n
_STRUCK = re.compile(r"█[█\s]*")
_ENDINGS = re.compile(r"(?:ations?|ings?|ies|ed|es|ly|s|e|y)$")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one after the other, folded; with `prefix` the last of them is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for: terms of which each must stand there, and terms of which none may."""

    must: tuple[Term, ...] = ()
    never: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters of a text in context, and whether it is what was searched for."""

    text: str
    hit: bool = False


def fold(text: str) -> str:
    """Return the text in small letters without accents, as both databases compare it."""
    small = text.lower()
    return small if small.isascii() else _ACCENT.sub("", unicodedata.normalize("NFD", small))


def parse_search(typed: str) -> Wanted:
    """Return what was asked for; of very much that is typed, the beginning counts."""
    must: list[Term] = []
    never: list[Term] = []
    for part in _PART.finditer(typed[:MOST_CHARACTERS].translate(_QUOTES)):
        said = part["phrase"] if part["phrase"] is not None else part["word"]
        words = tuple(_WORD.findall(fold(said)))
        term = Term(words, prefix=bool(part["star"]) or (part["word"] or "").endswith("*"))
        if words and term not in must and term not in never:
            (never if part["minus"] else must).append(term)
    return Wanted(tuple(must[:MOST_TERMS]), tuple(never[:MOST_TERMS]))


def has_beginning(text: str, words: str) -> bool:
    """Return whether these words stand one after the other in the text, of the last at least its beginning.

    Reads: `words` folded, with one space between.
    """
    return _find_words(words).search(fold(text)) is not None


@lru_cache(maxsize=64)
def _find_words(words: str) -> re.Pattern[str]:
    first, *others = words.split()
    return re.compile(_GAP.join([_begin(first), *map(re.escape, others)]))


def _begin(word: str) -> str:
    """Return a pattern for a word, or its beginning, before which none stands.

    Shape: it begins with the letters themselves, for which a text is searched many times as fast.
    """
    letters = re.escape(word)
    return rf"{letters}(?<![^\W_]{letters})"


def show_context(text: str, wanted: Wanted) -> list[Run]:
    """Return the part of the text in which most of what was searched for stands, in runs of which hits are marked.

    Means: the signs of the canonical form are left out, and words that were struck out are named as such. Where the
    database knows a word by another ending than this does, it is the beginning of the text.
    """
    plain = " ".join(_SIGNS.sub(" ", "\n" + _STRUCK.sub("[struck out] ", text)).split())
    found = list(_find_terms(plain, wanted.must))
    start, end = _choose_window(plain, found)
    runs = [Run("… ")] if start else []
    at = start
    for first, last in _merge((first, last) for first, last, _ in found if first >= start and last <= end):
        runs += [Run(plain[at:first]), Run(plain[first:last], hit=True)]
        at = last
    runs.append(Run(plain[at:end] + (" …" if end < len(plain) else "")))
    return [run for run in runs if run.text]


def find_places(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Return where in a text that stands which was searched for, in characters, in order and without overlaps."""
    return _merge((first, last) for first, last, _ in _find_terms(text, wanted.must))


def _find_terms(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int, int]]:
    """Give where a term stands: first and last character, and which term it is."""
    folded = _fold_in_place(text)
    for number, term in enumerate(terms):
        roots = [_root(word) for word in term.words]
        first, *others = roots
        pattern = _GAP.join([f"({_begin(first)}{_REST})", *(f"({re.escape(root)}{_REST})" for root in others)])
        for found in islice(re.finditer(pattern, folded), MOST_PLACES):
            *before, last = found.groups()
            whole = _root(last) == roots[-1] or (term.prefix and last.startswith(term.words[-1]))
            if whole and [_root(word) for word in before] == roots[:-1]:
                yield found.start(), found.end(), number


def _fold_in_place(text: str) -> str:
    """Return the text folded with each character where it was."""
    small = text.lower() if len(text.lower()) == len(text) else text
    return small if small.isascii() else _ODD.sub(lambda odd: unicodedata.normalize("NFD", odd[0])[0], small)


def _root(word: str) -> str:
    """Return a word without its ending, so that "fund", "funds" and "funding" are marked alike."""
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= 3 else word


def _choose_window(text: str, found: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """Return where the context begins and ends: with most different terms, and of equals the first."""
    if len(text) <= AROUND:
        return 0, len(text)
    ordered = sorted(found)
    best, most, all_there = 0, 0, len({number for _, _, number in found})
    for place, (first, _, _) in enumerate(ordered):
        inside = {number for start, end, number in ordered[place : place + 50] if end - first <= AROUND - 40}
        if len(inside) > most:
            best, most = first, len(inside)
        if most == all_there:
            break
    start = max(0, min(best - 40, len(text) - AROUND))
    start = text.find(" ", start, best) + 1 if start else 0
    end = start + AROUND
    return start, (text.rfind(" ", start, end + 1) if end < len(text) else len(text))


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged
