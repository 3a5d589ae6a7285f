"""Two lists that stood side by side once and now follow one another below both their headings."""

from __future__ import annotations

from dataclasses import replace

from wapentake.reading.record import Attendee
from wapentake.reading.statements.attendance.roll import TWO_HEADINGS
from wapentake.terms import Presence

_CAME = ("deputy", "secretary")  # nobody sends apologies as the deputy of another, or to take the minutes


def part_lists(found: list[Attendee]) -> list[Attendee]:
    """Return everybody, those of the second list with apologies; all of both lists stay doubtful.

    The first list goes at least to the last deputy or secretary, and on to colleagues of one body right below, who come
    with the secretary. Where a page names none of these, all are left as present.
    """
    doubtful = [at for at, one in enumerate(found) if one.reason == TWO_HEADINGS]
    last = max((at for at in doubtful if found[at].role in _CAME), default=None)
    if last is None:
        return found
    second = _skip_colleagues(found, last + 1)
    return [
        replace(one, status=Presence.APOLOGIES.value) if at >= second and one.reason == TWO_HEADINGS else one
        for at, one in enumerate(found)
    ]


def _skip_colleagues(found: list[Attendee], at: int) -> int:
    """Return the index after those who stand together from one on and come from one body; two are the fewest."""
    end = at
    while end < len(found) and found[end].organisation and found[end].organisation == found[at].organisation:
        end += 1
    return end if end - at > 1 else at
