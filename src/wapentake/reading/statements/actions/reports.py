"""What a page reports below a task: that it is done or not yet, and what people said of it. None of it is a task."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, Block
from wapentake.reading.owners import begins_with_task, is_thing
from wapentake.reading.phrases import any_of
from wapentake.reading.record import Action
from wapentake.reading.sentences import flat
from wapentake.reading.statements.actions.page import Mode, Page, starts_done, tells_state
from wapentake.reading.statements.actions.running import read_running
from wapentake.reading.tasks import lead_task

_TELLS = re.compile(
    r"(?P<who>(?:The |the )?[A-Z][\w'’.-]*(?: (?:of |and |the )?[A-Za-z][\w'’.-]*){0,4}?)"
    rf"(?: \([^()]{{2,60}}\))? (?:also |then |again )?(?:{any_of('tasks', 'narrates')})\b"
)
_THERE = re.compile(rf"There (?:{any_of('tasks', 'there')})\b(?:(?: currently| now| still)? no\b|(?!.*\bto be\b))")
_FINITE = re.compile(rf"(?:It|This|These|Those|The|A|An) [^,.;:]{{0,60}}?\b(?:{any_of('tasks', 'told_of')})\b")
_SOMEBODY_IS = re.compile(
    r"(?:[A-Z]{2,4}[a-z]?|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3})(?: \([^()]{2,40}\))? "
    r"(?:is|are|was|were|has|have|had) (?!to\b|asked\b|requested\b|tasked\b)"
)
_LIKE_TASK = re.compile(r"\bto be [a-z]|\)\W*$|\b(?:should|will|must|shall|needs? to)\b")
_LOOK_WITHIN = 200


def read_report(page: Page, block: Block, index: int) -> bool:
    """Read a block below a task that reports on it; whether it was one. A task reported as done is taken back."""
    if tells_state(block.words) and (page.mode is not Mode.NONE or _tasks_before(page, index)):
        if starts_done(block.words):
            for task in _tasks_before(page, index):
                page.found.remove(task)
        page.mode = Mode.LIST if page.mode is Mode.LIST else Mode.REPORT
    elif page.mode is Mode.REPORT and block.kind is not BULLET:
        page.mode = Mode.NONE
        return False
    elif page.mode is Mode.NONE or not _goes_on_telling(page, block):
        return False
    if page.mode is Mode.BULLETS:
        page.mode = Mode.NONE
    read_running(page, block, index)
    page.last = index
    return True


def _goes_on_telling(page: Page, block: Block) -> bool:
    """Whether a block in a list tells something; after a label with its task, whatever does not read as a task."""
    words = block.words
    if page.mode is Mode.REPORT or (tells(words) and (page.mode is not Mode.OPEN or block.kind is BULLET)):
        return True
    if (
        page.mode is not Mode.BULLETS
        or not (_FINITE.match(words) or _SOMEBODY_IS.match(words))
        or _LIKE_TASK.search(words)
    ):
        return False
    return not begins_with_task(words) and lead_task(flat(words[:400]), page.roster, marked=True) is None


def _tasks_before(page: Page, index: int) -> list[Action]:
    """Return the marked tasks that the block right before a report gave."""
    before = page.layout.blocks[index - 1] if index else None
    if before is None:
        return []
    return [one for one in page.found[-8:] if one.marked and before.start <= one.span[0] < before.end]


def tells(words: str) -> bool:
    """Whether words tell what somebody said or did, or how things are: "AB asked whether …", "There are no plans"."""
    line = " ".join(words[:_LOOK_WITHIN].split())
    found = _TELLS.match(line)
    if found:
        return not is_thing(found["who"]) and not begins_with_task(found["who"])
    return _THERE.match(line) is not None
