"""Golden pages: for each page the record in words, as a person would read it, kept in `tests/golden`.

`make golden` writes them again. A change in what is read shows as a change in these files, which is read like code.
"""

import sys
from pathlib import Path

from tests.where import ROOT
from wapentake.reading import read
from wapentake.reading.explain import explain_record

FOLDER = ROOT / "tests" / "golden"
FOLDERS = (ROOT / "examples" / "pages", ROOT / "tests" / "labelled" / "made" / "documents")


def list_pages() -> dict[Path, Path]:
    """The pages, by the file that holds the record of each."""
    return {FOLDER / f"{page.name}.txt": page for folder in FOLDERS for page in sorted(folder.iterdir())}


def main() -> int:
    """Write the records, remove those whose page is gone, and say which changed."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {file: explain_record(read(page)) for file, page in list_pages().items()}
    changed = [file for file, text in wanted.items() if not file.exists() or file.read_text("utf-8") != text]
    gone = [file for file in FOLDER.iterdir() if file not in wanted]
    for file in changed:
        file.write_text(wanted[file], "utf-8")
    for file in gone:
        file.unlink()
    names = "".join(f"  {file.name}\n" for file in sorted([*changed, *gone]))
    sys.stdout.write(f"{len(wanted)} golden records, {len(changed) + len(gone)} changed\n{names}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
