"""How minutes write people: titles, names, initials. What counts as one is decided by shape and by word lists."""

from __future__ import annotations

import re
from functools import lru_cache

from wapentake.reading.phrases import any_of, load_phrases

_LISTS = load_phrases("people")
_NOT_NAMES = frozenset(_LISTS["not_names"])
_SURNAMES_TOO = frozenset(_LISTS["surnames_too"])
_ROLE_OWNERS = frozenset(_LISTS["role_owners"])
_TITLE_RUN = re.compile(rf"(?:(?:{any_of('people', 'titles')})(?:\.|\b)(?!['’]s)[ \n]*)+(?=[A-Z])")
_TITLE_STARTS = frozenset(title.split()[0].casefold().rstrip(".") for title in _LISTS["titles"])
_TITLE_HEADS = frozenset(title[:2] for title in _TITLE_STARTS)
_SUFFIXES = frozenset(_LISTS["suffixes"])
_SUFFIX_RUN = re.compile(rf"(?:[ ,]+(?:{any_of('people', 'suffixes')})\b)+$")
_LETTER = "A-Za-zÀ-ÖØ-öø-ÿ"
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_FIRST = rf"[{_CAPITAL}](?:[{_LETTER}]++(?:['’][{_LETTER}]++)?|['’][{_LETTER}]++|\.)?"
_LATER = (
    rf"(?:[{_CAPITAL}](?:\.|[{_LETTER}]*+(?:['’] ?[{_LETTER}]++)?)"
    r"|(?:de|van|von|der|den|la|le|al|bin|ap|ferch)(?= ))"
)
_NAME = re.compile(rf"{_FIRST}(?:[ -]{_LATER}){{1,3}}$")
_SURNAME = re.compile(r"[A-Z][A-Za-z'’é-]+")
_OFFICE = re.compile(
    rf"(?:the )?(?:(?:{any_of('people', 'ranks')}) )*(?:{any_of('people', 'offices')}) "
    r"(?:of|for|from) [a-z&', -]{3,50}"
)
_FIRST_WORD = re.compile(r"[A-Za-z/]+")
_INITIALS = re.compile(r"[A-Z]{2,4}(?:[a-z]{1,2})?$")
_LETTERS = re.compile(r"[A-Z][A-Z](?<![^\W_]..)[A-Z]?[a-z]{0,2}(?![A-Za-z])")
_PARENTHESIS = re.compile(r"(?<!\s)\s*\([^()]*\)\s*$")
_BETWEEN = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|(?<=\w\w)/|(?<=\s)/|&|\+|\band\b)\s*(?![^()]{0,200}\))")
LONGEST_NAME = 120
_KEPT = 1024  # names of which it is kept what they are, since the minutes of a body name the same people


def drop_titles(name: str) -> str:
    """Return a name without the titles before it and the letters after it: "Insp. Mike Cawley" gives "Mike Cawley"."""
    bare = name.strip(" .,;:–-*\n")
    if found := _title_of(bare):
        bare = bare[found.end() :]
    if bare.rpartition(" ")[2] in _SUFFIXES:
        bare = _SUFFIX_RUN.sub("", bare)
    return bare


def _title_of(name: str) -> re.Match[str] | None:
    """Return the match of the titles before a name; a look at its first letters comes first since it is far quicker."""
    if name[:2].casefold() not in _TITLE_HEADS:
        return None
    first = _FIRST_WORD.match(name)
    return _TITLE_RUN.match(name) if first and first[0].casefold() in _TITLE_STARTS else None


def has_title(name: str) -> bool:
    """Whether a name begins with a title."""
    return bool(_title_of(name.strip()))


def is_name(words: str) -> bool:
    """Whether words have the shape of a person's full name: "Mark Smith", "C Woodward", "Tim Berners-Lee"."""
    return len(words) <= LONGEST_NAME and _is_full(drop_titles(words))


def _is_full(bare: str) -> bool:
    """Whether words without titles have the shape of a full name."""
    if not _NAME.match(bare):
        return False
    if not bare.isupper() and any(part.isupper() and len(part) > 2 and part.isalpha() for part in bare.split()):
        return False
    parts = bare.casefold().replace("-", " ").split()
    if len(parts) > 1 and parts[-1] in _SURNAMES_TOO:
        del parts[-1]
    return _NOT_NAMES.isdisjoint(parts) and any(len(part.strip(".")) > 1 for part in parts)


def is_person(words: str) -> bool:
    """Whether words name a person: a full name, or a surname with a title ("Cllr Smith", "PCSO Preston")."""
    return len(words) <= LONGEST_NAME and _is_person(words)


@lru_cache(_KEPT)
def _is_person(words: str) -> bool:
    bare = drop_titles(words)
    if _is_full(bare):
        return True
    return bool(_SURNAME.fullmatch(bare)) and has_title(words) and bare.casefold() not in _NOT_NAMES


def is_first_name(word: str) -> bool:
    """Whether a word with a capital may be a person's first name: it is no word of bodies, places or papers."""
    return word.casefold() not in _NOT_NAMES and word.casefold() not in _TITLE_STARTS


def is_initials(words: str) -> bool:
    """Whether words have the shape of somebody's initials: "MS", "MFl", "TBL"."""
    return bool(_INITIALS.match(words))


def letters_in(text: str) -> list[tuple[str, int, int]]:
    """Return each place in a text where somebody's initials may stand: the letters, and where they begin and end."""
    return [(found[0], *found.span()) for found in _LETTERS.finditer(text)]


def is_role(words: str) -> bool:
    """Whether words are a role or a body of people that minutes give tasks to: "the Clerk", "All Partners"."""
    bare = words.casefold().strip(" .")
    if bare in _ROLE_OWNERS or bare.removeprefix("the ") in _ROLE_OWNERS:
        return True
    return (" of " in bare or " for " in bare or " from " in bare) and _OFFICE.fullmatch(bare) is not None


def split_people(words: str) -> list[str]:
    """Return the parts of a list of owners or presenters: "KL, AL and MS" gives three; brackets do not part."""
    if " and " not in words and not any(mark in words for mark in ",;/&+"):
        return [words.strip()] if words.strip(" .*:–-") else []
    return [part.strip() for part in _BETWEEN.split(words) if part.strip(" .*:–-")]


def strip_parenthesis(words: str) -> str:
    """Return words without a last remark in brackets."""
    return _PARENTHESIS.sub("", words) if "(" in words else words
