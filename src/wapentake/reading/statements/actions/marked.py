"""Tasks in words that the page itself marks as such: whose they are, and what is to be done."""

from __future__ import annotations

import re
from dataclasses import replace

from wapentake.reading.blocks import Block
from wapentake.reading.dues import find_due
from wapentake.reading.owners import IN_BRACKETS, as_owners
from wapentake.reading.persons import is_initials, is_role, split_people
from wapentake.reading.prose import find_prose
from wapentake.reading.record import Action, Span
from wapentake.reading.rosters import Roster
from wapentake.reading.sentences import Sentence, flat
from wapentake.reading.spans import locate
from wapentake.reading.statements.actions.clauses import split_clauses
from wapentake.reading.statements.actions.page import Page, ends_done, is_done, starts_done
from wapentake.reading.tasks import Task, lead_task, run_of_people

_ALONE = re.compile(r"[\[(](?P<who>[A-Z][^()\[\]]{1,60})[\])]\W*")
_AFTER_DASH = re.compile(r"\s[–—-]\s+(?P<who>[A-Z][^–—:.]{1,50})\.?$")
_OWNER_FIRST = re.compile(r"(?P<who>[A-Z][^:–—\n]{1,60}?)\s*(?::|\s[–—-])\s+(?=\S)")
_BRACKET_FIRST = re.compile(r"[\[(](?P<who>[A-Z][^()\[\]]{0,60})[\])]:?\s+(?=\S)")
_IN_CHARGE = re.compile(r"(?P<who>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}) (?=(?:in charge of|responsible for)\b)")
_AFTER_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+$")  # "Ann Bell (Chair)" names her office
_WITHIN = re.compile(r"(?<= )\((?P<who>[A-Z][^()]{1,60})\) [a-z]")
_REMARK = re.compile(r"(?P<who>[A-Z][\w'’. -]*?) [–—-] ")
_GOES_ON = re.compile(r"(?:He|She|They|This|It|If|These|Once|Also|The|See|Details|Any|All)\b")
_FOR = re.compile(r"(?:For|That) (?=the |[A-Z])")
_STANDS = re.compile(
    r"(?!(?:After|As|If|Once|When|Where|While)\b)[A-Z][^,;:]{2,60}? (?:is|are|was|were|has been|have been) "
    r"(?!to\b|going\b)"
)
_TO_DO = re.compile(r"\b(?:to be|will|would|should|must|shall|needs?|please)\b")
_TO_BE = re.compile(r"\bto be\b")
_COMMENTS_TO = re.compile(r"(?:[A-Z][a-z]+ ){0,3}to (?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) to [a-z]")


def read_tasks(page: Page, block: Block, index: int, skip: int) -> bool:
    """Read the tasks of marked words: one a sentence, more where it gives tasks to two; whether there was one."""
    part = block._replace(start=block.start + skip, words=block.words[skip:])
    pending: list[Action] = []
    for sentence in page.layout.split(part, index):
        for clause in split_clauses(sentence.words, page.roster):
            if made := _marked_task(page, sentence, clause, pending):
                pending.append(made)
    page.found += pending
    return bool(pending)


_REPORTS = re.compile(r"\s*(?:has|have|had) (?:now |already |since |been )?[a-z]+(?:ed|en|t|ne|de)\b")


def _marked_task(page: Page, sentence: Sentence, part: Span, pending: list[Action]) -> Action | None:
    """Return the action that marked words make, or None where they only go on with the one before."""
    words = sentence.words[part[0] : part[1]]
    if pending and (alone := _ALONE.fullmatch(words)) and (named := as_owners(alone["who"], page.roster, marked=True)):
        pending[-1] = replace(pending[-1], owners=pending[-1].owners or named)
        return None
    if pending and starts_done(words):
        del pending[:]
        return None
    task = read_owner(page, words)
    if pending and not task.owners and (_GOES_ON.match(words) or not _TO_BE.search(words)):
        _extend_last(page, pending, sentence, part)
        return None
    own = words[task.start : task.end]
    if (
        not any(map(str.isalnum, own))
        or len(words.split()) < 2
        or (not task.owners and (is_done(words) or _tells_state(words)))
        or _REPORTS.match(own)
        or ends_done(own)
    ):
        return None
    return page.make(sentence, (part[0] + task.start, part[0] + task.end), task.owners or page.default, marked=True)


def _tells_state(words: str) -> bool:
    """Whether words without an owner tell how a thing stands: "The lamp scheme is in hand"."""
    return _STANDS.match(words) is not None and _TO_DO.search(words) is None


