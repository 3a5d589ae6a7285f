"""Styles and list numbers of a Word document: what a paragraph or run inherits, and the number that Word would show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wapentake.reading.lists import write_number
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_CHAIN = 30  # styles that inherit from one another; a longer chain is a loop
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimalZero": "01"}
_PLACE = re.compile(r"%([1-9])")


def read_attribute(parent: _Element | None, name: str) -> str | None:
    """Return the value of the child `name` of a properties element, or None if there is none."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(f"{W}val") if child is not None else None


def read_number(words: str | None) -> int | None:
    """Return the whole number that `words` are, or None."""
    return int(words) if words and len(words) < 9 and words.lstrip("-").isdigit() and words.isascii() else None


def _read_switch(properties: _Element | None, name: str) -> bool | None:
    """Return whether a property is switched on or off, or None where nothing is said."""
    child = properties.find(W + name) if properties is not None else None
    return None if child is None else child.get(f"{W}val", "1") not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style and those above it give: heading level (0 for none), look, and list number."""

    heading: int = 0
    bold: bool = False
    slanted: bool = False
    hidden: bool = False
    is_contents: bool = False
    list_id: str | None = None
    list_level: int = 0

    @property
    def look(self) -> int:
        return BOLD if self.bold else SLANTED if self.slanted else PLAIN


class Styles:
    """The styles of a document, by name."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        for element in root.iterfind(f"{W}style") if root is not None else ():
            name = element.get(f"{W}styleId", "")
            self._elements[name] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                self._default = name

    def find_paragraph(self, name: str | None) -> Style:
        """Return what the paragraph style `name` gives; the default style where there is none."""
        return self._find(name if name in self._elements else self._default)

    def find_run(self, name: str | None) -> Style:
        """Return what the character style `name` gives."""
        return self._find(name or "")

    def _find(self, name: str | None) -> Style:
        name = name or ""
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> Style:
        chain: list[_Element] = []
        while name in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[name])
            name = read_attribute(chain[-1], "basedOn") or ""
        style = Style()
        for element in reversed(chain):
            style = _inherit(style, element)
        return style


def _inherit(above: Style, element: _Element) -> Style:
    """Return what a style gives that inherits from `above`."""
    title = read_attribute(element, "name") or ""
    paragraph, run = element.find(f"{W}pPr"), element.find(f"{W}rPr")
    named = _HEADING_NAME.match(title)
    outline = read_number(read_attribute(paragraph, "outlineLvl"))
    heading = int(named[1]) if named else 1 if title == "Title" else above.heading
    if outline is not None and not named:
        heading = outline + 1 if outline < 9 else 0
    numbers = paragraph.find(f"{W}numPr") if paragraph is not None else None
    level = read_number(read_attribute(numbers, "ilvl"))
    bold, slanted = _read_switch(run, "b"), _read_slant(run)
    return Style(
        heading=heading,
        bold=above.bold if bold is None else bold,
        slanted=above.slanted if slanted is None else slanted,
        hidden=above.hidden or bool(_read_switch(run, "vanish")),
        is_contents=above.is_contents or title.lower().startswith("toc "),
        list_id=read_attribute(numbers, "numId") or above.list_id,
        list_level=above.list_level if level is None else level,
    )


def _read_slant(properties: _Element | None) -> bool | None:
    """Return whether italics or underlining are switched on or off."""
    italic, underlined = _read_switch(properties, "i"), _read_switch(properties, "u")
    return underlined if italic is None else italic or bool(underlined)


def read_look(properties: _Element, base: int, style: Style) -> int | None:
    """Return the look of a run in a paragraph of the look `base`, or None if the run is hidden or struck out."""
    if any(_read_switch(properties, name) for name in ("strike", "dstrike", "vanish", "webHidden")) or style.hidden:
        return None
    bold, slanted = _read_switch(properties, "b"), _read_slant(properties)
    if bold is None:
        bold = (base == BOLD) != style.bold  # a character style that is bold too turns the paragraph's bold off
    if slanted is None:
        slanted = base == SLANTED or style.slanted
    return BOLD if bold else SLANTED if slanted else PLAIN


@dataclass(slots=True)
class _Level:
    """A level of a list: where it starts, the form of its number, and its text, such as "%1.%2"."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(slots=True)
class _Numbers:
    """A list as one of its users sees it: the counters that it shares, its levels, and levels to start afresh."""

    shared: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _Numbers] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {element.get(f"{W}abstractNumId", ""): element for element in root.iterfind(f"{W}abstractNum")}
        by_style = {read_attribute(element, "styleLink"): name for name, element in abstract.items()}
        for element in root.iterfind(f"{W}num"):
            shared = read_attribute(element, "abstractNumId") or ""
            linked = read_attribute(abstract.get(shared), "numStyleLink")
            shared = by_style.get(linked, shared) if linked else shared
            numbers = _Numbers(shared, _read_levels(abstract.get(shared)))
            for override in element.iterfind(f"{W}lvlOverride"):
                level = read_number(override.get(f"{W}ilvl")) or 0
                numbers.levels.update(_read_levels(override))
                start = read_number(read_attribute(override, "startOverride"))
                if start is not None:
                    numbers.restarts[level] = start
            self._lists[element.get(f"{W}numId", "")] = numbers

    def number_paragraph(self, properties: _Element | None, style: Style) -> tuple[str, int]:
        """Return the marker that Word would show before a paragraph ("" for none), and the level of its list."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        list_id = read_attribute(own, "numId") or style.list_id
        level = read_number(read_attribute(own, "ilvl"))
        depth = min(max(style.list_level if level is None else level, 0), 8)
        numbers = self._lists.get(list_id or "")
        if numbers is None:
            return "", 0
        counts = self._counts.setdefault(numbers.shared, {})
        if depth in numbers.restarts:
            counts[depth] = numbers.restarts.pop(depth) - 1
        for index in range(depth):
            counts.setdefault(index, numbers.levels.get(index, _Level()).start)
        counts[depth] = counts.get(depth, numbers.levels.get(depth, _Level()).start - 1) + 1
        for deeper in [index for index in counts if index > depth]:
            del counts[deeper]
        return _write_marker(numbers.levels, counts, depth), depth


def _read_levels(parent: _Element | None) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in parent.iterfind(f"{W}lvl") if parent is not None else ():
        start = read_number(read_attribute(element, "start"))
        levels[read_number(element.get(f"{W}ilvl")) or 0] = _Level(
            start=1 if start is None else start,
            form=read_attribute(element, "numFmt") or "decimal",
            text=read_attribute(element, "lvlText") or "",
            legal=bool(_read_switch(element, "isLgl")),
        )
    return levels


def _write_marker(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, _Level())
    if level.form in ("bullet", "none"):
        return "-" if level.form == "bullet" else ""

    def write_place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        form = "decimal" if level.legal else levels.get(index, level).form
        return write_number(counts.get(index, 1), _FORMS.get(form, "1"))

    marker = _PLACE.sub(write_place, level.text).strip()
    return f"{marker}." if marker.isalnum() else marker
