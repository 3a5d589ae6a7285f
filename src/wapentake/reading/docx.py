"""Word documents (.docx): the text as Word would show it, with its headings, list numbers and tables.

Tracked insertions are kept and deletions dropped; comments, headers, footers and tables of contents are left out;
footnotes come at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

from wapentake.reading.archive import DAMAGED, open_archive, read_xml, walk_tree
from wapentake.reading.document import Document, Unreadable
from wapentake.reading.docx_styles import Numbering, Styles, W, read_look, read_number, read_properties
from wapentake.reading.pieces import PLAIN
from wapentake.reading.sheet import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT_NAMES = (
    "pPr rPr sectPr tblPr tblGrid tcPr trPr del moveFrom instrText delText fldData comment footnoteRef endnoteRef"
)
_LEFT_OUT = frozenset(W + name for name in _LEFT_OUT_NAMES.split()) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_MAIN = re.compile(r"word/document\d*\.xml")
_BREAK_PAGE = ("page", "column")


def read_docx(data: bytes) -> Document:
    """Read a Word document. Raises: Unreadable."""
    archive = open_archive(data)
    main = sorted(name for name in archive.namelist() if _MAIN.fullmatch(name))
    root = read_xml(archive, main[0]) if main else None
    if root is None:
        raise Unreadable(DAMAGED)
    walk = _Walk(archive)
    walk.run(root)
    for part, tag in (("footnotes", f"{W}footnote"), ("endnotes", f"{W}endnote")):
        notes = read_xml(archive, f"word/{part}.xml")
        for note in notes.iterfind(tag) if notes is not None else ():
            if note.get(f"{W}type") is None:
                walk.run(note)
    return Document(walk.sheet.text())


class _Walk:
    """Walks the parts of one document and writes them on a sheet."""

    def __init__(self, archive: ZipFile) -> None:
        self.sheet = Sheet()
        self.styles = Styles(read_xml(archive, "word/styles.xml"))
        self.numbering = Numbering(read_xml(archive, "word/numbering.xml"))
        self.boxes: list[_Element] = []  # text boxes, which come after the paragraph that they hang on
        self.base = PLAIN  # look of the open paragraph's style
        self.look = PLAIN
        self.openers = {
            f"{W}p": self.open_paragraph,
            f"{W}r": self.open_run,
            f"{W}t": self.add_text,
            "{http://schemas.openxmlformats.org/officeDocument/2006/math}t": self.add_text,
            f"{W}tbl": self.open_table,
            f"{W}tr": self.open_row,
            f"{W}tc": self.open_cell,
            f"{W}sdt": self.open_control,
            f"{W}txbxContent": self.keep_box,
            f"{W}tab": self.add_tab,
            f"{W}ptab": self.add_tab,
            f"{W}br": self.add_break,
            f"{W}cr": self.add_break,
            f"{W}noBreakHyphen": self.add_hyphen,
        }
        self.closers = {
            f"{W}p": self.close_paragraph,
            f"{W}tbl": self.sheet.end_table,
            f"{W}tr": self.sheet.end_row,
        }

    def run(self, root: _Element) -> None:
        """Walk all that is in `root`."""
        for child in root:
            walk_tree(child, self.enter, self.leave)

    def enter(self, element: _Element) -> bool:
        tag = element.tag
        opener = self.openers.get(tag)
        return opener(element) if opener else tag not in _LEFT_OUT

    def leave(self, element: _Element) -> None:
        closer = self.closers.get(element.tag)
        if closer:
            closer()

    def open_paragraph(self, element: _Element) -> bool:
        properties = element.find(f"{W}pPr")
        given = read_properties(properties)
        style = self.styles.find_paragraph(given.get("pStyle"))
        if style.is_contents:
            return False
        level = style.heading
        outline = read_number(given.get("outlineLvl"))
        if outline is not None:
            level = outline + 1 if outline < 9 else 0
        marker, depth = self.numbering.number_paragraph(properties, style)
        if level:
            self.sheet.start("heading", level=level, marker="" if marker == "-" else marker)
        elif marker:
            self.sheet.start("item", level=depth, marker=marker)
        else:
            self.sheet.start()
        self.base = style.look
        return True

    def close_paragraph(self) -> None:
        self.sheet.end()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.run(box)

    def open_run(self, element: _Element) -> bool:
        properties = element.find(f"{W}rPr")
        if properties is None:
            self.look = self.base
            return True
        given = read_properties(properties)
        look = read_look(given, self.base, self.styles.find_run(given.get("rStyle")))
        self.look = look if look is not None else PLAIN
        return look is not None

    def add_text(self, element: _Element) -> bool:
        if element.text:
            self.sheet.add(element.text, self.look)
        return False

    def add_tab(self, element: _Element) -> bool:
        self.sheet.add("\t", self.look)
        return False

    def add_break(self, element: _Element) -> bool:
        if element.get(f"{W}type") not in _BREAK_PAGE:
            self.sheet.break_line()
        return False

    def add_hyphen(self, element: _Element) -> bool:
        self.sheet.add("-", self.look)
        return False

    def open_table(self, element: _Element) -> bool:
        self.sheet.start_table()
        return True

    def open_row(self, element: _Element) -> bool:
        given = read_properties(element.find(f"{W}trPr"))
        if "del" in given:
            return False
        self.sheet.start_row()
        for _ in range(min(read_number(given.get("gridBefore")) or 0, 50)):
            self.sheet.start_cell()
        return True

    def open_cell(self, element: _Element) -> bool:
        given = read_properties(element.find(f"{W}tcPr"))
        self.sheet.start_cell(across=read_number(given.get("gridSpan")) or 1)
        return True

    def open_control(self, element: _Element) -> bool:
        """Go into a content control, unless it shows a placeholder or makes a table of contents."""
        properties = element.find(f"{W}sdtPr")
        if properties is None:
            return True
        gallery = next((part.get(f"{W}val") for part in properties.iter(f"{W}docPartGallery")), "")
        return gallery != "Table of Contents" and properties.find(f"{W}showingPlcHdr") is None

    def keep_box(self, element: _Element) -> bool:
        self.boxes.append(element)
        return False
