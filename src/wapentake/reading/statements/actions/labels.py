"""Labels that mark a task: "Action:", "ACTION POINT 3 –", "Actions for KL", "[AP12]"."""

from __future__ import annotations

import re

from wapentake.reading.blocks import BULLET, Block
from wapentake.reading.outline import label_of
from wapentake.reading.owners import as_owners
from wapentake.reading.statements.actions.margin import own_paragraph
from wapentake.reading.statements.actions.marked import read_tasks
from wapentake.reading.statements.actions.page import Mode, Page
from wapentake.reading.tasks import lead_task

_LABEL = re.compile(
    r"""[*\s\[(]*
    (?:(?:AGREED|NEW|New|Agreed|Key|KEY)\s+)?
    (?:(?:ACTION\ POINTS?|Action\ [Pp]oints?|ACTIONS?|Actions?)\b|\bAP(?=\s*[\d:]))
    (?!\ (?:log|plan|group|tracker|report|area)\b)
    \*{0,2}\s*
    (?:(?:No\.?\s*)?[A-Z]{0,3}\d+(?:[./]\d+)*\s*)?      # the action's own number
    \*{0,2}\s*
    (?P<stop>[:.–—\-])?\s*\*{0,2}[:.]?\s*\*{0,2}
    (?P<for>(?:for|by)\s+(?=[A-Z])[^:\n]{2,40}:?$|for\s+(?i:all|everyone|everybody|all\ [a-z]+):(?=\s))?\s*""",
    re.VERBOSE,
)
_FOR = re.compile(r"(?:for|by)\s+")
_MOST_OWN = 3  # words of a task that says no more than that points follow
_FOR_WHOM = re.compile(r"for\s+\w[\w ]{1,30}$")
_NO_TASK = re.compile(
    r"(?:(?:pdf|docx?|word)(?: icon)? pdf \d.*|(?:break|lunch|coffee|tea)\b[ \d:.–-]*"
    r"|none|no actions|n/a|none recorded|next (?:meeting|board)\b.*|date of next\b.*"
    r"|the meeting (?:closed|ended|finished)\b.*)$"
)


def find_label(words: str) -> re.Match[str] | None:
    """Return the match of the label with which words begin."""
    return _LABEL.match(words)


def is_label(words: str, label: re.Match[str]) -> bool:
    """Whether words begin with a label for an action and not merely with the word."""
    if label["stop"] or label["for"] or not words[label.end() :].strip():
        return True
    bold = words.startswith("*") and "**" in words[:24]
    return bold or words.lstrip("*[( ").startswith(("ACTION", "AP"))


def says_no_task(words: str) -> bool:
    """Whether words in the place of a task say that there is none: "None", "Next meeting: 8 May"."""
    return bool(_NO_TASK.match(label_of(words)))


def read_label(page: Page, block: Block, index: int, label: re.Match[str]) -> None:
    """Read what a label marks: the rest of its block, the list below it, or the paragraph before it (owner only)."""
    bare = block.words[label.end() :].strip(" *.:)]")
    opens = block.words.rstrip(" *").endswith(":")
    whom = label["for"] or ""
    if _FOR_WHOM.match(bare):
        whom, bare = bare, ""
    page.default = as_owners(_FOR.sub("", whom, count=1).strip(" :"), page.roster, marked=True) or ()
    if not bare or says_no_task(bare):
        page.mode = Mode.NONE if bare else Mode.OPEN
        return
    resumes = page.mode is Mode.NONE and block.kind is not BULLET and _stands_in_list(page, index)
    page.mode = Mode.NONE
    owners = as_owners(bare, page.roster, marked=True) if len(bare.split()) <= 6 else None
    if owners and page.last is not None and not lead_task(bare, page.roster, marked=True):
        own_paragraph(page, page.last, owners)
        page.owned = True
    elif opens and (whose := _whose_points(page, bare)) and _stands_above_list(page, index):
        page.mode, page.default = Mode.OPEN, whose
    elif read_tasks(page, block, index, label.end()) and not resumes:
        page.mode = Mode.BULLETS


def _whose_points(page: Page, words: str) -> tuple[str, ...]:
    """Return whose the points below "KL to look at:" are: those of one with hardly a task of his own."""
    task = lead_task(words, page.roster, marked=True)
    return task.owners if task and len(words[task.start :].split()) <= _MOST_OWN else ()


def _stands_above_list(page: Page, index: int) -> bool:
    """Whether a point of a list follows a block."""
    below = page.layout.blocks[index + 1 : index + 2]
    return bool(below) and below[0].kind is BULLET


def _stands_in_list(page: Page, index: int) -> bool:
    """Whether a paragraph stands between two points of one list, so that the list goes on below it."""
    blocks = page.layout.blocks[max(0, index - 1) : index + 2]
    return len(blocks) > 2 and all(one.kind is BULLET and one.level == blocks[0].level for one in blocks[::2])
