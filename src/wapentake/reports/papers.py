"""A paper as a value: all that is told of a meeting's agenda or minutes, from which every output is made. Pure.

It is made once, when something is published, and kept; a page, a PDF, a Word file or an answer of the data service is
only another look at it. So what was published never changes by itself.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

_TITLES = {"agenda": "Agenda", "draft": "Draft minutes of the meeting"}
FORM = 1  # of what is kept; a later form reads the earlier ones


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the text: "heading", "paragraph", "item" of a list, "row" of a table, or "note" in the margin.

    `lead` are the bold words with which it begins; `joined` says that it stands directly below the one before.
    """

    kind: str
    text: str
    lead: str = ""
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A paper of an item that the public may have; `pk` is its number in its own table, `size` its bytes."""

    pk: int
    title: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Task:
    """An action as the text tells it."""

    text: str
    owners: tuple[str, ...] = ()
    due: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision as the text tells it."""

    kind: str
    text: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody on the list of attendance."""

    name: str
    status: str
    organisation: str = ""
    role: str = ""
    deputy_for: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What confirmed minutes should have said; `item` is the heading under which the words stand, where one is."""

    was: str
    should_be: str
    item: str = ""
    agreed_at: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: its heading as written, and what stands under it. Of an exempt one nothing but why it is exempt.

    `heading` is empty where the item is a row of a table, which stands in the paper's `parts`.
    """

    number: str
    title: str
    heading: str = ""
    presenter: str = ""
    purpose: str = ""
    paragraph: str = ""
    public_interest: str = ""
    urgent_because: str = ""
    parts: tuple[Part, ...] = ()
    attached: tuple[Attached, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    tasks: tuple[Task, ...] = ()
    settled: tuple[Settled, ...] = ()

    @property
    def is_exempt(self) -> bool:
        """Whether the public may not read it."""
        return bool(self.paragraph)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text. Days are ISO 8601; `note` is the line that councils call "Note"."""

    kind: str
    committee: str
    on: str
    time: str = ""
    venue: str = ""
    room: str = ""
    dial_in: str = ""
    contact: str = ""
    note: str = ""
    number: int = 1
    first_on: str = ""
    cancelled: str = ""
    confirmed: str = ""

    @property
    def title(self) -> str:
        """Return what the paper is, in words."""
        return _TITLES.get(self.kind, "Minutes of the meeting")

    @property
    def is_draft(self) -> bool:
        """Whether these are minutes that no meeting has confirmed."""
        return self.kind == "draft"


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is told of an agenda or of minutes. `parts` stand before the first item, `closing` after the last."""

    head: Head
    parts: tuple[Part, ...] = ()
    items: tuple[Entry, ...] = ()
    closing: tuple[Part, ...] = ()
    documents: tuple[Attached, ...] = ()
    corrections: tuple[Corrected, ...] = ()
    attendance: tuple[Somebody, ...] = ()

    @property
    def attached(self) -> tuple[Attached, ...]:
        """Return every paper that the public may have, in the order of the items."""
        return (*(one for item in self.items for one in item.attached), *self.documents)

    def to_dict(self) -> dict[str, Any]:
        """Return it as values of JSON."""
        told: dict[str, Any] = _plain(self)
        return {"form": FORM} | told

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Paper:
        """Return the paper that `to_dict` wrote; keys that this version does not know are left out."""
        made: Paper = _made(cls, data)
        return made


def say_paper(paper: Paper) -> str:
    """Return every word that a paper tells of the meeting, block by block."""
    parts = [*paper.parts, *(one for item in paper.items for one in (Part("heading", item.heading), *item.parts))]
    told = [f"{one.lead}{one.text}" for one in (*parts, *paper.closing)]
    told += [words for one in paper.corrections for words in (one.was, one.should_be)]
    told += [words for item in paper.items for words in (item.title, item.urgent_because, item.public_interest)]
    return "\n\n".join(told)


def _plain(value: Any) -> Any:
    """Return a value without what is empty, which keeps the rows small."""
    if is_dataclass(value):
        told = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        return {key: one for key, one in told.items() if one not in ("", [], 0, False)}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _made(kind: Any, value: Any) -> Any:
    """Return a value of JSON as the kind that a field wants."""
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in value)
    if get_origin(kind) in (Union, types.UnionType) or not is_dataclass(kind) or not isinstance(kind, type):
        return value
    hints = get_type_hints(kind)
    known = {one.name for one in fields(kind)} & value.keys()
    empty = {one.name: _EMPTY[hints[one.name]] for one in fields(kind) if hints[one.name] in _EMPTY}
    return kind(**{**empty, **{name: _made(hints[name], value[name]) for name in known}})


_EMPTY: dict[Any, Any] = {str: "", int: 0, bool: False}
