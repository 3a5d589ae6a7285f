"""Sentences that say who came and who did not: "Apologies were received from …", "… attended the meeting"."""

from __future__ import annotations

import re

from wapentake.reading.blocks import Block
from wapentake.reading.entries import read_list
from wapentake.reading.statements.attendance.roll import Roll, add_entry, add_list
from wapentake.terms import Presence

_APOLOGIES_FROM = re.compile(
    r"\b[Aa]polog(?:y|ies)\b[^.:]{0,60}?\b(?:from|by|given for|for)\b(?!\s+(?:[Aa]bsence|[Ll]ateness|the|late)\b)[:\s]*"
    r"(?P<who>(?:[^.;]|(?<=\b[A-Z])\.|(?<=\b(?:Dr|Mr|Ms|St))\.|(?<=\b(?:Mrs|Rev))\.|(?<=\bCllr)\.)*)"
)
_SENT = re.compile(r"(?P<who>[A-Z].{4,300}?),?\s+(?:sent|gave|tendered|offered)\s+(?:(?:his|her|their)\s+)?apologies\b")
_ABSENT = re.compile(
    r"(?:^|(?<=[a-z)])[.;] )(?P<who>[A-Z](?:[^;:.]|(?<=\b[A-Z])\.){2,90}?) (?:was|were) (?:also )?absent\b"
    r"(?! (?:from|for|when|during)\b)"
)
_ATTENDED = re.compile(r"(?P<who>.{5,90}?)\s+(?:attended|was in attendance|were in attendance|joined)\b")
_WELCOMED = re.compile(
    r"(?:\b[Cc]hair(?:man|woman|person)?,? \((?P<chair>[A-Z][^()]{2,40})\)[^.:]{0,40})?"
    r"\b(?:those|members|people) (?:present|attending)(?: were)?:\s*(?P<who>[^.\n]{5,400})"
)
_TELLS_MORE = re.compile(r"\b(?:had|have|has|who|to)\b")
ATTENDED_WITHIN = 140
_FEWEST_BEFORE = 20  # characters of a sentence before that on apologies


def read_sentences(roll: Roll, block: Block) -> bool:
    """Add the people whom a sentence of a block names; whether there was such a sentence."""
    words = block.words
    if " present:" in words or " attending:" in words or " were: " in words:
        _read_welcomed(roll, block, words)
    absent = _ABSENT.search(words) if " absent" in words else None
    if absent:
        add_list(roll, absent["who"], block.start + absent.start("who"), status=Presence.ABSENT)
    if "polog" in words and (found := _APOLOGIES_FROM.search(words)):
        if found.start() > _FEWEST_BEFORE:
            _read_attended(roll, block, words[: found.start()])
        added = add_list(roll, found["who"], block.start + found.start("who"), status=Presence.APOLOGIES)
        roll.status = Presence.APOLOGIES if added else roll.status
        return added
    if "polog" in words and (sent := _SENT.match(words)):
        return add_list(roll, sent["who"], block.start, status=Presence.APOLOGIES)
    return _read_attended(roll, block, words) or absent is not None


def _read_attended(roll: Roll, block: Block, words: str) -> bool:
    """Add the people of a sentence that says who attended, with which words of a block begin; whether there was one."""
    if "attend" not in words[:ATTENDED_WITHIN] or block.lead > block.start:
        return False
    found = _ATTENDED.match(words)
    entries = read_list(found["who"]) if found and not _TELLS_MORE.search(found["who"]) else []
    for entry in entries:
        add_entry(roll, entry, block.start, status=Presence.IN_ATTENDANCE)
    return bool(entries)


def _read_welcomed(roll: Roll, block: Block, words: str) -> None:
    """Add the people of "The Chair (Ann Bell) welcomed those present: Joe Dee, Kay Lund"."""
    found = _WELCOMED.search(words)
    for part in ("chair", "who") if found else ():
        if found and found[part]:
            add_list(roll, found[part], block.start + found.start(part), status=Presence.PRESENT)
