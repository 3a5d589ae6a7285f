"""HTML pages: a ModernGov meeting page, any council's web page, a saved Word document, the HTML inside Markdown.

The part of the page that holds the document is found first; navigation, forms, scripts and what is hidden are left out.
The tree is walked with a stack of our own, since a hostile page may nest its tags ten thousand deep.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from wapentake.reading.decoding import decode_text
from wapentake.reading.document import Document
from wapentake.reading.lists import write_number
from wapentake.reading.modgov import ITEM_TABLE, LABELS, NUMBER_CELL, TITLES, find_meeting, is_vote_link
from wapentake.reading.pieces import BOLD, PLAIN, SLANTED, tidy
from wapentake.reading.sheet import Sheet
from wapentake.reading.webpage import find_main, is_furniture, is_hidden, parse_page

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT_TAGS = (
    "script style head noscript template nav footer aside button input select textarea option label legend svg math "
    "canvas iframe object embed audio video map img del s strike -comment -doctype"
)
_LEFT_OUT = frozenset(_LEFT_OUT_TAGS.split())
_BLOCK_TAGS = (
    "p div section article main body html blockquote address figure figcaption header form fieldset center details "
    "summary hgroup tbody thead tfoot hr"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LOOKS = {"b": BOLD, "strong": BOLD, "i": SLANTED, "em": SLANTED, "u": SLANTED}
_WEIGHT = re.compile(r"font-weight:\s*(bold|[6-9]00)?")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
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
    meeting = find_meeting(body)
    for part in meeting or [find_main(body)]:
        _Walk(sheet, size=0 if meeting else len(part.text())).run(part)
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

    def __init__(self, sheet: Sheet, size: int) -> None:
        self.sheet = sheet
        self.size = size  # characters of a page that may have menus and the like inside; 0 if it has none
        self.looks = [PLAIN]
        self.lists: list[_List] = []
        self.flat: list[bool] = []  # for each open table: whether it is ModernGov's list of items, which is no table
        self.number = ""  # of the item whose title comes next
        self.term = ""  # of a definition list
        self.verbatim = 0
        self.openers: dict[str, Callable[[LexborNode, frozenset[str]], bool]] = {
            "br": self.break_line,
            "table": self.open_table,
            "caption": self.open_caption,
            "tr": self.open_row,
            "td": self.open_cell,
            "th": self.open_cell,
            "li": self.open_item,
            "dt": self.open_term,
            "dd": self.open_meaning,
            "dl": self.open_block,
            "pre": self.open_verbatim,
            **dict.fromkeys(("ul", "ol", "menu"), self.open_list),
            **dict.fromkeys(_BLOCKS, self.open_block),
            **dict.fromkeys(_HEADINGS, self.open_heading),
        }
        self.closers: dict[str, Callable[[], None]] = {
            "table": self.close_table,
            "tr": self.close_row,
            "dl": self.close_term,
            "pre": self.close_verbatim,
            **dict.fromkeys(("ul", "ol", "menu"), self.close_list),
            **dict.fromkeys(_BLOCKS | {"caption"}, self.sheet.part),
            **dict.fromkeys((*_HEADINGS, "li", "dd"), self.sheet.end),
        }

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
        look = max(_LOOKS.get(tag, PLAIN), self.looks[-1])
        classes: frozenset[str] = frozenset()
        if self.size and is_furniture(node, tag, attributes, self.size):
            return False
        if attributes:
            if is_hidden(tag, attributes) or is_vote_link(attributes):
                return False
            classes = frozenset((attributes.get("class") or "").split())
            look = _find_look(attributes.get("style"), classes, look)
        opener = self.openers.get(tag)
        if opener and not opener(node, classes):
            return False
        self.looks.append(look)
        return True

    def leave(self, node: LexborNode) -> None:
        """End what an element began."""
        self.looks.pop()
        closer = self.closers.get(node.tag or "")
        if closer:
            closer()

    def add_text(self, text: str) -> None:
        """Add text; a tab is a mere space, and inside <pre> the line ends are kept."""
        if not self.verbatim:
            self.sheet.add(text.replace("\t", " "), self.looks[-1])
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self.sheet.break_line()
            self.sheet.add(line, self.looks[-1])

    def open_block(self, node: LexborNode, classes: frozenset[str]) -> bool:
        titles = TITLES.keys() & classes
        if not titles:
            self.sheet.part()
            return True
        level = max(TITLES[name] for name in titles)
        self.sheet.start("heading", level=level, marker=self.number if level > 1 else "")
        self.number = ""
        return True

    def open_heading(self, node: LexborNode, classes: frozenset[str]) -> bool:
        if not LABELS.isdisjoint(classes) or not TITLES.keys().isdisjoint(classes):
            return self.open_block(node, classes)
        self.sheet.start("heading", level=int((node.tag or "h1")[1]))
        return True

    def break_line(self, node: LexborNode, classes: frozenset[str]) -> bool:
        self.sheet.break_line()
        return False

    def open_verbatim(self, node: LexborNode, classes: frozenset[str]) -> bool:
        self.sheet.part()
        self.verbatim += 1
        return True

    def close_verbatim(self) -> None:
        self.sheet.part()
        self.verbatim -= 1

    def open_table(self, node: LexborNode, classes: frozenset[str]) -> bool:
        self.flat.append(ITEM_TABLE in classes)
        if self.flat[-1]:
            self.sheet.part()
        else:
            self.sheet.start_table()
        return True

    def close_table(self) -> None:
        if self.flat.pop():
            self.sheet.end()
        else:
            self.sheet.end_table()

    def open_caption(self, node: LexborNode, classes: frozenset[str]) -> bool:
        self.sheet.part()
        return not (self.flat and self.flat[-1])

    def open_row(self, node: LexborNode, classes: frozenset[str]) -> bool:
        if self.flat and not self.flat[-1]:
            self.sheet.start_row()
        return True

    def close_row(self) -> None:
        if self.flat and not self.flat[-1]:
            self.sheet.end_row()

    def open_cell(self, node: LexborNode, classes: frozenset[str]) -> bool:
        if self.flat and not self.flat[-1]:
            across, down = (_read_number(node.attributes.get(name), 1) for name in ("colspan", "rowspan"))
            self.sheet.start_cell(across=across, down=down)
            return True
        self.sheet.end()
        if NUMBER_CELL in classes:
            self.number = tidy(node.text())
        return NUMBER_CELL not in classes

    def open_list(self, node: LexborNode, classes: frozenset[str]) -> bool:
        self.sheet.part()
        self.lists.append(_List(node))
        return True

    def close_list(self) -> None:
        self.sheet.end()
        self.lists.pop()

    def open_item(self, node: LexborNode, classes: frozenset[str]) -> bool:
        marker = self.lists[-1].number_item(node.attributes.get("value")) if self.lists else "-"
        self.sheet.start("item" if marker else "paragraph", level=max(0, len(self.lists) - 1), marker=marker)
        return True

    def open_term(self, node: LexborNode, classes: frozenset[str]) -> bool:
        """Keep a term for the meaning that follows it."""
        self.close_term()
        self.term = tidy(node.text()).rstrip(":")
        return False

    def open_meaning(self, node: LexborNode, classes: frozenset[str]) -> bool:
        self.sheet.start(marker=f"{self.term}:" if self.term else "")
        self.term = ""
        return True

    def close_term(self) -> None:
        """Write a term that no meaning followed."""
        self.sheet.end()
        if self.term:
            self.sheet.add(self.term)
            self.sheet.end()
        self.term = ""


def _find_look(style: str | None, classes: frozenset[str], look: int) -> int:
    """Return how text looks in an element of that style and class, where it would look like `look` without them."""
    weight = _WEIGHT.search(style) if style else None
    if weight:
        look = BOLD if weight[1] else PLAIN
    return BOLD if not LABELS.isdisjoint(classes) else look
