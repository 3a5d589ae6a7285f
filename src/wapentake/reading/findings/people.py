"""Checks on people: initials that nobody on the page explains, and one name that is spelt in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations

from wapentake.reading.findings.view import View, make_finding
from wapentake.reading.persons import is_name
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Finding, Span
from wapentake.terms import FindingCode, initials_of, key_of_name

_LISTS = load_phrases("initials")
_BODIES = frozenset(_LISTS["bodies"])
_SPEAKS = frozenset(_LISTS["speaks"])
_INITIALS = re.compile(r"[A-Z][A-Z]{1,2}[a-z]{0,2}(?![A-Za-z])")
_THEN = re.compile(r"(?:(?:,? and|,) [A-Z]{2}[a-z]{0,2}){0,3}[ \n](?:also |then |again |both )?(?P<verb>[a-z]+)")
_PAIR = re.compile(r"[A-Z][A-Za-zé'’-]+[ \n](?=(?P<last>[A-Z][A-Za-zé'’-]+))")
_NEXT_WORD = re.compile(r"[A-Z][A-Za-zé'’-]+")
_WORD_BEFORE = re.compile(r"([A-Z][A-Za-zé'’-]+)[ \n]$")
_SOUND_ALIKE = frozenset({"iy", "ck", "sz", "ae", "ei", "ea", "oa", "ou", "eo", "fp", "kq", "ao", "eu"})
LONG_WORD = 7  # letters
SAME_WORD = 0.9  # share of letters that two spellings of a long word have in common
MOST_PLACES = 200  # so many are looked at for each set of initials
MOST_NAMES = 200  # a page that lists more is no list of who was there
FRONT = 4000  # characters in which the list of who was there stands


def find_unknown_initials(view: View) -> Iterator[Finding]:
    """Find initials that own actions or speak while the page does not say whose they are: one finding for the page."""
    owned = {owner for action in view.record.actions for owner in action.owners if _may_be_initials(owner)}
    places: dict[str, list[Span]] = {}
    for letters, start, end in view.layout.letters:
        if letters not in view.record.people:
            spans = places.setdefault(letters, [])
            spans += [(start, end)] if len(spans) < MOST_PLACES else []
    unknown = {
        letters: spans
        for letters, spans in places.items()
        if letters in owned or (_may_be_initials(letters) and any(_speaks(view.text, span) for span in spans))
    }
    people = _names_by_letters(view, unknown) if unknown else {}
    for letters, spans in list(unknown.items()):
        if _are_one(people.get(_capitals(letters), ())) or _is_body(view, letters, spans, owns=letters in owned):
            del unknown[letters]
    if unknown:
        firsts = [next((one for one in spans if _acts(view, one)), spans[0]) for spans in unknown.values()]
        yield make_finding(FindingCode.UNKNOWN_INITIALS, _say_unknown(list(unknown), owned), sorted(firsts))


def _acts(view: View, span: Span) -> bool:
    """Whether initials at a place are given a task there, or speak."""
    return (
        _speaks(view.text, span)
        or view.text[span[1] : span[1] + 4] in (" to ", " wil")
        or view.text[span[0] - 3 : span[0]] == "|| "
    )


def _say_unknown(letters: list[str], owned: set[str]) -> str:
    owns = any(one in owned for one in letters)
    if len(letters) == 1:
        return f"{letters[0]} {'owns an action' if owns else 'speaks'}, and the page does not say who that is."
    said = f"{', '.join(letters[:-1])} and {letters[-1]}"
    return f"{said} {'own actions or speak' if owns else 'speak'}, and the page does not say who they are."


def _may_be_initials(words: str) -> bool:
    return bool(_INITIALS.fullmatch(words)) and words.upper() not in _BODIES and not words.endswith("s")


def _speaks(text: str, span: Span) -> bool:
    """Whether initials are followed by a verb such as "reported": two letters, or three with a small one ("MFl")."""
    if span[1] - span[0] > 2 and text[span[1] - 1].isupper():
        return False
    found = _THEN.match(text, span[1])
    return found is not None and found["verb"] in _SPEAKS


def known_names(view: View) -> list[str]:
    """Return the names that the page itself lists: who was there, who presented, whom to ask."""
    record = view.record
    names = [*(one.name for one in record.attendance), *(name for item in record.items for name in item.presenters)]
    return list(dict.fromkeys([*names, record.meeting.contact] if record.meeting.contact else names))


def _names_by_letters(view: View, unknown: dict[str, list[Span]]) -> dict[str, set[str]]:
    """Return the keys of names on the page that initials could stand for, under those initials.

    They are the names that the page lists, full names above the first item, and those right after the initials.
    """
    found: dict[str, set[str]] = {}
    for name in known_names(view):
        for letters in {initials_of(name), initials_of(_apart(name))}:
            found.setdefault(letters, set()).add(key_of_name(name))
    front = min(view.outline.heads[0].span[0] if view.outline.heads else FRONT, FRONT)
    wanted = {_capitals(letters) for letters in unknown}
    after = [(span[1], span[1] + 20) for spans in unknown.values() for span in spans]
    for start, end in [(0, front), *(place for place in after if view.text[place[0] : place[0] + 1] in " :-")]:
        for pair in _PAIR.finditer(view.text, start, end + 40):
            letters = pair[0][0] + pair["last"][0] if pair.start() < end else ""
            if letters in wanted and is_name(name := f"{pair[0].strip()} {pair['last']}"):
                found.setdefault(letters, set()).add(key_of_name(name))
    return found


def _capitals(letters: str) -> str:
    return "".join(letter for letter in letters if letter.isupper())


def _are_one(keys: Iterable[str]) -> bool:
    """Whether keys of names are of one person, whose name may be spelt in two ways."""
    one, *others = sorted(keys) or [""]
    return bool(one) and all(is_misspelt(key, one) for key in others)


def _apart(name: str) -> str:
    """Return a name with its apostrophes as spaces: Teresa O'Dowd may sign as TOD."""
    return name.replace("'", " ").replace("’", " ")


