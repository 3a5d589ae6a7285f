"""Pages as Word documents: headings, lists and tables, and where a page has an Action column, one wide table."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Cm

from building.packing import pack_again
from building.source import Block, Page, find_day, split_bold

_STYLES = {"bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}


def write_page(page: Page, to: Path) -> None:
    """Write the page as DOCX."""
    document = Document()
    describe(document, page)
    document.sections[0].footer.paragraphs[0].text = "Ottersby Community Safety Partnership"
    blocks = page.blocks
    column = next((place for place, block in enumerate(blocks) if block.kind == "column"), len(blocks))
    for block in blocks[:column]:
        add_block(document, block)
    if blocks[column:]:
        add_columns(document, blocks[column], blocks[column + 1 :])
    saved = BytesIO()
    document.save(saved)
    pack_again(saved.getvalue(), to)


def describe(document: Any, page: Page) -> None:
    """Set the properties of the file, none of which may depend on the day on which it is made."""
    core = document.core_properties
    core.author = core.last_modified_by = "Ottersby Borough Council"
    core.title, core.comments = "Ottersby Community Safety Partnership", ""
    core.created = core.modified = datetime.fromisoformat(find_day(page))


def add_block(holder: Any, block: Block) -> None:
    """Add one block to a document or a cell."""
    if block.kind == "table":
        add_table(holder, block)
    elif block.kind == "heading":
        holder.add_heading(block.text, block.level - 1)
    else:
        add_runs(holder.add_paragraph(style=_STYLES[block.kind]), block.text)


def add_runs(paragraph: Any, text: str) -> None:
    """Add the runs of `text`, bold where they are marked so."""
    for run, bold in split_bold(text):
        paragraph.add_run(run).bold = bold or None


def add_table(document: Any, block: Block) -> None:
    """Add a table of plain cells."""
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for place, row in enumerate(block.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(words).bold = (block.headed and place == 0) or None


def add_columns(document: Any, head: Block, blocks: list[Block]) -> None:
    """Add the table whose right-hand column holds the owners: a row ends where an owner stands."""
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.autofit = False
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Item", head.text
    cells = None
    for block in blocks:
        if cells is None:
            cells = table.add_row().cells
            first = cells[0].paragraphs[0]
        else:
            first = cells[0].add_paragraph()
        add_runs(first, block.text)
        if block.note:
            cells[1].text, cells = block.note, None
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = Cm(13), Cm(3)
