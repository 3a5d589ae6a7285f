"""HTML pages: a ModernGov meeting page, any council's web page, a saved Word document, the HTML inside Markdown.

The part of the page that holds the document is found first; navigation, forms, scripts and what is hidden are left out.
The tree is walked with a stack of our own, since a hostile page may nest its tags ten thousand deep.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wapentake.reading.document import Document
from wapentake.reading.lists import write_number
from wapentake.reading.modgov import ITEM_TABLE, LABELS, NUMBER_CELL, TITLES, find_meeting, is_vote_link
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED, squeeze
from wapentake.reading.plain import decode_text
from wapentake.reading.sheet import Sheet
from wapentake.reading.webpage import find_main, is_hidden, parse_page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT = frozenset(
    "script style head noscript template nav footer aside form-label button input select textarea option label legend "
    "svg math canvas iframe object embed audio video map img del s strike -comment -doctype".split()
)
_BLOCKS = frozenset(
    "p div section article main body html blockquote address figure figcaption header form fieldset center details "
    "summary hgroup tbody thead tfoot hr caption".split()
)
_LOOKS = {"b": BOLD, "strong": BOLD, "th": BOLD, "i": SLANTED, "em": SLANTED, "u": SLANTED}
_WEIGHT = re.compile(r"font-weight:\s*(bold|[6-9]00)?")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LIST_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
                "upper-roman": "I"}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?:\s*([a-z-]+)")


def read_html(data: bytes | str) -> Document:
    """Read an HTML page, or a part of one."""
    sheet = Sheet()
    write_html(data if isinstance(data, str) else decode_text(data), sheet)
    return Document(sheet.text())


def write_html(text: str, sheet: Sheet) -> None:
    """Write the content of an HTML page, or of a part of one, on `sheet`."""
    body = parse_page(text)
    if body is None:
        return
    for part in find_meeting(body) or [find_main(body)]:
        _Walk(sheet).run(part)
        sheet.end()


class _List:
    """An open list: its form of numbers ("" for bullets, None for no mark at all) and the number of the next item."""

    def __init__(self, node: LexborNode) -> None:
        attributes = node.attributes
        style = _LIST_STYLE.search(attributes.get("style") or "")
        name = style[1] if style else ""
        self.form: str | None = ""
        if node.tag == "ol":
            self.form = None if name == "none" else _LIST_STYLES.get(name) or attributes.get("type") or "1"
        self.step = -1 if "reversed" in attributes else 1
        self.next = _read_number(attributes.get("start"), sum(1 for _ in node.css("li")) if self.step < 0 else 1)

    def number_item(self, value: str | None) -> str:
        """Return the marker of the next item."""
        number = _read_number(value, self.next)
        self.next = number + self.step
        if self.form is None:
            return ""
        return f"{write_number(number, self.form)}." if self.form else "-"


def _read_number(words: str | None, default: int) -> int:
    try:
        return int((words or "")[:9])
    except ValueError:
        return default


class _Walk:
    """One walk over a part of the page."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.looks = [PLAIN]
        self.lists: list[_List] = []
        self.flat: list[bool] = []  # for each open table: whether it is ModernGov's list of items, which is no table
        self.number = ""  # of the item whose title comes next
        self.term = ""  # of a definition list
        self.verbatim = 0

    def run(self, part: LexborNode) -> None:
        """Walk `part` and all below it."""
        stack = [part]
        self.enter(part)
        node = part.child
        while stack:
            if node is None:
                node = stack.pop()
                self.leave(node)
                node = node.next if stack else None
            elif self.enter(node):
                stack.append(node)
                node = node.child
            else:
                node = node.next

    def enter(self, node: LexborNode) -> bool:
        """Take note of a node; say whether to go down into it."""
        tag = node.tag or ""
        if tag == "-text":
            self.add_text(node.text_content or "")
            return False
        if tag in _LEFT_OUT:
            return False
        attributes = node.attributes
        classes = (attributes.get("class") or "").split()
        style = attributes.get("style") or ""
        if attributes and (is_hidden(tag, attributes, classes, style) or is_vote_link(attributes)):
            return False
        look = _LOOKS.get(tag, self.looks[-1])
        weight = _WEIGHT.search(style) if style else None
        if weight:
            look = BOLD if weight[1] else PLAIN
        if not LABELS.isdisjoint(classes):
            look = BOLD
        self.looks.append(max(look, self.looks[-1]) if not weight else look)
        if not self.open_element(node, tag, classes):
            self.looks.pop()
            return False
        return True

    def add_text(self, text: str) -> None:
        """Add text; a tab is a mere space, and inside <pre> the line ends are kept."""
        for number, line in enumerate(text.split("\n") if self.verbatim else [" ".join(text.split("\t"))]):
            if number:
                self.sheet.break_line()
            self.sheet.add(line, self.looks[-1])

    def open_element(self, node: LexborNode, tag: str, classes: list[str]) -> bool:
        """Begin what an element begins; say whether to go down into it."""
        title = next((TITLES[name] for name in classes if name in TITLES), 0)
        if title:
            self.sheet.start("heading", level=title, marker=self.number if title > 1 else "")
            self.number = ""
        elif tag in _HEADINGS and LABELS.isdisjoint(classes):
            self.sheet.start("heading", level=_HEADINGS[tag])
        elif tag in _BLOCKS or tag in _HEADINGS:
            if tag == "caption" and self.flat and self.flat[-1]:
                return False
            self.sheet.part()
        elif tag == "br":
            self.sheet.break_line()
        elif tag in ("table", "tr", "td", "th"):
            return self.open_table_part(node, tag, classes)
        elif tag in ("ul", "ol", "menu", "li", "dl", "dt", "dd"):
            return self.open_list_part(node, tag)
        elif tag == "pre":
            self.sheet.part()
            self.verbatim += 1
        return True

    def open_table_part(self, node: LexborNode, tag: str, classes: list[str]) -> bool:
        if tag == "table":
            self.flat.append(ITEM_TABLE in classes)
            self.sheet.part() if self.flat[-1] else self.sheet.start_table()
        elif not self.flat or self.flat[-1]:
            self.sheet.end()
            if NUMBER_CELL in classes:
                self.number = squeeze(node.text())
                return False
        elif tag == "tr":
            self.sheet.start_row()
        else:
            attributes = node.attributes
            across, down = (_read_number(attributes.get(name), 1) for name in ("colspan", "rowspan"))
            self.sheet.start_cell(head=tag == "th", across=across, down=down)
        return True

    def open_list_part(self, node: LexborNode, tag: str) -> bool:
        if tag == "li":
            marker = self.lists[-1].number_item(node.attributes.get("value")) if self.lists else "-"
            self.sheet.start("item" if marker else "paragraph", level=max(0, len(self.lists) - 1), marker=marker)
        elif tag == "dt":
            self.close_term()
            self.term = squeeze(node.text()).rstrip(":")
            return False
        elif tag == "dd":
            self.sheet.start(marker=f"{self.term}:" if self.term else "")
            self.term = ""
        else:
            self.sheet.part()
            if tag != "dl":
                self.lists.append(_List(node))
        return True

    def leave(self, node: LexborNode) -> None:
        """End what an element began."""
        self.looks.pop()
        tag = node.tag or ""
        if tag == "table":
            if self.flat.pop():
                self.sheet.end()
            else:
                self.sheet.end_table()
        elif tag == "tr" and self.flat and not self.flat[-1]:
            self.sheet.end_row()
        elif tag in ("ul", "ol", "menu"):
            self.lists.pop()
            self.sheet.end()
        elif tag == "dl":
            self.close_term()
        elif tag == "pre":
            self.verbatim -= 1
            self.sheet.part()
        elif tag in _BLOCKS:
            self.sheet.part()
        elif tag in _HEADINGS or tag in ("li", "dd"):
            self.sheet.end()

    def close_term(self) -> None:
        """Write a term that no definition followed."""
        self.sheet.end()
        if self.term:
            self.sheet.add(self.term)
            self.sheet.end()
        self.term = ""
