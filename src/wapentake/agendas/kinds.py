"""What kind of file a paper is, from its bytes and not from its name. Pure: no tables, no clock."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass

MOST_BYTES = 25 * 2**20
_MOST_MEMBERS = 10_000
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that a paper may be: its name for people, its ending, its media type."""

    name: str
    ending: str
    media_type: str


PDF = Kind("PDF", "pdf", "application/pdf")
PNG = Kind("PNG", "png", "image/png")
JPEG = Kind("JPEG", "jpg", "image/jpeg")
CSV = Kind("CSV", "csv", "text/csv")
TXT = Kind("Text", "txt", "text/plain")
DOCX = Kind("Word", "docx", f"{_OFFICE}wordprocessingml.document")
XLSX = Kind("Excel", "xlsx", f"{_OFFICE}spreadsheetml.sheet")
PPTX = Kind("PowerPoint", "pptx", f"{_OFFICE}presentationml.presentation")
ODT = Kind("OpenDocument text", "odt", f"{_OPEN}text")
ODS = Kind("OpenDocument spreadsheet", "ods", f"{_OPEN}spreadsheet")
KINDS = {kind.media_type: kind for kind in (PDF, DOCX, XLSX, ODT, ODS, PPTX, PNG, JPEG, CSV, TXT)}
_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
_PAGE = re.compile(r"\s*(?:<!doctype|<html|<script|<\?xml|<svg|\{\\rtf)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def find_kind(data: bytes) -> Kind | None:
    """Return what kind of file these bytes are, or None for one that a paper may not be.

    Means: a document with macros, a web page and a drawing are none.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    return _find_package(data) if data.startswith(b"PK\x03\x04") else _find_text(data)


def _find_package(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist()[:_MOST_MEMBERS])
            kept = package.getinfo("mimetype") if "mimetype" in names else None
            stated = package.read(kept) if kept and kept.file_size < 200 else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None
    if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
        return None
    if stated:
        kind = KINDS.get(stated.decode("ascii", "replace").strip())
        return kind if kind in (ODT, ODS) else None
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for part, kind in _PARTS.items() if part in names), None)


def _find_text(data: bytes) -> Kind | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return None
    if not text.strip() or _CONTROLS.search(text) or _PAGE.match(text):
        return None
    return CSV if _is_table(text) else TXT


def _is_table(text: str) -> bool:
    """Return whether the first lines have as many cells each, two or more."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    for mark in (",", ";", "\t"):
        widths = {len(row) for row in csv.reader(lines, delimiter=mark)}
        if len(lines) > 1 and len(widths) == 1 and widths.pop() > 1:
            return True
    return False
