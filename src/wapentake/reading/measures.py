"""What a count is a count of: the words after the number, or the subject of its clause."""

from __future__ import annotations

import re

from wapentake.reading.counts import BLANK, PERIOD, Count, Tally
from wapentake.reading.phrases import any_of, load_phrases

CHANGES = re.compile(
    rf"\b(?:(?:has|have|had|was|were|is|are)\s+)?(?:(?:also|again|slightly|sharply|now|then|since|hardly|barely)\s+)?"
    rf"(?P<way>{any_of('figures', 'rose')}|{any_of('figures', 'fell')}|{any_of('figures', 'moved')})\b"
    r"(?:\s+by\s+[\d,.]+\s?%?,?)?[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_BREAK = re.compile(r".*(?:[,;:()]\s|\b(?:that|why|whether|how|when|while|which|but)\s)", re.DOTALL)
_STOP = re.compile(
    rf"[,;:.()\n{PERIOD}{BLANK}]|\s(?:was|were|is|are|has|have|had|against|compared|and|which|who|that|to|from"
    rf"|whereas|recorded|reported)\b.*",
    re.DOTALL,
)
_LEADING = re.compile(
    r"^(?:(?:the number of|there (?:were|are|was|is|had been)|a total of|overall|the|it was)\s+)+", re.IGNORECASE
)
_IN_PERIOD = re.compile(rf"(?:\s*\b(?:(?:up )?to the end of|up to|until|to|of|for|in))?\s*{PERIOD}+\s*")
_TRAILING = re.compile(
    r"(?:[\s,]+(?:has|have|had|was|were|is|are|be|stood|stands|numbered|totalled|reached|also|shown|to|of|at"
    r"|in|an?|the|now|by|it)\b|[\s,:–(-]+)+$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"^\S*\d\S*\s+")
_PREPOSITION = re.compile(r"\s*,?\s*\b(?:from|to|by)$")
_PREPOSITIONS = frozenset(["in", "at", "on", "for", "by", "from", "with", "during", "over"])
_NUMBER = re.compile(r"\d{3}|\d,|\d ?%|^\d")
_NO_SUBJECTS = frozenset(load_phrases("figures")["no_subjects"])
_PLAIN = frozenset(load_phrases("figures")["plain_nouns"])
FARTHEST = 300  # characters; a subject that stands further before its number is another clause's


def measure_of(tally: Tally, first: Count) -> str:
    """Return what a count is of: the words after it or, where they say little, the subject before it, or ""."""
    noun = _STOP.split(tally.words[first.end : first.end + 80])[0].strip()
    noun = _TRAILING.sub("", noun).removeprefix("of ")
    noun = "" if noun.split(" ")[0] in _PREPOSITIONS else noun
    subject = subject_before(tally, first.start)
    weak = noun.casefold() in _PLAIN or (" " not in noun and subject and CHANGES.search(tally.words[: first.start]))
    return noun if noun and not weak else subject or noun


def subject_before(tally: Tally, end: int) -> str:
    """Return the subject of the clause before a place, without its verb; "" where it is a mere pronoun."""
    words = _PREPOSITION.sub("", tally.words[max(0, end - FARTHEST) : end].rstrip())
    verb = CHANGES.search(words)
    words = words[: verb.start()] if verb else words
    words = _TRAILING.sub("", _IN_PERIOD.sub(" ", words)).strip()
    clause = _BREAK.sub("", words) or words
    subject = _TRAILING.sub("", _LEADING.sub("", _REFERENCE.sub("", clause))).strip(" ,:;(")
    vague = subject.casefold() in _NO_SUBJECTS or BLANK in subject or _NUMBER.search(subject)
    return "" if vague else subject
