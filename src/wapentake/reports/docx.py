"""A paper as a Word file: real headings, lists and tables with heads, and the language and title that they need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from wapentake.reports.papers import Paper
from wapentake.reports.printing import lay_out_print
from wapentake.reports.zips import freeze_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_DRAFT = "Draft: not yet confirmed as a true record"
_FORMS = {"": "bullet", "1": "decimal", "a": "lowerLetter"}
_DEEPEST = 8
_TWIPS = 360  # of indent a level


def make_docx(paper: Paper, *, at: datetime) -> bytes:
    """Return the Word file of a paper; the same paper at the same instant gives the same bytes."""
    from docx import Document as open_document

    told = lay_out_print(paper)
    document = open_document()
    set_up(document, told, at)
    _write(_Writer(document), document, told)
    return write_file(document)


def write_file(document: Document) -> bytes:
    """Return a document as a file; the same document gives the same bytes."""
    file = BytesIO()
    document.save(file)
    return freeze_zip(file.getvalue())


def _write(writer: _Writer, document: Document, told: dict[str, Any]) -> None:
    if told["draft"]:
        writer.paragraph(document, _DRAFT, "")
        document.sections[0].header.paragraphs[0].text = _DRAFT
    document.add_heading(told["title"], level=1)
    for words in (told["committee"], told["moment"]):
        writer.paragraph(document, words, "")
    for line in told["lines"]:
        writer.paragraph(document, line["lead"], line["text"])
    writer.shapes(document, told["front"], 2)
    for item in told["items"]:
        if item["heading"]:
            document.add_heading(item["heading"], level=2)
        writer.asides(document, item["before"])
        writer.shapes(document, item["parts"], 3)
        writer.asides(document, item["after"])
    writer.shapes(document, told["closing"], 2)
    for more in told["more"]:
        document.add_heading(more["heading"], level=2)
        writer.listing(document, more, 0)


def set_up(document: Document, told: dict[str, Any], at: datetime) -> None:
    """Say what the file is, and in what language it is written."""
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.author, about.subject = told["name"][:255], told["committee"][:255], told["about"][:255]
    about.language, about.comments, about.keywords = "en-GB", "", ""
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


class _Writer:
    """Writes shapes into a document, or into a cell of one of its tables."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.numbering = document.part.numbering_part.element
        self.forms: dict[str, int] = {}

    def paragraph(self, place: Any, lead: str, text: str, *, style: str | None = None) -> Paragraph:
        """Write a paragraph whose first words are bold."""
        made: Paragraph = place.add_paragraph(style=style)
        self._run(made, lead, text)
        return made

    def asides(self, place: Any, lines: Sequence[dict[str, str]]) -> None:
        """Write what stands beside the text: the papers of an item, its corrections."""
        for line in lines:
            self.paragraph(place, "", line["text"], style="Quote")

    @staticmethod
    def _run(paragraph: Paragraph, lead: str, text: str) -> None:
        if lead:
            paragraph.add_run(printable(lead)).bold = True
        if text:
            paragraph.add_run(printable(text))

    def shapes(self, place: Any, shapes: Sequence[dict[str, Any]], level: int) -> None:
        """Write shapes; their headings are of `level`."""
        for shape in shapes:
            kind = shape["is"]
            if kind == "heading":
                self.document.add_heading(printable(shape["text"]), level=level)
            elif kind == "paragraph":
                self._paragraph(place, shape)
            elif kind == "list":
                self.listing(place, shape, 0)
            elif kind == "grid":
                self._grid(shape)
            else:
                self._noted(shape, level)

    def _paragraph(self, place: Any, shape: dict[str, Any]) -> None:
        made = place.add_paragraph()
        self._run(made, "", f"{shape['marker']} " if shape["marker"] else "")
        for number, line in enumerate(shape["lines"]):
            if number:
                made.add_run().add_break()
            self._run(made, line["lead"], line["text"])

    def listing(self, place: Any, listing: dict[str, Any], depth: int) -> None:
        """Write a list, and the lists below its points."""
        last, number = 0, -1
        for point in listing["points"]:
            if number < 0 or point["number"] not in (0, last + 1):
                number = self._begin_list(listing["form"], depth, point["number"])
            last = point["number"]
            made = self.paragraph(place, point["lead"], point["text"], style="List Paragraph")
            properties = made._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]  # made as the file is read
            properties.get_or_add_ilvl().val = min(depth, _DEEPEST)
            properties.get_or_add_numId().val = number
            for below in point["below"]:
                self.listing(place, below, depth + 1)

    def _begin_list(self, form: str, depth: int, first: int) -> int:
        """Return the number of a new list of a form, which begins to count at `first`."""
        if form not in self.forms:
            self.forms[form] = self._add_form(form)
        made = self.numbering.add_num(self.forms[form])
        if first:
            made.add_lvlOverride(ilvl=min(depth, _DEEPEST)).add_startOverride(first)
        return int(made.numId)

    def _add_form(self, form: str) -> int:
        """Add the form of a list at all its depths; return its number."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        taken = [int(one.get(qn("w:abstractNumId"))) for one in self.numbering.findall(qn("w:abstractNum"))]
        number = max(taken, default=-1) + 1
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{_FORMS[form]}"/>'
            f'<w:lvlText w:val="{f"%{at + 1}." if form else "•"}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{_TWIPS * (at + 2)}" w:hanging="{_TWIPS}"/></w:pPr></w:lvl>'
            for at in range(_DEEPEST + 1)
        )
        many = '<w:multiLevelType w:val="hybridMultilevel"/>'
        made = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{many}{levels}</w:abstractNum>')
        nums = self.numbering.findall(qn("w:num"))
        self.numbering.insert(self.numbering.index(nums[0]) if nums else len(self.numbering), made)
        return number

    def _grid(self, shape: dict[str, Any]) -> None:
        rows = [shape["head"], *shape["rows"]] if shape["head"] else shape["rows"]
        table = self._table(len(rows), shape["width"], headed=bool(shape["head"]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, one in zip(row.cells, words, strict=True):
                self._run(cell.paragraphs[0], "", one)

    def _noted(self, shape: dict[str, Any], level: int) -> None:
        table = self._table(len(shape["rows"]) + 1, 2, headed=True)
        for cell, words in zip(table.rows[0].cells, ("Minutes", "Action"), strict=True):
            self._run(cell.paragraphs[0], "", words)
        for row, told in zip(table.rows[1:], shape["rows"], strict=True):
            text, side = row.cells
            self.shapes(text, told["parts"], level)
            _drop_first(text)
            self._run(side.paragraphs[0], "", ", ".join(told["notes"]))

    def _table(self, rows: int, width: int, *, headed: bool) -> Any:
        """Return a new table; its head is repeated on each page, and told to who has it read out."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        table = self.document.add_table(rows=rows, cols=width)
        table.style = "Table Grid"
        if headed:
            mark = OxmlElement("w:tblHeader")
            mark.set(qn("w:val"), "true")
            table.rows[0]._tr.get_or_add_trPr().append(mark)
        return table


def _drop_first(cell: _Cell) -> None:
    """Take away the empty paragraph with which a new cell begins."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def printable(words: str) -> str:
    """Return words that XML can hold."""
    return "".join(one for one in words if one in "\t\n" or ord(one) >= 32)
