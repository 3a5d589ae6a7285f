"""Names of people: a title with a surname, or a given name with a surname that is no place and no body.

Runs of capitalised words are looked through word by word, since most of them are places, bodies and offices.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from wapentake.leaks.leak import Span
from wapentake.leaks.page import Page
from wapentake.leaks.phrases import any_of, set_of
from wapentake.terms import key_of_name

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_WORD = rf"[A-ZÀ-ÖØ-Þ][{_LETTER}]*+(?:['’-][A-ZÀ-ÖØ-Þ]?[{_LETTER}]++)*+"
_TITLES = set_of("names", "titles")
_TOKEN = re.compile(rf"(?:(?:[A-Z]\.)++(?![\w@])|{_WORD}(?![\w@])(?:\.(?= {{1,3}}[A-Z]))?)")
_PARTICLES = rf"(?:(?:{any_of('names', 'particles')}) {{1,3}}){{0,2}}"
_RUN = re.compile(rf"(?<![\w'’@./-]){_TOKEN.pattern}(?: {{1,3}}{_PARTICLES}{_TOKEN.pattern})++")
_NEXT_NAME = re.compile(
    rf"(?:, {{1,3}}(?:and {{1,3}})?| {{1,3}}(?:and|&) {{1,3}})((?:[A-Z]\.? {{1,2}})?{_WORD})(?! {{1,3}}[A-Z])"
)
_LAST_WORD = re.compile(r"([a-z]+)[ (“‘\"']{1,3}$")
_APART = re.compile(r"['’] ")  # "O' Hara"
_PLURAL, _EMINENT = set_of("names", "plural_titles"), set_of("names", "eminent")
_GIVEN, _GIVEN_PLACES = set_of("given", "given"), set_of("given", "given_places")
_NOT_SURNAMES, _NAMED_AFTER = set_of("names", "not_surnames"), set_of("names", "named_after")
_PLACE_SURNAMES, _PLACE_WORDS = set_of("names", "place_surnames"), set_of("names", "place_words")
_NOT_BEFORE, _NOT_PEOPLE = set_of("names", "not_before"), set_of("names", "not_people")
_MOST_TITLES, _MOST_INITIALS = 4, 3
_TITLE_KEYS = frozenset(key_of_name(title) for title in _TITLES)


class Person(NamedTuple):
    """Somebody named in a text: the span of the words with the title, and the words of the name without it."""

    span: Span
    words: tuple[str, ...]
    titled: bool


class _Token(NamedTuple):
    """A capitalised word without full stops, its span, and whether no name goes on behind it ("Allwood's", "Road.")."""

    word: str
    start: int
    end: int
    closes: bool


class KnownNames:
    """The names that may be public."""

    def __init__(self, names: Collection[str]) -> None:
        self._keys: set[str] = set()
        self._firsts: dict[
            str, set[str]
        ] = {}  # by surname: the first names of those who bear it, "" for an unknown one
        for name in names:
            parts = [key for word in _APART.sub("'", name).split() if (key := key_of_name(word))]
            while parts and parts[0] in _TITLE_KEYS:
                parts = parts[1:]
            if parts:
                self._keys.add(" ".join(parts))
                self._firsts.setdefault(parts[-1], set()).add(parts[0] if len(parts) > 1 else "")

    def has(self, person: Person) -> bool:
        """Whether somebody is on the list: by the whole name, by title and surname, or by initial and surname."""
        keys = [key_of_name(word) for word in person.words]
        firsts = self._firsts.get(keys[-1], set())
        if " ".join(keys) in self._keys or (len(keys) == 1 and firsts):
            return True
        if any(_are_alike(keys[0], first) for first in firsts):
            return True
        return person.titled and person.words[0] not in _GIVEN and keys[0] in self._firsts


def _are_alike(one: str, other: str) -> bool:
    """Whether two first names are the same, one of them is the initial of the other, or one is not known."""
    return one == other or not other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


def find_people(page: Page) -> list[Person]:
    """Find the people that a text names, known or not, in the order of their words."""
    found: list[Person] = []
    for run in _RUN.finditer(page.flat):
        tokens = [_make_token(one) for one in _TOKEN.finditer(page.flat, *run.span())]
        at = 0
        while at < len(tokens):
            made = _read_titled(tokens, at) or _read_full(tokens, at, page.flat)
            if made is None:
                at += 1
                continue
            person, at = made
            found.append(person)
            if person.titled and at == len(tokens):
                found.extend(_read_more(page.flat, person))
    return found


def _make_token(found: re.Match[str]) -> _Token:
    """Return a word of a run. No name goes on behind a word with 's, or with a full stop that is no short form's."""
    word = found[0]
    closes = word[-2:] in ("'s", "’s")
    if closes:
        word = word[:-2]
    bare = word.replace(".", "")
    if word[-1] == "." and bare not in _TITLES and not _is_initial(bare):
        closes, word = True, bare
    return _Token(bare, found.start(), found.start() + len(word), closes)


def _read_titled(tokens: list[_Token], at: int) -> tuple[Person, int] | None:
    """Read "Mrs Jean Allwood" or "Cllr J Budd" at a word of a run; return it with the index of the word after it."""
    first = at
    while first < min(len(tokens), at + _MOST_TITLES) and tokens[first].word in _TITLES:
        first += 1
    surname = first
    while first > at and surname < min(len(tokens), first + _MOST_INITIALS) and _is_initial(tokens[surname].word):
        surname += 1
    last = surname
    while first > at and last < min(len(tokens), surname + 2) and _is_surname(tokens[last].word):
        last += 1
        if tokens[last - 1].closes:
            break
    last = _end_before_place(tokens, (surname, last), eminent=tokens[at].word in _EMINENT)
    if last == surname:
        return None
    words = tuple(one.word for one in tokens[first:last])
    return Person((tokens[at].start, tokens[last - 1].end), words, True), last


def _end_before_place(tokens: list[_Token], name: tuple[int, int], *, eminent: bool) -> int:
    """Return where a name behind a title ends: before "Road" or "House", with which an eminent one names a place."""
    first, last = name
    for at in range(first + 1, min(last + 1, len(tokens))):
        full = tokens[at - 1].word in _GIVEN and tokens[at].word in _PLACE_SURNAMES
        if tokens[at].word in _NAMED_AFTER and not full and not tokens[at - 1].closes:
            return first if eminent else at
    return last


def _read_full(tokens: list[_Token], at: int, flat: str) -> tuple[Person, int] | None:
    """Read "Jean Allwood" or "Jean M Allwood" at a word of a run; return it with the index of the word after it."""
    if tokens[at].word not in _GIVEN or tokens[at].closes or (at and tokens[at - 1].word in _NOT_BEFORE):
        return None
    last = at + 1
    if last + 1 < len(tokens) and not tokens[last].closes and _is_middle(tokens[last].word, tokens[last + 1].word):
        last += 1
    if last == len(tokens) or not _is_surname(tokens[last].word):
        return None
    after = tokens[last + 1].word if last + 1 < len(tokens) and not tokens[last].closes else ""
    words = tuple(one.word for one in tokens[at : last + 1])
    if after in _NAMED_AFTER or " ".join(words) in _NOT_PEOPLE:
        return None
    if words[-1] in _PLACE_SURNAMES and (words[0] in _GIVEN_PLACES or _is_in_place(flat, tokens[at].start)):
        return None
    return Person((tokens[at].start, tokens[last].end), words, False), last + 1


def _is_middle(word: str, after: str) -> bool:
    """Whether a word stands between a given name and the surname after it."""
    return _is_surname(after) and (_is_initial(word) or (word in _GIVEN and after not in _NAMED_AFTER))


def _is_initial(word: str) -> bool:
    """Whether a word is one or two initials."""
    return len(word) <= 2 and word.isupper()


def _is_surname(word: str) -> bool:
    """Whether a word may be a surname: no body, office or day, and no short form in capitals."""
    return len(word) > 1 and word not in _NOT_SURNAMES and not (word.isupper() and len(word) < 5)


def _is_in_place(flat: str, start: int) -> bool:
    """Whether the word before a place in the text is one that stands before places: "in Anne Court"."""
    before = _LAST_WORD.search(flat, max(0, start - 12), start)
    return before is not None and before[1] in _PLACE_WORDS


def _read_more(flat: str, person: Person) -> Iterator[Person]:
    """Read the names that follow a title in the plural: "Councillors Budd, Carr and Dee"."""
    at = person.span[1]
    if flat[person.span[0] : at].split()[0].rstrip(".") not in _PLURAL:
        return
    while found := _NEXT_NAME.match(flat, at):
        words = tuple(found[1].replace(".", " ").split())
        if not _is_surname(words[-1]) or words[-1] in _GIVEN:
            return
        yield Person(found.span(1), words, True)
        at = found.end()
