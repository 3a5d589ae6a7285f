"""Web pages of any make: parsing without harm, and finding the part of the page that holds the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wapentake.reading.modgov import LEFT_OUT

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|small|strong|tt|u)(?=[\s>/])[^<>]*>", re.IGNORECASE)
_MOST_OPEN = 50  # formatting tags left open; a parser opens each again in every paragraph that follows
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|dt|dd|tr|td|th|option|area|base|br|col|embed|hr|img|input|link|meta|source|wbr)[\s>/])"
    r"[a-z][^<>\s]*+[^<>]*>",
    re.IGNORECASE,
)
_MANY_TAGS = 10_000
_DEEPEST = 500  # elements inside one another
_HIDING = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all")
_HIDDEN_CLASSES = (
    "visually-hidden visuallyhidden sr-only govuk-visually-hidden screen-reader-text screenreader element-invisible "
    "is-hidden d-none hidden skip-link govuk-skip-link"
)
_HIDDEN = LEFT_OUT | frozenset(_HIDDEN_CLASSES.split())
_FURNITURE = re.compile(
    r"(?:^|\s)(?:[a-z]{2,12}[-_])?(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|footer|sidebar|skip|share|social|"
    r"addthis|search|pagination|pager|feedback|related|banner|toolbar|masthead)(?:[-_]\w+)*(?=\s|$)",
    re.IGNORECASE,
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search"})
_WORDLESS = ["script", "style", "noscript", "template", "svg", "nav", "footer", "aside"]
_MAINS = "main, [role=main], article, #main-content, #maincontent, #content, #main, .entry-content, .field--name-body"


def parse_page(text: str) -> LexborNode | None:
    """Parse HTML; return its body."""
    from selectolax.lexbor import LexborHTMLParser

    if text.count("<") - 2 * text.count("</") > _MOST_OPEN:
        marks = [mark[1] for mark in _FORMATTING.finditer(text)]
        if len(marks) - 2 * marks.count("/") > _MOST_OPEN:
            text = _FORMATTING.sub("", text)
    if text.count("<") > _MANY_TAGS:
        text = _drop_depths(text)
    return LexborHTMLParser(text).body


def _drop_depths(text: str) -> str:
    """Drop the tags that stand deeper than a page made in good faith goes; a parser takes a long time over them."""
    parts: list[str] = []
    depth = done = 0
    for tag in _NESTING.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth + bool(tag[1]) > _DEEPEST:
            parts.append(text[done : tag.start()])
            done = tag.end()
    return "".join([*parts, text[done:]])


def is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is not shown, or is furniture of the page rather than content."""
    style, names = attributes.get("style"), attributes.get("class")
    if "hidden" in attributes or (style and _HIDING.search(style)):
        return True
    if names and not _HIDDEN.isdisjoint(names.split()):
        return True
    if attributes.get("aria-hidden") == "true" and tag in ("span", "i", "a"):
        return True
    return attributes.get("role") in _ROLES


def find_main(body: LexborNode) -> LexborNode:
    """Return the element that holds the document: the one marked as the main part, if it has most words of the page."""
    body.strip_tags(_WORDLESS)
    best, size = body, 0
    for node in body.css(_MAINS):
        words = len(node.text())
        if words > size:
            best, size = node, words
    return best if size * 2 > len(body.text()) else body


def is_furniture(node: LexborNode, tag: str, attributes: dict[str, str | None], size: int) -> bool:
    """Whether an element is a form or, by its name, a menu or the like, and holds little of a page of `size`."""
    if tag not in ("form", "header"):
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        if len(names) < 2 or not _FURNITURE.search(names):
            return False
    return len(node.text()) * 2 < size and node.css_first("h1") is None
