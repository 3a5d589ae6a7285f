"""Pages as OpenDocument text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from odfdo import Cell, Document, Element, Header, List, ListItem, Paragraph, Row, Span, Style, Table

from building.packing import pack_again
from building.source import Block, Page, find_day, split_bold

_BULLETS = """<text:list-style style:name="Points">
<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
</text:list-style>"""


def write_page(page: Page, to: Path) -> None:
    """Write the page as ODT."""
    document = Document("text")
    document.body.clear()
    for numbering in document.styles.get_elements("//text:outline-style"):
        numbering.delete()  # else each heading would show a number of its own before the item's
    document.insert_style(Style("text", name="Strong", bold=True), automatic=True)
    document.insert_style(Element.from_tag(_BULLETS), automatic=True)
    for bullets, group in groupby(page.blocks, lambda block: block.kind == "bullet"):
        if bullets:
            document.body.append(make_list(list(group)))
        else:
            for block in group:
                document.body.append(make_block(block))
    describe(document, page)
    saved = BytesIO()
    document.save(saved)
    pack_again(saved.getvalue(), to)


def describe(document: Any, page: Page) -> None:
    """Set the properties of the file, none of which may depend on the day on which it is made."""
    day = datetime.fromisoformat(find_day(page))
    document.meta.creation_date = document.meta.date = day
    document.meta.title = "Ottersby Community Safety Partnership"
    document.meta.generator = "Ottersby Borough Council"


def make_block(block: Block) -> Any:
    """Return the element for a heading, a table or a paragraph."""
    if block.kind == "heading":
        return Header(block.level, block.text)
    return make_table(block) if block.kind == "table" else make_paragraph(block.text)


def make_paragraph(text: str) -> Any:
    """Return a paragraph with its bold runs."""
    paragraph = Paragraph()
    for run, bold in split_bold(text):
        if bold:
            paragraph.append(Span(run, style="Strong"))
        else:
            paragraph.append_plain_text(run)
    return paragraph


def make_list(blocks: list[Block]) -> Any:
    """Return the bullets as one list."""
    points = List(style="Points")
    for block in blocks:
        points.append(ListItem(block.text))
    return points


def make_table(block: Block) -> Any:
    """Return a table of plain cells."""
    table = Table("Attendance")
    for cells in block.rows:
        row = Row()
        for words in cells:
            row.append(Cell(words))
        table.append_row(row)
    return table
