"""PDF: places on a page to canonical text.

A PDF holds letters at places, and no paragraphs, columns or tables. They are found again in steps, a module each:
`spans` and `shapes` (what stands where), `rows`, `grids` (ruled tables), `running` (heads and feet go), `footnotes`,
`margin` (the "Action" column), `columns` (tables without rules), `tables` (data or layout), `flow` (lines to
paragraphs), `write`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

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


def read_pdf(data: bytes) -> Document:
    """Read a PDF.

    Raises: Unreadable where it is locked, damaged, empty or too large. A page that is a mere picture is a trouble.
    """
    contents = _read_pages(data)
    if not any(spans for spans, _ in contents):
        return Document("", (0,) * len(contents), (_tell_scanned(contents),))
    tables: list[list[Table]] = []
    pages: list[list[Row]] = []
    for number, (spans, shapes) in enumerate(contents):
        found, rest = take_tables(spans + shapes.icons, shapes, number)
        tables.append(found)
        pages.append(make_rows(rest, number))
        mark_underlined(pages[-1], shapes.across)
    drop_running(pages)
    footnotes = take_footnotes(pages)
    pull_notes(pages)
    right = find_right([row[-1].x1 for rows in pages for row in rows])
    elements = [part for parts in zip(pages, tables, strict=True) for part in _put_in_order(*parts, right)]
    elements = [*settle_tables(elements), *footnotes]
    elements = [part for part in elements if isinstance(part, Table) or any(map(str.isalnum, part.text))]
    measures = measure_lines([part for part in elements if isinstance(part, Line)])
    text, begins = write_text(elements, measures, len(pages))
    scanned = any(shapes.pictured and not spans for spans, shapes in contents)
    return Document(text, begins, (_tell_scanned(contents),) if scanned else ())


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


def _read_pages(data: bytes) -> list[tuple[list[Span], Shapes]]:
    """Return the spans and shapes of each page."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable(_NO_PDF)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # Pdfium keeps the error of an earlier file where it sets none, so the file itself is asked.
        raise Unreadable(_LOCKED if b"/Encrypt" in data else _DAMAGED) from error
    with closing(document):
        if not len(document):
            raise Unreadable(_DAMAGED)
        if len(document) > MOST_PAGES:
            raise Unreadable(_LARGE.format(most=MOST_PAGES, what="pages"))
        try:
            return _read_each(document)
        except pdfium.PdfiumError as error:
            raise Unreadable(_DAMAGED) from error


def _read_each(document: pdfium.PdfDocument) -> list[tuple[list[Span], Shapes]]:
    contents: list[tuple[list[Span], Shapes]] = []
    letters = 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            letters += text.count_chars()
            if letters > MOST_LETTERS:
                raise Unreadable(_LARGE.format(most=MOST_LETTERS, what="letters"))
            spans, turn = read_spans(find_address(text.raw))
            contents.append((spans, read_shapes(find_address(page.raw), turn)))
    return contents


def _tell_scanned(contents: list[tuple[list[Span], Shapes]]) -> Trouble:
    """Say which pages hold no text."""
    blank = [number for number, (spans, _) in enumerate(contents, start=1) if not spans]
    advice = "Ask for the file that it was made from, or run text recognition over it."
    if len(blank) == len(contents):
        return Trouble("scanned-page", f"This PDF holds no text: its pages are pictures, as from a scanner. {advice}")
    names = ", ".join(map(str, blank[:-1])) + (" and " if blank[1:] else "") + str(blank[-1])
    pages = "Pages" if blank[1:] else "Page"
    are = "are pictures" if blank[1:] else "is a picture"
    return Trouble("scanned-page", f"{pages} {names} of this PDF {are} with no text: nothing was read there. {advice}")
