"""Tasks in running text, sentence by sentence, and the notes in the margin that stand beside it."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, Block
from wapentake.reading.owners import as_owners, is_meeting
from wapentake.reading.prose import find_prose
from wapentake.reading.prose.subjects import sentence_subject
from wapentake.reading.record import Action
from wapentake.reading.sentences import Sentence, states_resolution
from wapentake.reading.statements.actions.clauses import split_clauses
from wapentake.reading.statements.actions.margin import notes_after, own_sentence, with_notes
from wapentake.reading.statements.actions.page import Page, ends_done
from wapentake.reading.tasks import Task, is_state

_TRAILING = re.compile(
    r"[\[(]?\*{0,2}\b(?:ACTIONS?|Actions?)\b\*{0,2}\s*(?:[:–—-]|by|for|on)\s*"
    r"(?P<who>[^.:;()\[\]]{2,70})[)\]]?\.?\s*\*{0,2}$"
    r"|[\[(]ACTIONS?\s+(?P<bare>[A-Z][^.:;()\[\]]{1,40})[)\]]\.?$"
)
_RESOLVING = re.compile(
    r"\b(?:RESOLVED|Resolved|resolved|AGREED|agreed)\b\*{0,2}\s*(?:unanimously\s*)?(?:that|to)?\s*:?[^\w.;]*$"
)
_RESOLVED = re.compile(r"\b(?:RESOLVED|[Rr]esolved|[Aa]greed|AGREED|[Dd]ecided)\b")
_PRONOUN = re.compile(
    r"(?:[^,]{0,50}, |[^,]{0,40} )?(?P<who>[Hh]e|[Ss]he|[Tt]hey) (?:will|would|promised to|agreed to|offered to"
    r"|undertook to|volunteered to|is to|said (?:he|she|they) would|still ha[sd] to"
    r"|(?:was|were) (?:also |then )?(?:asked|requested|reminded|tasked) to)\s+(?:also )?(?=[a-z])(?!be\b)"
)
_PRONOUNS = frozenset(("he", "she", "they"))
_ACTION_WORDS = frozenset(("action", "actions"))
_FARTHEST = 20


def read_running(page: Page, block: Block, index: int) -> None:
    """Read the tasks of ordinary text, then the notes in the margin that stand beside it."""
    sentences = page.layout.sentences[index]
    tail = block.words[-40:]
    if ("esolved" in tail or "greed" in tail or "RESOLVED" in tail or "AGREED" in tail) and _RESOLVING.search(tail):
        page.resolving = True
    elif block.kind is not BULLET:
        page.resolving = False
    resolving = (page.resolving and block.kind is BULLET) or states_resolution(page.layout.blocks, index)
    made: list[Action] = []
    for at, sentence in enumerate(sentences):
        trailing = None if sentence.said.isdisjoint(_ACTION_WORDS) else _TRAILING.search(sentence.words)
        if trailing and (owners := as_owners(trailing["who"] or trailing["bare"], page.roster, marked=True)):
            made += own_sentence(page, sentences, at, trailing.start(), owners)
        else:
            made += _tasks_in(page, sentences, at, resolving=resolving)
    if notes := notes_after(page, index):
        made = with_notes(page, sentences, made, notes)
    page.found += made


def _tasks_in(page: Page, sentences: list[Sentence], at: int, *, resolving: bool) -> list[Action]:
    """Return the tasks that the clauses of a sentence give."""
    sentence = sentences[at]
    said = sentence.said
    made = []
    for begin, end in split_clauses(sentence.words, page.roster, told=True):
        words = sentence.words[begin:end]
        settled = resolving or (begin > 0 and _RESOLVED.search(sentence.words, 0, begin) is not None)
        task = find_prose(words, page.roster, marked=False, settled=settled, said=said)
        if task is None and not said.isdisjoint(_PRONOUNS):
            task = _of_pronoun(page, sentences, at, words)
        if task and not ends_done(words[task.start :]):
            part = (begin + task.start, begin + task.end)
            made.append(page.make(sentence, part, task.owners, marked=task.noted, certain=not task.weak))
    return made


def _of_pronoun(page: Page, sentences: list[Sentence], at: int, words: str) -> Task | None:
    """Return the task of "He will try again": that of the person whom a sentence before it in its block is about."""
    found = _PRONOUN.match(words)
    if not found or is_state(words, found.end()):
        return None
    before = [words[: found.start("who")], *(one.words for one in reversed(sentences[max(0, at - _FARTHEST) : at]))]
    for own in before:
        owners = sentence_subject(own, page.roster)
        if owners and not any(map(is_meeting, owners)):
            return Task(owners, found.end(), len(words), weak=True)
    return None
