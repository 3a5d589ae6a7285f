"""Pages as PDF: a running head and page numbers, tables, and a right-hand Action column where the page has one."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Table

from building.source import Block, Page, split_bold

_SHEET = getSampleStyleSheet()
_PLAIN = ParagraphStyle("plain", parent=_SHEET["BodyText"], fontSize=10.5, leading=13.5, spaceAfter=5)
_HEADS = {1: _SHEET["Title"], 2: ParagraphStyle("item", parent=_SHEET["Heading3"], spaceBefore=9, keepWithNext=1)}
_GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
_WIDTHS = {2: (80, 80), 3: (92, 28, 42)}


def write_page(page: Page, to: Path) -> None:
    """Write the page as PDF."""
    blocks = page.blocks
    column = next((place for place, block in enumerate(blocks) if block.kind == "column"), len(blocks))
    story = [make_block(block) for block in blocks[:column]]
    if blocks[column:]:
        story.append(make_columns(blocks[column:]))
    document = SimpleDocTemplate(
        str(to),
        pagesize=A4,
        leftMargin=24 * mm,
        rightMargin=24 * mm,
        title="Ottersby Community Safety Partnership",
        author="Ottersby Borough Council",
        lang="en-GB",
        invariant=1,
        pageCompression=0,
    )
    document.build(story, onFirstPage=draw_edges, onLaterPages=draw_edges)


def draw_edges(canvas: Any, _: Any) -> None:
    """Draw the running head and the number of a page."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(24 * mm, A4[1] - 14 * mm, "Ottersby CSP minutes")
    canvas.drawCentredString(A4[0] / 2, 12 * mm, f"Page {canvas.getPageNumber()}")


def make_block(block: Block) -> Any:
    """Return the flowable for one block."""
    if block.kind == "table":
        return make_table(block)
    if block.kind == "bullet":
        return ListFlowable([make_paragraph(block)], bulletType="bullet", start="•")
    return make_paragraph(block)


def make_paragraph(block: Block) -> Any:
    """Return a paragraph or heading with its bold runs."""
    runs = ((html.escape(run, quote=False), bold) for run, bold in split_bold(block.text))
    style = _HEADS[block.level] if block.kind == "heading" else _PLAIN
    return Paragraph("".join(f"<b>{run}</b>" if bold else run for run, bold in runs), style)


def make_table(block: Block) -> Any:
    """Return a table of plain cells, with its head in bold where it has one."""
    rows = [[make_paragraph(Block("paragraph", words)) for words in row] for row in block.rows]
    if block.headed:
        rows[0] = [make_paragraph(Block("paragraph", f"**{words}**")) for words in block.rows[0]]
    widths = [width * mm for width in _WIDTHS[len(rows[0])]]
    return Table(rows, colWidths=widths, style=_GRID if block.headed else None, hAlign="LEFT")


def make_columns(blocks: list[Block]) -> Any:
    """Return the body of a page with the owners in a narrow column on the right."""
    rows = [["", make_paragraph(Block("paragraph", f"**{blocks[0].text}**"))]]
    for block in blocks[1:]:
        rows.append([make_block(block), make_paragraph(Block("paragraph", block.note)) if block.note else ""])
    style = [("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (0, -1), 0)]
    return Table(rows, colWidths=[135 * mm, 27 * mm], style=style, hAlign="LEFT")
