"""What a command says on standard error while it reads: each failure, how far it is, and the count at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

import click

from wapentake.cli.files import Found
from wapentake.reading.jobs import Outcome

TERMINAL_SECONDS, PLAIN_SECONDS = 0.2, 30.0  # between two words on how far it is


class Progress:
    """Counts what was read, doubtful and failed of the files found, and tells of it."""

    def __init__(self, found: Found, *, quiet: bool = False) -> None:
        """Begin with what was not found. `quiet` leaves out how far it is, which would stand among the records."""
        self.found, self.quiet = found, quiet
        self.total = len(found.files) + len(found.troubles)
        self.read = self.doubtful = self.failed = 0
        self._terminal = sys.stderr.isatty()
        self._pause = TERMINAL_SECONDS if self._terminal else PLAIN_SECONDS
        self._told = time.monotonic()
        self._shown = 0
        for name, words in found.troubles:
            self.fail(name, words)

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass the outcomes of good files on; count all, and say what went wrong with the others."""
        for outcome in outcomes:
            if outcome.trouble:
                self.fail(self.found.say_name(outcome.path), outcome.trouble)
            else:
                self.read += 1
                self.doubtful += outcome.doubtful
                yield outcome
            if not self.quiet and time.monotonic() - self._told >= self._pause:
                self._tell()

    def fail(self, name: str, words: str) -> None:
        """Count a failure and say it in one line."""
        self.failed += 1
        self._clear()
        self._say(" ".join(f"{name}: {words}".split()))

    def finish(self) -> int:
        """Say the counts, unless there was but one file, and return the exit code: 1 where a file failed."""
        self._clear()
        if self.total > 1:
            self._say(f"{self.read:,} read, {self.doubtful:,} of them doubtful; {self.failed:,} failed.")
        return 1 if self.failed else 0

    def _tell(self) -> None:
        self._told = time.monotonic()
        words = f"{self.read + self.failed:,} of {self.total:,} files, {self.failed:,} failed"
        if self._terminal:
            self._say("\r" + words.ljust(self._shown), end=False)
            self._shown = len(words)
        else:
            self._say(words)

    def _clear(self) -> None:
        if self._shown:
            self._say("\r" + " " * self._shown + "\r", end=False)
        self._shown = 0

    def _say(self, words: str, *, end: bool = True) -> None:
        click.echo(words, err=True, nl=end)
