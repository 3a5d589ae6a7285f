"""Items without numbers: the best manner of heads that a page shows, without what stands before the first item."""

from __future__ import annotations

import re
from collections import Counter

from wapentake.reading.blocks import BULLET, HEADING, PARAGRAPH, Block
from wapentake.reading.moments import find_moments
from wapentake.reading.outline.heads import Head
from wapentake.reading.outline.labels import (
    ACTION_LISTS,
    AGENDA_COLUMNS,
    ATTENDANCE,
    DECISION_LISTS,
    ITEM_COLUMN,
    META_LABELS,
    STANDING,
    SUB_LABELS,
    heads_people,
    label_of,
)
from wapentake.reading.persons import has_title, is_person

_WHO_WAS_THERE = re.compile(
    r"\W{0,9}(?:present|members present|attendees|attending|in attendance|attendance)\b", re.IGNORECASE
)
_THEY_CAME = re.compile(
    r"(?:[a-z]+ ){0,2}(?:attendees|apologies)|(?:board|panel|group|committee) members|attendance"
    r"|(?:the )?(?:people|members|following)(?: [a-z]+)? (?:came|attended|were present)(?: [a-z ]+)?"
)
_TOLD = re.compile(r"\b(?:received|given|accepted|tendered)\b")
_OPENED = re.compile(r"(?:the )?meeting (?:was )?(?:opened|started|commenced|began|closed|ended|finished)\b.*\d")
_OF_OTHERS = re.compile(r"^To |\b(?:was|were) (?!held\b)")  # "To confirm the minutes of 4 May 2020"
_NO_ITEMS = SUB_LABELS | META_LABELS | ACTION_LISTS | DECISION_LISTS
_ENDS = frozenset(("any other business", "aob", "aocb", "date of next meeting", "next meeting"))
_FRONT_BLOCKS, _FRONT_LISTS, _FRONT_DAYS = 25, 20, 8  # how far down titles, lists of people and the day may stand
_FEWEST, _FEWEST_PLAIN = 2, 3
_LONGEST_HEAD = 160
_MOST_OPEN = 5  # words
_REPEATED = 3  # times that a heading stands on a page which is that of a part


