"""Tasks that the minutes give to somebody: marked ones (labels, lists, columns, margins, owner-only marks) and prose.

This module walks the blocks and says which reader each is for; the readers are its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from wapentake.reading.blocks import BULLET, HEADING, MARGIN, PARAGRAPH, ROW, Block
from wapentake.reading.dues import find_due
from wapentake.reading.layout import Layout
from wapentake.reading.outline import ATTENDANCE, DECISION_LISTS, STANDING, begins_tasks, label_of
from wapentake.reading.owners import as_owners
from wapentake.reading.persons import is_initials, is_name, is_role
from wapentake.reading.prose import find_prose
from wapentake.reading.record import Action, Due
from wapentake.reading.rosters import Roster
from wapentake.reading.sentences import flat
from wapentake.reading.statements.actions.labels import find_label, is_label, read_label
from wapentake.reading.statements.actions.listed import read_listed
from wapentake.reading.statements.actions.margin import own_paragraph
from wapentake.reading.statements.actions.once import merge_actions
from wapentake.reading.statements.actions.page import Mode, Page, tells_state
from wapentake.reading.statements.actions.reports import read_report
from wapentake.reading.statements.actions.running import read_running
from wapentake.reading.statements.actions.table import read_row
from wapentake.reading.tasks import lead_task

_DUE_LINE = re.compile(
    r"[*\s(]*(?:Due|DUE|Due date|Deadline|By when|Timescale|Target date)\s*(?:by)?\s*[:–-]\s*\*{0,2}"
)
_FOLLOWING = re.compile(
    r"\b(?:asked|requested|agreed(?! that (?!.*\b(?:actions?|steps|tasks)\b))|undertook|action)\b"
    r"(?! to (?:discuss|consider|note|approve|adopt|accept|support|welcome) the following\b)[^.]*\bfollowing\b"
)
_DECIDES = re.compile(r"[*\s]*(?:Decisions?|DECISIONS?|Resolved|RESOLVED|Agreed|AGREED)\b\*{0,2}\s*:")
_ALL_DUE = re.compile(r"\W{0,9}All actions\b.{0,40}\b(?:unless|except|otherwise)\b")
_ENDED = re.compile(r"\b(?:meeting (?:closed|ended|finished|concluded|was closed)|[Ss]igned|closed the meeting)\b")
_DATED_HEAD = re.compile(
    r"[\s:–—(-]*(?:\bactions?\s+)?(?:\bto be (?:completed|done|taken)\b|\bfor completion\b|\bdue\b|\bby\b)", re.I
)
_FEWEST_OWN = 5  # words before "the following" in a task that says more than that points follow
_NUMBER = re.compile(r"^[\d.]+\s*")


def find(layout: Layout, roster: Roster, near: date | None, used: frozenset[int]) -> tuple[Action, ...]:
    """Return the actions of a page in its order; a task that it gives twice is returned once.

    `near` is the day of the meeting; the blocks at the indexes `used` say something else.
    """
    page = Page(layout, roster, near)
    for block in layout.blocks:
        if block.kind is MARGIN:
            roster.initials.update(filter(is_initials, as_owners(block.words, roster, marked=True) or ()))
    heads = {head.block for head in layout.outline.heads if head.manner != "agenda"}
    used |= _agenda_of(layout) | layout.outline.purposes
    for index, block in enumerate(layout.blocks):
        if index in used:
            continue
        is_row = block.kind is ROW and len(block.cells) > 1
        if (index in heads or _is_sub_head(page, block, index)) and not (is_row and page.columns):
            _pass_heading(page, block, index, is_item=index in heads)
        elif is_row:
            read_row(page, block, index)
        elif block.kind is not MARGIN:
            page.columns = None
            _read_block(page, block, index)
    return merge_actions(page.found)


def _agenda_of(layout: Layout) -> frozenset[int]:
    """Return the blocks of an agenda that stands above the minutes: its heads, and what it lists below them."""
    of_agenda = set[int]()
    rows = [head.block for head in layout.outline.heads if head.manner == "agenda"]
    if rows and layout.blocks[rows[0]].kind is ROW:
        of_agenda.update(range(rows[0] - 1, rows[-1] + 1))
    for head in layout.outline.heads:
        at = head.block
        while head.manner == "agenda" and (at == head.block or _is_point(layout.blocks, at)):
            of_agenda.add(at)
            at += 1
    return frozenset(of_agenda)


def _is_point(blocks: list[Block], at: int) -> bool:
    """Whether there is a block at an index, and it is a point of a list below another."""
    return at < len(blocks) and blocks[at].kind is BULLET and not blocks[at].marker[:1].isdigit()


def _is_sub_head(page: Page, block: Block, index: int) -> bool:
    """Whether a block heads a part of an item, or a list of tasks, and says nothing itself."""
    if block.kind is HEADING:
        return True
    if block.kind is MARGIN:
        return False
    words = block.words
    if len(words) < 110 and "ction" in words.lower() and _begins_list(page, block):
        return True
    listed = page.mode is Mode.OPEN or (page.mode is Mode.BULLETS and block.kind is BULLET)
    if index not in page.layout.outline.sub_heads or listed or _only_owners(page, block):
        return False
    if tells_state(words) or _FOLLOWING.search(words) or (page.mode is Mode.LIST and _is_line_of_list(block)):
        return False
    due = _DUE_LINE.match(words)
    if (due and words[due.end() :].strip()) or lead_task(words, page.roster, marked=False):
        return False
    return block.lead in (block.start, block.end) and len(words.split()) <= 8


def _pass_heading(page: Page, block: Block, index: int, *, is_item: bool) -> None:
    """Note whether a heading begins a list of tasks; a heading may hold a label or a task itself."""
    begins, due = _head_of_list(page, block)
    label = find_label(block.words)
    if label and (label["for"] or (label["stop"] and not begins)):
        _read_block(page, block, index)
        return
    if page.mode is Mode.LIST and not begins and not is_item and 0 < page.list_level < block.level:
        return  # "Later" below "Actions"
    page.columns, page.list_due = None, due
    page.mode, page.marker = Mode.LIST if begins else Mode.NONE, ""
    page.list_level = block.level if begins and block.kind is HEADING else 0
    named = not begins and is_role(block.words)
    page.default = (as_owners(block.words, page.roster, marked=False) or ()) if named else ()
    if is_item and not begins and block.end - block.start > 120:
        read_running(page, block, index)
    page.last = None


def _is_line_of_list(block: Block) -> bool:
    """Whether a short line under a heading of tasks is one of them and heads nothing."""
    label = label_of(block.words)
    heads = block.bold or block.words.rstrip().endswith(":") or label in STANDING or label in ATTENDANCE
    return block.kind is PARAGRAPH and not heads and not is_role(label) and not is_name(block.words)


def _begins_list(page: Page, block: Block) -> bool:
    """Whether a block that is no heading says no more than that tasks follow."""
    words = block.words
    plain = len(words) < 60 and ":" not in words[:-1] and begins_tasks(label_of(words))
    return plain or (block.bold and _head_of_list(page, block)[0])


def _head_of_list(page: Page, block: Block) -> tuple[bool, Due | None]:
    """Return whether a heading begins a list of tasks, and by when it wants them: "Actions to be done by 4 May"."""
    line = block.words.split("\n")[0]
    if begins_tasks(_NUMBER.sub("", label_of(line))):
        return True, None
    words = flat(line).strip(" :*")
    dated = _DATED_HEAD.search(words) if "ction" in words.lower() else None
    found = find_due(words, page.near) if dated else None
    if not dated or not found:
        return False, None
    label = label_of(words[: dated.start()])
    return begins_tasks(label) or (not label and "ction" in dated[0]), found.due


def _read_block(page: Page, block: Block, index: int) -> None:
    """Read a paragraph or list item."""
    words = block.words
    if _read_due_line(page, words) or read_report(page, block, index):
        return
    label = find_label(words)
    if label and is_label(words, label):
        read_label(page, block, index, label)
    elif words.rstrip().endswith(":") and _FOLLOWING.search(words[-120:]):
        _open_list(page, block, index)
    elif page.last is not None and not page.owned and (owners := _only_owners(page, block)):
        own_paragraph(page, page.last, owners)
    else:
        if page.mode is not Mode.NONE and (label_of(words) in DECISION_LISTS or _DECIDES.match(words)):
            page.mode = Mode.NONE
        if page.mode is Mode.NONE or not read_listed(page, block, index):
            read_running(page, block, index)
            page.last, page.owned = index, False


def _open_list(page: Page, block: Block, index: int) -> None:
    """Read "KL agreed to do the following:", which makes the points below KL's; or it tells a task that holds them."""
    words = flat(block.words)
    task = find_prose(words, page.roster, marked=False)
    if task and len(words[task.start : words.rfind("following")].split()) > _FEWEST_OWN:
        read_running(page, block, index)
        page.last = index
        return
    page.mode, page.default = Mode.OPEN, task.owners if task else ()


