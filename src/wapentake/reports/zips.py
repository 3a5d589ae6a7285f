"""Archives whose bytes depend on nothing but what is in them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that an archive can name


def make_zip(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by name, in their order."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, data)
    return made.getvalue()


def freeze_zip(data: bytes) -> bytes:
    """Return an archive without the hour at which it was made."""
    with ZipFile(BytesIO(data)) as archive:
        return make_zip({name: archive.read(name) for name in archive.namelist()})
