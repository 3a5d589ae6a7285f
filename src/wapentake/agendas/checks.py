"""What is looked at before a file becomes a paper: its size, its kind, a virus scanner, and whether a PDF has text."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from wapentake.agendas.kinds import MOST_BYTES, PDF, Kind, find_kind
from wapentake.kit.errors import Refused
from wapentake.reading.jobs import Job
from wapentake.reading.workers import read_files

SCAN_SECONDS = 60
READ_SECONDS = 20.0
ACCEPTED = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or plain text"
SCANNED = (
    "{name} has no text, only pictures of pages, so not everybody can read it. Add the document itself if you can."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may become a paper, and what should be said about it."""

    name: str
    data: bytes
    kind: Kind
    warning: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """What is kept of it beside its title."""
        told = {"media_type": self.kind.media_type, "size": len(self.data)}
        return {"name": self.name, "sha256": sha256(self.data).hexdigest(), "data": self.data, **told}


def check_size(name: str, size: int) -> None:
    """Raise Refused for a file that is empty or too large."""
    if not size:
        raise Refused("paper-empty", f"{name} is empty, so it was not added. Choose another file.")
    if size > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise Refused("paper-large", f"{name} was not added: it is larger than {most} MB. Make it smaller or split it.")


def check_file(name: str, data: bytes) -> Checked:
    """Return a file as a paper may be made of it. Raises Refused with the reason where it may not."""
    check_size(name, len(data))
    kind = find_kind(data)
    if kind is None:
        words = f"{name} was not added. A paper is {ACCEPTED}, without macros. Save it as one of these."
        raise Refused("paper-kind", words)
    with NamedTemporaryFile(suffix=f".{kind.ending}") as file:
        file.write(data)
        file.flush()
        path = Path(file.name)
        scan_file(path, name)
        warning = SCANNED.format(name=name) if kind == PDF and is_scanned(path) else ""
    return Checked(Path(name).stem[:200] + f".{kind.ending}", data, kind, warning)


def scan_data(data: bytes, name: str, *, ending: str) -> None:
    """Have the scanner look at a file that is not yet on the disk, as `scan_file` does."""
    with NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(data)
        file.flush()
        scan_file(Path(file.name), name)


def scan_file(path: Path, name: str) -> None:
    """Have the scanner of this installation look at a file, where one is set. Raises Refused unless it finds nothing.

    Means: a scanner that cannot be run finds something, as far as anybody knows.
    """
    command = os.environ.get("WAPENTAKE_SCANNER", "")
    if not command.strip():
        return
    try:
        words = shlex.split(command)
        filled = [word.replace("{file}", str(path)) for word in words]
        filled += [] if filled != words else [str(path)]
        done = subprocess.run(filled, timeout=SCAN_SECONDS, capture_output=True, check=False)  # noqa: S603 - of ours
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise Refused(
            "scanner-away",
            f"{name} was not added: the virus scanner did not answer. Nothing else was changed. "
            "Try again later, or ask whoever runs Wapentake for you.",
        ) from None
    if done.returncode:
        raise Refused(
            "scanner-found",
            f"{name} was not added: the virus scanner objects to it. Nothing else was changed. "
            "Do not open the file, and tell your IT service.",
        )


def is_scanned(path: Path) -> bool:
    """Return whether a PDF holds pictures of pages and no text. Read where a crash costs only the answer."""
    outcome = next(read_files([Job(path)], timeout=READ_SECONDS, form="line"))
    return outcome.record is not None and '"scanned-page"' in outcome.record