def _is_signature(blocks: list[Block], last: int | None) -> bool:
    """Whether the paragraph before ended the meeting, so that "Chair" below it is a place to sign."""
    return last is not None and _ENDED.search(blocks[last].words) is not None


def _read_due_line(page: Page, words: str) -> bool:
    """Read a line that only says by when: of all actions, or of those right before it; whether it was one."""
    if _ALL_DUE.match(words) and (found := find_due(words, page.near)):
        page.all_due = found.due
        return True
    if line := _DUE_LINE.match(words):
        _date_last(page, words[line.end() :])
    return line is not None


def _date_last(page: Page, words: str) -> None:
    """Give what a line such as "Due: March 2011" says to the actions right before it that have no due of their own."""
    due = find_due(words, page.near, column=True)
    for at in range(len(page.found) - 1, max(-1, len(page.found) - 6), -1):
        one = page.found[at]
        if due is None or one.due or page.found[-1].span[1] - one.span[1] > 700:
            break
        page.found[at] = replace(one, due=due.due)


def _only_owners(page: Page, block: Block) -> tuple[str, ...] | None:
    """Return the owners that a block names and nothing else: the mark after a paragraph that gives them its task."""
    words = block.words.strip(" *.")
    if len(words) > 40 or len(words.split()) > 5 or block.kind is HEADING:
        return None
    owners = as_owners(words, page.roster, marked=False) or ()
    if not all(page.roster.knows(owner) or is_role(owner) for owner in owners):
        return None
    if _is_signature(page.layout.blocks, page.last) or (block is page.layout.blocks[-1] and all(map(is_role, owners))):
        return None
    in_full = any(" " in owner and is_name(owner) for owner in owners)
    return owners if owners and (block.bold or not in_full) else None
