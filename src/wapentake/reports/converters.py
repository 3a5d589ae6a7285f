"""What the address of a file names: the agenda or the minutes of a meeting."""

from __future__ import annotations


class WordConverter:
    """Takes "agenda" or "minutes"."""

    regex = "agenda|minutes"

    def to_python(self, value: str) -> str:
        """Return the word."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word."""
        return value
