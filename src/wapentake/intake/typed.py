"""What the reader finds in minutes as they are typed: what would enter the register, and what is wrong, item by item.

Reading writes nothing. `read_typed` reads the whole as it will be taken in, `read_item` one item as it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wapentake.contacts.models import Initials, Person
from wapentake.intake.rules import Proposal, propose, say_due
from wapentake.intake.shown import say_rows
from wapentake.meetings.models import Meeting
from wapentake.minutes.models import Refusal
from wapentake.minutes.queries import tell_sitting
from wapentake.minutes.rules import Composed, Sitting, compose_exempt, compose_item, compose_minutes
from wapentake.reading import Record, read
from wapentake.reading.record import Finding, Span
from wapentake.terms import AmountRole, DateRole, FindingCode, Severity, initials_of, key_of_name, parse_iso, say_date

NAME = "typed minutes.txt"  # plain text, which is its own canonical text, whatever its first words look like
OFFERED = ("action", "decision", "amount", "figure")
NO_DATE = "No date: “{words}” Say by when it is due, or at which meeting."
NO_OWNER = "Nobody is named to do this: “{words}”"
UNKNOWN = "Nobody on the roll has the initials {letters}. Put them right, or add the person to the roll."
NOT_HERE = "{letters} is {name}, who is not on the roll of this meeting."
_LEFT_OUT = (FindingCode.NOT_MINUTES, FindingCode.UNKNOWN_INITIALS)
_SAID: dict[str, str] = {FindingCode.ACTION_WITHOUT_DATE: NO_DATE, FindingCode.ACTION_WITHOUT_OWNER: NO_OWNER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A statement as it would enter the register. `typed`: in typed words, and not in the sentences of a decision.

    `owners` are in full where their initials are known; `due` is in words, empty where none is said.
    """

    kind: str
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    words: str = ""
    span: Span = (0, 0)
    owners: tuple[str, ...] = ()
    due: str = ""
    certain: bool = True
    reason: str = ""
    likeness: str = ""
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding in one item, in words for the person who types."""

    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Asking:
    """That somebody on the roll seems to ask for money in an item: who, and how much as it is written."""

    name: str
    amount: str
    is_body: bool


@dataclass(slots=True)
class ItemRead:
    """What was read under one item."""

    item: int
    offers: list[Offer] = field(default_factory=list)
    findings: list[Noticed] = field(default_factory=list)
    asking: list[Asking] = field(default_factory=list)
    refused: int = 0

    @property
    def typed(self) -> list[Offer]:
        """Return what stands in the typed words, without what a form recorded."""
        return [one for one in self.offers if one.typed]


@dataclass(frozen=True, slots=True)
class Reading:
    """The open minutes as one text, their record, and what was read under each item, the exempt ones too."""

    composed: Composed
    record: Record
    items: Mapping[int, ItemRead]


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the register knows: people by their initials, one for each, and the likenesses that were refused here."""

    people: Mapping[str, str]
    refused: Collection[str]


def read_typed(meeting: Meeting, texts: Mapping[int, str] | None = None) -> Reading:
    """Return what is read in the whole minutes of a meeting; `texts` go before what is saved."""
    return read_sitting(tell_sitting(meeting), find_known(meeting), texts=texts)


def read_item(meeting: Meeting, item: int, text: str | None = None) -> ItemRead | None:
    """Return what is read under one item, knowing only the roll and the titles of the others; None where it is gone.

    Means: what is shown as somebody types. It takes a tenth of the time of reading all.
    """
    sitting = tell_sitting(meeting)
    if all(point.pk != item for point in sitting.points):
        return None
    composed = compose_item(sitting, item, texts=None if text is None else {item: text})
    return read_composed(sitting, composed, find_known(meeting))[1][item]


def read_sitting(sitting: Sitting, known: Known, *, texts: Mapping[int, str] | None = None) -> Reading:
    """Return what is read in the minutes of a meeting that is given as values."""
    composed = compose_minutes(sitting, texts=texts)
    record, items = read_composed(sitting, composed, known)
    if exempt := {point.pk for point in sitting.points if point.paragraph}:
        closed = read_composed(sitting, compose_exempt(sitting, texts=texts), known)[1]
        items |= {pk: closed.get(pk, ItemRead(pk)) for pk in exempt}
    return Reading(composed, record, items)


def find_known(meeting: Meeting) -> Known:
    """Return whom the register knows beside the roll, and what was refused at this meeting."""
    found: dict[str, set[str]] = {}
    for name in Person.objects.filter(partnership=meeting.partnership_id, joined_to=None).values_list(
        "name", flat=True
    ):
        found.setdefault(initials_of(name), set()).add(name)
    people = {letters: next(iter(names)) for letters, names in found.items() if len(names) == 1}
    settled = Initials.objects.filter(partnership=meeting.partnership_id).exclude(person=None)
    people |= dict(settled.values_list("written", "person__name"))
    refused = set(Refusal.objects.filter(meeting=meeting).values_list("likeness", flat=True))
    return Known(people, refused)


