"""Markdown, with front matter and HTML in it.

The canonical text is itself a small Markdown, so reading a canonical text gives it back unchanged.
"""

from __future__ import annotations

import re

from wapentake.reading.document import Document, clean_text
from wapentake.reading.inline import parse_inline
from wapentake.reading.pieces import APART, BREAKS, HARD, MARKER, SOFT, WIDEST_WRAP, Piece, tidy
from wapentake.reading.sheet import WIDEST_ROW, Sheet

_ASKED = "\ue000"  # stands for the two spaces at the end of a line that ask for a line break
_PRIVATE = re.compile("[\ue000-\ue07f]")
_FRONT_LINES = 400
_KEY = re.compile(r"[\w-]+(?::| =)")
_QUOTED = re.compile(r"(['\"])(.*)\1\Z")
_TAG = re.compile(r"<[^<>]*>")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:(?<=##)|[ \t])[ \t]*(?=[^#\s])")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-{2,})")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(rf"([ \t]*)(?:[*+][ \t]+(?=\S)|({MARKER.pattern})[ \t]*)")
_INNER = re.compile(r"()(?:[*+-]|(\d{1,2}[.)]))[ \t]+(?=\S)")  # an item whose first words are an item
_QUOTE = re.compile(r"[ \t]{0,3}>[> \t]*")
_LEFT_OUT = re.compile(r"[ \t]{0,3}(?:\[[^\[\]^]+\]:[ \t]+\S*[./#]\S*(?:[ \t]+[\"'(].*)?|\{:[^{}]*\}|\{%.*%\})[ \t]*")
_DIVIDER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*")
_HTML = re.compile(
    r"[ \t]*</?(?:p|ul|ol|table|div|h[1-6]|blockquote|section|article|dl|pre|li|tr|td|tbody|thead|center|main|html|"
    r"body|details|header|footer|nav|figure|hr|script|style)(?=[\s/>])",
    re.IGNORECASE,
)
_NESTING = re.compile(r"<(/?)(?:ul|ol|table|div|section|article|blockquote|dl|script|style|details)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<(/?)p\b", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_DEEPEST = 24  # columns in which an item may begin
_MOST_PASSES = 6


def read_markdown(text: str) -> Document:
    """Read Markdown. What one reading brings to light, such as an escaped mark, is read again until nothing changes."""
    for _ in range(_MOST_PASSES):
        before, text = text, _read_once(text)
        if text == before:
            break
    return Document(text)


def _read_once(text: str) -> str:
    text = _PRIVATE.sub("", text).replace("\r\n", "\n").replace("  \n", f"{_ASKED}\n")
    lines = _drop_comments(clean_text(text)).split("\n")
    page = _Page()
    title, start = _read_front(lines)
    if title:
        page.sheet.start("heading", level=1)
        page.add(title)
    page.read_lines(lines[start:])
    return page.sheet.text()


def _drop_comments(text: str) -> str:
    """Drop HTML comments; one that never ends stays."""
    parts = text.split("<!--")
    for index, part in enumerate(parts[1:], 1):
        _, end, rest = part.partition("-->")
        if not end:
            return "".join(parts[:index]) + "".join(f"<!--{part}" for part in parts[index:])
        parts[index] = rest
    return "".join(parts)


def _read_front(lines: list[str]) -> tuple[str, int]:
    """Return the title that the front matter gives, and the number of the first line after it."""
    mark = lines[0].rstrip()
    if mark not in ("---", "+++"):
        return "", 0
    title, known = "", False
    for number, line in enumerate(lines[1:_FRONT_LINES], 1):
        if line.rstrip() in ((mark, "...") if mark == "---" else (mark,)):
            return (title, number + 1) if known else ("", 0)
        known = known or bool(_KEY.match(line))
        if line.startswith(("title:", "title =")):
            title = _QUOTED.sub(r"\2", _TAG.sub("", line[6:].lstrip(" =")).strip())
    return "", 0


class _Page:
    """Reads Markdown line by line; a paragraph or list item gathers its lines until it ends."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self.lines: list[str] = []  # of the open paragraph or list item, each followed by its break
        self.fence = ""
        self.soft = SOFT

    def add(self, text: str) -> None:
        """Add Markdown to the open piece."""
        for words, look in parse_inline(text):
            if words in BREAKS:
                self.sheet.break_line(words)
            else:
                self.sheet.add(words, look)

    def flush(self) -> None:
        """End the open paragraph or list item."""
        if self.lines:
            self.add("".join(self.lines).rstrip("".join(BREAKS) + "\\"))
            self.lines = []
        self.sheet.end()

    def read_lines(self, lines: list[str]) -> None:
        words = [line for line in lines if line and not line.lstrip().startswith(("<", "|"))]
        if sum(len(line) > WIDEST_WRAP for line in words) * 10 > len(words):
            self.soft = APART  # the text is not wrapped: each line stands for itself
        number = 0
        while number < len(lines):
            line = lines[number]
            fence = _FENCE.match(line)
            if self.fence or fence:
                self.read_fenced(line, fence)
            elif _HTML.match(line):
                self.flush()
                number = self.read_html(lines, number)
                continue
            elif _PIPE.search(line) and _is_row(lines, number):
                self.flush()
                number = self.read_table(lines, number)
                continue
            else:
                quote = _QUOTE.match(line)
                self.read_line(line[quote.end() :] if quote else line)
            number += 1
        self.flush()

    def read_fenced(self, line: str, fence: re.Match[str] | None) -> None:
        """Read a line in or around a code fence: its text as it stands."""
        if fence and (not self.fence or (fence[1].startswith(self.fence) and line.strip() == fence[1])):
            self.flush()
            self.fence = "" if self.fence else fence[1]
            return
        self.sheet.add(line.rstrip(_ASKED))
        self.sheet.break_line(APART)

    def read_line(self, line: str) -> None:
        heading = _HEADING.match(line)
        if not line.strip(f" \t\\#{_ASKED}"):
            self.flush()
        elif heading:
            self.flush()
            self.sheet.start("heading", level=len(heading[1]))
            self.add(line[heading.end() :].rstrip(f" \t#{_ASKED}"))
            self.flush()
        elif len(self.lines) == 2 and _UNDERLINE.fullmatch(line):
            self.sheet.start("heading", level=1 if "=" in line else 2)
            self.flush()
        elif _RULE.fullmatch(line) or _UNDERLINE.fullmatch(line) or _LEFT_OUT.fullmatch(line):
            self.flush()
        elif line.startswith("||"):
            self.flush()
            self.sheet.start("note")
            self.add(line.strip("| "))
            self.flush()
        else:
            self.read_words(line)

    def read_words(self, line: str) -> None:
        """Read a line of a paragraph or list item, or one that begins a list item."""
        item = _ITEM.match(line)
        indent = 0
        while item and indent < _DEEPEST:
            self.flush()
            indent += len(item[1].expandtabs(4))
            self.sheet.start("item", level=indent, marker=item[2].strip() if item[2] else "-")
            indent += item.end() - item.end(1)
            line = line[item.end() :]
            item = _INNER.match(line)
        line = line.strip()
        if line.endswith((_ASKED, "\\")):
            self.lines += [line[:-1], HARD]
        else:
            self.lines += [line, self.soft]

    def read_html(self, lines: list[str], number: int) -> int:
        """Read HTML from line `number` on: to a blank line, or while an element is open; return the line after it."""
        from wapentake.reading.html import write_html

        start, depth, paragraph = number, 0, 0
        while number < len(lines):
            line = lines[number]
            if depth <= 0 and (not line.strip() or (paragraph <= 0 and not _HTML.match(line))):
                break
            depth += _count_open(_NESTING, line)
            paragraph += _count_open(_PARAGRAPH, line)
            number += 1
        write_html("\n".join(lines[start:number]).replace(_ASKED, ""), self.sheet)
        return number

    def read_table(self, lines: list[str], number: int) -> int:
        """Read the rows of a table from line `number` on; return the line after it."""
        self.sheet.pieces.append(Piece("gap"))
        while number < len(lines) and _PIPE.search(lines[number]) and not lines[number].startswith("||"):
            if not _DIVIDER.fullmatch(lines[number].rstrip(_ASKED)):
                self.sheet.pieces.append(Piece("row", cells=_read_cells(lines[number].rstrip(_ASKED))))
            number += 1
        self.sheet.pieces.append(Piece("gap"))
        return number


def _is_row(lines: list[str], number: int) -> bool:
    """Whether a line with a bar in it is a row of a table."""
    line = lines[number].strip(f" \t{_ASKED}")
    if line.count("|") > WIDEST_ROW:
        return False
    if line.startswith("|"):
        return len(line) > 2 and line.endswith("|") and not line.startswith("||")
    return number + 1 < len(lines) and "|" in lines[number + 1] and bool(_DIVIDER.fullmatch(lines[number + 1]))


def _read_cells(line: str) -> tuple[str, ...]:
    """Return the words of the cells of a row."""
    cells = _PIPE.split(line.strip())
    if not cells[0]:
        del cells[0]
    if len(cells) > 1 and not cells[-1].strip():
        del cells[-1]
    return tuple(tidy("".join(" / " if text == HARD else text for text, _ in parse_inline(cell))) for cell in cells)


def _count_open(tags: re.Pattern[str], line: str) -> int:
    return sum(-1 if match[1] else 1 for match in tags.finditer(line))
