"""What rules answer, and what a change raises that they do not allow."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """A change that the rules do not allow; the screen shows `words`, which say what is safe and what to do."""

    def __init__(self, code: str, words: str) -> None:
        """Hold the code, for programs, and the words, for people."""
        super().__init__(words)
        self.code, self.words = code, words


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule answers: whether it may be, and where not, all the reasons in words."""

    reasons: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons
