"""A meeting as plain values, for the rules: who sits there, what is taken up, and what was settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from wapentake.terms import DecisionKind, RollStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody on the roll. `organisation` and `role` are empty where none is known; `left_at` is "15:10"."""

    name: str
    organisation: str = ""
    role: str = ""
    is_member: bool = True
    status: str = RollStatus.EXPECTED
    deputy_for: str = ""
    left_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What was settled under an item, and how."""

    kind: str = DecisionKind.AGREED
    text: str = ""
    condition: str = ""
    by_vote: bool = False
    proposer: str = ""
    seconder: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    names: str = ""
    dissent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An interest that somebody declared; `about` names the item, and `then` says what the person did."""

    name: str
    interest: str
    about: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item of the agenda with what is typed under it and what was settled; `paragraph` is empty where it is open."""

    pk: int
    title: str
    number: int | None = None
    presenter: str = ""
    text: str = ""
    paragraph: str = ""
    settled: tuple[Settlement, ...] = ()
    declared: tuple[Declared, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting with all of which its minutes are made. `time` is "14:00"."""

    body: str
    on: date
    time: str = ""
    where: str = ""
    quorum: int = 0
    seats: tuple[Seat, ...] = ()
    points: tuple[Point, ...] = ()
    next_days: tuple[date, ...] = field(default=())
