"""The words that somebody wrote into an answer, without those of the letter that it quotes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from mailparser_reply.parser import EmailMessage

# The library looks for the beginnings of quotes with patterns that take long over long lines and empty stretches, so
# what it is given has neither.
LONGEST_TEXT = 8_000
LONGEST_LINE = 300
LONGEST_PAGE = 50_000
_EMPTY = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[^\S\n]{2,}")
_RULE = re.compile(r"(?m)^[ \t]*(?:-{3,} ?Original Message ?-{3,}|_{20,})[ \t]*$")

HIDDEN = {"style", "script", "head", "title", "blockquote"}
BREAKS = {"br", "p", "div", "tr", "li", "h1", "h2", "h3", "hr", "table", "ul", "ol"}
VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source"}
QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divRplyFwdMsg", "appendonsend")


def strip_quotes(text: str) -> str:
    """Return what was written anew; where nothing is left, all that is not marked as quoted."""
    text = _even(text)
    text = text[: rule.start()] if (rule := _RULE.search(text)) and text[: rule.start()].strip() else text
    replies = EmailMessage(text=text, languages=["en"], keep_hyphen_lists=True).read().replies
    written = replies[0].body if replies else ""
    lines = (written or text).split("\n")
    return _EMPTY.sub("\n\n", "\n".join(line for line in lines if not line.startswith(">"))).strip()


def _even(text: str) -> str:
    """Return a text of short lines, without long stretches of nothing."""
    lines = (_SPACES.sub(" ", line).rstrip() for line in text[:LONGEST_TEXT].splitlines())
    short = (line[at : at + LONGEST_LINE] for line in lines for at in range(0, max(len(line), 1), LONGEST_LINE))
    return _EMPTY.sub("\n\n", "\n".join(short))


class _Page(HTMLParser):
    """Gathers the words of a page, and leaves out what is hidden or quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden: list[str] = []  # the elements that are open, from the first that hides

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marked = " ".join(value or "" for name, value in attrs if name in ("class", "id"))
        if self.hidden or tag in HIDDEN or any(one in marked for one in QUOTES):
            if tag not in VOID:
                self.hidden.append(tag)
        elif tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                continue
        elif not self.hidden and tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(" ".join(data.split()) + " " if data.strip() else " ")


def read_html(page: str) -> str:
    """Return the words of a page of HTML, without what its mail program marked as quoted."""
    reader = _Page()
    reader.feed(page[:LONGEST_PAGE])
    lines = (line.strip() for line in "".join(reader.words).split("\n"))
    return _EMPTY.sub("\n\n", "\n".join(lines)).strip()
