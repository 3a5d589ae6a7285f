"""Tasks that the minutes give to somebody: marked ones (labels, lists, columns, margins, owner-only marks) and prose."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.dues import find_due
from wapentake.reading.layout import Layout
from wapentake.reading.outline import DECISION_LISTS, begins_tasks, label_of
from wapentake.reading.persons import is_initials, is_name, is_role
from wapentake.reading.prose import ProseTask, find_prose
from wapentake.reading.record import Action
from wapentake.reading.sentences import Sentence, flat
from wapentake.reading.statements.actions.margin import notes_after, own_paragraph, own_sentence, with_notes
from wapentake.reading.statements.actions.marked import clauses, read_tasks
from wapentake.reading.statements.actions.once import once
from wapentake.reading.statements.actions.page import Page
from wapentake.reading.statements.actions.table import read_row
from wapentake.reading.tasks import Roster, as_owners, is_meeting, is_state, lead_task, sentence_subject

_LABEL = re.compile(
    r"[*\s\[(]*(?:(?:AGREED|NEW|New|Agreed|Key|KEY)\s+)?(?:ACTION POINTS?|Action [Pp]oints?|ACTIONS?|Actions?"
    r"|AP(?=\s*[\d:]))\b(?! (?:log|plan|group|tracker|report|area)\b)\*{0,2}"
    r"\s*(?:(?:No\.?\s*)?[A-Z]{0,3}\d+(?:[./]\d+)*\s*)?\*{0,2}\s*(?P<stop>[:.–—\-])?\s*\*{0,2}[:.]?\s*\*{0,2}"
    r"(?P<for>(?:for|by)\s+(?=[A-Z])[^:\n]{2,40}:?$)?\s*"
)
_TRAILING = re.compile(
    r"[\[(]?\*{0,2}\b(?:ACTIONS?|Actions?)\b\*{0,2}\s*(?:[:–—-]|by|for"
    r"|on)\s*(?P<who>[^.:;()\[\]]{2,70})[)\]]?\.?\s*\*{0,2}$"
    r"|[\[(]ACTIONS?\s+(?P<bare>[A-Z][^.:;()\[\]]{1,40})[)\]]\.?$"
)
_RESOLVING = re.compile(
    r"\b(?:RESOLVED|Resolved|resolved|AGREED|agreed)\b\*{0,2}\s*(?:unanimously\s*)?(?:that|to)?\s*:?\W*$"
)
_PRONOUN = re.compile(
    r"(?:[^,]{0,50}, |[^,]{0,40} )?(?P<who>[Hh]e|[Ss]he|[Tt]hey) (?:will|would|promised to|agreed to"
    r"|offered to|undertook to|volunteered to|is to|said (?:he|she|they) would)\s+(?:also )?(?=[a-z])(?!be\b)"
)
_RESOLVED = re.compile(r"\b(?:RESOLVED|[Rr]esolved|[Aa]greed|AGREED|[Dd]ecided)\b")
_DUE_LINE = re.compile(
    r"[*\s(]*(?:Due|DUE|Due date|Deadline|By when|Timescale|Target date)\s*(?:by)?\s*[:–-]\s*\*{0,2}"
)
_NO_TASK = re.compile(
    r"(?:none|no actions|n/a|none recorded|next (?:meeting|board)\b.*|date of next\b.*|the meeting (?:closed"
    r"|ended|finished)\b.*)$"
)
_FOLLOWING = re.compile(r"\b(?:asked|requested|agreed|undertook|action)\b.*\bfollowing\b")
_ALL_DUE = re.compile(r"\W*All actions\b.{0,40}\b(?:unless|except|otherwise)\b")


def find(layout: Layout, roster: Roster, near: date | None, used: frozenset[int]) -> tuple[Action, ...]:
    """Return the actions of a page in its order; a task that it gives twice is returned once.

    `near` is the day of the meeting; the blocks at the indexes `used` say something else.
    """
    page = Page(layout, roster, near)
    outline, blocks = layout.outline, layout.blocks
    for block in blocks:
        if block.kind is Kind.MARGIN:
            roster.initials.update(
                owner for owner in as_owners(block.words, roster, marked=True) or () if is_initials(owner)
            )
    heads = {head.block for head in outline.heads if head.manner != "agenda"}
    used |= {head.block for head in outline.heads if head.manner == "agenda"}
    for index, block in enumerate(blocks):
        if index in used:
            continue
        is_row = block.kind is Kind.ROW and len(block.cells) > 1
        if (index in heads or _is_sub_head(page, block, index)) and not (is_row and page.columns):
            _pass_heading(page, block, index, is_item=index in heads)
        elif is_row:
            read_row(page, block, index)
        elif block.kind is not Kind.MARGIN:
            page.columns = None
            _read_block(page, block, index)
    return once(page.found)


def _is_sub_head(page: Page, block: Block, index: int) -> bool:
    """Whether a block heads a part of an item, or a list of tasks, and says nothing itself."""
    if block.kind is Kind.HEADING:
        return True
    if (
        len(block.words) < 60
        and "ction" in block.words.lower()
        and ":" not in block.words[:-1]
        and begins_tasks(label_of(block.words))
    ):
        return True
    if index not in page.layout.outline.sub_heads or page.mode == "open" or _only_owners(page, block):
        return False
    return block.lead in (block.start, block.end) and len(block.words.split()) <= 8


def _pass_heading(page: Page, block: Block, index: int, *, is_item: bool) -> None:
    """Note whether a heading begins a list of tasks; a heading may hold a label or a task itself."""
    label = label_of(block.words.split("\n")[0])
    label = re.sub(r"^[\d.]+\s*", "", label)
    begins = begins_tasks(label)
    if not begins and (found := _LABEL.match(block.words)) and found["stop"]:
        _read_block(page, block, index)
        return
    page.columns = None
    page.mode = "list" if begins else ""
    page.default = (
        as_owners(block.words, page.roster, marked=False) or () if not begins and is_role(block.words) else ()
    )
    if is_item and not begins and block.end - block.start > 120:
        _read_prose(page, block, index)
    page.last = None


def _read_block(page: Page, block: Block, index: int) -> None:
    """Read a paragraph or list item."""
    words = block.words
    if _ALL_DUE.match(words) and (found := find_due(words, page.near)):
        page.all_due = found.due
        return
    if due := _DUE_LINE.match(words):
        _date_last(page, words[due.end() :])
        return
    label = _LABEL.match(words)
    if label and _is_label(words, label):
        _read_label(page, block, index, label)
        return
    if _FOLLOWING.search(words[-120:]) and words.rstrip().endswith(":"):
        page.mode = "open"
        return
    if page.last is not None and (owners := _only_owners(page, block)):
        own_paragraph(page, page.last, owners)
        return
    if page.mode and label_of(words) in DECISION_LISTS:
        page.mode = ""
    if page.mode and _read_listed(page, block, index):
        return
    _read_prose(page, block, index)
    page.last = index


def _only_owners(page: Page, block: Block) -> tuple[str, ...] | None:
    """Return the owners that a block names and nothing else: the mark after a paragraph that gives them its task."""
    words = block.words.strip(" *.")
    if len(words) > 40 or len(words.split()) > 5 or block.kind is Kind.HEADING:
        return None
    owners = as_owners(words, page.roster, marked=False)
    named = owners and all(page.roster.knows(owner) or is_role(owner) for owner in owners)
    return (
        owners
        if named and not any(" " in owner and is_name(owner) and not block.bold for owner in owners or ())
        else None
    )


def _date_last(page: Page, words: str) -> None:
    """Give what a line such as "Due: March 2011" says to the actions right before it that have no due of their own."""
    due = find_due(words, page.near, column=True)
    for at in range(len(page.found) - 1, max(-1, len(page.found) - 6), -1):
        one = page.found[at]
        if due is None or one.due or page.found[-1].span[1] - one.span[1] > 700:
            break
        page.found[at] = replace(one, due=due.due)


def _is_label(words: str, label: re.Match[str]) -> bool:
    """Whether words begin with a label for an action and not merely with the word."""
    rest = words[label.end() :]
    if label["stop"] or label["for"]:
        return True
    return (
        not rest.strip()
        or words.lstrip("*[( ").startswith(("ACTION", "AP"))
        or (words.startswith("*") and "**" in words[:24])
    )


def _read_label(page: Page, block: Block, index: int, label: re.Match[str]) -> None:
    """Read what a label marks: the rest of its block, the list below it, or the paragraph before it (owner only)."""
    rest = block.words[label.end() :]
    page.default = ()
    if label["for"]:
        page.default = (
            as_owners(re.sub(r"^(?:for|by)\s+", "", label["for"]).strip(" :"), page.roster, marked=True) or ()
        )
    bare = rest.strip(" *.:)]")
    if re.match(r"for\s+\w[\w ]{1,30}$", bare):
        page.default = as_owners(bare[4:], page.roster, marked=True) or ()
        bare = ""
    if not bare or _NO_TASK.match(label_of(bare)):
        page.mode = "" if bare else "open"
        return
    page.mode = ""
    owners = as_owners(bare, page.roster, marked=True) if len(bare.split()) <= 6 else None
    if owners and page.last is not None and not lead_task(bare, page.roster, marked=True):
        own_paragraph(page, page.last, owners)
        return
    if read_tasks(page, block, index, label.end()):
        page.mode = "bullets"


def _read_listed(page: Page, block: Block, index: int) -> bool:
    """Read a block in a list of tasks; whether it was one.

    Under a heading ("list") every block is a task; after a label alone ("open") list items are, or else the paragraphs
    that read as tasks; after a label with its task ("bullets") only list items are.
    """
    is_bullet = block.kind is Kind.BULLET
    if block.kind is Kind.HEADING or _NO_TASK.match(label_of(block.words)):
        page.mode = ""
        return False
    if is_bullet and page.mode != "list" and "." in block.marker.strip("."):
        page.mode = ""
        return False
    owned = lead_task(flat(block.words), page.roster, marked=True) is not None
    if page.mode == "open":
        page.mode = "bullets" if is_bullet else "open"
        if not is_bullet and not owned:
            page.mode = ""
            if not _reads_as_task(page, block):
                return False
    elif (page.mode == "bullets" and not is_bullet) or (
        page.mode == "list" and not is_bullet and len(block.words.split()) > 60
    ):
        page.mode = ""
        return False
    return read_tasks(page, block, index, 0)


def _reads_as_task(page: Page, block: Block) -> bool:
    """Whether a paragraph under an empty label is a task: a passive one, or one with its owner at the end."""
    words = flat(block.words)
    return bool(
        re.search(r"\bto be [a-z]+", words)
        or words.rstrip(" .").endswith(")")
        or re.match(r"[A-Z][a-z]+ to ", words)
        or len(words.split()) <= 30
    )


def _read_prose(page: Page, block: Block, index: int) -> None:
    """Read the tasks of ordinary text, then the notes in the margin that stand beside it."""
    made: list[Action] = []
    sentences = page.layout.sentences(index)
    if _RESOLVING.search(block.words[-40:]):
        page.resolving = True
    elif block.kind is not Kind.BULLET:
        page.resolving = False
    for sentence in sentences:
        trailing = _TRAILING.search(sentence.words) if "CTION" in sentence.words or "ction" in sentence.words else None
        if trailing and (owners := as_owners(trailing["who"] or trailing["bare"], page.roster, marked=True)):
            made += own_sentence(page, sentence, sentences, trailing.start(), owners)
            continue
        for begin, end in clauses(sentence.words, page.roster):
            words = sentence.words[begin:end]
            resolved = (
                (page.resolving
                and block.kind is Kind.BULLET)
                or (begin > 0 and _RESOLVED.search(sentence.words[:begin]) is not None)
            )
            task = find_prose(words, page.roster, marked=False, settled=resolved)
            task = task or _of_pronoun(page, sentences, sentence, words)
            if task:
                made.append(
                    page.make(
                        sentence,
                        (begin + task.start, begin + task.end),
                        task.owners,
                        marked=task.noted,
                        certain=not task.weak,
                    )
                )
    notes = notes_after(page, index)
    if notes:
        made = with_notes(page, sentences, made, notes)
    page.found += made


def _of_pronoun(page: Page, sentences: list[Sentence], sentence: Sentence, words: str) -> ProseTask | None:
    """Return the task of "He will try again": that of the person whom a sentence before it, in the same block, is about."""
    found = _PRONOUN.match(words)
    if not found or is_state(words[found.end() :]):
        return None
    for before in reversed([one for one in sentences if one.start <= sentence.start]):
        own = before.words if before is not sentence else words[: found.start("who")]
        owners = sentence_subject(own, page.roster)
        if owners and not any(is_meeting(owner) for owner in owners):
            return ProseTask(owners, found.end(), len(words), weak=True)
    return None
