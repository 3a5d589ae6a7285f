"""What kind of file a paper is and how large, in the words that stand beside its link. Pure."""

from __future__ import annotations

from wapentake.reports.papers import Attached

_KINDS = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "text/csv": "CSV",
    "text/plain": "text",
    "image/png": "PNG picture",
    "image/jpeg": "JPEG picture",
}
_KILO = 1024


def say_file(file: Attached) -> str:
    """Return "PDF, 185 KB"."""
    kind = _KINDS.get(file.media_type) or file.name.rpartition(".")[2].upper()[:6] or "file"
    return f"{kind}, {say_size(file.size)}"


def say_size(size: int) -> str:
    """Return a size as people write it: "812 bytes", "185 KB", "2.4 MB"."""
    if size < _KILO:
        return f"{size} bytes"
    kilo = -(-size // _KILO)
    return f"{kilo} KB" if kilo < _KILO else f"{size / _KILO**2:.1f} MB"
