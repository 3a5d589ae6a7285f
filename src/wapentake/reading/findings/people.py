"""Checks on people: initials that nobody on the page explains, and one name that is spelt in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.persons import is_name
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Finding, Span
from wapentake.terms import FindingCode, initials_of, key_of_name

_LISTS = load_phrases("initials")
_BODIES = frozenset(_LISTS["bodies"])
_SPEAKS = frozenset(_LISTS["speaks"])
_TOKEN = re.compile(r"[A-Z][A-Za-zé'’-]*\.?")
_INITIALS = re.compile(r"[A-Z]{2,3}[a-z]{0,2}")
_WORD_AFTER = re.compile(r"(?:(?:,? and|,) [A-Z]{2}[a-z]{0,2}){0,3}[ \n](?:also |then |again |both )?(?P<verb>[a-z]+)")
FRONT = 4000  # characters in which the list of who was there stands
_SOUND_ALIKE = frozenset({"iy", "ck", "sz", "ae", "ei", "ea", "oa", "ou", "eo", "fp", "kq", "ao", "eu"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word with a capital, and its span."""

    words: str
    start: int
    end: int


def capital_words(view: View) -> list[Token]:
    """Return the words of the page that begin with a capital, in its order."""
    return [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(view.text)]


def find_unknown_initials(view: View, tokens: list[Token]) -> Iterator[Finding]:
    """Find initials that own actions or speak while nothing on the page says whose they are: one finding for the page."""
    text = view.text
    owned = {owner for action in view.record.actions for owner in action.owners if _may_be_initials(owner)}
    unknown: dict[str, list[Span]] = {}
    for token in tokens:
        if token.words not in owned and not _speaks(text, token):
            continue
        if token.words not in view.record.people and _may_be_initials(token.words):
            unknown.setdefault(token.words, []).append((token.start, token.end))
    names = known_names(view) + _front_names(view, tokens) if unknown else []
    unknown = {
        letters: spans
        for letters, spans in unknown.items()
        if not _is_one_person(names, letters) and not _is_body(view, tokens, letters, owned)
    }
    if unknown:
        words = _say_unknown(list(unknown), owned)
        yield make_finding(FindingCode.UNKNOWN_INITIALS, words, sorted(spans[0] for spans in unknown.values()))


def _say_unknown(letters: list[str], owned: set[str]) -> str:
    owns = any(one in owned for one in letters)
    if len(letters) == 1:
        return f"{letters[0]} {'owns an action' if owns else 'speaks'}, and the page does not say who that is."
    said = f"{', '.join(letters[:-1])} and {letters[-1]}"
    return f"{said} {'own actions or speak' if owns else 'speak'}, and the page does not say who they are."


def _is_one_person(names: list[str], letters: str) -> bool:
    """Whether letters are those of one person of the page, whose name may be spelt in two ways."""
    capitals = "".join(letter for letter in letters if letter.isupper())
    keys = sorted({key_of_name(name) for name in names if capitals in (initials_of(name), initials_of(_apart(name)))})
    return bool(keys) and all(key == keys[0] or is_misspelt(key, keys[0]) for key in keys)


def _front_names(view: View, tokens: list[Token]) -> list[str]:
    """Return what looks like full names above the first item, where a list of who was there stands."""
    front = min(view.outline.heads[0].span[0] if view.outline.heads else FRONT, FRONT)
    early = [token for token in tokens if token.start < front]
    return [name for name, _ in _named_in(early, view.text) if is_name(name)]


def _apart(name: str) -> str:
    """Return a name with its apostrophes as spaces: O'Dowd may sign as OD."""
    return name.replace("'", " ").replace("’", " ")


def known_names(view: View) -> list[str]:
    """Return the names that the page itself lists: who was there, who presented, whom to ask."""
    record = view.record
    names = [*(one.name for one in record.attendance), *(name for item in record.items for name in item.presenters)]
    return list(dict.fromkeys([*names, record.meeting.contact] if record.meeting.contact else names))


def _may_be_initials(words: str) -> bool:
    return bool(_INITIALS.fullmatch(words)) and words.upper() not in _BODIES and not words.endswith("s")


def _speaks(text: str, token: Token) -> bool:
    """Whether initials are followed by a verb such as "reported": two letters, or three with a small one ("MFl")."""
    if not 2 <= token.end - token.start <= 4 or not token.words[1].isupper():
        return False
    if not (token.end - token.start == 2 or token.words[-1].islower()):
        return False
    found = _WORD_AFTER.match(text, token.end)
    return found is not None and found["verb"] in _SPEAKS


