"""Markdown inside a line: emphasis, links, escapes and HTML tags become runs of text with a look.

Marks that have no partner are left as they are, except a lost `**`, which is dropped. Every pattern here looks at a
character at most a few times, however long the line.
"""

from __future__ import annotations

import html
import re

from wapentake.reading.pieces import APART, BOLD, HARD, PLAIN, SLANTED, SOFT

_HELD = 0xE000  # an ASCII mark that means itself is held as the private character this far up, until the end
_HOLD = {code: _HELD + code for code in range(0x21, 0x7F) if not chr(code).isalnum()}
_RELEASE = {held: code for code, held in _HOLD.items()}

_SPECIAL = re.compile(r"[\\`*_<&~]|\]")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,500})\1(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+)>")
_TARGET = r"(?:\((?:[^()\r\n\f]|\([^()\r\n\f]*\))*+\)|\[[^\[\]\r\n\f]*\])"
_IMAGE = re.compile(r"!\[[^\[\]]*\]" + _TARGET)
_LINK = re.compile(r"\[([^\[\]]*)\]" + _TARGET)
_GONE = re.compile(r"~~[^~]{1,2000}~~|<(del|s|strike|script|style)\b[^<>]*>[^<]*</\1>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>[ \t]*[\r\n\f]?", re.IGNORECASE)
_MARK = re.compile(
    r"(?P<mark>\*\*?|_+)"
    r"|<(?:(?P<end>/?)(?P<tag>b|strong|i|em|u)|/?(?:a|abbr|acronym|big|cite|code|dfn|div|font|img|input|ins|kbd|label"
    r"|li|mark|nobr|ol|p|q|small|span|sub|sup|table|tbody|td|th|time|tr|tt|ul|var|wbr|h[1-6]))(?=[\s>/])[^<>]*>",
    re.IGNORECASE,
)
_LOOKS = {"**": BOLD, "__": BOLD, "*": SLANTED, "_": SLANTED, "b": BOLD, "strong": BOLD, "i": SLANTED, "em": SLANTED,
          "u": SLANTED}  # fmt: skip
_LINE_END = re.compile(f"([{HARD}{SOFT}{APART}])")


def parse_inline(text: str) -> list[tuple[str, int]]:
    """Return the runs of a Markdown text whose line breaks are HARD, SOFT or APART; a break is a run of its own."""
    if not _SPECIAL.search(text):
        return [(part, PLAIN) for part in _LINE_END.split(text) if part]
    text = _strip_links(_hold_marks(text))
    runs: list[tuple[str, int]] = []
    for words, look in _find_runs(text):
        for part in _LINE_END.split(words.translate(_RELEASE)):
            if part:
                runs.append((part, look))
    return runs


def _hold_marks(text: str) -> str:
    """Hold the marks that mean themselves: in code, after a backslash, in an entity, in the address of a link."""
    if "`" in text:
        text = _CODE.sub(lambda match: match[2].translate(_HOLD), text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda match: match[1].translate(_HOLD), text)
    if "&" in text and ";" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]).translate(_HOLD), text)
    if "<" in text and (":" in text or "@" in text):
        text = _AUTOLINK.sub(lambda match: match[1].translate(_HOLD), text)
    return text


def _strip_links(text: str) -> str:
    """Leave the words of links; drop pictures and what is struck out; make HTML line breaks plain ones."""
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        text = _LINK.sub(r"\1", text)  # the link around a picture or another link
    if "~~" in text or "</" in text:
        text = _GONE.sub("", text)
    return _BREAK.sub(HARD, text) if "<" in text else text


def _find_runs(text: str) -> list[tuple[str, int]]:
    marks = list(_MARK.finditer(text))
    pairs = _pair_marks(text, marks)
    runs: list[tuple[str, int]] = []
    depth = {BOLD: 0, SLANTED: 0}
    start = 0
    for index, match in enumerate(marks):
        step = pairs.get(index, 0)
        if not step and match["mark"] not in (None, "**"):
            continue
        runs.append((text[start : match.start()], _look(depth)))
        start = match.end()
        if step:
            depth[_LOOKS[match["mark"] or match["tag"].lower()]] += step
    runs.append((text[start:], _look(depth)))
    return runs


def _look(depth: dict[int, int]) -> int:
    return BOLD if depth[BOLD] else SLANTED if depth[SLANTED] else PLAIN


def _pair_marks(text: str, marks: list[re.Match[str]]) -> dict[int, int]:
    """Return for each mark that has a partner whether it opens (1) or closes (-1)."""
    pairs: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for index, match in enumerate(marks):
        name = match["mark"] or (match["tag"] or "").lower()
        if name not in _LOOKS:
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        opens = not match["end"]
        closes = bool(match["end"] or match["mark"])
        if name in ("*", "_", "__"):
            opens = bool(after) and not after.isspace() and not before.isalnum()
            closes = bool(before) and not before.isspace() and not after.isalnum()
        if closes and name in waiting:
            pairs[waiting.pop(name)] = 1
            pairs[index] = -1
        elif opens:
            waiting[name] = index
    return pairs
