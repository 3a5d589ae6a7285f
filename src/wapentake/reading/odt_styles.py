"""Styles and lists of an OpenDocument text: what a paragraph or span inherits, and the number that a list shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wapentake.reading.lists import write_number
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TEXT, OFFICE, TABLE, STYLE = (_URN % name for name in ("text", "office", "table", "style"))
_FO = _URN % "xsl-fo-compatible"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LONGEST_CHAIN = 30  # styles that inherit from one another; a longer chain is a loop
_HEADING_NAME = re.compile(r"Heading(?:_20_)? ?([1-9])")


def read_number(words: str | None) -> int | None:
    """Return the whole number that `words` are, or None."""
    return int(words) if words and len(words) < 9 and words.isascii() and words.isdigit() else None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style and those above it give; None where nothing is said."""

    heading: int = 0
    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None
    hidden: bool = False

    @property
    def look(self) -> int:
        return BOLD if self.bold else SLANTED if self.italic or self.underlined else PLAIN

    def change_look(self, above: int) -> int | None:
        """Return the look of a span of this style inside text of the look `above`; None if it is not shown."""
        if self.hidden:
            return None
        if self.bold or (above == BOLD and self.bold is None):
            return BOLD
        return self.look if self.italic is not None or self.underlined is not None or above == BOLD else above


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list style: "-" for bullets, or the form of its number with what stands around it."""

    form: str = "-"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1  # how many levels the number shows


class Styles:
    """The styles of a document, by family and name."""

    def __init__(self, common: _Element | None, content: _Element) -> None:
        self._elements: dict[tuple[str, str], _Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        self._list_styles: dict[str, _Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}  # by the name of a list's style, and by the list's own name
        self.outline: dict[int, Level] = {}
        for root in (common, content):
            for holder in root if root is not None else ():
                if holder.tag in (f"{OFFICE}styles", f"{OFFICE}automatic-styles"):
                    self._read_styles(holder)

    def _read_styles(self, holder: _Element) -> None:
        for element in holder:
            if element.tag == f"{STYLE}style":
                self._elements[element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")] = element
            elif element.tag == f"{TEXT}list-style":
                self._list_styles[element.get(f"{STYLE}name", "")] = element
            elif element.tag == f"{TEXT}outline-style":
                self.outline = _read_levels(element)

    def find(self, family: str, name: str | None) -> Style:
        """Return what the style `name` of a family gives."""
        key = (family, name or "")
        if key not in self._known:
            chain: list[tuple[str, str]] = []
            while key in self._elements and key not in self._known and len(chain) < _LONGEST_CHAIN:
                chain.append(key)
                key = (family, self._elements[key].get(f"{STYLE}parent-style-name", ""))
            style = self._known.get(key, Style())
            for known in reversed(chain):
                style = self._known[known] = _inherit(style, self._elements[known])
            key = (family, name or "")
            self._known[key] = style
        return self._known[key]

    def open_list(self, element: _Element, outer: OpenList | None) -> OpenList:
        """Return the list that begins at `element`, inside `outer` if there is one; it may carry on an earlier list."""
        name = element.get(f"{TEXT}style-name")
        if outer is not None:
            return OpenList(self._find_levels(name) or outer.levels, outer.counts, outer.depth + 1)
        counts: dict[int, int] | None = None
        if element.get(f"{TEXT}continue-list"):
            counts = self._counts.get("#" + element.get(f"{TEXT}continue-list", ""))
        elif element.get(f"{TEXT}continue-numbering") == "true":
            counts = self._counts.get(name or "")
        if counts is None:
            counts = {}
        self._counts[name or ""] = self._counts["#" + element.get(_XML_ID, "")] = counts
        return OpenList(self._find_levels(name), counts)

    def _find_levels(self, name: str | None) -> dict[int, Level]:
        """Return the levels of the list style `name`; none if there is no such style."""
        if name and name not in self._levels:
            element = self._list_styles.get(name)
            self._levels[name] = _read_levels(element) if element is not None else {}
        return self._levels.get(name or "", {})


class OpenList:
    """A list while it is read: its levels, how far each has counted, and whether an item waits for its first words."""

    def __init__(self, levels: dict[int, Level], counts: dict[int, int] | None = None, depth: int = 1) -> None:
        self.levels = levels
        self.counts = {} if counts is None else counts
        self.depth = depth
        self._waits = False
        self._value: int | None = None

    def start_item(self, value: int | None) -> None:
        """Begin an item, with the number that it asks for if it does."""
        self._waits = True
        self._value = value

    def take_marker(self) -> str:
        """Return the marker of the item that has just begun; nothing for the paragraphs after its first."""
        if not self._waits:
            return ""
        self._waits = False
        return self.number_item(self.depth, self._value)

    def number_item(self, depth: int, value: int | None = None) -> str:
        """Count an item at `depth`, and return its marker."""
        level = self.levels.get(depth, Level())
        for deeper in [other for other in self.counts if other > depth]:
            del self.counts[deeper]
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1 if value is None else value
        if level.form in ("-", ""):
            return level.form
        parts = []
        for shown in range(max(1, depth - level.shown + 1), depth + 1):
            other = self.levels.get(shown, level)
            if other.form not in ("-", ""):
                parts.append(write_number(self.counts.get(shown, other.start), other.form))
        marker = tidy(f"{level.before}{'.'.join(parts)}{level.after}")
        return f"{marker}." if marker.isalnum() else marker


def _inherit(above: Style, element: _Element) -> Style:
    """Return what a style gives that inherits from `above`."""
    title = element.get(f"{STYLE}name", "")
    named = _HEADING_NAME.fullmatch(title)
    outline = read_number(element.get(f"{STYLE}default-outline-level"))
    heading = outline or (int(named[1]) if named else 1 if title == "Title" else above.heading)
    text = element.find(f"{STYLE}text-properties")
    if text is None:
        return Style(heading, above.bold, above.italic, above.underlined, above.hidden)
    weight, slope = text.get(f"{_FO}font-weight"), text.get(f"{_FO}font-style")
    line, struck = text.get(f"{STYLE}text-underline-style"), text.get(f"{STYLE}text-line-through-style", "none")
    return Style(
        heading=heading,
        bold=above.bold if weight is None else weight in ("bold", "600", "700", "800", "900"),
        italic=above.italic if slope is None else slope != "normal",
        underlined=above.underlined if line is None else line != "none",
        hidden=above.hidden or struck != "none" or text.get(f"{TEXT}display") == "none",
    )


def _read_levels(parent: _Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for element in parent:
        number = read_number(element.get(f"{TEXT}level"))
        if number is None:
            continue
        if element.get(f"{STYLE}num-format") is None:
            levels[number] = Level()
            continue
        levels[number] = Level(
            form=element.get(f"{STYLE}num-format", ""),
            before=element.get(f"{STYLE}num-prefix", ""),
            after=element.get(f"{STYLE}num-suffix", ""),
            start=read_number(element.get(f"{TEXT}start-value")) or 1,
            shown=read_number(element.get(f"{TEXT}display-levels")) or 1,
        )
    return levels
