"""Words that name who is to act: initials, names, and the head of a column of them."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"actions?|actioned by|(?:for )?action(?: by)?(?: whom)?|actions? (?:required|points?|owner|lead|agreed|for)|"
    r"(?:by )?whom?|lead|lead officer|owner|responsible|responsibility|action/owner|owner/action",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s/,&+]+")
_LONGEST_NAME = 40


def is_head(words: str) -> bool:
    """Whether words head a column of those who are to act."""
    return bool(_HEAD.fullmatch(words.strip(" :*")))


def is_initials(words: str) -> bool:
    """Whether words are one or more sets of initials: "GD", "MCa", "RB/JS", "All"."""
    parts = [part for part in _PARTS.split(words.strip(" .*:")) if part != "and"]
    return 1 < sum(map(len, parts)) <= _LONGEST_NAME and all(map(_is_set, parts))


def _is_set(part: str) -> bool:
    if not part.isalpha() or not part[0].isupper():
        return False
    return part.lower() == "all" or (len(part) <= 5 and 2 * sum(map(str.isupper, part)) >= len(part))


def is_name(words: str) -> bool:
    """Whether words may name a person, a post or a group: few, and each with a capital."""
    parts = [part for part in _PARTS.split(words) if part not in ("", "and", "of", "the", "for")]
    return 0 < len(parts) <= 6 and len(words) <= _LONGEST_NAME and all(part[0].isupper() for part in parts)
