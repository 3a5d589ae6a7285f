"""What undoing an import would take away, what stays, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import Truncator

from wapentake.extracts.models import Extract, ExtractLine, LineState
from wapentake.money.models import Entry
from wapentake.terms import say_date

AT_ONCE = 500
MOST_NAMED = 5
KEY = "extract-{pk}"


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing an import means. `drafts` go with the lines, `sealed` stand in the way, `confirmed` entries stay.

    `later` are files that came in after it and left rows out as known.
    """

    lines: int
    drafts: list[Entry]
    sealed: list[Entry]
    confirmed: int
    aside: int
    later: list[Extract]

    @property
    def barriers(self) -> list[str]:
        """What stands in the way, in sentences; nothing where it can be undone."""
        if not self.sealed:
            return []
        named = [f"“{Truncator(one.text).chars(60)}” of {say_date(one.on)}" for one in self.sealed[:MOST_NAMED]]
        more = len(self.sealed) - len(named)
        which = ", ".join(named) + (f" and {more} more" if more > 0 else "")
        many = (
            "1 entry that was made of it is" if len(self.sealed) == 1 else f"{len(self.sealed)} entries made of it are"
        )
        return [
            f"{many} approved, and may stand in a report or a return: {which}.",
            "What is approved stays in the journal. If it is wrong, take it back there, and leave the lines here.",
        ]


def look_back(extract: Extract) -> Undoing:
    """Return what undoing an import would do, whether it can be undone or not."""
    lines = list(ExtractLine.objects.filter(extract=extract).only("pk", "state", "entry_id"))
    made = list(_find_made(extract, [line.pk for line in lines]))
    own = {one.pk for one in made}
    later = Extract.objects.filter(partnership=extract.partnership_id, known__gt=0).defer("data")
    return Undoing(
        lines=len(lines),
        drafts=[one for one in made if not one.is_sealed],
        sealed=[one for one in made if one.is_sealed],
        confirmed=sum(line.entry_id is not None and line.entry_id not in own for line in lines),
        aside=sum(line.state == LineState.IGNORED for line in lines),
        later=list(later.filter(brought_in_at__gt=extract.brought_in_at).order_by("pk"))
        if extract.brought_in_at
        else [],
    )


def _find_made(extract: Extract, lines: list[int]) -> Iterator[Entry]:
    """Give the entries that were made of lines, also where a line was let go since: each has the key of its line."""
    for first in range(0, len(lines), AT_ONCE):
        keys = [KEY.format(pk=pk) for pk in lines[first : first + AT_ONCE]]
        yield from Entry.objects.filter(partnership=extract.partnership_id, key__in=keys).order_by("on", "pk")
