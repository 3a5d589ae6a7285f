"""The roll of a meeting: who counts towards the quorum, who may vote, and how a person is written in minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wapentake.kit.errors import Verdict
from wapentake.minutes.rules.values import Seat
from wapentake.reading.entries import read_entry
from wapentake.terms import PersonRole, RollStatus, key_of_name

ROLES = (PersonRole.CHAIR, PersonRole.VICE_CHAIR, PersonRole.SECRETARY, PersonRole.TREASURER)
"""The roles that minutes write beside a name, and that are read there again."""

THERE = (RollStatus.PRESENT, RollStatus.DEPUTY)
_NOT_READ = (
    "“{said}” would not be read as this person again. Write a first and a last name, as in “Ann Bell”, and the "
    "organisation without brackets."
)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many member bodies there are, how many are here now, and how many were until they left."""

    bodies: int
    here: int
    gone: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether the meeting may decide."""
        return self.here >= self.needed


def count_quorum(seats: Iterable[Seat], needed: int) -> Quorum:
    """Return how a roll stands against the quorum, which counts member bodies and not people.

    Means: a body is here by a member or by the deputy of one; a member for no body counts as one of their own.
    Source: local practice.
    """
    seats = tuple(seats)
    body_of = {key_of_name(one.name): _body_of(one) for one in seats if one.is_member and one.status != "deputy"}
    bodies = set(body_of.values())
    came: set[str] = set()
    here: set[str] = set()
    for one in seats:
        if one.status not in THERE or not one.is_member:
            continue
        stands_for = body_of.get(key_of_name(one.deputy_for)) if one.status == RollStatus.DEPUTY else None
        body = stands_for or _body_of(one)
        bodies.add(body)
        came.add(body)
        here |= set() if one.left_at else {body}
    return Quorum(len(bodies), len(here), len(came - here), needed)


def _body_of(seat: Seat) -> str:
    return seat.organisation.casefold() or key_of_name(seat.name)


def say_quorum(quorum: Quorum) -> str:
    """Return the quorum in words: "7 of 12 member bodies are here. The quorum is 5."."""
    noun = "body is" if quorum.bodies == 1 else "bodies are"
    said = f"{quorum.here} of {quorum.bodies} member {noun} here"
    if quorum.gone:
        said += f", and {quorum.gone} more {'was' if quorum.gone == 1 else 'were'} until people left"
    if not quorum.needed:
        return f"{said}. No quorum is set for this body."
    short = quorum.needed - quorum.here
    return f"{said}. The quorum is {quorum.needed}." + (f" {short} more must come." if short > 0 else "")


def find_voters(seats: Iterable[Seat]) -> tuple[str, ...]:
    """Return the names of those who have a vote: members who are there, and deputies of members."""
    return tuple(one.name for one in seats if one.is_member and one.status in THERE)


def say_seat(seat: Seat) -> str:
    """Return a person as minutes list one: "Ann Bell (Police) (Chair) (left at 3.10 pm)"."""
    deputy = f"deputy for {seat.deputy_for}" if seat.status == RollStatus.DEPUTY and seat.deputy_for else ""
    role = seat.role.capitalize() if seat.role in ROLES else ""
    left = f"left at {say_time(seat.left_at)}" if seat.left_at and seat.status in (*THERE, "invited") else ""
    return " ".join([seat.name, *(f"({one})" for one in (seat.organisation, role, deputy, left) if one)])


def check_seat(seat: Seat) -> Verdict:
    """Return whether a person can stand on the roll: the name must be read as the same person again."""
    said = say_seat(seat)
    entry = read_entry(said)
    named = entry is not None and entry.name == seat.name and (entry.organisation or "") == seat.organisation
    reasons = [] if named else [_NOT_READ.format(said=said)]
    if seat.status == RollStatus.DEPUTY and (entry is None or (entry.deputy_for or "") != seat.deputy_for):
        reasons.append("Say for which member the deputy is there: a first and a last name.")
    if seat.status == RollStatus.DEPUTY and not seat.deputy_for:
        reasons.append("Say for which member the deputy is there.")
    return Verdict(tuple(reasons))


def say_time(time: str) -> str:
    """Return "15:10" as minutes write it: "3.10 pm"."""
    hour, _, minute = time.partition(":")
    if not (hour.isdecimal() and minute.isdecimal()):
        return time
    number = int(hour)
    return f"{number % 12 or 12}.{minute} {'am' if number < 12 else 'pm'}"
