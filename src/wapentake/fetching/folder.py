"""The folder that pages are kept in, and its ledger `fetch.json`, which says what has been fetched.

A file is written beside its place under another name and then moved in, so that a page or a ledger is there whole or
not at all. The ledger is written after each page: a run that is cut off loses at most the page it was at.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from wapentake.fetching.answers import Stopped

LEDGER = "fetch.json"
FORMAT = 1
_NAME = re.compile(r"(?:\d{4}-\d\d-\d\d|undated)-(\d{1,12})(?:-item-[\w.-]{1,40})?\.html")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the ledger. With no `sha256` the meeting had no papers yet; `settled` pages are not asked for again."""

    sha256: str
    fetched_on: str
    settled: bool


class Folder:
    """Pages on disk with their ledger. Make one with `open_folder`."""

    def __init__(self, path: Path, *, source: dict[str, str | int], entries: dict[str, Entry]) -> None:
        """Make the folder from what its ledger holds."""
        self.path = path
        self._source = source
        self._entries = entries

    def entry(self, name: str) -> Entry | None:
        """Return the ledger's entry for a page whose file is still as it was fetched; None where there is none."""
        entry = self._entries.get(name)
        if entry is None or not entry.sha256:
            return entry
        data = self.read(name)
        return entry if data is not None and hash_page(data) == entry.sha256 else None

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a page, or None where its file is not there."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Stopped(say_trouble(self.path / name, error)) from error

    def keep(self, name: str, entry: Entry, data: bytes | None) -> None:
        """Keep a page and its entry; with no `data` the entry alone, for a meeting that has no papers yet.

        A meeting whose page has changed loses the entries of its items, so that they are asked for again; one that has
        been moved to another day loses its old files.
        """
        if data is not None:
            write_whole(self.path / name, data)
        changed = name not in self._entries or self._entries[name].sha256 != entry.sha256
        self._entries[name] = entry
        if changed and "-item-" not in name:
            self._drop_others(name)
        self.save()

    def _drop_others(self, name: str) -> None:
        """Forget the items of this meeting, and remove what was fetched of it under another day."""
        stem, number = name.removesuffix(".html"), _number_of(name)
        for other in [other for other in self._entries if other != name and _number_of(other) == number]:
            if not other.startswith(f"{stem}-item-") and self.entry(other):
                try:
                    (self.path / other).unlink(missing_ok=True)
                except OSError as error:
                    raise Stopped(say_trouble(self.path / other, error)) from error
            del self._entries[other]

    def save(self) -> None:
        """Write the ledger."""
        pages = {name: asdict(self._entries[name]) for name in sorted(self._entries)}
        ledger = {"format": FORMAT, **self._source, "pages": pages}
        write_whole(self.path / LEDGER, json.dumps(ledger, indent=1, ensure_ascii=False).encode() + b"\n")


def open_folder(path: Path, *, site: str, committee: int) -> Folder:
    """Return the folder, made and proved to take files. Raises `Stopped` where it cannot be used."""
    source: dict[str, str | int] = {"site": site.partition("://")[2], "committee": committee}
    try:
        path.mkdir(parents=True, exist_ok=True)
        entries = _read_ledger(path, source) if (path / LEDGER).exists() else {}
    except OSError as error:
        raise Stopped(say_trouble(path, error)) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        words = f"{path / LEDGER} says what was fetched before, and cannot be read. The pages beside it are untouched."
        raise Stopped(f"{words} Move {LEDGER} away to fetch them afresh.") from error
    folder = Folder(path, source=source, entries=entries)
    folder.save()
    return folder


def _read_ledger(path: Path, source: dict[str, str | int]) -> dict[str, Entry]:
    """Return the entries of a ledger. Raises `Stopped` where it is of another committee, and others where it is odd."""
    ledger = json.loads((path / LEDGER).read_text(encoding="utf-8"))
    if ledger["format"] != FORMAT:
        raise ValueError(ledger["format"])
    held = {name: ledger[name] for name in source}
    if held != source:
        words = f"{path} holds the meetings of committee {held['committee']} of {held['site']}."
        raise Stopped(f"{words} Choose another folder for committee {source['committee']} of {source['site']}.")
    return {name: _read_entry(name, told) for name, told in ledger["pages"].items()}


def _read_entry(name: str, told: object) -> Entry:
    _number_of(name)  # a name of another kind could lead out of the folder
    match told:
        case {"sha256": str(sha256), "fetched_on": str(fetched_on), "settled": bool(settled)}:
            return Entry(sha256, fetched_on, settled)
        case _:
            raise ValueError(name)


def _number_of(name: str) -> int:
    """Return the site's number of the meeting in a file's name. Raises ValueError for any other name."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError(name)
    return int(found[1])


def hash_page(data: bytes) -> str:
    """Return the mark by which a page's bytes are known again."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises `Stopped` where the disk does not take it."""
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise Stopped(say_trouble(path, error)) from error


def say_trouble(path: Path, error: OSError) -> str:
    """Return what the disk says, in a sentence."""
    return f"{path} cannot be used: {(error.strerror or str(error)).lower()}. Make room or choose another folder."
