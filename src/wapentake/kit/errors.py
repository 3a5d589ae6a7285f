"""What a rule says (`Verdict`) and what a change raises that the rules do not allow (`Refused`)."""

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
    """Whether something may be, and the reasons in words where it may not."""

    ok: bool
    reasons: tuple[str, ...] = ()

    def or_refuse(self, code: str) -> None:
        """Raise `Refused` with the reasons where the answer is no."""
        if not self.ok:
            raise Refused(code, " ".join(self.reasons))
