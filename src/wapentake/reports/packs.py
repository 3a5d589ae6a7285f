"""The pack for a council's own meeting system: the text, the files, the open papers, and a list of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from io import StringIO

from django.template.loader import render_to_string

from wapentake.kit.exports import disarm
from wapentake.reports.docx import make_docx
from wapentake.reports.models import Publication
from wapentake.reports.papers import Attached, Paper
from wapentake.reports.pdf import make_pdf
from wapentake.reports.webpage import write_plain
from wapentake.reports.zips import make_zip

_UNSAFE = re.compile(r"[^\w.() -]+")
_LONGEST = 120


def make_pack(publication: Publication, files: Mapping[int, bytes]) -> bytes:
    """Return the pack of what was published, with the bytes of its papers by number; always the same bytes.

    Means: nothing that is exempt goes into it, since nothing that is exempt was published.
    """
    paper = Paper.from_dict(publication.paper)
    word = "agenda" if publication.kind == "agenda" else "minutes"
    at = publication.published_at
    told = {name_file(one): files[one.pk] for one in paper.attached if one.pk in files}
    made = {
        f"{word}.html": write_body(paper).encode(),
        f"{word}.pdf": make_pdf(paper, at=at),
        f"{word}.docx": make_docx(paper, at=at),
        "attachments.csv": list_files(paper).encode("utf-8-sig"),
    }
    return make_zip(made | {f"papers/{name}": data for name, data in told.items()})


def write_body(paper: Paper) -> str:
    """Return the text as a part of a page, without styles, as meeting systems take it."""
    items = [{"entry": item, "html": write_plain(item.parts, level=3)} for item in paper.items]
    told = {
        "paper": paper,
        "front": write_plain(paper.parts, level=2),
        "items": items,
        "closing": write_plain(paper.closing, level=2),
    }
    return render_to_string("reports/body.fragment.html", told)


def name_file(file: Attached) -> str:
    """Return the name of a paper in the pack: its number goes before it, so that two of one name are two."""
    stem, dot, ending = _UNSAFE.sub("_", file.name.rpartition("/")[2]).rpartition(".")
    stem = stem.strip(". ") or "paper"
    return f"{file.pk}-{stem[:_LONGEST]}{dot}{ending[:10]}" if dot else f"{file.pk}-{ending[:_LONGEST]}"


def list_files(paper: Paper) -> str:
    """Return the list of papers as CSV: the item of each, its title, name, type and size."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["Item number", "Item", "Title", "File", "Type", "Bytes"])
    for entry in paper.items:
        for one in entry.attached:
            writer.writerow(_row(entry.number, entry.title, one))
    for one in paper.documents:
        writer.writerow(_row("", "", one))
    return out.getvalue()


def _row(number: str, item: str, file: Attached) -> list[str | int]:
    words = (number, item, file.title, f"papers/{name_file(file)}", file.media_type)
    return [*map(disarm, words), file.size]
