"""Words of minutes that tell of a bid, as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wapentake.bids.models import Said
from wapentake.sources.rules import find_around

SOUGHT = 120  # characters of the words that the page is asked to mark
KINDS = {
    "approved": "Approved",
    "with-conditions": "Approved with conditions",
    "in-principle": "Agreed in principle",
    "deferred": "Deferred",
    "rejected": "Rejected",
    "circulated": "To be circulated",
    "asked": "Asked for",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that tell of a bid, those around them, and what was read of them."""

    said: Said
    before: str
    words: str
    after: str
    href: str
    kind: str
    what: str
    who: str
    condition: str


def show_said(said: Said, *, slug: str) -> Shown:
    """Return words as a page shows them; the document should have been fetched with them."""
    before, words, after = find_around(said.document.text, said.start, said.end)
    sought = words[:SOUGHT].rpartition(" ")[0] if len(words) > SOUGHT else words
    asked = urlencode({"find": '"' + sought.replace('"', " ") + '"'})
    href = f"{reverse('intake:page', args=[slug, said.document_id])}?{asked}"
    parts = (said.part(name) for name in ("what", "who", "condition"))
    return Shown(said, before, words, after, href, KINDS.get(said.kind, said.kind), *parts)