def read_composed(sitting: Sitting, composed: Composed, known: Known) -> tuple[Record, dict[int, ItemRead]]:
    """Return the record of composed minutes, and what was read under each of their items."""
    record = read(composed.text, name=NAME)
    items = {place.item: ItemRead(place.item) for place in composed.places}
    typed = {place.item: place.typed for place in composed.places}
    for item, offer in _find_offers(record, composed, known, typed):
        if offer.likeness in known.refused:
            items[item].refused += 1
        else:
            items[item].offers.append(offer)
    for item, noticed in _find_noticed(record, composed, known, sitting):
        if noticed not in items[item].findings:
            items[item].findings.append(noticed)
    for item, asking in _find_asking(record, composed, sitting):
        if asking not in items[item].asking:
            items[item].asking.append(asking)
    return record, items


def _find_offers(
    record: Record, composed: Composed, known: Known, typed: Mapping[int, Span]
) -> Iterator[tuple[int, Offer]]:
    offers = [_make_offer(one, record, known) for one in propose(record) if one.kind in OFFERED]
    for day in record.dates:
        at = parse_iso(day.date)
        if at and day.role in (DateRole.FUTURE, DateRole.NEXT_MEETING):
            rows = (("What it is", str(day.role)),)
            offers.append(Offer(kind="date", title=say_date(at), rows=rows, words=day.text, span=day.span))
    for offer in sorted(offers, key=lambda one: (one.span[0], one.kind != "action", one.span[1])):
        item = composed.item_at(offer.span[0])
        if item is not None:
            start, end = typed[item]
            yield item, offer if start <= offer.span[0] < end else replace(offer, typed=False)


def _make_offer(one: Proposal, record: Record, known: Known) -> Offer:
    title, rows = say_rows(one.kind, dict(one.data))
    owners = tuple(_say_owner(owner, record, known) for owner in one.data.get("owners") or ())
    day, event = say_due(one.data) if one.kind == "action" else (None, "")
    return Offer(
        kind=one.kind,
        title=title,
        rows=tuple(row for row in rows if row[0] not in ("By whom", "Due")),
        words=record.text[slice(*one.span)],
        span=one.span,
        owners=owners,
        due=", ".join(filter(None, [event, say_date(day) if day else ""])),
        certain=one.certain,
        reason=one.reason,
        likeness=one.likeness,
    )


def _say_owner(owner: str, record: Record, known: Known) -> str:
    name = record.people.get(owner) or known.people.get(owner)
    return f"{name} ({owner})" if name and name != owner else owner


def _find_noticed(record: Record, composed: Composed, known: Known, sitting: Sitting) -> Iterator[tuple[int, Noticed]]:
    """Yield the findings, each under the items where its words stand; what is known beside the page is no finding."""
    here = {key_of_name(seat.name) for seat in sitting.seats}
    for finding in record.findings:
        if finding.code == FindingCode.UNKNOWN_INITIALS:
            for letters in dict.fromkeys(record.text[start:end] for start, end in finding.spans):
                noticed = _say_letters(letters, known, here)
                if noticed:
                    yield from ((item, noticed) for item in _items_with(letters, composed))
        if finding.code not in _LEFT_OUT:
            yield from _place_finding(finding, record, composed)


def _say_letters(letters: str, known: Known, here: Collection[str]) -> Noticed | None:
    name = known.people.get(letters)
    if name is None:
        return Noticed(FindingCode.UNKNOWN_INITIALS, Severity.WARNING, UNKNOWN.format(letters=letters))
    if key_of_name(name) in here:
        return None
    return Noticed(FindingCode.UNKNOWN_INITIALS, Severity.NOTE, NOT_HERE.format(letters=letters, name=name))


def _items_with(letters: str, composed: Composed) -> Iterator[int]:
    word = re.compile(rf"\b{re.escape(letters)}\b")
    for place in composed.places:
        if word.search(composed.text, *place.typed):
            yield place.item


def _place_finding(finding: Finding, record: Record, composed: Composed) -> Iterator[tuple[int, Noticed]]:
    said = _SAID.get(finding.code)
    for start, end in finding.spans if said else finding.spans[:1]:
        item = composed.item_at(start)
        if item is not None:
            message = said.format(words=record.text[start:end]) if said else finding.message
            yield item, Noticed(finding.code, finding.severity, message)


def _find_asking(record: Record, composed: Composed, sitting: Sitting) -> Iterator[tuple[int, Asking]]:
    """Yield who on the roll is named beside a sum that somebody asks for."""
    members = [seat for seat in sitting.seats if seat.is_member]
    bodies = dict.fromkeys(seat.organisation for seat in members if seat.organisation)
    names = [seat.name for seat in members]
    for amount in record.amounts:
        item = composed.item_at(amount.span[0])
        if amount.role != AmountRole.BID or item is None:
            continue
        said = _paragraph_at(record.text, amount.span)
        people = {name for letters, name in record.people.items() if re.search(rf"\b{letters}\b", said)}
        words = record.text[slice(*amount.span)]
        for name, is_body in [*((one, True) for one in bodies), *((one, False) for one in names)]:
            if name.casefold() in said.casefold() or name in people:
                yield item, Asking(name, words, is_body)


def _paragraph_at(text: str, span: Span) -> str:
    end = text.find("\n\n", span[1])
    return text[text.rfind("\n\n", 0, span[0]) + 2 : end if end >= 0 else len(text)]
