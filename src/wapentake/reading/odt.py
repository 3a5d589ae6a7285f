"""OpenDocument texts (.odt): the text as LibreOffice would show it, with its headings, list numbers and tables.

Tracked insertions are kept and deletions dropped; comments, headers, footers and indexes are left out; notes come at
the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wapentake.reading.archive import DAMAGED, LOCKED, open_archive, read_member, read_xml, walk_tree
from wapentake.reading.document import Document, Unreadable
from wapentake.reading.odt_styles import OFFICE, TABLE, TEXT, OpenList, Styles, read_number
from wapentake.reading.pieces import PLAIN
from wapentake.reading.sheet import Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LEFT_OUT = frozenset(
    {
        *(f"{TEXT}{name}" for name in ("tracked-changes", "table-of-content", "alphabetical-index", "note-citation")),
        *(f"{TEXT}{name}" for name in ("page-number", "illustration-index", "user-index", "bibliography")),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "scripts", "automatic-styles", "font-face-decls")),
        *(f"{_SVG}{name}" for name in ("title", "desc")),
    }
)


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text. Raises: Unreadable."""
    archive = open_archive(data)
    if b"encryption-data" in (read_member(archive, "META-INF/manifest.xml") or b""):
        raise Unreadable(LOCKED)
    content = read_xml(archive, "content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None:
        raise Unreadable(DAMAGED)
    if body is None:
        raise Unreadable("This is an OpenDocument file, but no text. Minutes are read from documents: save it as PDF.")
    walk = _Walk(Styles(read_xml(archive, "styles.xml"), content))
    walk.run(body)
    walk.run_notes()
    return Document(walk.sheet.text())


class _Walk:
    """Walks one document and writes it on a sheet."""

    def __init__(self, styles: Styles) -> None:
        self.sheet = Sheet()
        self.styles = styles
        self.looks: list[int | None] = []  # of the open paragraph and the spans inside it; None for what is not shown
        self.lists: list[OpenList] = []
        self.outline = OpenList(styles.outline)
        self.boxes: list[_Element] = []  # text boxes, which come after the paragraph that they hang on
        self.notes: list[_Element] = []
        self.openers = {
            f"{TEXT}p": self.open_paragraph,
            f"{TEXT}h": self.open_paragraph,
            f"{TEXT}span": self.open_span,
            f"{TEXT}s": self.add_space,
            f"{TEXT}tab": self.add_tab,
            f"{TEXT}line-break": self.add_break,
            f"{TEXT}list": self.open_list,
            f"{TEXT}list-item": self.open_item,
            f"{TEXT}note-body": self.keep_note,
            f"{_DRAW}text-box": self.keep_box,
            f"{TABLE}table": self.open_table,
            f"{TABLE}table-row": self.open_row,
            f"{TABLE}table-cell": self.open_cell,
            f"{TABLE}covered-table-cell": self.open_cell,
        }
        self.closers = {
            f"{TEXT}p": self.close_paragraph,
            f"{TEXT}h": self.close_paragraph,
            f"{TEXT}span": self.close_span,
            f"{TEXT}list": self.close_list,
            f"{TABLE}table": self.sheet.end_table,
            f"{TABLE}table-row": self.sheet.end_row,
        }

    def run(self, root: _Element) -> None:
        """Walk all that is in `root`."""
        for child in root:
            walk_tree(child, self.enter, self.leave)

    def run_notes(self) -> None:
        """Walk the notes that were met."""
        notes, self.notes = self.notes, []
        for note in notes:
            self.run(note)

    def enter(self, element: _Element) -> bool:
        tag = element.tag
        if tag in _LEFT_OUT:
            return False
        opener = self.openers.get(tag)
        if opener and not opener(element):
            return False
        self.add_text(element.text)
        return True

    def leave(self, element: _Element) -> None:
        closer = self.closers.get(element.tag)
        if closer:
            closer()
        self.add_text(element.tail)

    def add_text(self, text: str | None) -> None:
        if text and self.looks and self.looks[-1] is not None:
            self.sheet.add(text, self.looks[-1])

    def open_paragraph(self, element: _Element) -> bool:
        style = self.styles.find("paragraph", element.get(f"{TEXT}style-name"))
        level = style.heading
        if element.tag == f"{TEXT}h":
            level = read_number(element.get(f"{TEXT}outline-level")) or 1
        marker = self.lists[-1].take_marker() if self.lists else ""
        if level and not marker and element.tag == f"{TEXT}h" and not element.get(f"{TEXT}is-list-header"):
            marker = self.outline.number_item(level)
        if level:
            self.sheet.start("heading", level=level, marker="" if marker == "-" else marker)
        elif marker:
            self.sheet.start("item", level=len(self.lists) - 1, marker=marker)
        else:
            self.sheet.start()
        self.looks.append(None if style.hidden else style.look)
        return True

    def close_paragraph(self) -> None:
        self.sheet.end()
        self.looks.pop()
        boxes, self.boxes = self.boxes, []
        looks, self.looks = self.looks, []
        for box in boxes:
            self.run(box)
        self.looks = looks

    def open_span(self, element: _Element) -> bool:
        style = self.styles.find("text", element.get(f"{TEXT}style-name"))
        above = self.looks[-1] if self.looks else PLAIN
        self.looks.append(None if above is None else style.change_look(above))
        return True

    def close_span(self) -> None:
        self.looks.pop()

    def add_space(self, element: _Element) -> bool:
        self.add_text(" ")
        return False

    def add_tab(self, element: _Element) -> bool:
        self.add_text("\t")
        return False

    def add_break(self, element: _Element) -> bool:
        self.sheet.break_line()
        return False

    def open_list(self, element: _Element) -> bool:
        self.lists.append(self.styles.open_list(element, self.lists[-1] if self.lists else None))
        return True

    def close_list(self) -> None:
        self.lists.pop()

    def open_item(self, element: _Element) -> bool:
        if self.lists:
            self.lists[-1].start_item(read_number(element.get(f"{TEXT}start-value")))
        return True

    def keep_note(self, element: _Element) -> bool:
        self.notes.append(element)
        return False

    def keep_box(self, element: _Element) -> bool:
        self.boxes.append(element)
        return False

    def open_table(self, element: _Element) -> bool:
        self.sheet.start_table()
        return True

    def open_row(self, element: _Element) -> bool:
        self.sheet.start_row()
        return True

    def open_cell(self, element: _Element) -> bool:
        self.sheet.start_cell()
        return True
