"""Make the pages of the example partnership that are not their own source: HTML, PDF, DOCX and ODT.

    python examples/build.py            writes examples/pages/
    python examples/build.py --check    says which pages differ from what their sources make, and writes none

Needs python-docx, odfdo and reportlab, which nothing else of the product's examples needs. The same sources give the
same bytes on any day, so a page that changed shows that its source did.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from building import moderngov, opendocument, paper, word
from building.packing import read_parts
from building.source import Page, read_page

HERE = Path(__file__).resolve().parent
SOURCE, PAGES = HERE / "source", HERE / "pages"
FORMS: dict[str, Callable[[Page, Path], None]] = {
    "moderngov": partial(moderngov.write_page, template=SOURCE / "moderngov.html"),
    "pdf": paper.write_page,
    "docx": word.write_page,
    "odt": opendocument.write_page,
}


def build_pages(to: Path) -> list[str]:
    """Write every page that has a source into `to` and return their names."""
    names = []
    for path in sorted(SOURCE.glob("*.txt")):
        page = read_page(path)
        FORMS[page.head["form"]](page, to / page.head["page"])
        names.append(page.head["page"])
    return names


def find_changed() -> list[str]:
    """Return the names of the pages that differ from what their sources make."""
    with TemporaryDirectory() as folder:
        names = build_pages(Path(folder))
        return [name for name in names if read_parts(Path(folder) / name) != read_parts(PAGES / name)]


def main(words: list[str]) -> int:
    """Build the pages, or with --check compare them; return 1 where they differ."""
    if words == ["--check"]:
        changed = find_changed()
        sys.stdout.write("".join(f"{name} differs from its source\n" for name in changed) or "pages are as built\n")
        return 1 if changed else 0
    names = build_pages(PAGES)
    sys.stdout.write(f"{len(names)} pages written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
