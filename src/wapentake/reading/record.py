"""The record of one page: statements that each point at the words of the canonical text that said so.

Plain frozen values; `to_dict` and `to_json` give the form of `docs/record.schema.json`. Nothing here reads anything.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

SCHEMA = 1
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What every statement has: the span of its words, whether it is certain and, where not, why in words."""

    span: Span
    certain: bool = True
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file as given: its name, what it was taken for, and the hash of its bytes."""

    name: str
    media_type: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What the page says of the meeting itself; what it does not say is None."""

    body: str | None = None
    date: str | None = None
    time: str | None = None
    venue: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Statement):
    """Somebody listed as present, in attendance, absent or sending apologies; `name` is without titles."""

    name: str
    organisation: str | None = None
    role: str | None = None
    status: str
    initials: str | None = None
    deputy_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Statement):
    """A heading of the agenda; `body_span` runs from its title to the next item."""

    number: int | str | None = None
    number_inferred: bool = False
    title: str
    presenters: tuple[str, ...] = ()
    truncated: bool = False
    body_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When an action is to be done: a day or month, an event in words, or both."""

    date: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Statement):
    """A task that the minutes give to somebody; `item` is an index into the record's items."""

    owners: tuple[str, ...] = ()
    text: str
    due: Due | None = None
    item: int | None = None
    marked: bool
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Statement):
    """What the meeting itself settled; `condition` holds the words on which it depends."""

    kind: str
    text: str
    condition: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountMention(Statement):
    """A mention of a sum of money with its role; `value` is decimal, "-1549.07"."""

    value: str
    currency: str = "GBP"
    role: str
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Statement):
    """A mention of a day or month; `text` is as written, `date` is ISO 8601."""

    date: str
    text: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Statement):
    """A count or change that the minutes report."""

    measure: str
    previous: float | int | None = None
    current: float | int | None = None
    period: str | None = None
    change: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral(Statement):
    """Something put off: what, until when in words, and why."""

    what: str
    until: str | None = None
    because: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Statement):
    """A document that the page says is attached."""

    title: str
    item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the reader noticed is wrong or doubtful, with the words that show it."""

    code: str
    severity: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything read from one page. Two records of the same bytes and reader version are equal, byte for byte."""

    source: Source
    reader: str
    kind: str = "other"
    text: str = ""
    pages: tuple[int, ...] = ()
    meeting: Meeting = field(default_factory=Meeting)
    attendance: tuple[Attendee, ...] = ()
    items: tuple[Item, ...] = ()
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    documents: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()
    unreadable: str | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a person should look: an uncertain statement, or a finding of severity `error`."""
        kinds = (self.attendance, self.items, self.actions, self.decisions, self.amounts, self.dates, self.figures)
        return any(not s.certain for kind in kinds for s in kind) or any(f.severity == "error" for f in self.findings)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as the JSON object of `docs/record.schema.json`, its keys in the order of the schema."""
        return {"schema": SCHEMA} | _plain_fields(self)

    def to_json(self) -> str:
        """Return the record as JSON text, a line for each value; the same record gives the same text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Return the record that `to_dict` wrote; keys that this version does not know are left out."""
        made: dict[str, Any] = {}
        for one in fields(cls):
            if one.name in data:
                made[one.name] = _NESTED.get(one.name, _same)(data[one.name])
        return cls(**made)


def _plain_fields(value: Any) -> dict[str, Any]:
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return _plain_fields(value)
    return dict(value) if isinstance(value, Mapping) else value


def _same(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _made(kind: Any) -> Any:
    known = {one.name for one in fields(kind)}

    def make(data: Mapping[str, Any]) -> Any:
        return kind(**{key: _value(key, value) for key, value in data.items() if key in known})

    return make


def _value(key: str, value: Any) -> Any:
    if key == "due" and value is not None:
        return _made(Due)(value)
    if key == "spans":
        return tuple(tuple(span) for span in value)
    return _same(value)


def _many(kind: Any) -> Any:
    make = _made(kind)
    return lambda values: tuple(make(one) for one in values)


_NESTED: dict[str, Any] = {
    "source": _made(Source),
    "meeting": _made(Meeting),
    "attendance": _many(Attendee),
    "items": _many(Item),
    "actions": _many(Action),
    "decisions": _many(Decision),
    "amounts": _many(AmountMention),
    "dates": _many(DateMention),
    "figures": _many(Figure),
    "deferrals": _many(Deferral),
    "documents": _many(Attachment),
    "findings": _many(Finding),
}
