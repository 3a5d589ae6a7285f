"""Who is known on a page: the people, initials and bodies that it introduces itself, and whose the initials are.

Names come from the list of attendance, the presenters, the contact and the text; initials are given to the one person
whose they can be. Where two fit, they are left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wapentake.reading.persons import drop_titles, is_name, is_person
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Attendee, Item, Meeting
from wapentake.terms.names import initials_of, key_of_name

_IN_BRACKETS = re.compile(r"\((?P<initials>[A-Z]{2,4}[a-z]?)\)")
_NAME_BEFORE = re.compile(r"(?:[A-Z](?:[\w'’-]*|\.) ){1,3}[A-Z][\w'’-]+ ?$")
_GOES_ON = re.compile(r"\w")
_AFTER_NAME = re.compile(r"[A-Z][a-z]+ \(?$")
_NAMED = re.compile(r"(?:[A-Z]\.? |[A-Z][a-z]+ )[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")
_ACTS = re.compile(
    rf"(?:(?:, and |, | and |/)[A-Z]{{2,3}}[a-z]?){{0,12}} (?:{any_of('people', 'acts')}) "  # "TA and BC to …"
)
_NO_VERB = re.compile(rf" (?!(?:{any_of('people', 'acts')}|{any_of('people', 'speaks_up')}|and|who|left)\b)[a-z]")
_SPEAKS = re.compile(rf" (?:{any_of('people', 'speaks_up')}) ")

KINDS_OF_BODY = frozenset(("board", "panel", "partnership", "committee", "forum"))
Letters = Iterable[tuple[str, int, int]]  # initials, and where they begin and end


@dataclass(slots=True)
class Roster:
    """Who is known on a page.

    `people`: names by initials; `initials`: those known to be somebody's; `names` and `single`: keys of full names and
    of their parts; `bodies`: organisations as written and in lower case; `own`: letters of the body that meets,
    and `kind` the word by which the page calls it, if it does: "the Board".
    `tried` keeps whom words were found to name, since minutes name the same few people again and again.
    """

    people: dict[str, str] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)
    body: str = ""
    kind: str = ""
    tried: dict[tuple[str, bool, bool], tuple[str, ...] | None] = field(default_factory=dict)

    def add_name(self, name: str) -> None:
        """Add a full name: from now on it, its first and its last name are known."""
        key = key_of_name(name)
        self.names.add(key)
        self.single.update(part for part in key.split() if len(part) > 2)

    def knows(self, words: str) -> bool:
        """Whether words name somebody of this page."""
        if words in self.initials or words in self.people:
            return True
        key = key_of_name(drop_titles(words))
        return key in self.names or (key in self.single and words[:1].isupper())


def make_roster(
    text: str, letters: Letters, attendees: Iterable[Attendee], items: Iterable[Item], meeting: Meeting
) -> Roster:
    """Return the people and bodies that a page itself introduces; initials that could be two people's are left open.

    `letters`: where initials may stand.
    """
    roster = Roster(body=meeting.body or "")
    named: dict[str, str] = {}
    for one in attendees:
        _learn_name(roster, named, one.name)
        if one.initials:
            roster.people[one.initials] = one.name
        if one.organisation:
            _learn_body(roster, one.organisation)
    for presenter in (name for item in items for name in item.presenters):
        _learn_name(roster, named, presenter)
    if meeting.contact:
        _learn_name(roster, named, meeting.contact)
    _read_brackets(roster, named, text)
    roster.own.update(_letters_of_body(roster.body))
    kind = roster.body.rpartition(" ")[2]
    if kind.casefold() in KINDS_OF_BODY and text.count(f"he {kind}") > 1:
        roster.kind = kind.casefold()
    whole = [one for one in letters if not one[0][-2:].islower() and not _GOES_ON.match(text, one[2])]
    _derive_people(roster, named, text, whole)
    _look_up_people(roster, text, whole)
    roster.initials.update(roster.people)
    return roster


def _follows_name(text: str, at: int) -> bool:
    """Whether a word with a capital stands right before a place, so that initials there are part of a name."""
    before = text[max(0, at - 20) : at]
    return before.rstrip(" (")[-1:].islower() and bool(_AFTER_NAME.search(before))


def _learn_name(roster: Roster, named: dict[str, str], name: str) -> None:
    """Add a name, and keep the longest form of it."""
    roster.add_name(name)
    key = key_of_name(name)
    if key not in named or len(name) > len(named[key]):
        named[key] = name


def _learn_body(roster: Roster, organisation: str) -> None:
    """Add an organisation, and the letters by which it may be called."""
    roster.bodies.update({organisation, organisation.casefold()})
    letters = "".join(word[0] for word in organisation.replace("-", " ").split() if word[0].isalpha())
    if len(letters) > 1:
        roster.bodies.add(letters.casefold())


def _letters_of_body(body: str) -> list[str]:
    """Return the letters by which a body may call itself: "Quay Community Council" gives QCC and CC."""
    letters = "".join(character for character in body if "A" <= character <= "Z")
    return [letters[at:] for at in range(max(0, len(letters) - 1))]


def _read_brackets(roster: Roster, named: dict[str, str], text: str) -> None:
    """Add who is introduced with initials in brackets: "Gesche Schmid (GSc)"."""
    for found in _IN_BRACKETS.finditer(text):
        before = _NAME_BEFORE.search(text[max(0, found.start() - 60) : found.start()])
        name = drop_titles(before[0]) if before else ""
        known = key_of_name(name) in roster.names
        if is_name(name) and (known or len(name.split()) == 2) and _agree(found["initials"], name):
            _learn_name(roster, named, name)
            roster.people.setdefault(found["initials"], name)


def _derive_people(roster: Roster, named: dict[str, str], text: str, letters: Letters) -> None:
    """Give initials that stand alone in the text to the one person whose name they are; to nobody where two fit."""
    owners: dict[str, list[str]] = {}
    for name in named.values():
        own = initials_of(name)
        if own not in roster.people:
            owners.setdefault(own, []).append(name)
    alone = {one for one, start, _ in letters if one in owners and not _follows_name(text, start)}
    alone -= {one for one, start, _ in letters if one in alone and text[max(0, start - 4) : start].lower() == "the "}
    taken = set(roster.people.values())
    for own, names in owners.items():
        free = [name for name in names if name not in taken] if own in alone else []
        if len(_distinct_people(free)) == 1:
            roster.people[own] = max(free, key=len)


def _look_up_people(roster: Roster, text: str, letters: Letters) -> None:
    """Give initials that act ("TA to send") and are nobody's yet to the one person in the text whose name they are."""
    bracketed = {found["initials"] for found in _IN_BRACKETS.finditer(text)} - set(roster.people)
    roster.initials.update(
        one for one, _, end in letters if len(one) <= 3 and one not in bracketed and _SPEAKS.match(text, end)
    )
    acting = {one for one, _, end in letters if one not in roster.people and _ACTS.match(text, end)}
    if not acting:
        return
    names: dict[str, set[str]] = {}
    firsts = {one[0] for one in acting}
    for found in _NAMED.finditer(text):
        name = found[0]
        if name[0] not in firsts or (own := initials_of(name)) not in acting or not is_person(name):
            continue
        if not (name[1] == " " and name[0] in "AI" and _is_article(text, *found.span())):
            names.setdefault(own, set()).add(name)
    for own, fitting in names.items():
        if len(_distinct_people(sorted(fitting))) == 1:
            roster.people[own] = max(sorted(fitting), key=len)
            roster.add_name(roster.people[own])


def _is_article(text: str, start: int, end: int) -> bool:
    """Whether "A" before a capital is the article: it begins a sentence, and what follows is no verb of a person."""
    before = text[max(0, start - 4) : start].rstrip(" *-•|(")
    begins = not before or before[-1] in ".!?:;\n"
    return begins and _NO_VERB.match(text, end) is not None


def _distinct_people(names: list[str]) -> list[str]:
    """Return one name for each person: "S Penny" and "Sally Penny" are one."""
    kept: dict[tuple[str, str], str] = {}
    for name in sorted(names, key=len, reverse=True):
        key = key_of_name(name)
        kept.setdefault((key.rpartition(" ")[2], key[:1]), name)
    return list(kept.values())


def _agree(initials: str, name: str) -> bool:
    """Whether initials that stand in brackets after a name are its own: "Gesche Schmid (GSc)"."""
    letters = initials_of(name)
    capitals = [c for c in initials if c.isupper()]
    return bool(letters) and capitals[0] in letters and capitals[-1] in letters
