"""How the words of a line end: at the end of a sentence, or where more must follow."""

from __future__ import annotations

import re

_ENDED = re.compile(r"[.!?:;][\"'”’)\] ⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_OPEN = re.compile(r"(?:[,&/(–-]|\b(?:and|of|the|to|for|a|an|in|with|by|or|on|at|from))$")
_TAIL = 12  # letters at the end that tell


def is_ended(text: str) -> bool:
    """Whether words end a sentence, or the part of one that a list follows."""
    return bool(_ENDED.search(text[-_TAIL:]))


def is_open(text: str) -> bool:
    """Whether words plainly cannot stand at the end of anything."""
    return bool(_OPEN.search(text[-_TAIL:]))
