"""The missing board of a return: each part with who leads it, and when they were asked, reminded and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from wapentake.chasing.models import Nudge
from wapentake.returns.models import Part, PartState, Return
from wapentake.returns.queries import find_parts
from wapentake.returns.rules import TEXTS


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A part with when its lead was last reminded of it, and how often."""

    part: Part
    nudged_on: date | None
    nudges: int


@dataclass(frozen=True, slots=True)
class Board:
    """Who has not answered which part of a return, and the parts that are there."""

    missing: list[BoardRow]
    there: list[BoardRow]
    unasked: int

    @property
    def waits(self) -> int:
        """How many parts were answered and wait for a look."""
        return sum(one.part.state == PartState.ANSWERED for one in self.there)

    @property
    def is_whole(self) -> bool:
        """Whether no part is missing, and there is one."""
        return bool(self.there) and not self.missing


def find_board(of: Return) -> Board:
    """Return the board of a return, in two queries."""
    parts = list(find_parts(of).defer("draft", "measured", *TEXTS))
    nudges = Nudge.objects.filter(part__of=of).values_list("part")
    told = {pk: (on, many) for pk, on, many in nudges.annotate(last=Max("on"), many=Count("letter", distinct=True))}
    rows = [BoardRow(part, *told.get(part.pk, (None, 0))) for part in parts]
    return Board(
        [one for one in rows if one.part.is_missing],
        [one for one in rows if not one.part.is_missing],
        sum(one.part.is_missing and one.part.asked_on is None for one in rows),
    )
