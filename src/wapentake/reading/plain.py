"""Plain text: it is its own canonical text, once cleaned."""

from __future__ import annotations

from wapentake.reading.document import Document, clean_text
from wapentake.reading.flattened import bar_rows, part_owners, unfold_items


def read_plain(text: str) -> Document:
    """Read plain text: typed, pasted, or a web page that was saved as text."""
    return Document(part_owners(bar_rows(unfold_items(clean_text(text)))))
