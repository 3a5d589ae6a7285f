"""Owners beside or after a paragraph, with no task of their own: notes in a margin, "Action: AH" alone."""

from __future__ import annotations

import re
from dataclasses import replace

from wapentake.reading.blocks import MARGIN
from wapentake.reading.outline import ACTION_LISTS, label_of
from wapentake.reading.owners import as_owners
from wapentake.reading.persons import is_name
from wapentake.reading.prose import find_prose
from wapentake.reading.record import Action
from wapentake.reading.rosters import Roster
from wapentake.reading.sentences import Sentence
from wapentake.reading.spans import likeness
from wapentake.reading.statements.actions.page import Page
from wapentake.terms.names import initials_of

_LOOSE = re.compile(
    r"\b(?:(?<=, )it was agreed that|(?:agreed|decided|resolved)(?: unanimously| also)? to|when it was agreed that"
    r"|(?:who )?(?:is|are|was|were) (?=(?:working|looking|preparing|sourcing|arranging|seeking)\b)"
    r"|[Nn]ext steps? (?:is|was) to"
    r"|(?:[Hh]e|[Ss]he|[Tt]hey) (?:would|will|agreed to|offered to|undertook to)(?: also)?)"
    r"\s*(?=[a-z]|the\b|(?<=that )[A-Z])(?!be\b)"
)
_PROMISED = re.compile(
    r"\bhad (?:already |previously |kindly )?(?:agreed|offered|volunteered|undertaken|promised) to\b"
)
_TITLE = re.compile(r"[A-Z][^.,;:]{2,60}? [–-] (?=[A-Za-z])")
_LIKE_TASK = re.compile(
    r"\b(?:still to be|to be|agreed|will|would|should|needs?|not yet|awaiting|pending|working at|working on)\b"
    r"|\b(?:is|are) (?:ongoing|on-going|continuing|proceeding|under way|underway|in hand)\b"
)
_MOST_NOTES = 12


def own_sentence(page: Page, sentences: list[Sentence], at: int, end: int, owners: tuple[str, ...]) -> list[Action]:
    """Return the action of "… to be done. Action: AH": the words before the mark, or the sentence before it."""
    words = sentences[at].words[:end].strip(" .([*–-")
    if len(words.split()) >= 3:
        start = task.start if (task := find_prose(words, page.roster, marked=True)) else 0
        return [page.make(sentences[at], (start, len(words)), owners, marked=True)]
    if at == 0:
        if page.last is not None:
            own_paragraph(page, page.last, owners)
        return []
    before = sentences[at - 1]
    start = task.start if (task := find_prose(before.words, page.roster, marked=True)) else 0
    return [page.make(before, (start, len(before.words)), owners, marked=True)]


def own_paragraph(page: Page, index: int, owners: tuple[str, ...]) -> None:
    """Give owners to the task that the paragraph before an owner-only mark holds."""
    made = with_notes(page, page.layout.sentences[index], [], [owners])
    page.found = [one for one in page.found if not (made and likeness(one.text, made[0].text) > 0.6)] + made


def notes_after(page: Page, index: int) -> list[tuple[str, ...]]:
    """Return the owners that the margin notes after a block name, one entry a note."""
    notes: list[tuple[str, ...]] = []
    blocks = page.layout.blocks
    if index + 1 == len(blocks) or blocks[index + 1].kind is not MARGIN:
        return notes
    for block in blocks[index + 1 : index + _MOST_NOTES]:
        if block.kind is not MARGIN:
            break
        if label_of(block.words) not in ACTION_LISTS and (owners := as_owners(block.words, page.roster, marked=True)):
            notes.append(owners)
    return notes


def with_notes(page: Page, sentences: list[Sentence], made: list[Action], notes: list[tuple[str, ...]]) -> list[Action]:
    """Return the actions of a block whose margin names owners: the task of each, or else the sentence most like one."""
    kept = list(made)
    notes = _without_shared(kept, notes)
    told = [one for one in sentences if any(map(str.isalpha, one.words))]
    for owners in notes:
        if _each_has_own(kept, owners):
            continue
        own = [at for at, one in enumerate(kept) if not one.owners or _share(one.owners, owners)]
        if own:
            kept[own[-1]] = replace(kept[own[-1]], owners=owners, marked=True, certain=True, reason=None)
            continue
        taken = {one.span[0] for one in kept if one.owners}
        free = [one for one in told if not any(one.start <= at < one.end for at in taken)]
        if told and (free or not _marks_found(page, owners, told)):
            kept.append(_likest(page, free or told, owners))
    return kept


def _without_shared(made: list[Action], notes: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the notes without those, one above the other, that together name the owners of a task; it is marked."""
    alone = {note[0] for note in notes if len(note) == 1}
    for at, one in enumerate(made):
        if len(one.owners) > 1 and alone.issuperset(one.owners):
            made[at] = replace(one, marked=True, certain=True, reason=None)
            for owner in one.owners:
                notes.remove((owner,))
            return notes
    return notes


def _each_has_own(made: list[Action], noted: tuple[str, ...]) -> bool:
    """Whether everybody whom a note names has a task alone already; these tasks are marked."""
    own = [at for at, one in enumerate(made) if len(one.owners) == 1 and one.owners[0] in noted]
    if len(noted) < 2 or {made[at].owners[0] for at in own} != set(noted):
        return False
    for at in own:
        made[at] = replace(made[at], marked=True, certain=True, reason=None)
    return True


def _share(told: tuple[str, ...], noted: tuple[str, ...]) -> bool:
    """Whether the owners of a task and those of a note have somebody in common: "Ann Bell" is "AB"."""
    letters = {initials_of(one) for one in told if len(told) == 1 and is_name(one)}
    return not {*told, *letters}.isdisjoint(noted)


def _likest(page: Page, sentences: list[Sentence], owners: tuple[str, ...]) -> Action:
    """Return the action that the sentence most like a task gives to owners; of two alike, the later."""
    best = max(sentences, key=lambda one: (_task_likeness(one.words, page.roster), one.start))
    task = None if _PROMISED.search(best.words) else find_prose(best.words, page.roster, marked=True)
    loose = None if task else _LOOSE.search(best.words)
    title = None if task or loose else _TITLE.match(best.words)
    if title and as_owners(best.words[title.end() :].split()[0], page.roster, marked=False):
        title = None
    start = task.start if task else loose.end() if loose else title.end() if title else 0
    return page.make(best, (start, len(best.words)), owners, marked=True)


def _marks_found(page: Page, owners: tuple[str, ...], sentences: list[Sentence]) -> bool:
    """Whether a note belongs to a task of these owners that the same item gave a little earlier; marks that task."""
    item = page.layout.outline.item_of[sentences[0].block]
    for at in range(len(page.found) - 1, max(-1, len(page.found) - 5), -1):
        one = page.found[at]
        if one.item == item and set(one.owners) == set(owners) and sentences[0].start - one.span[1] < 900:
            page.found[at] = replace(one, marked=True, certain=True, reason=None)
            return True
    return False


def _task_likeness(words: str, roster: Roster) -> int:
    """Return how much a sentence beside an owner in the margin looks like the task meant (0 to 3)."""
    if _PROMISED.search(words):
        return 1
    if find_prose(words, roster, marked=True) or _LOOSE.search(words):
        return 3
    return 2 if _LIKE_TASK.search(words) else int(len(words.split()) > 5)
