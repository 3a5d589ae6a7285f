"""Writing cells into the XML of a workbook: just these, with the styles that they have; all else is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_IN_CELL = 32_767

Value = str | int | None
"""What goes into a cell: words, or a sum. Units: whole pence."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell to be filled: on which sheet, where, with what, and for which name."""

    sheet: str
    row: int
    column: int
    value: Value
    name: str

    @property
    def cell(self) -> str:
        """Return its address: "B12"."""
        return f"{get_column_letter(self.column)}{self.row}"


def _find_paths(data: bytes) -> dict[str, str]:
    """Return in which file of the zip each sheet stands."""
    with ZipFile(BytesIO(data)) as archive:
        book = _parse(archive.read("xl/workbook.xml"))
        links = _parse(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")) for one in links}
    paths = {}
    for sheet in book.iter(f"{NS}sheet"):
        target = targets.get(sheet.get(_REL), "")
        paths[str(sheet.get("name"))] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return paths


def _parse(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def write_cells(data: bytes, cells: Sequence[Filled]) -> bytes:
    """Return a workbook with these cells written, and Excel told to work its formulas out again."""
    paths = _find_paths(data)
    by_path: dict[str, list[Filled]] = {}
    for cell in cells:
        by_path.setdefault(paths[cell.sheet], []).append(cell)
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w") as new:
        for info in old.infolist():
            content = old.read(info.filename)
            if info.filename in by_path:
                content = _fill_sheet(content, by_path[info.filename])
            elif info.filename == "xl/workbook.xml" and cells:
                content = _reckon_anew(content)
            new.writestr(info, content)
    return written.getvalue()


def _reckon_anew(content: bytes) -> bytes:
    book = _parse(content)
    kept = book.find(f"{NS}calcPr")
    if kept is None:
        kept = etree.Element(f"{NS}calcPr")
        after = [f"{NS}{name}" for name in ("definedNames", "externalReferences", "functionGroups", "sheets")]
        before = next(one for name in after if (one := book.find(name)) is not None)
        before.addnext(kept)
    kept.set("fullCalcOnLoad", "1")
    return etree.tostring(book, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fill_sheet(content: bytes, cells: Sequence[Filled]) -> bytes:
    sheet = _parse(content)
    rows = sheet.find(f"{NS}sheetData")
    assert rows is not None  # noqa: S101 - every sheet has it
    for cell in cells:
        row = _hold(rows, "row", str(cell.row), lambda one: int(str(one.get("r"))), cell.row)
        held = _hold(row, "c", cell.cell, _column_of, cell.column)
        _put(held, cell.value)
    for held in rows.iter(f"{NS}c"):
        value = held.find(f"{NS}v")
        if value is not None and held.find(f"{NS}f") is not None:
            held.remove(value)  # what a formula came to before is worked out again
    return etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True)


def _column_of(cell: etree._Element) -> int:
    left, _, _, _ = range_boundaries(str(cell.get("r")))
    return int(left or 0)


def _hold(
    parent: etree._Element, tag: str, mark: str, place: Callable[[etree._Element], int], wanted: int
) -> etree._Element:
    """Return the row or the cell of that mark, put in at its place where there is none."""
    at = 0
    for at, one in enumerate(parent, 1):
        number = place(one)
        if number == wanted:
            return one
        if number > wanted:
            at -= 1
            break
    made = etree.Element(f"{NS}{tag}", r=mark)
    parent.insert(at, made)
    if "spans" in parent.attrib:
        del parent.attrib["spans"]  # which columns a row has, a hint that may be left out
    return made


def _put(cell: etree._Element, value: Value) -> None:
    """Write a value into a cell: a sum as a number of pounds, words as words; its style stays."""
    style = cell.get("s")
    mark = str(cell.get("r"))
    cell.clear()
    cell.set("r", mark)
    if style is not None:
        cell.set("s", style)
    if isinstance(value, int):
        sign = "-" if value < 0 else ""
        etree.SubElement(cell, f"{NS}v").text = f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
        return
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, f"{NS}is"), f"{NS}t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = _CONTROLS.sub("", value or "").replace("\r\n", "\n")[:MOST_IN_CELL]
