"""The body whose meeting it is: a committee, a partnership, a board."""

from __future__ import annotations

import re

from wapentake.reading.moments import find_moments
from wapentake.reading.outline import ISSUE, label_of
from wapentake.reading.phrases import any_of, load_phrases
from wapentake.reading.statements.meeting.front import LISTS_PEOPLE, Line
from wapentake.terms.days import MONTHS

BODY = re.compile(rf"\b(?:{any_of('meeting', 'bodies')})\b", re.IGNORECASE)
PAPER = re.compile(
    rf"[-–—:,;|\s]*\b(?:(?:{any_of('meeting', 'paper_states')})\b[\s-]*)*"
    r"(?:agenda,?\s*(?:decisions\s*)?(?:and\s+)?|actions?\s+and\s+|action\s+)?"
    rf"(?:{any_of('meeting', 'papers')})\b(?:\s+(?:of|from|for|and actions)\b)?(?:\s+(?:the|a|an)\b)?",
    re.IGNORECASE,
)
_MEETING = re.compile(
    rf"\b(?:(?:{any_of('meeting', 'ordinals')}|[a-z-]+teenth|twent[a-z-]+|\d{{1,3}}(?:st|nd|rd|th))\s+)?"
    rf"(?:(?:{any_of('meeting', 'meeting_kinds')})\s+)*meetings?\b"
    r"(?:\s+(?:of|held|note|papers|took place|on|at)\b)*(?:\s+(?:the|on|at)\b)*",
    re.IGNORECASE,
)
_WHAT_FOLLOWS = re.compile(r"\s,|, subject to|\bheld\b|\btook place\b|\bwhich was\b| at (?=[A-Z\d])| in the (?=[A-Z])")
_WEEKDAY = re.compile(r"\b(?:on|from|of|for)?\s*(?:the\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$")
_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]m|hrs)\b|\b\d{1,2}[.:]\d\d\b", re.IGNORECASE)
_SMALL_BEFORE = re.compile(r"^(?:\W|of\b|the\b|for\b|to\b|from\b|on\b|\d+(?:st|nd|rd|th)?\b)+", re.IGNORECASE)
_SMALL_AFTER = re.compile(
    rf"(?:\W|\bactions(?: reports?)?|\bof|\bthe|\bfrom|\bfor|\bon|\band|\bto|\bno|\b\d+|\b(?:{'|'.join(MONTHS)}))+$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\((?:[^()]*$|(?:[Rr]eg|[Cc]harity|[Cc]ompany)[^()]*\)|[A-Z]{2,6}\))")
_LETTERS = re.compile(r"[A-Z]{3,8}")
_OF_YEAR = re.compile(r"(?<=\w)[\s:–-]+(?:(?:19|20)\d\d\s+)?(?:AGM|Annual General Meeting)$")
_AT_A = re.compile(r"at a\b\s*", re.IGNORECASE)
_SMALL_WORDS = frozenset({"AND", "OF", "THE", "FOR", "WITH", "IN", "AT", "ON", "TO"})
_GOVERNING = frozenset(load_phrases("meeting")["governing_bodies"])
_OF_COUNCIL = re.compile(r"\b(?:Committee|Panel|Sub-Committee|Working Group)$")
_NO_TITLE = re.compile(rf"\b(?:{any_of('meeting', 'no_titles')})\b", re.IGNORECASE)
_NO_LINE = re.compile(  # a label, or a sentence
    r"^\W{0,9}(?:Venue|Contact|Location|Place|Date|Time|Note|Email)\s?:"
    r"|\b(?:was|were|is|are|has|have|had|asked|will)\b(?! held| convened)[^.]*\.$"
)
_LONGEST_TITLE = 200
_TITLE_LINES, _SPARE_LINES = 14, 3


def find_body(front: list[Line]) -> str | None:
    """Return the body whose meeting it is: the first line at the top that names one, without the words around it.

    A council's name above that of its committee is the council's only; with no such line, the first title stands.
    """
    named: list[str] = []
    spare = None
    for index, line in enumerate(front[:_TITLE_LINES]):
        for words in line.words.split("\n") if not line.is_row else ():
            if LISTS_PEOPLE.match(words):
                return _of_body(_choose(named, spare))
            if len(words) > _LONGEST_TITLE or _NO_TITLE.search(words) or _NO_LINE.search(words):
                continue
            may_spare = spare is None and index < _SPARE_LINES and (index == 0 or PAPER.search(words) is not None)
            bare = _bare_title(words) if may_spare or BODY.search(words) else None
            if bare and BODY.search(bare):
                named.append(bare)
            elif may_spare and (not find_moments(words) or (bare and " " not in bare)):
                spare = bare
    return _of_body(_choose(named, spare))


def _of_body(title: str | None) -> str | None:
    """Return a title without the name of its yearly meeting: "Quay Friends 2019 AGM"."""
    return _OF_YEAR.sub("", title) if title else title


def find_body_of_issue(front: list[Line]) -> str | None:
    """Return the body that a page on one issue names in a line of its own: "Meeting: 04/05/2020 - Board (Item 7)"."""
    found = next((found for line in front if (found := ISSUE.match(line.words))), None)
    return found["body"] if found else None


def _choose(named: list[str], spare: str | None) -> str | None:
    """Return the body among the titles that name one, or else the first title of another kind."""
    if not named:
        return spare
    if named[0].endswith("Council"):
        return next((name for name in named[1:3] if _OF_COUNCIL.search(name)), named[0])
    if spare and label_of(named[0]) in _GOVERNING:
        return f"{spare} {named[0]}"
    return named[0]


def _bare_title(line: str) -> str | None:
    """Return a title line without its day, its "minutes of", its ordinal and what follows "held".

    One word alone names no body, and gives None, unless it is letters: "LUG".
    """
    bare = " ".join(line.replace("**", "").split())
    for moment in reversed(find_moments(bare)):
        bare = bare[: moment.start] + " " + bare[moment.end :]
    bare = _WHAT_FOLLOWS.split(bare, maxsplit=1)[0]
    bare = _MEETING.sub(" ", PAPER.sub(" ", _REMARK.sub("", bare)))
    bare = " ".join(_TIME.sub(" ", _WEEKDAY.sub("", bare)).split())
    bare = _AT_A.sub("", _SMALL_AFTER.sub("", _SMALL_BEFORE.sub("", bare)), count=1) if bare else bare
    if " " not in bare:
        return bare if _LETTERS.fullmatch(bare) else None
    return _as_title(bare) if bare.isupper() else bare


def _as_title(words: str) -> str:
    """Return a title in capitals as it would stand in small letters."""
    return " ".join(_as_title_word(word, first=at == 0) for at, word in enumerate(words.split()))


def _as_title_word(word: str, *, first: bool) -> str:
    """Return a word of such a title; short ones may be the letters of a name, and stay."""
    if word == "ST":
        return "St"
    if word in _SMALL_WORDS:
        return word.capitalize() if first else word.lower()
    return word if len(word) <= 3 else "-".join(part.capitalize() for part in word.split("-"))