def _is_body(view: View, letters: str, spans: list[Span], *, owns: bool) -> bool:
    """Whether letters name a body or a thing: after "the", as somebody's organisation, or spelt out on the page.

    Three capitals are rather a body's, unless the page writes somebody else so.
    """
    text = view.text
    if len(letters) == 3 and letters.isupper():
        spelt = re.search(rf"\b{letters[0]}[a-z]+ {letters[1]}[a-z]+ {letters[2]}[a-z]", text)
        if spelt or not any(len(one) == 3 and one.isupper() for one in view.record.people):
            return True
    if any(letters in (one.organisation or "").split() for one in view.record.attendance):
        return True
    return any(
        text[start - 4 : start].lower() == "the " or _is_spelt_out(text, letters, start, owns=owns)
        for start, _ in spans
    )


def _is_spelt_out(text: str, letters: str, at: int, *, owns: bool) -> bool:
    """Whether letters in brackets stand after words that begin with them or, where they own nothing, after any name."""
    if text[at - 1 : at] != "(":
        return False
    before = [word for word in text[max(0, at - 90) : at - 1].split() if word[0].isupper()]
    return bool(before) and (not owns or [word[0] for word in before[-len(letters) :]] == list(_capitals(letters)))


def find_two_spellings(view: View) -> Iterator[Finding]:
    """Find a person of this page whose name is spelt in two ways: among the names that it lists, or in its text."""
    known = known_names(view)[:MOST_NAMES]
    listed = {key_of_name(one.name) for one in view.record.attendance}
    told: set[str] = set()
    pairs = [(one, other, view.text.find(other)) for one, other in combinations(known, 2) if one[:1] == other[:1]]
    pairs += [(name, written, at) for name in known for written, at in _written_near(view.text, name)]
    for name, written, at in pairs:
        key, other = key_of_name(name), key_of_name(written)
        if (
            other in told
            or at < 0
            or (key in listed and other in listed)
            or not is_misspelt(key, other)
            or not is_name(written)
        ):
            continue
        told.update((key, other))
        first = view.text.find(name)
        spans = [(at, at + len(written)), *([(first, first + len(name))] if first >= 0 else [])]
        words = f"{name} and {written} look like one person whose name is spelt in two ways."
        yield make_finding(FindingCode.NAME_SPELT_TWO_WAYS, words, spans)


def find_two_organisations(view: View) -> Iterator[Finding]:
    """Find organisations in the list of who was there whose names differ in the spelling of one long word."""
    listed = dict.fromkeys(one.organisation for one in view.record.attendance if one.organisation)
    for one, other in combinations(list(listed)[:MOST_NAMES], 2):
        pairs = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
        if len(pairs) == 1 and one.count(" ") == other.count(" ") and _is_slip(*pairs[0]):
            places = [(at, at + len(name)) for name in (one, other) if (at := view.text.find(name)) >= 0]
            words = f"{one} and {other} look like one organisation whose name is spelt in two ways."
            yield make_finding(FindingCode.NAME_SPELT_TWO_WAYS, words, places)


def _is_slip(one: str, other: str) -> bool:
    """Whether two long words begin alike and are the same but for a letter or two, and not for a plural."""
    if min(len(one), len(other)) < LONG_WORD or one[0] != other[0] or one.rstrip("s") == other.rstrip("s"):
        return False
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio() >= SAME_WORD


def _written_near(text: str, name: str) -> Iterator[tuple[str, int]]:
    """Yield the names in a text that share the first or the last word of a name, with their places."""
    parts = name.split()
    if len(parts) < 2 or min(len(parts[0]), len(parts[-1])) < 3:
        return
    at = text.find(parts[0] + " ")
    while at != -1:
        after = _NEXT_WORD.match(text, at + len(parts[0]) + 1)
        if after and after[0] != parts[-1] and after[0][0] == parts[-1][0] and not text[at - 1 : at].isalpha():
            yield f"{parts[0]} {_without_s(after[0])}", at
        at = text.find(parts[0] + " ", at + 1)
    at = text.find(" " + parts[-1])
    while at != -1:
        before = _WORD_BEFORE.search(text[max(0, at - 20) : at + 1])
        whole = not text[at + 1 + len(parts[-1]) : at + 2 + len(parts[-1])].isalpha()
        if whole and before and before[1] != parts[0] and before[1][0] == parts[0][0]:
            yield f"{before[1]} {parts[-1]}", at - len(before[1])
        at = text.find(" " + parts[-1], at + 1)


def _without_s(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def is_misspelt(one: str, other: str) -> bool:
    """Whether two keys of names are likely to be one name spelt in two ways, and are not the same key.

    Means: the same first name (or its initial) with surnames a letter apart, or the same surname with first names a
    letter apart. Two names that differ as names of two people do ("Paul" and "Paula", "John" and "Joan") are not.
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
    """Whether two words begin alike and differ by one letter more, by two that swap, or by two that sound alike."""
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        wrong = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        if len(wrong) == 2:
            return wrong[0] == wrong[1][::-1]
        return len(wrong) == 1 and ("".join(sorted(wrong[0])) in _SOUND_ALIKE or (not given and len(one) >= 6))
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    ends = at == len(short)
    return short[at:] == long[at + 1 :] and (not ends or (not given and long[-1] != "s"))