def find_unnumbered(candidates: list[Head], blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the unnumbered heads in the best manner that the page shows."""
    levels = sorted({head.manner for head in candidates if head.manner.startswith("heading")})
    front = _front_end(blocks, labels)
    for manner in [*levels, "bold", "capitals", "plain"]:
        heads = [head for head in candidates if head.manner == manner and _may_head(head, blocks)]
        heads = _drop_front(heads, front, blocks, labels)
        if len(heads) >= (_FEWEST_PLAIN if manner == "plain" else _FEWEST):
            return _with_standing(heads, candidates) if manner.startswith("heading") else heads
    return _find_open(candidates, front, blocks, labels)


def _find_open(candidates: list[Head], front: int, blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the short plain lines that end in a colon and have a paragraph below, where a page heads its items so."""
    heads = [head for head in candidates if head.manner == "plain" and _opens_text(head, blocks)]
    heads = _drop_front(heads, front, blocks, labels)
    standing = any(head.label in STANDING for head in heads)
    return heads if standing and len(heads) >= _FEWEST_PLAIN else []


def _opens_text(head: Head, blocks: list[Block]) -> bool:
    """Whether a line such as "Treasurer's report:" stands apart and has running text below it."""
    block, below = blocks[head.block], blocks[head.block + 1 : head.block + 2]
    if not block.words.rstrip().endswith(":") or not block.gap or len(head.title.split()) > _MOST_OPEN:
        return False
    return bool(below) and below[0].kind is PARAGRAPH and head.label not in _NO_ITEMS


def _with_standing(heads: list[Head], candidates: list[Head]) -> list[Head]:
    """Return heads with those of a deeper or higher level after them that stand at the end of most agendas."""
    last = heads[-1].block
    ends = [one for one in candidates if one.block > last and one.manner.startswith("heading") and one.label in _ENDS]
    return heads + ends


def _may_head(head: Head, blocks: list[Block]) -> bool:
    """Whether an unnumbered head may head an item: no label, no list of tasks, no day, text below."""
    if head.label in AGENDA_COLUMNS and _heads_columns(head, blocks):
        return False
    if head.label == "item" or heads_people(head.label) or (head.manner == "plain" and _is_running(head, blocks)):
        return False
    if head.label in _NO_ITEMS:
        return head.label in STANDING and head.label != "minutes"
    if _OPENED.match(head.label):
        return False
    ends_open = blocks[head.block].words.rstrip().endswith(":")
    if ends_open and (head.label not in STANDING or head.label in ATTENDANCE) and head.manner in ("plain", "bold"):
        return False
    days = find_moments(head.title)
    if days and days[0].end - days[0].start > 0.55 * len(head.title):
        return False
    return head.manner != "plain" or (_stands_apart(head, blocks) and _stands_alone(head, blocks))


def _is_running(head: Head, blocks: list[Block]) -> bool:
    """Whether a plain block is a person in a list, or the first line of a paragraph, and heads nothing."""
    words = blocks[head.block].words
    return (has_title(head.title) and is_person(head.title)) or ("\n" in words and len(words) > _LONGEST_HEAD)


def _stands_apart(head: Head, blocks: list[Block]) -> bool:
    """Whether a plain line is no row, and has a blank line beside it where the page sets its parts apart so."""
    here = blocks[head.block : head.block + 2]
    if "   " in here[0].words:  # columns
        return False
    apart = here[0].gap > 0 or head.block == 0 or head.label in STANDING
    return apart or not any(block.gap for block in blocks[1:])


def _heads_columns(head: Head, blocks: list[Block]) -> bool:
    """Whether a head and its neighbour are the heads of the columns of an agenda: "Item", "Description"."""
    beside = [*blocks[max(0, head.block - 1) : head.block], *blocks[head.block + 1 : head.block + 2]]
    return any(label_of(block.words) in AGENDA_COLUMNS for block in beside)


def _stands_alone(head: Head, blocks: list[Block]) -> bool:
    """Whether a short plain line has the look of a title and a longer paragraph below it, or stands on most agendas."""
    title = head.title
    if head.label in STANDING and not blocks[head.block].words.rstrip().endswith(":"):
        return head.block + 1 < len(blocks)
    if len(title.split()) > 12 or "(" in title[:4] or title.endswith(")") or "@" in title:
        return False
    below = blocks[head.block + 1 : head.block + 3]
    return any(block.kind is BULLET or len(block.words.split(None, 8)) > 7 for block in below)


def _drop_front(heads: list[Head], front: int, blocks: list[Block], labels: list[str]) -> list[Head]:
    """Return the heads without those before the first item (title, labels, lists of people) and those that come again.

    What heads a part of item after item ("Points made") heads none itself.
    """
    times = Counter(head.label for head in heads)
    kept = [head for head in heads if head.block > front and times[head.label] < _REPEATED]
    while kept and kept[-1].label not in STANDING and _THEY_CAME.fullmatch(kept[-1].label):
        del kept[-1]
    while kept and kept[0].label in ATTENDANCE and not _is_standing_apologies(kept[0], blocks, labels):
        del kept[0]
    return kept


def _is_standing_apologies(head: Head, blocks: list[Block], labels: list[str]) -> bool:
    """Whether "Apologies for absence" is an item of its own: under the head of the items, or with its own sentence."""
    if head.label not in STANDING:
        return False
    if any(label in ITEM_COLUMN or label == "item" for label in labels[max(0, head.block - 2) : head.block]):
        return True
    return any(_TOLD.search(below.words, 0, 160) for below in blocks[head.block + 1 : head.block + 2])


def _front_end(blocks: list[Block], labels: list[str]) -> int:
    """Return the index of the last block at the top that only says what page this is: title, day, place, labels."""
    begins = bool(blocks) and blocks[0].kind is HEADING and "minutes" in labels[1:3]  # the page begins with an item
    end = -1 if begins else 0
    for index, block in enumerate(blocks[:_FRONT_BLOCKS]):
        beside = labels[max(0, index - 1) : index] + labels[index + 1 : index + 2]
        if labels[index] in ITEM_COLUMN or (labels[index] == "item" and AGENDA_COLUMNS.isdisjoint(beside)):
            return index
        if (index < _FRONT_LISTS and _lists_people(block)) or (len(block.words) < 120 and _tells_page(block, index)):
            end = index
    return end


def _lists_people(block: Block) -> bool:
    """Whether a block begins a list of who was there, or is a row that heads columns of such lists."""
    if len(block.cells) > 1:
        heads = [label_of(block.words[a - block.start : b - block.start]) for a, b in block.cells]
        lasts = [head.rpartition(" ")[2].strip("()") for head in heads if head]
        return heads[0] != "" and ATTENDANCE.issuperset(lasts)
    return bool(_WHO_WAS_THERE.match(block.words)) and (
        block.bold or ":" in block.words[:40] or " were " in block.words[:40]
    )


def _tells_page(block: Block, index: int) -> bool:
    """Whether a short block is a label of the page ("Venue: …"), or stands at the top and names a whole day."""
    if ":" in block.words and label_of(block.words.split(":")[0]) in META_LABELS:
        return True
    if index >= _FRONT_DAYS or _OF_OTHERS.search(block.words):
        return False
    return any(moment.day and moment.year for moment in find_moments(block.words))
