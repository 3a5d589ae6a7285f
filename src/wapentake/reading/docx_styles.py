"""Styles and list numbers of a Word document: what a paragraph or run inherits, and the number that Word would show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wapentake.reading.lists import write_number
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{W}val"
_LONGEST_CHAIN = 30  # styles that inherit from one another; a longer chain is a loop
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_FORMS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I", "decimalZero": "01"}
_HIDING = ("strike", "dstrike", "vanish", "webHidden")
_PLACE = re.compile(r"%([1-9])")


def read_properties(parent: _Element | None) -> dict[str, str]:
    """Return the children of a properties element as name and value ("" where a child has none)."""
    return {child.tag[len(W) :]: child.get(_VALUE, "") for child in parent} if parent is not None else {}


def read_number(words: str | None) -> int | None:
    """Return the whole number that `words` are, or None."""
    return int(words) if words and len(words) < 9 and words.lstrip("-").isdigit() and words.isascii() else None


def _read_switch(given: dict[str, str], name: str) -> bool | None:
    """Return whether a property is switched on or off, or None where nothing is said."""
    value = given.get(name)
    return None if value is None else value not in ("0", "false", "off", "none")


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
            name = read_properties(chain[-1]).get("basedOn", "")
        style = Style()
        for element in reversed(chain):
            style = _inherit(style, element)
        return style


def _inherit(above: Style, element: _Element) -> Style:
    """Return what a style gives that inherits from `above`."""
    title = read_properties(element).get("name", "")
    properties = element.find(f"{W}pPr")
    paragraph, run = read_properties(properties), read_properties(element.find(f"{W}rPr"))
    numbers = read_properties(properties.find(f"{W}numPr") if properties is not None else None)
    named = _HEADING_NAME.match(title)
    outline = read_number(paragraph.get("outlineLvl"))
    heading = int(named[1]) if named else 1 if title == "Title" else above.heading
    if outline is not None and not named:
        heading = outline + 1 if outline < 9 else 0
    level = read_number(numbers.get("ilvl"))
    bold, slanted = _read_switch(run, "b"), _read_slant(run)
    return Style(
        heading=heading,
        bold=above.bold if bold is None else bold,
        slanted=above.slanted if slanted is None else slanted,
        hidden=above.hidden or bool(_read_switch(run, "vanish")),
        is_contents=above.is_contents or title.lower().startswith("toc "),
        list_id=numbers.get("numId") or above.list_id,
        list_level=above.list_level if level is None else level,
    )


def _read_slant(given: dict[str, str]) -> bool | None:
    """Return whether italics or underlining are switched on or off."""
    italic, underlined = _read_switch(given, "i"), _read_switch(given, "u")
    return underlined if italic is None else italic or bool(underlined)


def read_look(given: dict[str, str], base: int, style: Style) -> int | None:
    """Return the look of a run in a paragraph of the look `base`, or None if the run is hidden or struck out."""
    if style.hidden or any(_read_switch(given, name) for name in _HIDING if name in given):
        return None
    bold, slanted = _read_switch(given, "b"), _read_slant(given)
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


class _Numbers:
    """A list as one of its users sees it: the counters that it shares, its levels, and levels to start afresh."""

    def __init__(self, shared: str, abstract: _Element | None, own: _Element) -> None:
        self.shared = shared
        self.restarts: dict[int, int] = {}
        self._abstract = abstract
        self._own = own
        self._levels: dict[int, _Level] | None = None
        for override in own.iterfind(f"{W}lvlOverride"):
            start = read_number(read_properties(override).get("startOverride"))
            if start is not None:
                self.restarts[read_number(override.get(f"{W}ilvl")) or 0] = start

    @property
    def levels(self) -> dict[int, _Level]:
        """Its levels, read when they are first asked for."""
        if self._levels is None:
            self._levels = _read_levels(self._abstract)
            for override in self._own.iterfind(f"{W}lvlOverride"):
                self._levels.update(_read_levels(override))
        return self._levels


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _Numbers] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {element.get(f"{W}abstractNumId", ""): element for element in root.iterfind(f"{W}abstractNum")}
        links = {name: read_properties(element) for name, element in abstract.items()}
        by_style = {link["styleLink"]: name for name, link in links.items() if "styleLink" in link}
        for element in root.iterfind(f"{W}num"):
            shared = read_properties(element).get("abstractNumId", "")
            shared = by_style.get(links.get(shared, {}).get("numStyleLink", ""), shared)
            self._lists[element.get(f"{W}numId", "")] = _Numbers(shared, abstract.get(shared), element)

    def number_paragraph(self, properties: _Element | None, style: Style) -> tuple[str, int]:
        """Return the marker that Word would show before a paragraph ("" for none), and the level of its list."""
        own = read_properties(properties.find(f"{W}numPr") if properties is not None else None)
        list_id = own.get("numId") or style.list_id
        level = read_number(own.get("ilvl"))
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
        given = read_properties(element)
        start = read_number(given.get("start"))
        levels[read_number(element.get(f"{W}ilvl")) or 0] = _Level(
            start=1 if start is None else start,
            form=given.get("numFmt", "decimal"),
            text=given.get("lvlText", ""),
            legal=bool(_read_switch(given, "isLgl")),
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

    marker = tidy(_PLACE.sub(write_place, level.text))
    return f"{marker}." if marker.isalnum() else marker
