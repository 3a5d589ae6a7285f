"""A letter as a Word file: from whom, the day, to whom, what it is about, and its text with lists as lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from wapentake.reports.docx import printable, set_up, write_file
from wapentake.terms import say_date

_POINT = "- "


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; in `text` an empty line ends a paragraph, and a line that begins with "- " is a point of a list."""

    sender: str
    to: str
    subject: str
    text: str
    on: date


def make_letter(letter: Letter) -> bytes:
    """Return the Word file of a letter; the same letter gives the same bytes."""
    from docx import Document as open_document

    document = open_document()
    told = {"name": letter.subject, "committee": letter.sender, "about": f"Letter to {letter.to}"}
    set_up(document, told, datetime.combine(letter.on, time(), UTC))
    for words in (letter.sender, say_date(letter.on), letter.to):
        document.add_paragraph(printable(words))
    document.add_heading(printable(letter.subject), level=1)
    for style, words in _cut(letter.text):
        document.add_paragraph(printable(words), style=style)
    return write_file(document)


def _cut(text: str) -> Iterable[tuple[str | None, str]]:
    """Give the paragraphs of a text, each with the style that it has in the file."""
    for block in text.replace("\r\n", "\n").split("\n\n"):
        lines: list[str] = []
        for line in block.split("\n"):
            if line.startswith(_POINT):
                if lines:
                    yield None, "\n".join(lines)
                lines = []
                yield "List Bullet", line.removeprefix(_POINT)
            else:
                lines.append(line)
        if any(lines):
            yield None, "\n".join(lines)
