"""Tasks that the minutes give to somebody: marked ones (labels, lists, columns, margins, owner-only marks) and prose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.columns import Columns, columns_of
from wapentake.reading.dues import find_due
from wapentake.reading.outline import ACTION_LISTS, DECISION_LISTS, Outline, begins_tasks, label_of
from wapentake.reading.persons import is_initials, is_role, split_people
from wapentake.reading.prose import find_prose, loose_start
from wapentake.reading.phrases import load_phrases
from wapentake.reading.record import Action, Due, Span
from wapentake.reading.sentences import Sentence, flat, split_block
from wapentake.reading.spans import likeness, locate, shared_words, tokens_of
from wapentake.reading.tasks import Roster, as_owners, lead_task, run_of_people

_LABEL = re.compile(
    r"[*\s\[(]*(?:(?:AGREED|NEW|New|Agreed|Key|KEY)\s+)?(?:ACTION POINTS?|Action [Pp]oints?|ACTIONS?|Actions?|AP(?=\s*[\d:]))\b(?! (?:log|plan|group|tracker|report|area)\b)\*{0,2}"
    r"\s*(?:(?:No\.?\s*)?[A-Z]{0,3}\d+(?:[./]\d+)*\s*)?\*{0,2}\s*(?P<stop>[:.–—\-])?\s*\*{0,2}[:.]?\s*\*{0,2}(?P<for>(?:for|by)\s+(?=[A-Z])[^:\n]{2,40}:?$)?\s*"
)
_TRAILING = re.compile(r"[\[(]?\*{0,2}\b(?:ACTIONS?|Actions?)\b\*{0,2}\s*(?:[:–—-]|by|for|on)\s*(?P<who>[^.:;()\[\]]{2,70})[)\]]?\.?\s*\*{0,2}$|[\[(]ACTIONS?\s+(?P<bare>[A-Z][^.:;()\[\]]{1,40})[)\]]\.?$")
_IN_BRACKETS = re.compile(r"\s*[(\[](?P<who>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?$")
_ALONE = re.compile(r"[\[(](?P<who>[A-Z][^()\[\]]{1,60})[\])]\W*")
_AFTER_DASH = re.compile(r"\s+[–—-]\s+(?P<who>[A-Z][^–—:.]{1,50})\.?$")
_OWNER_FIRST = re.compile(r"(?P<who>[A-Z][^:–—\n]{1,60}?)\s*(?::|\s[–—-])\s+(?=\S)")
_SECOND = re.compile(r"(?:,|;)?\s+and\s+(?=(?:the )?[A-Z][A-Za-z'’. ]{0,40}? (?:to|will) [a-z])|;\s+(?=[A-Z])")
_OWNS = re.compile(r"\b(?:to|will|should) [a-z]{2,}")
_GOES_ON = re.compile(r"(?:He|She|They|This|It|If|These|Once|Also|The|See|Details|Any|All)\b")
_COMMENTS_TO = re.compile(r"^(?:[A-Z][a-z]+ ){0,3}to (?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) to [a-z]")
_RESOLVING = re.compile(r"\b(?:RESOLVED|Resolved|resolved|AGREED|agreed)\b\*{0,2}\s*(?:unanimously\s*)?(?:that|to)?\s*:?\W*$")
_DUE_LINE = re.compile(r"[*\s(]*(?:Due|DUE|Due date|Deadline|By when|Timescale|Target date)\s*(?:by)?\s*[:–-]\s*\*{0,2}")
_STATES = frozenset(load_phrases("headings")["states"])
_NO_TASK = re.compile(r"(?:none|no actions|n/a|none recorded|next (?:meeting|board)\b.*|date of next\b.*|the meeting (?:closed|ended|finished)\b.*)$")
_ALL_DUE = re.compile(r"\W*All actions\b.{0,40}\b(?:unless|except|otherwise)\b")
_DONE = re.compile(r"\[\s*(?:done|completed?|closed|actioned)\s*\]|^\W*(?:complete|completed|done|closed|discharged)\b|\b(?:action|now) (?:complete|completed|closed|discharged)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """What the finder carries from block to block."""

    text: str
    blocks: list[Block]
    outline: Outline
    roster: Roster
    near: date | None
    found: list[Action] = field(default_factory=list)
    mode: str = ""
    resolving: bool = False
    all_due: Due | None = None
    default: tuple[str, ...] = ()
    columns: Columns | None = None
    last: int | None = None


def find(text: str, blocks: list[Block], outline: Outline, roster: Roster, near: date | None, used: frozenset[int]) -> tuple[Action, ...]:  # noqa: PLR0913 - the page, its people and its day
    """Return the actions of a page in its order; a task that it gives twice is returned once."""
    page = _Page(text, blocks, outline, roster, near)
    for block in blocks:
        if block.kind is Kind.MARGIN:
            roster.initials.update(owner for owner in as_owners(block.words, roster, marked=True) or () if is_initials(owner))
    heads = {head.block for head in outline.heads if head.manner != "agenda"}
    used |= {head.block for head in outline.heads if head.manner == "agenda"}
    for index, block in enumerate(blocks):
        if index in used:
            continue
        if index in heads or _is_sub_head(page, block, index):
            _pass_heading(page, block, index, is_item=index in heads)
        elif block.kind is Kind.ROW and len(block.cells) > 1:
            _read_row(page, block, index)
        elif block.kind is not Kind.MARGIN:
            page.columns = None
            _read_block(page, block, index)
    return _once(page.found)


def _is_sub_head(page: _Page, block: Block, index: int) -> bool:
    """Whether a block heads a part of an item, or a list of tasks, and says nothing itself."""
    if block.kind is Kind.HEADING:
        return True
    if len(block.words) < 60 and "ction" in block.words.lower() and ":" not in block.words[:-1] and begins_tasks(label_of(block.words)):
        return True
    if index not in page.outline.sub_heads or page.mode == "open":
        return False
    return block.lead in (block.start, block.end) and len(block.words.split()) <= 8


def _pass_heading(page: _Page, block: Block, index: int, *, is_item: bool) -> None:
    """Note whether a heading begins a list of tasks; a heading may hold a label or a task itself."""
    label = label_of(block.words.split("\n")[0])
    label = re.sub(r"^[\d.]+\s*", "", label)
    begins = begins_tasks(label)
    if not begins and (found := _LABEL.match(block.words)) and found["stop"]:
        _read_block(page, block, index)
        return
    page.columns = None
    page.mode = "list" if begins else ""
    page.default = as_owners(block.words, page.roster, marked=False) or () if not begins and is_role(block.words) else ()
    if is_item and not begins and block.end - block.start > 120:
        _read_prose(page, block, index)
    page.last = None


def _read_block(page: _Page, block: Block, index: int) -> None:
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
    if page.mode and label_of(words) in DECISION_LISTS:
        page.mode = ""
    if page.mode and _read_listed(page, block, index):
        return
    _read_prose(page, block, index)
    page.last = index


def _date_last(page: _Page, words: str) -> None:
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
    return not rest.strip() or words.lstrip("*[( ").startswith(("ACTION", "AP")) or (words.startswith("*") and "**" in words[:24])


def _read_label(page: _Page, block: Block, index: int, label: re.Match[str]) -> None:
    """Read what a label marks: the rest of its block, the list below it, or the paragraph before it (owner only)."""
    rest = block.words[label.end() :]
    page.default = ()
    if label["for"]:
        page.default = as_owners(re.sub(r"^(?:for|by)\s+", "", label["for"]).strip(" :"), page.roster, marked=True) or ()
    bare = rest.strip(" *.:)]")
    if re.match(r"for\s+\w[\w ]{1,30}$", bare):
        page.default = as_owners(bare[4:], page.roster, marked=True) or ()
        bare = ""
    if not bare:
        page.mode = "open"
        return
    page.mode = ""
    owners = as_owners(bare, page.roster, marked=True) if len(bare.split()) <= 6 else None
    if owners and page.last is not None and not lead_task(bare, page.roster, marked=True):
        _own_paragraph(page, page.last, owners)
        return
    if _read_tasks(page, block, index, label.end()):
        page.mode = "bullets"


def _read_listed(page: _Page, block: Block, index: int) -> bool:
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
    elif page.mode == "bullets" and not is_bullet:
        page.mode = ""
        return False
    elif page.mode == "list" and not is_bullet and len(block.words.split()) > 60:
        page.mode = ""
        return False
    return _read_tasks(page, block, index, 0)


def _reads_as_task(page: _Page, block: Block) -> bool:
    """Whether a paragraph under an empty label is a task: a passive one, or one with its owner at the end."""
    words = flat(block.words)
    return bool(re.search(r"\bto be [a-z]+", words) or _IN_BRACKETS.search(words) or re.match(r"[A-Z][a-z]+ to ", words) or len(words.split()) <= 30)


def _read_tasks(page: _Page, block: Block, index: int, skip: int) -> bool:
    """Read the tasks of marked words: a sentence each, more where a sentence gives tasks to two; whether there was one."""
    part = replace(block, start=block.start + skip, words=block.words[skip:])
    pending: list[Action] = []
    for sentence in split_block(part, index):
        for start, end in _clauses(sentence.words, page.roster):
            made = _marked_task(page, sentence, (start, end), pending)
            if made:
                pending.append(made)
    page.found += pending
    return bool(pending)


def _clauses(words: str, roster: Roster) -> list[Span]:
    """Return the parts of a sentence that each give a task: "SP to contact ODI … and HMCTS to come back …"."""
    if " and " not in words and ";" not in words:
        return [(0, len(words))]
    parts, at = [], 0
    for found in _SECOND.finditer(words):
        before = words[at : found.start()]
        if not _OWNS.search(before) or (before.split()[-1][:1].isupper() and not found[0].startswith((",", ";"))):
            continue
        if lead_task(words[found.end() :], roster, marked=False) is None:
            continue
        parts.append((at, found.start()))
        at = found.end()
    return [*parts, (at, len(words))]


def _marked_task(page: _Page, sentence: Sentence, part: Span, pending: list[Action]) -> Action | None:
    """Return the action that marked words make, or None where they only go on with the one before."""
    words = sentence.words[part[0] : part[1]]
    if pending and (alone := _ALONE.fullmatch(words)) and (named := as_owners(alone["who"], page.roster, marked=True)):
        pending[-1] = replace(pending[-1], owners=pending[-1].owners or named)
        return None
    owners, start, end, certain = _read_owner(page, words)
    if pending and not owners and (_GOES_ON.match(words) or not re.search(r"\bto be\b", words)):
        _extend_last(page, pending, sentence, part)
        return None
    if not words[start:end].strip(" .*") or len(words.split()) < 2:
        return None
    return _make(page, sentence, (part[0] + start, part[0] + end), owners or page.default, marked=True, certain=certain)


def _read_owner(page: _Page, words: str) -> tuple[tuple[str, ...], int, int, bool]:
    """Return the owners of a marked task and where its own words begin and end."""
    roster = page.roster
    if found := _COMMENTS_TO.match(words):
        if (owners := as_owners(found["who"], roster, marked=True)) and roster.knows(found["who"]):
            return owners, 0, len(words), True
    closing = _IN_BRACKETS.search(words)
    if closing and lead_task(words, roster, marked=False) is None and all(map(roster.knows, split_people(closing["who"]))):
        return tuple(split_people(closing["who"])), 0, closing.start(), True
    task = lead_task(words, roster, marked=True) or run_of_people(words, roster)
    if task:
        return task.owners, task.start, task.end, True
    for pattern in (_IN_BRACKETS, _AFTER_DASH):
        if (found := pattern.search(words)) and (owners := _without_due(page, found["who"], marked=pattern is _IN_BRACKETS)):
            return owners, 0, found.start(), True
    if (found := _OWNER_FIRST.match(words)) and (owners := as_owners(found["who"], roster, marked=True)):
        return owners, found.end(), len(words), True
    prose = find_prose(words, roster, marked=True)
    if prose:
        return prose.owners, prose.start, prose.end, True
    return (), 0, len(words), True


def _without_due(page: _Page, who: str, *, marked: bool) -> tuple[str, ...] | None:
    """Return the owners of "Clerk, 31 July 2019" or "GR, before the end of term": what follows the last comma may be a due."""
    name, _, rest = who.rpartition(", ")
    if name and (rest[:1].islower() or rest[:1].isdigit() or find_due(rest, page.near, column=True)):
        return as_owners(name, page.roster, marked=marked)
    return as_owners(who, page.roster, marked=marked)


def _extend_last(page: _Page, pending: list[Action], sentence: Sentence, part: Span) -> None:
    """Let a sentence without an owner of its own go on with the task before it."""
    last = pending[-1]
    end = locate(page.text, (sentence.start, sentence.end), sentence.words, part)[1]
    words = flat(page.text[last.span[0] : end])
    due = last.due or _due_of(page, sentence.words[part[0] : part[1]])
    pending[-1] = replace(last, span=(last.span[0], end), text=words, due=due)


def _due_of(page: _Page, words: str) -> Due | None:
    found = find_due(words, page.near)
    return found.due if found else None


def _make(page: _Page, sentence: Sentence, part: Span, owners: tuple[str, ...], *, marked: bool, certain: bool = True) -> Action:  # noqa: PLR0913 - an action is made in this one place
    """Return the action that a part of a sentence is."""
    start, end = part
    words = sentence.words[start:end]
    start += len(words) - len(words.lstrip(" *:–-"))
    words = words.strip(" *:–-")
    span = locate(page.text, (sentence.start, sentence.end), sentence.words, (start, start + len(words)))
    return Action(
        span=span,
        owners=owners,
        text=words,
        due=_due_of(page, sentence.words[part[0] :]),
        item=page.outline.item_of[sentence.block],
        marked=marked,
        done=bool(_DONE.search(words)),
        certain=certain,
        reason=None if certain else "the words may describe and not give a task",
    )


def _read_prose(page: _Page, block: Block, index: int) -> None:
    """Read the tasks of ordinary text, then the notes in the margin that stand beside it."""
    made: list[Action] = []
    sentences = split_block(block, index)
    if _RESOLVING.search(block.words[-40:]):
        page.resolving = True
    elif block.kind is not Kind.BULLET:
        page.resolving = False
    for sentence in sentences:
        trailing = _TRAILING.search(sentence.words) if "CTION" in sentence.words or "ction" in sentence.words else None
        if trailing and (owners := as_owners(trailing["who"] or trailing["bare"], page.roster, marked=True)):
            made += _own_sentence(page, sentence, sentences, trailing.start(), owners)
            continue
        for begin, end in _clauses(sentence.words, page.roster):
            words = sentence.words[begin:end]
            task = find_prose(words, page.roster, marked=False, settled=page.resolving and block.kind is Kind.BULLET)
            if task:
                made.append(_make(page, sentence, (begin + task.start, begin + task.end), task.owners, marked=task.noted, certain=not task.weak))
    notes = _notes_after(page, index)
    if notes:
        made = _with_notes(page, sentences, made, notes)
    page.found += made


def _own_sentence(page: _Page, sentence: Sentence, sentences: list[Sentence], end: int, owners: tuple[str, ...]) -> list[Action]:
    """Return the action of "… to be done. Action: AH": the words before the mark, or the sentence before it."""
    words = sentence.words[:end].strip(" .([*–-")
    if len(words.split()) >= 3:
        start = task.start if (task := find_prose(words, page.roster, marked=True)) else 0
        return [_make(page, sentence, (start, len(words)), owners, marked=True)]
    at = sentences.index(sentence)
    if at == 0:
        if page.last is not None:
            _own_paragraph(page, page.last, owners)
        return []
    before = sentences[at - 1]
    task = find_prose(before.words, page.roster, marked=True)
    return [_make(page, before, (task.start if task else 0, len(before.words)), owners, marked=True)]


def _own_paragraph(page: _Page, index: int, owners: tuple[str, ...]) -> None:
    """Give owners to the task that the paragraph before an owner-only mark holds."""
    made = _with_notes(page, split_block(page.blocks[index], index), [], [owners])
    page.found = [one for one in page.found if not (made and likeness(one.text, made[0].text) > 0.6)] + made


def _notes_after(page: _Page, index: int) -> list[tuple[str, ...]]:
    """Return the owners that the margin notes after a block name, one entry a note."""
    notes = []
    for block in page.blocks[index + 1 : index + 12]:
        if block.kind is not Kind.MARGIN:
            break
        if label_of(block.words) not in ACTION_LISTS and (owners := as_owners(block.words, page.roster, marked=True)):
            notes.append(owners)
    return notes


def _with_notes(page: _Page, sentences: list[Sentence], made: list[Action], notes: list[tuple[str, ...]]) -> list[Action]:
    """Return the actions of a block whose margin names owners: the task of each, or else the sentence most like one."""
    kept = list(made)
    for owners in notes:
        own = [at for at, one in enumerate(kept) if set(one.owners) & set(owners) or not one.owners]
        if own:
            kept[own[-1]] = replace(kept[own[-1]], owners=owners, marked=True, certain=True, reason=None)
            continue
        taken = {one.span[0] for one in kept if one.owners}
        free = [one for one in sentences if not any(one.start <= at < one.end for at in taken)]
        if not free and _marks_found(page, owners, sentences):
            continue
        free = free or sentences
        best = max(free, key=lambda one: (_task_likeness(one.words, page.roster), one.start), default=None)
        if best is not None:
            task = find_prose(best.words, page.roster, marked=True)
            start = task.start if task else loose_start(best.words) or 0
            kept.append(_make(page, best, (start, len(best.words)), owners, marked=True))
    return kept


def _marks_found(page: _Page, owners: tuple[str, ...], sentences: list[Sentence]) -> bool:
    """Whether a note belongs to a task of these owners that the same item gave a little earlier."""
    item = page.outline.item_of[sentences[0].block] if sentences else None
    for at in range(len(page.found) - 1, max(-1, len(page.found) - 5), -1):
        one = page.found[at]
        if one.item == item and set(one.owners) == set(owners) and sentences[0].start - one.span[1] < 900:
            page.found[at] = replace(one, marked=True, certain=True, reason=None)
            return True
    return False


def _task_likeness(words: str, roster: Roster) -> int:
    """Return how much a sentence beside an owner in the margin looks like the task meant (0 to 3)."""
    if find_prose(words, roster, marked=True) or loose_start(words) is not None:
        return 3
    if re.search(r"\b(?:still to be|to be|agreed|will|would|should|needs?|not yet|awaiting|pending|working at|working on)\b", words):
        return 2
    return 1 if len(words.split()) > 5 else 0


def _read_row(page: _Page, block: Block, index: int) -> None:
    """Read a table row: the head of a table of tasks, or one of its rows."""
    cells = [page.text[a:b] for a, b in block.cells]
    head = columns_of(cells, in_list=page.mode == "list")
    if head:
        page.columns = head
        return
    if page.columns is None and label_of(cells[-1]) in _STATES and len(cells[0].split()) > 1:
        page.columns = Columns(task=0 if len(cells) < 4 else 1, owner=None, due=None, status=len(cells) - 1)
    columns = page.columns
    if columns is None or not columns.fits(len(cells)):
        if page.mode == "list":
            _read_loose_row(page, block, index, cells)
        return
    task = cells[columns.task].strip("* ") if columns.task < len(cells) else ""
    if not task:
        return
    _add_row(page, block, index, columns, cells)


def _add_row(page: _Page, block: Block, index: int, columns: Columns, cells: list[str]) -> None:
    """Add the task of a row of a table with known columns."""
    owner = cells[columns.owner].strip("* ") if columns.owner is not None else ""
    owners = as_owners(owner.replace(" / ", ", "), page.roster, marked=True) or ((owner,) if 0 < len(owner) <= 40 else page.default)
    part = Block(Kind.PARAGRAPH, *block.cells[columns.task], cells[columns.task])
    sentences = split_block(part, index)
    status = cells[columns.status] if columns.status is not None and columns.status < len(cells) else ""
    if not sentences or _DONE.search(status) or _DONE.search(cells[columns.task]):
        return
    whole = Sentence(sentences[0].start, sentences[-1].end, flat(page.text[sentences[0].start : sentences[-1].end]), index)
    found, start, end, _ = _read_owner(page, whole.words)
    own = found and (not owners or set(found) == set(owners))
    action = _make(page, whole, (start, end) if own else (0, len(whole.words)), owners or found, marked=True)
    due = find_due(cells[columns.due], page.near, column=True) if columns.due is not None and columns.due < len(cells) else None
    page.found.append(replace(action, due=due.due if due else action.due or page.all_due))


def _read_loose_row(page: _Page, block: Block, index: int, cells: list[str]) -> None:
    """Read a row of a list of tasks without column heads: the longest cell is the task, a cell of owners owns it."""
    at = max(range(len(cells)), key=lambda one: len(cells[one]))
    owner = next((one for one, cell in enumerate(cells) if one != at and cell and as_owners(cell, page.roster, marked=True)), None)
    if len(cells[at].split()) >= 3:
        due = next((one for one, cell in enumerate(cells) if one not in (at, owner) and find_due(cell, page.near, column=True)), None)
        _add_row(page, block, index, Columns(task=at, owner=owner, due=due, status=None), cells)


def _once(found: list[Action]) -> tuple[Action, ...]:
    """Return each task once: a marked one stands before a prose one that says the same."""
    kept: list[tuple[Action, list[str]]] = []
    for one in sorted(found, key=lambda one: not one.marked):
        words = tokens_of(one.text)
        if not any(_same(one, words, other, others) for other, others in kept):
            kept.append((one, words))
    return tuple(sorted((one for one, _ in kept), key=lambda one: one.span))


def _same(one: Action, words: list[str], other: Action, others: list[str]) -> bool:
    """Whether two statements, with their words, give the same task."""
    if one.span[0] < other.span[1] and other.span[0] < one.span[1] and set(one.owners) & set(other.owners):
        return True
    if 3 * len(set(words).intersection(others)) < min(len(words), len(others)):
        return False
    common = shared_words(words, others)
    if 2 * common < len(words) and 2 * common < len(others):
        return False
    shared = bool(set(one.owners) & set(other.owners)) or not one.owners or not other.owners
    alike = 2 * common / (len(words) + len(others) or 1)
    if one.marked and other.marked:
        return alike > 0.9 and shared
    return alike > 0.75 or (one.item == other.item and common / (min(len(words), len(others)) or 1) >= (0.6 if shared else 0.75))
