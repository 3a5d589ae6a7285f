"""People across the pages of one body: which names are one person for certain, and which only may be.

"S Penny (County Council)" and "Sally Penny (County Council)" are one; "S Penny" and "Sally Penney" may be, which is a
proposal with its reason for a person to decide. Initials that one page leaves open may be explained by another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wapentake.reading.findings.people import is_misspelt
from wapentake.reading.record import Record
from wapentake.terms import key_of_name, parse_iso, say_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the body: the fullest name, the other ways in which pages write it, and the pages that do."""

    name: str
    written: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Words of a page that may mean a person who is known from another one, and why; nothing was changed."""

    words: str
    name: str
    page: str
    reason: str


@dataclass(slots=True)
class _Known:
    """A person as they are put together, page by page."""

    names: dict[str, None] = field(default_factory=dict)
    initials: dict[str, None] = field(default_factory=dict)
    organisations: dict[str, None] = field(default_factory=dict)
    pages: dict[str, str | None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the fullest name: the one with the longest first name."""
        return max(self.names, key=lambda name: (len(key_of_name(name).split()[0]), len(name)))

    def take(self, other: _Known) -> None:
        """Take over what is known of another name of the same person."""
        self.names.update(other.names)
        self.initials.update(other.initials)
        self.organisations.update(other.organisations)
        self.pages.update(other.pages)


def find_people(records: Iterable[Record]) -> tuple[tuple[Person, ...], tuple[Proposal, ...]]:
    """Return the people of a body's pages, and what may be one of them but is not certain."""
    records = list(records)
    known: dict[str, _Known] = {}
    for record in records:
        for name, organisation, initials in _named(record):
            one = known.setdefault(key_of_name(name), _Known())
            one.names[name] = None
            one.pages[record.source.name] = record.meeting.date
            one.organisations.update({organisation: None} if organisation else {})
            one.initials.update({initials: None} if initials else {})
    proposals = [*_join(known), *_open_initials(records, list(known.values()))]
    people = (
        Person(
            name=one.name,
            written=tuple(name for name in one.names if name != one.name),
            initials=tuple(sorted(one.initials)),
            organisations=tuple(one.organisations),
            pages=tuple(one.pages),
        )
        for one in known.values()
    )
    return tuple(sorted(people, key=lambda one: key_of_name(one.name).split()[::-1])), tuple(proposals)


def _named(record: Record) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the full names that a page gives, with organisation and initials where it gives those."""
    letters = {name: initials for initials, name in record.people.items()}
    listed = {one.name: one.organisation for one in record.attendance}
    presenters = (name for item in record.items for name in item.presenters)
    contact = [record.meeting.contact] if record.meeting.contact else []
    for name in dict.fromkeys([*listed, *presenters, *letters, *contact]):
        if len(key_of_name(name).split()) > 1:
            yield name, listed.get(name), letters.get(name)


def _join(known: dict[str, _Known]) -> Iterator[Proposal]:
    """Join names that are one person's for certain; yield those that only may be."""
    alike: dict[str, list[str]] = {}
    for key in sorted(known, key=lambda key: (len(key.split()[0]), key)):
        alike.setdefault(key[0] + key.split()[-1][0], []).append(key)
    for keys in alike.values():
        for at, key in enumerate(keys):
            likely = [other for other in keys[at + 1 :] if is_short_form(key, other) or is_misspelt(key, other)]
            if not likely:
                continue
            one, other = known[key], known[likely[0]]
            if len(likely) == 1 and is_short_form(key, likely[0]) and _share_organisation(one, other):
                other.take(known.pop(key))
            else:
                yield Proposal(
                    words=one.name,
                    name=other.name,
                    page=next(iter(one.pages)),
                    reason=_say_why(one, other, len(likely)),
                )


def is_short_form(key: str, other: str) -> bool:
    """Whether a key of a name is another one with its first name cut to its initial: "s penny" and "sally penny"."""
    a, b = key.split(), other.split()
    return len(a[0]) == 1 and len(b[0]) > 1 and a[0] == b[0][0] and a[-1] == b[-1]


def _share_organisation(one: _Known, other: _Known) -> bool:
    return bool({name.casefold() for name in one.organisations} & {name.casefold() for name in other.organisations})


def _say_why(one: _Known, other: _Known, count: int) -> str:
    """Return why two names may be one person's, and why that is not certain."""
    if count > 1:
        return f"{one.name} fits {count} people of these pages."
    if is_short_form(key_of_name(one.name), key_of_name(other.name)):
        return (
            f"{one.name} has the initial and surname of {other.name}; no page says that both are of one organisation."
        )
    return f"The names {one.name} and {other.name} differ by a letter."


def _open_initials(records: list[Record], known: list[_Known]) -> Iterator[Proposal]:
    """Yield initials that own actions on a page that leaves them open, where other pages give them to one person."""
    by_letters: dict[str, list[_Known]] = {}
    for one in known:
        for letters in one.initials:
            by_letters.setdefault(letters, []).append(one)
    for record in records:
        for letters in dict.fromkeys(owner for action in record.actions for owner in action.owners):
            fits = by_letters.get(letters, ()) if letters not in record.people else ()
            if len(fits) == 1:
                page = next((name for name in fits[0].pages if name != record.source.name), record.source.name)
                day = parse_iso(fits[0].pages.get(page))
                where = f"the minutes of {say_date(day)}" if day else page
                reason = f"{letters} is {fits[0].name} in {where}; this page does not say who it is."
                yield Proposal(words=letters, name=fits[0].name, page=record.source.name, reason=reason)
