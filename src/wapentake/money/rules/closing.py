"""The end of a year: where what is left of each fund goes, and the two entries that carry it over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wapentake.money.rules.entries import HELD, Heading, Line


@dataclass(frozen=True, slots=True)
class Remainder:
    """What a fund holds at the end of its year, by heading, and the fund of the next year into which it goes."""

    fund: int
    target: int
    held: Mapping[Heading, int]


def carry_over(remainders: Sequence[Remainder]) -> tuple[list[Line], list[Line]]:
    """Return the lines that empty the funds of the old year, and those that fill the funds of the new one.

    Means: what is held moves as it is, so money at the bank stays at the bank and an unpaid invoice is still owed.
    """
    closing = [line for one in remainders for line in _move(one.fund, one.held, Heading.CLOSING, sign=-1)]
    filled: dict[int, dict[Heading, int]] = defaultdict(lambda: defaultdict(int))
    for one in remainders:
        for heading, pence in one.held.items():
            filled[one.target][heading] += pence
    opening = [line for fund, held in filled.items() for line in _move(fund, held, Heading.OPENING, sign=1)]
    return closing, opening


def _move(fund: int, held: Mapping[Heading, int], other: Heading, *, sign: int) -> list[Line]:
    if set(held) - HELD:
        raise ValueError("only what a fund holds is carried over")
    lines = [Line(heading, fund, sign * pence) for heading, pence in sorted(held.items())]
    lines.append(Line(other, fund, -sign * sum(held.values())))
    return [line for line in lines if line.pence]


def stays_apart(balance: int, *, is_ring_fenced: bool, carries: str, is_approved: bool) -> bool:
    """Return whether what is left of a fund stays under its own name; else it joins the one line brought forward.

    Means: ring-fenced money, and money that carries by itself or with the approval that its funder gave. What a fund is
    short of never stays with it: the partnership as a whole bears it.
    """
    return balance > 0 and (is_ring_fenced or carries == "automatic" or (carries == "approval" and is_approved))