def _is_body(view: View, tokens: list[Token], letters: str, owned: set[str]) -> bool:
    """Whether letters name a body or a thing: after "the", as somebody's organisation, or spelt out on the page.

    Three capitals are rather a body's, unless the page writes somebody else so.
    """
    text = view.text
    if len(letters) == 3 and letters.isupper():
        others = [one for one in view.record.people if len(one) == 3 and one.isupper()]
        if not others or any(_spells([t.words for t in tokens[at : at + 3]], letters) for at in range(len(tokens) - 2)):
            return True
    if any(letters in (one.organisation or "") for one in view.record.attendance):
        return True
    if f"the {letters} " in text or f"The {letters} " in text or f"the {letters}'" in text or f"the {letters}’" in text:
        return True
    at = text.find(f"({letters}")
    while at != -1:
        before = [word for word in text[max(0, at - 90) : at].split() if word[0].isupper()]
        if (letters in owned and _spells(before, letters)) or (letters not in owned and before):
            return True
        at = text.find(f"({letters}", at + 1)
    return False


def _spells(words: list[str], letters: str) -> bool:
    """Whether the last words with capitals begin with just these letters."""
    capitals = [letter for letter in letters if letter.isupper()]
    return [word[0] for word in words[-len(capitals) :]] == capitals


def find_two_spellings(view: View, tokens: list[Token]) -> Iterator[Finding]:
    """Find a person of this page whose name is spelt in two ways: in the list of who was there and in the text."""
    people = _by_letters(known_names(view))
    seen: set[str] = set()
    listed_keys = {key_of_name(one.name) for one in view.record.attendance}
    for name, span in _named_in(tokens, view.text):
        key = key_of_name(name)
        if key in seen or (parts := key.split())[0:1] == parts[-1:] or not parts:
            continue
        seen.add(key)
        for other in people.get(parts[0][0] + parts[-1][0], ()):
            other_key = key_of_name(other)
            both_listed = key in listed_keys and other_key in listed_keys
            if not both_listed and is_misspelt(key, other_key) and is_name(name):
                seen.add(other_key)
                words = f"{other} and {name} look like one person whose name is spelt in two ways."
                at = view.text.find(other)
                yield make_finding(FindingCode.NAME_SPELT_TWO_WAYS, words, [span, *([(at, at + len(other))] if at >= 0 else [])])


def _by_letters(names: Iterable[str]) -> dict[str, list[str]]:
    """Return names under the first letters of their first and last words."""
    found: dict[str, list[str]] = {}
    for name in names:
        parts = key_of_name(name).split()
        if len(parts) > 1:
            found.setdefault(parts[0][0] + parts[-1][0], []).append(name)
    return found


def _named_in(tokens: list[Token], text: str) -> Iterator[tuple[str, Span]]:
    """Yield each pair of capital words that stand side by side, with its span."""
    for one, other in zip(tokens, tokens[1:], strict=False):
        if other.start - one.end == 1 and text[one.end] in " \n" and not one.words.endswith("-"):
            name = f"{one.words} {other.words.rstrip('.')}".removesuffix("'s").removesuffix("’s")
            yield name, (one.start, one.start + len(name))


def is_misspelt(one: str, other: str) -> bool:
    """Whether two keys of names are likely to be one name spelt in two ways, and are not the same key.

    Means: the same first name (or its initial) with surnames a letter apart, or the same surname with first names a letter
    apart. Two names that differ as names of two people do ("Paul" and "Paula", "John" and "Joan") are not.
    """
    a, b = one.split(), other.split()
    if one == other or not a or not b or len(a) > 3 or len(b) > 3:
        return False
    first_a, first_b, last_a, last_b = a[0], b[0], a[-1], b[-1]
    if last_a == last_b:
        return min(len(first_a), len(first_b)) >= 4 and _is_letter_apart(first_a, first_b, given=True)
    same_first = first_a == first_b or (1 in (len(first_a), len(first_b)) and first_a[0] == first_b[0])
    least = 4 if first_a == first_b and len(first_a) > 1 else 5
    return same_first and min(len(last_a), len(last_b)) >= least and _is_letter_apart(last_a, last_b, given=False)


def _is_letter_apart(one: str, other: str, *, given: bool) -> bool:
    """Whether two words begin alike and differ by one letter more or less, by two that swap, or by two that sound alike."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        wrong = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if len(wrong) == 2:
            return wrong[0] == wrong[1][::-1]
        return len(wrong) == 1 and ("".join(sorted(wrong[0])) in _SOUND_ALIKE or (not given and len(one) >= 6))
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if short[at:] != long[at + 1 :]:
        return False
    ends = at == len(short)
    return not ends or (not given and long[-1] != "s")
