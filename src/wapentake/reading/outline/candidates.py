"""Every block that could head an item: short, titled, and no sentence, label of attendance or task."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, HEADING, MARGIN, ROW, Block, counts_anew
from wapentake.reading.outline.heads import Head, make_head
from wapentake.reading.outline.labels import ATTENDANCE, STANDING, begins_tasks, label_of
from wapentake.reading.outline.numbers import (
    BARE_NUMBER,
    NOT_NUMBERED,
    NUMBERED,
    SAID,
    SAID_ABOVE,
    Numbered,
    read_number,
)
from wapentake.reading.persons import is_person

_FILE = re.compile(
    r"\s?(?:\b(?:pdf|docx?|word)\s+icon\s*)?\b(?:PDF|DOCX?|XLSX?|PPTX?|RTF)\s+[\d.,]+\s*[KMG]B.*$",
    re.IGNORECASE | re.DOTALL,
)
_TASK_START = re.compile(
    r"[*\s]*(?:ACTIONS?|Actions?|AP|RESOLVED|Resolved|AGREED|Agreed|NOTED|Noted)\b"
    r"|(?:Deferred|Postponed|Adjourned|Held over) (?:to|until|till)\b"
)
_ROW_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:/\d{2,4})?)[.)]\s+(?=\*{0,2}[A-Z])")
_LEADING_NUMBER = re.compile(r"^[\d.]+\s*")
_SMALL_LETTER = re.compile(r"[a-z]-?[A-Z]")  # "e-Learning", "eLearning"
_ENDS_SENTENCE = (".", "!", "?", ";", ",")
_MOST_WORDS = 24
_LONGEST = 260
_LONGEST_IN_LINES = 90  # a longer title that goes over several lines ends with its first
_TITLE_WITHIN = 70  # characters in which a mark may end a title
_LONG_TEXT = 60  # characters of a text that goes on from a title
_TITLE_END = re.compile(r":|\.(?=\s+[A-Z])(?<=[a-z]\.)|(?P<dash>\s[–—-]\s)")
_CAPITALS = re.compile(r"[A-Z][\w’'&/-]*(?: (?:(?:of|and|the|for|to|in|on|&) )*[A-Z][\w’'&/-]*){0,6}")
_MOST_SPACES = 32  # in a title with its number, unless it goes over lines or names a file
_MOST = 600


def find_candidates(text: str, blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the heads that the blocks would be, in order: at most six hundred."""
    tasks = _find_task_lists(blocks, labels)
    found: list[Head] = []
    for index, block in enumerate(blocks):
        if index in tasks or block.kind is MARGIN:
            continue
        head = row_head(text, block, index) if len(block.cells) > 1 else _block_head(blocks, index, labels[index])
        if head:
            found.append(head)
            if len(found) == _MOST:
                break
    return found


def _find_task_lists(blocks: list[Block], labels: list[str]) -> set[int]:
    """Return the indexes of the numbered lines and rows under a heading such as "Actions": they head no items."""
    inside: set[int] = set()
    is_open, listed = False, ""
    for index, block in enumerate(blocks):
        if len(block.words) < 60 and begins_tasks(_LEADING_NUMBER.sub("", labels[index])):
            is_open, listed = True, ""
        elif block.kind is HEADING or block.bold or counts_anew(listed, block) or SAID.match(block.words):
            is_open = False
        elif is_open and (block.kind in (BULLET, ROW, MARGIN) or NUMBERED.match(block.words)):
            listed = listed or block.marker
            inside.add(index)
        elif len(block.words) > 40:
            is_open = False
    return inside


def _block_head(blocks: list[Block], index: int, label: str) -> Head | None:
    """Return the head that a block would be, or None where it cannot be one; `label` are its words as a label."""
    block = blocks[index]
    words, start = _leading_words(block)
    if (block.marker or words[:1].isdigit()) and _TITLE_END.search(words, 0, _TITLE_WITHIN):
        words = _lead_title(block, words)
    if len(words) > _LONGEST or (words.count(" ") > _MOST_SPACES and _is_run_on(words)):
        return None
    said = read_number(block, words)
    above = _number_above(blocks[index - 1]) if index else NOT_NUMBERED
    said = NOT_NUMBERED if said.said and above.number not in (None, said.number) else said
    number = said.number or above.number
    rest = words[said.length :]
    title = bare_title(rest)
    if len(title.split()) > _MOST_WORDS or not any(character.isalpha() for character in title):
        return None
    label = label if len(title) == len(block.words) else label_of(title)
    if _is_no_title(title, label, block, numbered=number is not None):
        return None
    start += said.length + len(rest) - len(rest.lstrip())
    span = (start, start + len(title))
    return Head(
        index,
        number,
        span,
        " ".join(title.split()),
        label,
        "item" if said.said or (above.said and number == above.number) else _manner_of(block, title),
    )


