"""Plain text: it is its own canonical text, once cleaned."""

from __future__ import annotations

from wapentake.reading.document import Document, clean_text


def read_plain(text: str) -> Document:
    """Read plain text: typed, pasted, or a web page that was saved as text."""
    return Document(clean_text(text))
