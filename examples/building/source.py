"""The source texts: a head of `key: value` lines, then blocks with a blank line between them.

`# ` a heading (the more signs, the deeper), `- ` a bullet, `1. ` a numbered point, `| a | b |` a row of a table
(`|= a | b |` where it is the table's head), `|| HT` what stands in the right-hand column beside the block before,
`**words**` bold. Everything else is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_HEADING = re.compile(r"(#{1,3}) (.+)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass
class Block:
    """One block of a page; `kind` is heading, paragraph, bullet, number, table or column (the right column's head)."""

    kind: str
    text: str = ""
    level: int = 0
    note: str = ""
    rows: list[list[str]] = field(default_factory=list)
    headed: bool = False


@dataclass
class Page:
    """A page to be made: the head of its source and its blocks."""

    head: dict[str, str]
    blocks: list[Block]


def read_page(path: Path) -> Page:
    """Return the page that the source text at `path` describes."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    page = Page(dict(line.split(": ", 1) for line in head.splitlines()), [])
    for chunk in body.strip().split("\n\n"):
        _add_chunk(page.blocks, chunk.strip().splitlines())
    return page


def _add_chunk(blocks: list[Block], lines: list[str]) -> None:
    first = lines[0]
    if first.startswith("|| "):
        _add_note(blocks, first[3:])
    elif first.startswith("|"):
        rows = [[cell.strip() for cell in line.strip("|= ").split("|")] for line in lines]
        width = max(len(row) for row in rows)
        blocks.append(Block("table", rows=[row + [""] * (width - len(row)) for row in rows], headed=first[1] == "="))
    else:
        blocks += [_read_line(line) for line in lines]


def _add_note(blocks: list[Block], note: str) -> None:
    if any(block.kind == "column" for block in blocks):
        blocks[-1].note = note
    else:
        blocks.append(Block("column", note))


def _read_line(line: str) -> Block:
    heading = _HEADING.fullmatch(line)
    if heading:
        return Block("heading", heading[2], level=len(heading[1]))
    for mark, kind in (("- ", "bullet"), ("1. ", "number")):
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    return Block("paragraph", line)


def split_bold(text: str) -> list[tuple[str, bool]]:
    """Return the runs of `text`, each with whether it is bold."""
    runs = [(run, place % 2 == 1) for place, run in enumerate(_BOLD.split(text))]
    return [(run, bold) for run, bold in runs if run]


def find_day(page: Page) -> str:
    """Return the day in the name of the page: 2023-05-15."""
    return page.head["page"][:10]
