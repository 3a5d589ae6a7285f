"""Two lists that stood side by side once: now one follows the other, or each line holds a name of both."""

from __future__ import annotations

from dataclasses import replace

from wapentake.reading.record import Attendee
from wapentake.reading.statements.attendance.roll import TWO_HEADINGS
from wapentake.terms import Presence

_FEWEST_PAIRS = 2  # lines that must be so; one may be a long name
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


def part_pairs(found: list[Attendee]) -> list[Attendee]:
    """Return everybody, two people where a line of two columns was taken for one name: "Ann Bell Joe Dee"."""
    doubled = [_is_pair(one) for one in found]
    if sum(doubled) < _FEWEST_PAIRS:
        return found
    parted: list[Attendee] = []
    for one, is_double in zip(found, doubled, strict=True):
        parted += _part(one) if is_double else [one]
    return parted


def _is_pair(one: Attendee) -> bool:
    """Whether a name is that of two people: four words that each begin with a capital, with nothing beside them."""
    words = one.name.split()
    plain = len(words) == 2 * len(("first", "last")) and all(word[0].isupper() and len(word) > 1 for word in words)
    return plain and one.span[1] - one.span[0] == len(one.name) and not (one.organisation or one.initials)


def _part(one: Attendee) -> list[Attendee]:
    """Return the two people of such a name."""
    words = one.name.split()
    names = (" ".join(words[:2]), " ".join(words[2:]))
    start, end = one.span
    spans = ((start, start + len(names[0])), (end - len(names[1]), end))
    return [replace(one, name=name, span=span) for name, span in zip(names, spans, strict=True)]