def _lead_title(block: Block, words: str) -> str:
    """Return the title of a numbered line without what a mark brings: "1. Welcome: …", "78/17 Lamp Report – KL told …".

    A title that does not stand on most agendas must have its capitals, and a long text after a dash.
    """
    for found in _TITLE_END.finditer(words, 0, _TITLE_WITHIN):
        title, rest = words[: found.start()], words[found.end() :].strip(" *").split("\n")[0]
        said = read_number(block, title)
        bare = title[said.length :].strip(" *")
        if said.number and rest and label_of(bare) in STANDING and not _presents(rest, label_of(bare)):
            return title
        if said.number and found["dash"] and len(rest) > _LONG_TEXT and _CAPITALS.fullmatch(bare):
            return title
    return words


def _presents(rest: str, label: str) -> bool:
    """Whether what follows a title names who presents the item: "Police Update - Insp. Ann Bell"."""
    return label not in ATTENDANCE and is_person(rest.split(",")[0].split(" (")[0])


def _is_run_on(words: str) -> bool:
    """Whether words are plainly too many for a title. This is quick."""
    return "\n" not in words and "KB" not in words and "MB" not in words and len(words.split()) > _MOST_SPACES


def _leading_words(block: Block) -> tuple[str, int]:
    """Return the words of a block in which a title may stand, and where they begin: a bold run, or the first lines."""
    words = block.words
    if not block.bold and block.lead > block.start:
        run = words[: block.lead - block.start]
        bare = run.strip("* ")
        return bare, block.start + run.find(bare)
    if len(words) > _LONGEST and "\n" in words:
        words = words[:_LONGEST]
    return words, block.start


def _number_above(block: Block) -> Numbered:
    """Return the number that stands alone in the block above a title, or with no more than "Item" before it."""
    bare = block.words.strip("* ") if len(block.words) < 20 else ""
    said = SAID_ABOVE.match(bare)
    bare = bare[said.end() :] if said else bare
    return Numbered(bare.strip("."), said=said is not None) if BARE_NUMBER.fullmatch(bare) else NOT_NUMBERED


def bare_title(words: str) -> str:
    """Return the title in the words after a number: without the name and size of a file, and on one line if long."""
    if "KB" in words or "MB" in words:
        words = _FILE.sub("", words)
    title = words.rstrip(" :–-\n")
    if len(title) > _LONGEST_IN_LINES:
        title = title.split("\n")[0]
    return title.lstrip()


def _is_no_title(title: str, label: str, block: Block, *, numbered: bool) -> bool:
    """Whether words cannot be an item's title; an item that stands on most agendas may look as it likes."""
    standing = label in STANDING
    bare = title.strip(" *")
    if not standing and ":" in bare and label_of(bare.split(":")[0]) in ATTENDANCE:
        return True
    if block.kind is HEADING:
        return not standing and not numbered and bool(_TASK_START.match(bare)) and len(bare.split()) > 2
    if not numbered and (bare.endswith(_ENDS_SENTENCE) or _TASK_START.match(bare)):
        return not standing
    return (bare[0].islower() and not _SMALL_LETTER.match(bare)) or bool(block.marker and not numbered)


def _manner_of(block: Block, title: str) -> str:
    """Return the manner in which a block looks like a heading."""
    if block.kind is HEADING:
        return f"heading {block.level}"
    if block.bold:
        return "bold"
    if title.isupper() and len(title) > 2:
        return "capitals"
    return "lead" if block.lead > block.start else "plain"


def row_head(text: str, block: Block, index: int) -> Head | None:
    """Return the head that a table row would be: a number in its first cell, a title there or in its second."""
    (begin, end), second = block.cells[:2]
    if end - begin > 2 * _LONGEST:
        return None
    number = text[begin:end].strip(" .*")
    if opening := _ROW_NUMBER.match(number):
        number, title, begin = opening["number"], number[opening.end() :], begin
    elif BARE_NUMBER.fullmatch(number):
        title, begin = text[second[0] : second[1]], second[0]
    else:
        return None
    title = title.split(" / ")[0].strip("* ")
    if not title or len(title.split()) > _MOST_WORDS:
        return None
    return make_head(index, number, text.find(title, begin), title, manner="row")