def read_owner(page: Page, words: str) -> Task:
    """Return a marked task: its owners, none where nobody is named, and where its own words begin and end."""
    roster = page.roster
    found = (
        _commented(page, words)
        or _closed_by_known(page, words)
        or _led_by_for(words, roster)
        or lead_task(words, roster, marked=True)
        or run_of_people(words, roster)
        or _closed_by_any(page, words)
        or _led_by_label(page, words)
        or find_prose(words, roster, marked=True)
        or Task((), 0, len(words))
    )
    return found if found.owners else found._replace(owners=_owners_within(words, roster))


def _led_by_for(words: str, roster: Roster) -> Task | None:
    """Return the task of "For the Clerk to ask for a quote"."""
    opening = _FOR.match(words)
    task = lead_task(words[opening.end() :], roster, marked=True) if opening else None
    return task._replace(start=task.start + opening.end(), end=len(words)) if task and opening else None


def _commented(page: Page, words: str) -> Task | None:
    """Return the task of "Comments to KL to go into the report": it is KL's only where the page knows KL."""
    found = _COMMENTS_TO.match(words)
    owners = as_owners(found["who"], page.roster, marked=True) if found and page.roster.knows(found["who"]) else None
    return Task(owners, 0, len(words)) if owners else None


def _closed_by_known(page: Page, words: str) -> Task | None:
    """Return the task of "Ask for a quote (KL)", where the page knows everybody in the brackets."""
    found = IN_BRACKETS.search(words)
    people = split_people(found["who"]) if found else []
    if not found or not all(page.roster.knows(one) or is_role(one) for one in people):
        return None
    lead = lead_task(words, page.roster, marked=False)
    if lead and (any(map(page.roster.knows, lead.owners)) or any(map(is_role, lead.owners))):
        return None
    if _AFTER_NAME.search(words, 0, found.start()) and not page.roster.knows(people[0]):
        return None
    return Task(tuple(people), 0, found.start())


def _closed_by_any(page: Page, words: str) -> Task | None:
    """Return the task of "Ask for a quote (Clerk, 31 July 2019)" and "Ask for a quote – Clerk"."""
    for pattern in (IN_BRACKETS, _AFTER_DASH):
        found = pattern.search(words) if pattern is IN_BRACKETS or not words.rstrip(" .").endswith(")") else None
        if found and (owners := _without_due(page, found["who"], marked=pattern is IN_BRACKETS)):
            return Task(owners, 0, found.start())
    return None


def _owners_within(words: str, roster: Roster) -> tuple[str, ...]:
    """Return the owners in brackets inside "List to be sent (KL and AB) by May": people whom the page knows, roles."""
    for found in _WITHIN.finditer(words) if "(" in words else ():
        people = split_people(found["who"])
        if all(roster.knows(one) or is_role(one) for one in people):
            return tuple(people)
    return ()


def _led_by_label(page: Page, words: str) -> Task | None:
    """Return the task of "Clerk: ask for a quote", "[KL] Ask for a quote" and "KL in charge of lamps"."""
    found = _BRACKET_FIRST.match(words)
    if found and all(is_initials(one) or page.roster.knows(one) or is_role(one) for one in split_people(found["who"])):
        return Task(tuple(split_people(found["who"])), found.end(), len(words))
    found = _OWNER_FIRST.match(words) or _IN_CHARGE.match(words)
    owners = as_owners(found["who"], page.roster, marked=True) if found else None
    return Task(owners, found.end(), len(words)) if found and owners else None


def _without_due(page: Page, who: str, *, marked: bool) -> tuple[str, ...] | None:
    """Return the owners of "Clerk, 31 July 2019": what follows the last comma may be a due; and of "KL - by May"."""
    if (remark := _REMARK.match(who)) and (page.roster.knows(remark["who"]) or is_role(remark["who"])):
        return (remark["who"],)
    name, _, rest = who.rpartition(", ")
    if name and (rest[:1].islower() or rest[:1].isdigit() or find_due(rest, page.near, column=True)):
        return as_owners(name, page.roster, marked=marked)
    return as_owners(who, page.roster, marked=marked)


def _extend_last(page: Page, pending: list[Action], sentence: Sentence, part: Span) -> None:
    """Let a sentence without an owner of its own go on with the task before it."""
    last = pending[-1]
    end = locate(page.layout.text, (sentence.start, sentence.end), sentence.words, part)[1]
    words = flat(page.layout.text[last.span[0] : end])
    due = last.due or page.due_of(sentence, *part)
    pending[-1] = replace(last, span=(last.span[0], end), text=words, due=due)
