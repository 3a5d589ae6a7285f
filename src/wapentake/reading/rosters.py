"""Who is who on this page: names from the list of attendance, presenters, the contact and the text; initials to names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wapentake.reading.persons import drop_titles, is_name, is_person
from wapentake.reading.record import Attendee, Item, Meeting
from wapentake.reading.tasks import Roster
from wapentake.terms.names import initials_of, key_of_name

_IN_BRACKETS = re.compile(r"\((?P<initials>[A-Z]{2,4}[a-z]?)\)")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w'’-]*\.? ){1,3}[A-Z][\w'’-]+ ?$")
_INITIALS = re.compile(r"[A-Z]{2,3}[a-z]?(?![\w])")
_ACTS = re.compile(
    r"(?:(?:, and |, | and |/)[A-Z]{2,3}[a-z]?)* (?:to|will|agreed|was asked|noted|reported|advised|informed"
    r"|said|gave|presented) "
)
_AFTER_NAME = re.compile(r"[A-Z][a-z]+ \(?$")
_SPEAKS = re.compile(
    r" (?:said|asked|noted|reported|advised|informed|gave|presented|confirmed|explained|thanked|agreed to"
    r"|spoke|queried|raised|suggested|stated|offered|undertook|welcomed|declared|updated|told|added|mentioned"
    r"|left|joined|had|felt|wanted|proposed|introduced|outlined|circulated|will) "
)
_NAMED = re.compile(r"(?:[A-Z]\.? |[A-Z][a-z]+ )[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")
_BODY_NAME = re.compile(r"\b[A-Z]{2,6}s?\b")


def make_roster(text: str, attendees: Iterable[Attendee], items: Iterable[Item], meeting: Meeting) -> Roster:
    """Return the people and bodies that a page itself introduces; initials that could be two people's are left open."""
    roster = Roster(body=meeting.body or "")
    named: dict[str, str] = {}
    for one in attendees:
        _learn(roster, named, one.name)
        if one.initials:
            roster.people[one.initials] = one.name
        if one.organisation:
            roster.bodies.update({one.organisation, one.organisation.casefold()})
            letters = "".join(word[0] for word in one.organisation.replace("-", " ").split() if word[0].isalpha())
            if len(letters) > 1:
                roster.bodies.add(letters.casefold())
    for item in items:
        for presenter in item.presenters:
            _learn(roster, named, presenter)
    if meeting.contact:
        _learn(roster, named, meeting.contact)
    for found in _IN_BRACKETS.finditer(text):
        before = _NAME_BEFORE.search(text[max(0, found.start() - 60) : found.start()])
        name = drop_titles(before[0]) if before else ""
        known = key_of_name(name) in roster.names
        if is_name(name) and (known or len(name.split()) == 2) and _agree(found["initials"], name):
            _learn(roster, named, name)
            roster.people.setdefault(found["initials"], name)
    parts = re.findall(r"[A-Z]", re.sub(r"[a-z']+", "", meeting.body or ""))
    roster.own.update("".join(parts[at:]) for at in range(max(0, len(parts) - 1)))
    letters = [found for found in _INITIALS.finditer(text) if not text[found.start() - 1 : found.start()].isalnum()]
    _derive(
        roster,
        {found[0] for found in letters if not _AFTER_NAME.search(text[max(0, found.start() - 20) : found.start()])},
        named,
    )
    _look_up(roster, text, letters)
    roster.initials.update(roster.people)
    return roster


def _learn(roster: Roster, named: dict[str, str], name: str) -> None:
    roster.add_name(name)
    key = key_of_name(name)
    if key not in named or len(name) > len(named[key]):
        named[key] = name


def _derive(roster: Roster, used: set[str], named: dict[str, str]) -> None:
    """Give initials that stand alone in the text to the one person whose name they are; to nobody where two fit."""
    owners: dict[str, list[str]] = {}
    for name in named.values():
        letters = initials_of(name)
        if letters in used and letters not in roster.people:
            owners.setdefault(letters, []).append(name)
    taken = set(roster.people.values())
    for letters, names in owners.items():
        free = [name for name in names if name not in taken]
        if len(_as_people(free)) == 1:
            roster.people[letters] = max(free, key=len)


def _look_up(roster: Roster, text: str, letters: list[re.Match[str]]) -> None:
    """Give initials that act ("TA to send") and are nobody's yet to the one person in the text whose name they are."""
    bracketed = {found["initials"] for found in _IN_BRACKETS.finditer(text)} - set(roster.people)
    roster.initials.update(
        found[0]
        for found in letters
        if len(found[0]) <= 3 and found[0] not in bracketed and _SPEAKS.match(text, found.end())
    )
    acting = {found[0] for found in letters if found[0] not in roster.people and _ACTS.match(text, found.end())}
    if not acting:
        return
    found_names: dict[str, set[str]] = {}
    firsts = {one[0] for one in acting}
    for found in _NAMED.finditer(text):
        if found[0][0] in firsts and (own := initials_of(found[0])) in acting and is_person(found[0]):
            found_names.setdefault(own, set()).add(found[0])
    for own, names in found_names.items():
        if len(_as_people(sorted(names))) == 1:
            roster.people[own] = max(sorted(names), key=len)
            roster.add_name(roster.people[own])


def _as_people(names: list[str]) -> list[str]:
    """Return one name for each person: "S Penny" and "Sally Penny" are one."""
    kept: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        parts = key_of_name(name).split()
        if not any(
            key_of_name(other).split()[-1] == parts[-1] and key_of_name(other)[0] == parts[0][0] for other in kept
        ):
            kept.append(name)
    return kept


def _agree(initials: str, name: str) -> bool:
    """Whether initials that stand in brackets after a name are its own: "Gesche Schmid (GSc)"."""
    letters = initials_of(name)
    capitals = [c for c in initials if c.isupper()]
    return bool(letters) and capitals[0] in letters and capitals[-1] in letters
