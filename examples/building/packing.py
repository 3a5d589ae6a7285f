"""DOCX and ODT files are zip archives: packed again here so that the same source gives the same bytes on any day."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

_DAY = (1980, 1, 1, 0, 0, 0)


def pack_again(archive: bytes, to: Path) -> None:
    """Write the parts of `archive` to `to` in their order and all with one fixed day."""
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(to, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _DAY)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(part), compress_type=part.compress_type)


def read_parts(path: Path) -> list[tuple[str, bytes]]:
    """Return the parts of the file with their names: two builds of zlib may pack the same parts differently."""
    if not zipfile.is_zipfile(path):
        return [("", path.read_bytes())] if path.exists() else []
    with zipfile.ZipFile(path) as archive:
        return [(part.filename, archive.read(part)) for part in archive.infolist()]
