"""PDF: places on a page to canonical text.

A PDF holds letters at places, and no paragraphs, columns or tables. They are found again in steps, a module each:
`spans` and `shapes` (what stands where), `rows`, `grids` (ruled tables), `running` (heads and feet go), `footnotes`,
`margin` (the "Action" column), `columns` (tables without rules), `tables` (data or layout), `flow` (lines to
paragraphs), `write`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2 as pdfium

from wapentake.reading.document import Document, Trouble, Unreadable
from wapentake.reading.pdf.calls import find_address
from wapentake.reading.pdf.columns import find_tables
from wapentake.reading.pdf.flow import find_right, measure_lines
from wapentake.reading.pdf.footnotes import take_footnotes
from wapentake.reading.pdf.grids import Table, take_tables
from wapentake.reading.pdf.margin import pull_notes
from wapentake.reading.pdf.rows import Line, Row, make_rows, mark_underlined
from wapentake.reading.pdf.running import drop_running
from wapentake.reading.pdf.shapes import Shapes, read_shapes
from wapentake.reading.pdf.spans import Span, read_spans
from wapentake.reading.pdf.tables import settle_tables
from wapentake.reading.pdf.write import write_text

MOST_PAGES = 2_000
MOST_LETTERS = 20_000_000

_LOCKED = "This PDF is locked with a password. Ask for a copy without one, or open it and print it to a new PDF."
_DAMAGED = "This PDF is damaged or has no pages. Ask for it again, or open it in a PDF viewer and save it anew."
_NO_PDF = "This is not a PDF, whatever its name says. Give the file that it was made from."
_LARGE = "This PDF is too large: more than {most:,} {what}. Take out the pages that hold the minutes and give those."
_ADVICE = "Ask for the file that it was made from, or run text recognition over it."


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on one page; nothing where it is damaged."""

    spans: list[Span] = field(default_factory=list)
    shapes: Shapes = field(default_factory=Shapes)
    damaged: bool = False


def read_pdf(data: bytes) -> Document:
    """Read a PDF.

    Raises: Unreadable where it is locked, damaged, empty or too large. A page that is a mere picture is a trouble.
    """
    contents = _read_pages(data)
    troubles = tuple(_list_troubles(contents))
    if not any(page.spans for page in contents):
        return Document("", (0,) * len(contents), troubles)
    tables: list[list[Table]] = []
    pages: list[list[Row]] = []
    for number, page in enumerate(contents):
        found, rest = take_tables(page.spans + page.shapes.icons, page.shapes, number)
        tables.append(found)
        pages.append(make_rows(rest, number))
        mark_underlined(pages[-1], page.shapes.across)
    drop_running(pages)
    footnotes = take_footnotes(pages)
    pull_notes(pages)
    right = find_right([row[-1].x1 for rows in pages for row in rows])
    elements = [part for parts in zip(pages, tables, strict=True) for part in _put_in_order(*parts, right)]
    elements = [*settle_tables(elements), *footnotes]
    elements = [part for part in elements if isinstance(part, Table) or any(map(str.isalnum, part.text))]
    measures = measure_lines([part for part in elements if isinstance(part, Line)])
    text, begins = write_text(elements, measures, len(pages))
    return Document(text, begins, troubles)


def _put_in_order(rows: list[Row], tables: list[Table], right: float) -> Iterator[Line | Table]:
    """Yield the lines and tables of a page from the top down."""
    start = 0
    for table in tables:
        stop = start
        while stop < len(rows) and rows[stop][0].y > table.top:
            stop += 1
        yield from find_tables(rows[start:stop], right)
        yield table
        start = stop
    yield from find_tables(rows[start:], right)


def _read_pages(data: bytes) -> list[_Page]:
    """Return what stands on each page."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(_NO_PDF)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # Pdfium keeps the error of an earlier file where it sets none, so the file itself is asked.
        raise Unreadable(_LOCKED if b"/Encrypt" in data else _DAMAGED) from error
    with closing(document):
        if len(document) > MOST_PAGES:
            raise Unreadable(_LARGE.format(most=MOST_PAGES, what="pages"))
        pages: list[_Page] = []
        letters = 0
        for number in range(len(document)):
            page, count = _read_page(document, number)
            pages.append(page)
            letters += count
            if letters > MOST_LETTERS:
                raise Unreadable(_LARGE.format(most=MOST_LETTERS, what="letters"))
    if all(page.damaged for page in pages):
        raise Unreadable(_DAMAGED)
    return pages


def _read_page(document: pdfium.PdfDocument, number: int) -> tuple[_Page, int]:
    """Return what stands on one page, and how many letters there are."""
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            count = text.count_chars()
            if count > MOST_LETTERS:
                return _Page(), count
            spans, turn = read_spans(find_address(text.raw))
            return _Page(spans, read_shapes(find_address(page.raw), turn)), count
    except pdfium.PdfiumError:
        return _Page(damaged=True), 0


def _list_troubles(pages: list[_Page]) -> Iterator[Trouble]:
    """Say which pages could not be read, or hold no text."""
    if damaged := [number for number, page in enumerate(pages, start=1) if page.damaged]:
        yield Trouble(
            "truncated-text", f"{_name_pages(damaged)} damaged: nothing was read there. Ask for the file again."
        )
    scanned = [number for number, page in enumerate(pages, start=1) if page.shapes.pictured and not page.spans]
    if any(page.spans for page in pages):
        if scanned:
            yield Trouble("scanned-page", f"{_name_pages(scanned)} only pictures: no text was read there. {_ADVICE}")
    elif scanned:
        yield Trouble("scanned-page", f"This PDF holds no text: its pages are pictures, as from a scanner. {_ADVICE}")
    else:
        yield Trouble("scanned-page", f"This PDF holds no text. {_ADVICE}")


def _name_pages(numbers: list[int]) -> str:
    """Return "Page 3 of this PDF is" or "Pages 3, 4 and 7 of this PDF are"."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} of this PDF is"
    return f"Pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} of this PDF are"
