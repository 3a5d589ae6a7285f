"""Tasks in words that the page itself marks as such: whose they are, and what is to be done."""

from __future__ import annotations

import re
from dataclasses import replace

from wapentake.reading.blocks import Block
from wapentake.reading.dues import find_due
from wapentake.reading.persons import split_people
from wapentake.reading.prose import find_prose
from wapentake.reading.record import Action, Span
from wapentake.reading.sentences import Sentence, flat, split_block
from wapentake.reading.spans import locate
from wapentake.reading.statements.actions.page import Page, is_done
from wapentake.reading.tasks import Roster, as_owners, lead_task, run_of_people

_IN_BRACKETS = re.compile(r"\s*[(\[](?P<who>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?$")
_ALONE = re.compile(r"[\[(](?P<who>[A-Z][^()\[\]]{1,60})[\])]\W*")
_AFTER_DASH = re.compile(r"\s+[–—-]\s+(?P<who>[A-Z][^–—:.]{1,50})\.?$")
_OWNER_FIRST = re.compile(r"(?P<who>[A-Z][^:–—\n]{1,60}?)\s*(?::|\s[–—-])\s+(?=\S)")
_SECOND = re.compile(
    r"(?:,|;)?\s+and\s+(?P<that>that\s+)?(?=(?:the )?[A-Z][A-Za-z'’. ]{0,60}? (?:to|will|would|should) [a-z])"
    r"|;\s+(?=[A-Z])|\s+and\s+that\s+(?=(?:the )?[A-Z])"
)
_OWNS = re.compile(r"\b(?:to|will|should|would|that) [a-zA-Z]{2,}")
_GOES_ON = re.compile(r"(?:He|She|They|This|It|If|These|Once|Also|The|See|Details|Any|All)\b")
_COMMENTS_TO = re.compile(r"^(?:[A-Z][a-z]+ ){0,3}to (?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) to [a-z]")


def read_tasks(page: Page, block: Block, index: int, skip: int) -> bool:
    """Read the tasks of marked words: a sentence each, more where a sentence gives tasks to two; whether there was one."""
    part = replace(block, start=block.start + skip, words=block.words[skip:])
    pending: list[Action] = []
    for sentence in split_block(part, index):
        for start, end in clauses(sentence.words, page.roster):
            made = _marked_task(page, sentence, (start, end), pending)
            if made:
                pending.append(made)
    page.found += pending
    return bool(pending)


def clauses(words: str, roster: Roster) -> list[Span]:
    """Return the parts of a sentence that each give a task: "SP to contact ODI … and HMCTS to come back …"."""
    if " and " not in words and ";" not in words:
        return [(0, len(words))]
    parts, at = [], 0
    for found in _SECOND.finditer(words):
        before = words[at : found.start()]
        if not _OWNS.search(before) or (before.split()[-1][:1].isupper() and not found[0].startswith((",", ";"))):
            continue
        if "that" not in found[0] and lead_task(words[found.end() :], roster, marked=False) is None:
            continue
        parts.append((at, found.start()))
        at = found.end()
    return [*parts, (at, len(words))]


def _marked_task(page: Page, sentence: Sentence, part: Span, pending: list[Action]) -> Action | None:
    """Return the action that marked words make, or None where they only go on with the one before."""
    words = sentence.words[part[0] : part[1]]
    if pending and (alone := _ALONE.fullmatch(words)) and (named := as_owners(alone["who"], page.roster, marked=True)):
        pending[-1] = replace(pending[-1], owners=pending[-1].owners or named)
        return None
    owners, start, end, certain = read_owner(page, words)
    if pending and not owners and (_GOES_ON.match(words) or not re.search(r"\bto be\b", words)):
        _extend_last(page, pending, sentence, part)
        return None
    if not words[start:end].strip(" .*") or len(words.split()) < 2 or (not owners and is_done(words)):
        return None
    return page.make(sentence, (part[0] + start, part[0] + end), owners or page.default, marked=True, certain=certain)


def read_owner(page: Page, words: str) -> tuple[tuple[str, ...], int, int, bool]:
    """Return the owners of a marked task and where its own words begin and end."""
    roster = page.roster
    if found := _COMMENTS_TO.match(words):
        if (owners := as_owners(found["who"], roster, marked=True)) and roster.knows(found["who"]):
            return owners, 0, len(words), True
    closing = _IN_BRACKETS.search(words)
    if (
        closing
        and lead_task(words, roster, marked=False) is None
        and all(map(roster.knows, split_people(closing["who"])))
    ):
        return tuple(split_people(closing["who"])), 0, closing.start(), True
    task = lead_task(words, roster, marked=True) or run_of_people(words, roster)
    if task:
        return task.owners, task.start, task.end, True
    for pattern in (_IN_BRACKETS, _AFTER_DASH):
        if (found := pattern.search(words)) and (
            owners := _without_due(page, found["who"], marked=pattern is _IN_BRACKETS)
        ):
            return owners, 0, found.start(), True
    if (found := _OWNER_FIRST.match(words)) and (owners := as_owners(found["who"], roster, marked=True)):
        return owners, found.end(), len(words), True
    prose = find_prose(words, roster, marked=True)
    if prose:
        return prose.owners, prose.start, prose.end, True
    return (), 0, len(words), True


def _without_due(page: Page, who: str, *, marked: bool) -> tuple[str, ...] | None:
    """Return the owners of "Clerk, 31 July 2019" or "GR, before the end of term": what follows the last comma may be a due."""
    name, _, rest = who.rpartition(", ")
    if name and (rest[:1].islower() or rest[:1].isdigit() or find_due(rest, page.near, column=True)):
        return as_owners(name, page.roster, marked=marked)
    return as_owners(who, page.roster, marked=marked)


def _extend_last(page: Page, pending: list[Action], sentence: Sentence, part: Span) -> None:
    """Let a sentence without an owner of its own go on with the task before it."""
    last = pending[-1]
    end = locate(page.layout.text, (sentence.start, sentence.end), sentence.words, part)[1]
    words = flat(page.layout.text[last.span[0] : end])
    due = last.due or page.due_of(sentence.words[part[0] : part[1]])
    pending[-1] = replace(last, span=(last.span[0], end), text=words, due=due)
