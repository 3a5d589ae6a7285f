"""What a change raises that the rules do not allow."""

from __future__ import annotations


class Refused(Exception):
    """A change that the rules do not allow; the screen shows `words`, which say what is safe and what to do."""

    def __init__(self, code: str, words: str) -> None:
        """Hold the code, for programs, and the words, for people."""
        super().__init__(words)
        self.code, self.words = code, words
