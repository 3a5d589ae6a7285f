"""Blocks that list people: a label, a label with names, names under a label."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, HEADING, ROW, Block
from wapentake.reading.entries import read_entry, read_list
from wapentake.reading.outline import ITEM_COLUMN, heads_people, label_of
from wapentake.reading.persons import has_title, is_person
from wapentake.reading.phrases import any_of
from wapentake.reading.statements.attendance.labels import status_of
from wapentake.reading.statements.attendance.roll import (
    NO_HEADING,
    TWO_HEADINGS,
    UNHEADED,
    Roll,
    add_list,
    complete_last,
)
from wapentake.reading.statements.attendance.sentences import ATTENDED_WITHIN, read_sentences
from wapentake.terms import Presence

_LABEL = re.compile(
    r"[\s*]{0,9}(?P<label>[A-Za-z][A-Za-z ()’'/&-]{2,70}?)\s{0,9}(?:\*\*\s{0,9})?(?::|[–—]|\s-\s)\s*(?:\*\*\s*)?"
)
_LABEL_MARKS = (":", "–", "—", "-")
_LABEL_WITHIN = 100
_NARRATED = re.compile(r"\W{0,9}(?:Present|In attendance|Attending) (?:were|was):?\s+")
_UNMARKED = re.compile(r"\W{0,9}(?:Present|Apologies|In attendance|Also present|Attendees|Attending) (?=[A-Z])")
_OWN_INITIALS = re.compile(r"[A-Z]{2,4}[a-z]? [A-Z]")
_INNER_LABEL = re.compile(
    rf"(?:[.;]|(?<=\)),?|\n|\s\s)\s?(?P<label>{any_of('attendance', 'inner_labels')})\s{{0,9}}:\s*"
)
_LISTED_END = re.compile(
    r"(?<=[a-z)])\.\s+(?=(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Apologies|The|[A-Z][a-z]+ [A-Z][a-z]+ \()[^.]*"
    r"\b(?:attended|received|joined|were|was|had|took)\b)"
)
_TELLS = re.compile(r"\b(?:was|were|has|have|had|will|said|reported|noted|agreed|that|is|are|sent)\b")
_LONGEST_LABEL = 60
_LONGEST_LINE = 160
_LONGEST_LIST = 400
_FEWEST_BULLETS = 3


def read_block(roll: Roll, blocks: list[Block], index: int, *, in_front: bool) -> None:
    """Read a block that is no table row: a label, a label with names, names alone, or a sentence that says it."""
    block = blocks[index]
    words = block.words
    may_say = in_front or roll.status is not None or block.kind is HEADING
    if not may_say and "polog" not in words and "ttend" not in words[:ATTENDED_WITHIN]:
        return
    if in_front and roll.status is None and _opens_list(blocks, index):
        roll.status, roll.doubt = Presence.PRESENT, UNHEADED
    if _read_label(roll, block, in_front=in_front) or heads_people(label_of(words)):
        roll.used.add(index)
    elif len(words) < _LONGEST_LABEL and label_of(words) in ITEM_COLUMN:  # which has dropped "Apologies"
        roll.status, roll.doubt = Presence.APOLOGIES, NO_HEADING
    elif roll.status and _looks_like_names(words) and _add_names(roll, blocks, index):
        roll.used.add(index)
    elif not read_sentences(roll, block) and (len(words.split(None, 7)) > 6 or block.kind is HEADING):
        roll.status, roll.doubt = None, None


def _opens_list(blocks: list[Block], index: int) -> bool:
    """Whether a block begins a list that has no heading: people behind their own initials ("AB Ann Bell (Police)").

    Or three points that are people, one of them in the chair.
    """
    bullets = blocks[index : index + _FEWEST_BULLETS]
    if all(block.kind is BULLET for block in bullets) and len(bullets) == _FEWEST_BULLETS:
        found = [read_entry(block.words) for block in bullets]
        return all(found) and any(entry.role for entry in found if entry)
    lines = [block.words for block in blocks[index : index + 2]]
    if len(lines) < len("AB") or not all(map(_OWN_INITIALS.match, lines)):
        return False
    entries = [read_entry(line) for line in lines]
    return all(entry is not None and entry.initials is not None for entry in entries)


def _read_label(roll: Roll, block: Block, *, in_front: bool) -> bool:
    """Read a block that begins with a label, or is one; whether it is so."""
    words = block.words
    if in_front and (unmarked := _UNMARKED.match(words)) and _names_several(words[unmarked.end() :]):
        _stand(roll, status_of(label_of(unmarked[0])) or Presence.PRESENT, bare=False)
        _read_labelled(roll, block, unmarked.end())
        return True
    labelled = _LABEL.match(words) if any(mark in words[:_LABEL_WITHIN] for mark in _LABEL_MARKS) else None
    if labelled and (in_front or roll.status) and (status := status_of(label_of(labelled["label"]))):
        _stand(roll, status, bare=not words[labelled.end() :].strip(" *"))
        if len(words) < 90 and (beside := status_of(label_of(words[labelled.end() :]))):
            roll.columns = [status, beside]
        _read_labelled(roll, block, labelled.end())
        return True
    if labelled and in_front and roll.found and _names_several(words[labelled.end() :]):
        roll.status = Presence.IN_ATTENDANCE
        _read_labelled(roll, block, labelled.end())
        return True
    if in_front and not labelled and (narrated := _NARRATED.match(words)):
        roll.status = Presence.PRESENT
        _read_labelled(roll, block, narrated.end())
        return True
    if len(words) < _LONGEST_LABEL and (in_front or block.bold or block.kind is HEADING):
        alone = status_of(label_of(words))
        if alone:
            _stand(roll, alone, bare=True)
        return alone is not None
    return False


def _stand(roll: Roll, status: Presence, *, bare: bool) -> None:
    """Let the next people stand so. Where the label of those who came stands right above with nobody below, they came.

    Such labels headed two columns of a table once: the list begins with the first, which is the longer as a rule.
    """
    came = roll.bare and roll.status in (Presence.PRESENT, Presence.IN_ATTENDANCE)
    if bare and came and status in (Presence.APOLOGIES, Presence.ABSENT):
        roll.doubt = TWO_HEADINGS
    else:
        roll.doubt, roll.status = None, status
    roll.bare = bare


def _names_several(words: str) -> bool:
    """Whether what follows an unusual label ("From the trust:") is a list of people and nothing else.

    One person is enough where a title shows that it is one ("From the police: PC Lund").
    """
    if len(words) >= _LONGEST_LIST or _TELLS.search(words):
        return False
    named = len(read_list(words))
    return named > 1 or (named == 1 and has_title(words))


def _read_labelled(roll: Roll, block: Block, at: int) -> None:
    """Read what follows a label in its block; further labels inside it change how people stand."""
    words = block.words
    for inner in [*_INNER_LABEL.finditer(words, at), None]:
        rest = words[at : inner.start() if inner else len(words)]
        ended = _LISTED_END.search(rest)
        listed = rest[: ended.start()] if ended else rest
        if listed.strip():
            add_list(roll, listed, block.start + at)
        if ended:
            told = block._replace(start=block.start + at + ended.end(), words=rest[ended.end() :])
            read_sentences(roll, told)
        if inner:
            roll.status = status_of(label_of(inner["label"])) or roll.status
            at = inner.end()


def _looks_like_names(words: str) -> bool:
    """Whether a block under a label is a list of names and no sentence about something."""
    if "for " not in words[:1] and _TELLS.search(words):
        return False
    return read_entry(words.split(",")[0].split("\n")[0]) is not None or bool(read_list(words))


def _add_names(roll: Roll, blocks: list[Block], index: int) -> bool:
    """Add the people of a block that only holds names; whether there was one."""
    block = blocks[index]
    last = roll.found[-1] if roll.found else None
    if last and last.initials and not (last.organisation or roll.bare) and _is_body(block.words):
        complete_last(roll, block.words)
        return True
    return add_list(roll, block.words, block.start, one_each=_has_line_each(blocks, index))


def _is_body(words: str) -> bool:
    """Whether a line that follows a person with initials says no more than whom that person comes from."""
    entry = read_entry(words)
    return "," not in words and not is_person(words) and (entry is None or entry.initials is None)


def _has_line_each(blocks: list[Block], index: int) -> bool:
    """Whether the list has a line for each person, so that what stands after a comma is no other person."""
    beside = (blocks[at] for at in (index - 1, index + 1) if 0 <= at < len(blocks))
    return any(
        block.kind is not ROW
        and len(block.words) < _LONGEST_LINE
        and ":" not in block.words
        and read_entry(block.words) is not None
        for block in beside
    )
