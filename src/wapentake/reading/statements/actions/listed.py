"""Blocks in a list of tasks, which a heading or an empty label began."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, HEADING, Block, counts_anew
from wapentake.reading.outline import SAID
from wapentake.reading.sentences import flat
from wapentake.reading.statements.actions.labels import says_no_task
from wapentake.reading.statements.actions.marked import read_tasks
from wapentake.reading.statements.actions.page import Mode, Page
from wapentake.reading.tasks import lead_task

_TO_BE = re.compile(r"\bto be [a-z]+")
_NAME_TO = re.compile(r"[A-Z][a-z]+ to ")
_ASKS = re.compile(r"\W{0,6}(?:What|How|Why|Which|Who|Where|When|Is|Are|Do|Does)\b[^.?]{0,300}\?\W*$")
_MOST_WORDS = 60


def read_listed(page: Page, block: Block, index: int) -> bool:
    """Read a block in a list of tasks; whether it was one. A block that is none ends the list.

    Under a heading every block is a task; after a label alone list items are, or else the paragraphs that read as
    tasks; after a label with its task only list items are.
    """
    if _goes_on(page, block):
        return read_tasks(page, block, index, 0)
    page.mode = Mode.NONE
    return False


def _goes_on(page: Page, block: Block) -> bool:
    """Whether a block is one of the list that is open."""
    if block.kind is HEADING or SAID.match(block.words) or says_no_task(block.words) or _ASKS.match(block.words):
        return False
    if block.kind is BULLET:
        if page.mode is Mode.LIST and counts_anew(page.marker, block):
            return False
        page.marker = block.marker
        if page.mode is not Mode.LIST and "." in block.marker.strip("."):
            return False
        page.mode = Mode.BULLETS if page.mode is Mode.OPEN else page.mode
        return True
    if page.mode is Mode.LIST:
        return len(block.words.split()) <= _MOST_WORDS
    if page.mode is Mode.OPEN and not lead_task(flat(block.words[:400]), page.roster, marked=True):
        page.mode = Mode.NONE
        return _reads_as_task(block)
    return page.mode is Mode.OPEN


def _reads_as_task(block: Block) -> bool:
    """Whether a paragraph under an empty label is a task: a passive one, or one with its owner at the end."""
    words = flat(block.words)
    ends = words.rstrip(" .").endswith(")")
    return ends or len(words.split()) <= 30 or bool(_TO_BE.search(words) or _NAME_TO.match(words))
