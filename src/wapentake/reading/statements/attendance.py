"""Who was there, who sent apologies: from labels, lists, columns, matrices and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from wapentake.reading.blocks import Block, Kind
from wapentake.reading.entries import Entry, fits_name, read_entry, read_list
from wapentake.reading.moments import find_moments
from wapentake.reading.outline import ATTENDANCE, META_LABELS, Outline, label_of
from wapentake.reading.persons import is_initials
from wapentake.reading.record import Attendee, Span
from wapentake.terms import Presence
from wapentake.terms.names import key_of_name

_LABEL = re.compile(r"[\s*]*(?P<label>[A-Za-z][A-Za-z ()’'/&-]{2,70}?)\s*(?:\*\*)?\s*(?::|[–—]|\s-\s)\s*(?:\*\*)?\s*")
_APOLOGIES_FROM = re.compile(
    r"\b[Aa]polog(?:y|ies)\b[^.:]{0,60}?\b(?:from|by|given for|for)\b(?!\s+(?:absence|lateness|the"
    r"|late)\b)[:\s]*(?P<who>[^.;]*(?:\b(?:Cllrs?|Mrs?|Ms|Dr|Insp|Sgt|Rev|St)\.[^.;]*|\b[A-Z]\.[^.;]*)*)"
)
_ATTENDED = re.compile(
    r"^(?P<who>.{5,90}?)\s+(?:attended|was in attendance|were in attendance|joined)\b(?:\s+(?:the"
    r"|this)?\s*meeting)?"
)
_NARRATED = re.compile(r"\W*(?:Present|In attendance|Attending) (?:were|was):?\s+")
_INNER = re.compile(
    r"(?:[.;]|(?<=\)),?|\n|\s\s)\s*(?P<label>Apologies(?: for absence)?(?: from| received from"
    r"| were received from)?|In attendance|Also present|Also in attendance|Observers?|Secretariat|Regrets"
    r"|Absent|Officers)\s*:\s*"
)
_SENTENCE_END = re.compile(
    r"(?<=[a-z)])\.\s+(?=(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Apologies|The|[A-Z][a-z]+ [A-Z][a-z]+ \()[^.]*\b(?:attended"
    r"|received|joined|were|was|had|took)\b)"
)
_NAME_HEADS = frozenset({"name", "names", "member", "attendee", "member name", "representative", "governor", "trustee"})
_DAY_HEAD = re.compile(r"^\d{1,2}(?:st|nd|rd|th)?[ ./-](?:[A-Z][a-z]{2,8}|\d{1,2})(?:[ ./-]\d{2,4})?$")
_STATUS_HEAD = frozenset(
    {
        "here?",
        "here",
        "present?",
        "attended",
        "attended?",
        "attendance",
        "status",
        "present/apologies",
        "attending",
        "present / apologies",
        "p/a",
        "attendance status",
        "in attendance?",
    }
)
_MARKS = {
    "y": Presence.PRESENT,
    "yes": Presence.PRESENT,
    "p": Presence.PRESENT,
    "present": Presence.PRESENT,
    "d": Presence.PRESENT,
    "deputy": Presence.PRESENT,
    "a": Presence.APOLOGIES,
    "ap": Presence.APOLOGIES,
    "apols": Presence.APOLOGIES,
    "apologies": Presence.APOLOGIES,
    "n": Presence.ABSENT,
    "no": Presence.ABSENT,
    "ab": Presence.ABSENT,
    "absent": Presence.ABSENT,
    "x": Presence.ABSENT,
    "✓": Presence.PRESENT,
    "✔": Presence.PRESENT,
    "√": Presence.PRESENT,
    "✗": Presence.ABSENT,
    "✘": Presence.ABSENT,
}
_TICK = re.compile(r"^(?:✓|✔|√|x|X|Y|Yes|P|1|●|•|\*)$")
_ABSENT = re.compile(r"\babsent\b|not (?:present|attending)", re.IGNORECASE)


@dataclass(slots=True)
class _Roll:
    """The list as it grows: how the next entries stand, what was found, and which blocks were used up."""

    status: Presence | None = None
    role: str | None = None
    found: list[Attendee] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    columns: list[Presence | None] = field(default_factory=list)
    guessed: bool = False
    marks: int | None = None
    name_column: int | None = None
    meeting: date | None = None


def find(
    text: str, blocks: list[Block], outline: Outline, meeting: date | None
) -> tuple[tuple[Attendee, ...], frozenset[int]]:
    """Return who was there or sent apologies, and the indexes of the blocks that say only that."""
    roll = _Roll(meeting=meeting)
    heads = {head.block: label_of(head.title) for head in outline.heads}
    for index, block in enumerate(blocks):
        if index in heads:
            roll.status, roll.columns, roll.marks = _status_of(heads[index]), [], None
            if roll.status is None and "apolog" in heads[index]:
                roll.status = Presence.APOLOGIES
            _read_head_rest(roll, text, block, heads[index])
        elif block.kind is Kind.ROW and len(block.cells) > 1:
            if index < outline.first or roll.status or roll.columns:
                _read_row(roll, text, block, index)
        else:
            _read_block(roll, blocks, index, in_front=index < outline.first)
    return _unique(roll.found), frozenset(roll.used)


def _status_of(label: str) -> Presence | None:
    """Return how people under a label stand, or None where it is no such label."""
    label = label.removesuffix(":").strip()
    if (
        label.startswith(("apolog", "absent with apolog", "sorry", "regrets", "couldn't", "could not"))
        or "sent apologies" in label
    ):
        return Presence.APOLOGIES
    if label.startswith(("did not attend", "not in attendance", "unable to attend")):
        return Presence.ABSENT
    if (
        label not in ATTENDANCE
        and not re.search(
            r"^(?:[a-z.]+ ){1,3}(?:attendees|attending|members present|members|officials|observers)$|^(?:officials"
            r"|guests|observers|officers) \(",
            label,
        )
        and not re.match(
            r"(?:present|members present|in attendance|also (?:present|in attendance)|attend(?:ees|ance|ing)"
            r"|councillors present)\b",
            label,
        )
    ):
        return None
    if label in ("chair", "clerk", "minutes", "in the chair", "chairman", "minute taker"):
        return Presence.PRESENT
    if _ABSENT.search(label) or label == "absence":
        return Presence.ABSENT
    outside = (
        "attendance",
        "also",
        "other",
        "officer",
        "official",
        "observer",
        "guest",
        "secretariat",
        "visitor",
        "speaker",
        "presenter",
        "invit",
        "staff",
        "advis",
        "public",
    )
    if any(word in label for word in outside) and label not in ("attendance", "attendance list"):
        return Presence.IN_ATTENDANCE
    return Presence.PRESENT


def _read_head_rest(roll: _Roll, text: str, block: Block, label: str) -> None:
    """Read an item whose heading and names stand in one block: "3. Apologies: A Smith, B Jones"."""
    if roll.status is None:
        _read_sentences(roll, block)
        return
    rest_at = block.words.find(":")
    if rest_at > 0 and len(block.words) - rest_at > 4:
        _add_list(roll, block.words[rest_at + 1 :], block.start + rest_at + 1)
    else:
        _read_sentences(roll, block)


def _read_block(roll: _Roll, blocks: list[Block], index: int, *, in_front: bool) -> None:
    """Read a block that is no table row: a label, a label with names, names alone, or a sentence that says it."""
    block = blocks[index]
    words = block.words
    if not in_front and roll.status is None and "polog" not in words and "ttend" not in words[:140]:
        return
    labelled = _LABEL.match(words)
    status = _status_of(label_of(labelled["label"])) if labelled and (in_front or roll.status) else None
    narrated = _NARRATED.match(words) if in_front and labelled is None else None
    if labelled and status is not None:
        roll.status = status
        roll.used.add(index)
        beside = _status_of(label_of(words[labelled.end() :])) if len(words) < 90 else None
        roll.columns = [status, beside] if beside is not None else roll.columns
        _read_labelled(roll, block, labelled.end())
        return
    if narrated:
        roll.status = Presence.PRESENT
        roll.used.add(index)
        _read_labelled(roll, block, narrated.end())
        return
    alone = (
        _status_of(label_of(words))
        if len(words) < 60 and (in_front or block.bold or block.kind is Kind.HEADING)
        else None
    )
    if alone is not None:
        roll.status = alone
        roll.used.add(index)
        return
    if label_of(words) in ("no. item", "no item"):
        roll.status, roll.guessed = Presence.APOLOGIES, True
        return
    if (
        roll.status
        and _looks_like_names(words)
        and _add_list(roll, words, block.start, one_each=_one_each(roll, blocks, index))
    ):
        roll.used.add(index)
        return
    if _read_sentences(roll, block):
        return
    if len(words.split()) > 6 or block.kind is Kind.HEADING:
        roll.status, roll.guessed = None, False


def _read_labelled(roll: _Roll, block: Block, at: int) -> None:
    """Read what follows a label in its block; further labels inside it change how people stand."""
    words = block.words
    for inner in [*_INNER.finditer(words, at), None]:
        stop = inner.start() if inner else len(words)
        rest = words[at:stop]
        sentence = _SENTENCE_END.search(rest)
        listed = rest[: sentence.start()] if sentence else rest
        if listed.strip():
            _add_list(roll, listed, block.start + at)
        if sentence:
            part = replace(block, start=block.start + at + sentence.end(), words=rest[sentence.end() :])
            _read_sentences(roll, part)
        if inner:
            roll.status = _status_of(label_of(inner["label"])) or roll.status
            at = inner.end()


def _one_each(roll: _Roll, blocks: list[Block], index: int) -> bool:
    """Whether the list has a line for each person, so that what stands after a comma is no other person."""
    beside = [at for at in (index - 1, index + 1) if 0 <= at < len(blocks) and blocks[at].kind is not Kind.ROW]
    return any(
        len(blocks[at].words) < 160 and ":" not in blocks[at].words and read_entry(blocks[at].words) is not None
        for at in beside
    )


def _looks_like_names(words: str) -> bool:
    """Whether a block under a label is a list of names and no sentence about something."""
    if read_entry(words.split(",")[0].split("\n")[0]) is None and not read_list(words)[:1]:
        return False
    return (
        not re.search(r"\b(?:was|were|has|have|had|will|said|reported|noted|agreed|that|is|are)\b", words)
        or "for " in words[:1]
    )


def _add_list(roll: _Roll, words: str, offset: int, *, one_each: bool = False) -> bool:
    """Add the people of a list; whether there was one. "all CLG" at the end gives the body of those who have none."""
    single = words.count(",") <= 2 and "\n" not in words.strip() and read_entry(words)
    entries = read_list(words)
    if single and (one_each or len(entries) <= 1):
        entries = [single]
    shared = re.search(r"(?:[–-]\s*all\s+(?:of\s+|from\s+)?(?P<all>[A-Z][\w &]+))[.\s]*$", words)
    for entry in entries:
        organisation = entry.organisation
        if shared and (organisation is None or organisation.startswith("all ")):
            organisation = shared["all"].strip()
        _add(roll, entry, offset, organisation)
    return bool(entries)


def _add(roll: _Roll, entry: Entry, offset: int, organisation: str | None) -> None:
    status = roll.status or Presence.PRESENT
    roll.found.append(
        Attendee(
            span=(offset + entry.start, offset + entry.end),
            name=" ".join(entry.name.split()),
            organisation=organisation,
            role=entry.role,
            status=status.value,
            initials=entry.initials,
            deputy_for=entry.deputy_for,
            certain=not roll.guessed,
            reason="the list has lost its heading; apologies stand there as a rule" if roll.guessed else None,
        )
    )


def _read_sentences(roll: _Roll, block: Block) -> bool:
    """Read "Apologies were received from …" and "… attended the meeting"; whether there was such a sentence."""
    words = block.words
    if "polog" in words and (found := _APOLOGIES_FROM.search(words)):
        before, roll.status = roll.status, Presence.APOLOGIES
        added = _add_list(roll, found["who"], block.start + found.start("who"))
        roll.status = before if not added else roll.status
        return added
    lead = max(0, block.lead - block.start)
    if "attend" in words[:140] and lead == 0 and (found := _ATTENDED.match(words)):
        entries = [entry for entry in read_list(found["who"]) if entry.name]
        if not entries or re.search(r"\b(?:had|have|has|who|to)\b", found["who"]):
            return False
        before, roll.status = roll.status, Presence.IN_ATTENDANCE
        for entry in entries:
            _add(roll, entry, block.start, None)
        roll.status = before
        return True
    return False


def _read_row(roll: _Roll, text: str, block: Block, index: int) -> None:
    """Read a table row: a row of labels, a label with names, a person with a mark in a column, or names side by side."""
    cells = [text[a:b].strip("* ") for a, b in block.cells]
    if label_of(cells[0]) in META_LABELS - ATTENDANCE:
        return
    if (column := _mark_column(roll, cells)) is not None:
        roll.marks, roll.status = column, roll.status or Presence.PRESENT
        roll.used.add(index)
        return
    if roll.marks is not None and roll.marks < len(cells) and (entry := read_entry(cells[0])):
        _add_marked(roll, block, cells, entry)
        roll.used.add(index)
        return
    heads = [label_of(cell) for cell in cells]
    if any(head in _NAME_HEADS for head in heads) and not any(read_entry(cell) for cell in cells):
        roll.name_column = next(at for at, head in enumerate(heads) if head in _NAME_HEADS)
        roll.status = roll.status or Presence.PRESENT
        roll.columns = [_status_of(head) for head in heads]
        roll.used.add(index)
        return
    labels = [_status_of(label_of(cell)) if cell else None for cell in cells]
    if sum(label is not None for label in labels) >= 2 or (labels[0] and not any(cells[1:])):
        roll.columns = labels
        roll.name_column = None
        roll.status = roll.status or labels[0]
        roll.used.add(index)
        return
    if labels[0] is not None and any(cells[1:]):
        roll.status, roll.columns = labels[0], []
    marks = [at for at, cell in enumerate(cells) if at and _TICK.match(cell)]
    if marks and roll.columns and (entry := read_entry(cells[0])):
        roll.status = roll.columns[marks[0]] if marks[0] < len(roll.columns) else roll.status
        organisation = cells[1] if len(cells) > 1 and 1 not in marks and cells[1] else entry.organisation
        _add(roll, entry, block.cells[0][0], organisation)
        roll.used.add(index)
        return
    if _read_cells(roll, block.cells, cells):
        roll.used.add(index)


def _mark_column(roll: _Roll, cells: list[str]) -> int | None:
    """Return the column of marks that a row of heads names: "Here?", or the day of this meeting among several."""
    labels = [cell.casefold() for cell in cells]
    for at, label in enumerate(labels):
        if at and label in _STATUS_HEAD and not read_entry(cells[0]):
            return at
    days = [at for at, cell in enumerate(cells) if at and _DAY_HEAD.match(cell)]
    if not days:
        return None
    for at in days:
        moments = find_moments(cells[at])
        if roll.meeting and moments and moments[0].on(roll.meeting) == roll.meeting:
            return at
    return days[-1]


def _add_marked(roll: _Roll, block: Block, cells: list[str], entry: Entry) -> None:
    """Add somebody whose mark stands in the column of this meeting; with no mark, nobody is added."""
    mark = cells[roll.marks or 0].casefold().strip(" .")
    status = _MARKS.get(mark) or (
        Presence.APOLOGIES if "polog" in mark else _MARKS.get(mark.split(" ")[0] if mark else "")
    )
    if status is None:
        return
    before, roll.status = roll.status, status
    organisation = cells[1] if (roll.marks or 0) > 1 and cells[1] and not find_moments(cells[1]) else entry.organisation
    _add(roll, entry, block.cells[0][0], organisation)
    roll.status = before


def _read_cells(roll: _Roll, spans: tuple[Span, ...], cells: list[str]) -> bool:
    """Read the cells of a row one by one: a person, then what belongs to that person; whether anybody was found."""
    any_found = False
    fresh = False
    for at, cell in enumerate(cells):
        if roll.name_column is not None and at != roll.name_column:
            if fresh and cell and roll.found:
                _complete_last(roll, cell)
            continue
        column = roll.columns[at] if at < len(roll.columns) else None
        changed = _status_of(label_of(cell.rstrip(":"))) if cell else None
        if changed is not None and roll.columns and at < len(roll.columns):
            roll.columns[at] = changed
            continue
        if roll.columns and column is not None:
            roll.status = column
        parts = cell.split(" / ")
        plain = all(re.fullmatch(r"[^()]+", part) for part in parts) or all("(" in part for part in parts)
        for number, part in enumerate(parts):
            entry = read_entry(part) if plain or number == 0 or not fresh else None
            if entry and roll.status:
                _add(roll, entry, spans[at][0] + cell.find(part), entry.organisation)
                any_found = fresh = True
            elif part and fresh and roll.found:
                _complete_last(roll, part)
    return any_found


def _complete_last(roll: _Roll, cell: str) -> None:
    """Give the last person found the initials, status or body that the next cell holds."""
    last = roll.found[-1]
    label = _status_of(label_of(cell))
    if is_initials(cell) and last.initials is None and fits_name(cell, last.name):
        roll.found[-1] = replace(last, initials=cell)
    elif label is not None:
        roll.found[-1] = replace(last, status=label.value)
    elif last.organisation is None:
        roll.found[-1] = replace(last, organisation=cell)


def _unique(found: list[Attendee]) -> tuple[Attendee, ...]:
    """Return everybody once; apologies and presence of one name are both kept, for somebody to look at."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in found:
        key = (key_of_name(one.name), "apologies" if one.status == "apologies" else "there")
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return tuple(kept)
