"""The marks of a decision: "RESOLVED that", "Agreed:", and the words in a sentence from which on it is told."""

from __future__ import annotations

import re
from typing import NamedTuple

from wapentake.reading.phrases import any_of, load_phrases

_MARKS = load_phrases("decisions")["marks"]
MARK_WORDS = frozenset(_MARKS)
_MARK = "|".join(form for mark in _MARKS for form in (mark.upper(), mark.title()))
_OPENING = re.compile(
    rf"""(?:[*\s]|[Ii]t\swas|[Tt]herefore,?\sit\swas|[Tt]hat\sit\sbe|unanimously|and)*
    \b(?:{_MARK})\b
    (?:\s+(?:unanimously|UNANIMOUSLY))?\*{{0,2}}\s*
    (?:\([^)]{{1,60}}\))?\s*
    (?P<stop>[:–—-]|(?<!oted\s)(?:that|THAT|to(?=\s[a-z])|by\s\d+\svotes))?\s*:?\s*\*{{0,2}}""",
    re.VERBOSE,
)
_IT_WAS = re.compile(
    r"\b[Ii]t was (?:proposed,? (?:and )?seconded,? and )?(?:\w+ )?(?:agreed|resolved|decided|AGREED|RESOLVED)"
)
_SINCE = ("As ", "Since ", "Although ", "While ", "Whilst ", "Because ")
_GOES_BACK = re.compile(
    r"(?:This|That|These|It|Both|All(?: present)?|The (?:motion|proposal|recommendations?|request)) (?:was|were) "
    r"(?:duly |unanimously |then |all |present |in )*(?:agreed|approved|accepted|carried|adopted|supported|favour)\b"
    r"(?! (?:that|to|not|[^.]*\b(?:could|would|should|will|can|may|be)\b))[^.]{0,40}\.?$"
    rf"|(?:Approved|Appointed|Agreed|Carried|Elected)(?: (?:{any_of('decisions', 'unanimous')}))?\.$"
)
_VERDICT = re.compile(
    r"(?:(?:RESOLVED|Resolved|AGREED|Agreed) to (?:raise|make|object|support|refuse|approve|offer)\b"
    r"|(?:Approved|Accepted|Refused|Rejected|Granted|Supported|Deferred)\b)"
)
_TELLS = re.compile(
    r"\b(?:was|were|is|are|be|been|has|had|have|will|would|said|asked|reported|noted|told|heard|gave|considered)\b"
)
_LONGEST_VERDICT = 90
_FIRST_WORDS = 300


class Opening(NamedTuple):
    """A mark at the start of words: whether nothing follows it, whether it notes, whether it is surely no verb."""

    alone: bool
    notes: bool
    is_mark: bool


def find_opening(words: str, said: frozenset[str] | None = None) -> Opening | None:
    """Return the mark with which words begin; `said`: the words of it all, if known."""
    if said is not None and said.isdisjoint(MARK_WORDS):
        return None
    found = _OPENING.match(words, 0, _FIRST_WORDS)
    if not found:
        return None
    alone = not words[found.end() : found.end() + _FIRST_WORDS].strip()
    return Opening(
        alone=alone and (found["stop"] is not None or len(words) < 40),
        notes="oted" in found[0] or "NOTED" in found[0],
        is_mark=found["stop"] is not None or found[0].strip("* ").isupper(),
    )


def goes_back(words: str) -> bool:
    """Whether words settle what the sentence before them proposed: "This was agreed."."""
    return bool(_GOES_BACK.match(words))


def is_verdict(words: str, before: str) -> bool:
    """Whether words settle the thing that the words before them only name: "6 Quay Lane, new wall. Refused."."""
    return len(words) < _LONGEST_VERDICT and _VERDICT.match(words) is not None and _TELLS.search(before) is None


def starts_at(words: str) -> int:
    """Return where in a sentence the decision begins: at "it was agreed", or after "As the hall is shut, "."""
    if "t was " in words and (found := _IT_WAS.search(words)):
        return found.start()
    main = words.rfind(", ") + 2 if words.startswith(_SINCE) else 0
    return main if main > 1 and len(words) - main > 35 else 0
